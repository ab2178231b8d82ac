import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { formatDate } from '#ui/format.ts';

/** A wrong or missing value as the acts and the check report it. */
export interface Told {
  field: string;
  message: string;
  values?: Readonly<Record<string, string | number>>;
}

/** The sentence for it; days are written out. */
export function sayFault(messages: Messages, { message, values = {} }: Told): string {
  const shown = Object.entries(values).map(([name, value]) => [name, isDay(value) ? formatDate(value) : value]);
  return messageAt(messages, message, Object.fromEntries(shown)) ?? messages.common.errors.wrongValue;
}

function isDay(value: string | number): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** The first sentence for each field. */
export function sayFaults(messages: Messages, faults: readonly Told[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const fault of faults) said[fault.field] ??= sayFault(messages, fault);
  return said;
}
