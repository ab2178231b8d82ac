import type { Indicator } from '#features/innovation-index/index.ts';
import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import { formatNumber } from '#ui/index.ts';

export function sayFault(messages: Messages, { message, values = {} }: Fault): string {
  return messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
}

/** The first sentence for each field. */
export function sayFaults(messages: Messages, faults: readonly Fault[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const fault of faults) said[fault.field] ??= sayFault(messages, fault);
  return said;
}

/** Name of a place in words; the number is the ministry's. */
export function sayPlace(messages: Messages, place: string, indicators: readonly Indicator[]): string {
  const indicator = indicators.find(({ code }) => code === place);
  return indicator
    ? messages.evidence.place(String(indicator.number), indicator.name)
    : place === ''
      ? messages.evidence.innovation
      : place;
}

/** "1,4 MB", "320 KB": in powers of ten, as phones show it. */
export function saySize({ evidence }: Messages, bytes: number): string {
  return bytes < 1_000_000
    ? evidence.sizeSmall(formatNumber(Math.max(1, Math.round(bytes / 1000))))
    : evidence.size(formatNumber(Math.round(bytes / 100_000) / 10));
}
