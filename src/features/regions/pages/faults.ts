import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';

/** A wrong value as the acts report it. */
export interface Told {
  field: string;
  message: string;
  values?: Readonly<Record<string, string | number>>;
}

/** The first sentence for each field, in the page's language. */
export function sayFaults(messages: Messages, faults: readonly Told[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const { field, message, values } of faults) {
    said[field.split('.')[0] ?? ''] ??= messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
  }
  return said;
}
