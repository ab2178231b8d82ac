import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';

/** The first fault of each field, in the page's language. */
export function problemsOf(messages: Messages, faults: readonly Fault[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { field, message, values } of faults) {
    problems[field] ??= messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  }
  return problems;
}
