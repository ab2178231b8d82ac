import { createHash } from 'node:crypto';

/** Everything that a seal covers, as it stands in the tables. */
export interface SealRecord {
  contest: string;
  openedAt: string;
  rules: unknown;
  items: readonly unknown[];
  placements: readonly unknown[];
  questions: readonly unknown[];
  attendance: readonly unknown[];
  recusals: readonly unknown[];
  minutes: readonly unknown[];
  corrections: readonly unknown[];
}

/** JSON with the keys of every object in order and no blanks: the same record is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pairs = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** SHA-256 of the canonical record, in lower-case hex. */
export function digestOf(record: SealRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex');
}
