import { z } from 'zod';
import stored from './legal-basis.json' with { type: 'json' };

const regulation = z.object({
  /** First and last day in force; `to` null: still. */
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  text: z.string().min(1),
  source: z.string().min(1),
});
const basis = z.object({ note: z.string(), recalling: z.array(regulation), noting: z.array(regulation) }).parse(stored);

/** What a decree of that day recalls and notes, in the order in which they are cited. */
export function legalBasisOn(day: string): { recalling: string[]; noting: string[] } {
  const inForce = (list: typeof basis.recalling) =>
    list.filter(({ from, to }) => from <= day && (to === null || to >= day)).map(({ text }) => text);
  return { recalling: inForce(basis.recalling), noting: inForce(basis.noting) };
}
