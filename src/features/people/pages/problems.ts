import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';

/** Field to what is wrong with it, in words. */
export type Problems = Readonly<Record<string, string>>;

/** What a form that comes back says, and with which status. */
export interface Refused {
  problems: Problems;
  status: 409 | 422;
}

/** The first fault of each field, in the page's language. */
export function problemsOf(messages: Messages, faults: readonly Fault[]): Problems {
  const problems: Record<string, string> = {};
  for (const { field, message, values } of faults) {
    problems[field] ??= messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  }
  return problems;
}
