import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';

export const eventKinds = ['iid_entry', 'presentation', 'contest', 'expo', 'training', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Longest text of each field, in characters. */
export const eventLimits = { name: 160, place: 200, concerns: 200, note: 1000, origin: 60 } as const;

export interface CalendarEvent {
  id: string;
  /** Innovation year it belongs to. */
  year: number;
  kind: EventKind;
  name: string;
  /** "2026-11-24" in WIB; the last day is included. */
  firstDay: string;
  lastDay: string;
  /** "09:30" WIB; null for whole days. */
  startsAt: string | null;
  endsAt: string | null;
  place: string | null;
  /** Whom it concerns, in words; null is everyone. */
  concerns: string | null;
  note: string | null;
  /** The last day is a deadline. */
  deadline: boolean;
  /** Everyone may see it; else holders of an office of this tenant. */
  open: boolean;
  /** Key of the national date it was taken over from. */
  origin: string | null;
  example: boolean;
  cancelled: boolean;
  version: number;
  updatedAt: Date;
}

const error = (key: string) => `calendar.errors.${key}`;
const optionalLine = (limit: number) =>
  z
    .string()
    .overwrite(oneLine)
    .max(limit, error('long'))
    .transform((text) => (text === '' ? null : text))
    .default(null);
const optional = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, error('long'))
    .transform((text) => (text === '' ? null : text))
    .default(null);

/** A day as the date field sends it, or as people write it: 24-11-2026, 24/11/2026. */
const day = z
  .string(error('day'))
  .trim()
  .transform((text) =>
    text.replace(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, (_, d, m, y) => `${y}-${pad(m)}-${pad(d)}`),
  )
  .refine((text) => z.iso.date().safeParse(text).success, { error: error('day'), abort: true })
  .refine((text) => text >= '2000-01-01' && text <= '2100-12-31', error('day'));
const pad = (part: string) => part.padStart(2, '0');
const orNull = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());

/** "9.30" and "09:30" are the same time. */
const time = z
  .string()
  .trim()
  .transform((text) => text.replace('.', ':').replace(/^\d:/, '0$&'))
  .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), error('time'));
const ticked = z.preprocess((value) => value === 'ya' || value === true, z.boolean());

const fields = {
  kind: z.enum(eventKinds, error('kind')),
  name: z.string(error('name')).overwrite(oneLine).min(3, error('name')).max(eventLimits.name, error('long')),
  firstDay: day,
  lastDay: orNull(day),
  startsAt: orNull(time),
  endsAt: orNull(time),
  year: orNull(z.coerce.number(error('year')).int(error('year')).min(2000, error('year')).max(2100, error('year'))),
  place: optionalLine(eventLimits.place),
  concerns: optionalLine(eventLimits.concerns),
  note: optional(eventLimits.note),
  deadline: ticked,
  open: ticked,
  origin: optional(eventLimits.origin),
};

interface Span {
  firstDay: string;
  lastDay: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

/** Faults that need more than one field. */
function checkSpan({ firstDay, lastDay, startsAt, endsAt }: Span, report: z.core.$RefinementCtx): void {
  const fault = (path: string, key: string) =>
    report.addIssue({ code: 'custom', path: [path], message: error(key), continue: true });
  if (lastDay !== null && lastDay < firstDay) fault('lastDay', 'lastBeforeFirst');
  if (endsAt !== null && startsAt === null) fault('startsAt', 'startMissing');
  const oneDay = lastDay === null || lastDay === firstDay;
  if (oneDay && startsAt !== null && endsAt !== null && endsAt <= startsAt) fault('endsAt', 'endBeforeStart');
}

const filled = <T extends Span & { year: number | null }>(input: T) => ({
  ...input,
  lastDay: input.lastDay ?? input.firstDay,
  year: input.year ?? Number(input.firstDay.slice(0, 4)),
});

const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
const version = z.coerce.number('common.errors.wrongForm').int().min(1).max(999_999_999);

/** A new event; `id` is made by the form. */
export const newEvent = z
  .object({ id, ...fields })
  .superRefine(checkSpan)
  .transform(filled);
export type NewEvent = z.output<typeof newEvent>;

/** All fields anew, as read at `version`. */
export const eventChange = z
  .object({ id, version, ...fields })
  .superRefine(checkSpan)
  .transform(filled);
export type EventChange = z.output<typeof eventChange>;

export const eventSwitch = z.object({ id, version });
export type EventSwitch = z.output<typeof eventSwitch>;
