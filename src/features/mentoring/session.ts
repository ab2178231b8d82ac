import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';

/** One meeting of mentors with the people of an innovation: when, how, what was advised, what is to be done next. */
export const ways = ['on_site', 'video', 'message'] as const;
export type Way = (typeof ways)[number];

/** Longest texts in characters, and how many of each a session has at most. */
export const limits = {
  topic: 160,
  advice: 4000,
  name: 120,
  institution: 160,
  mentors: 10,
  step: 300,
  steps: 8,
  note: 500,
  reason: 500,
} as const;

const error = (key: string) => `mentoring.errors.${key}`;
const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
const version = z.coerce.number('common.errors.wrongForm').int().min(1).max(999_999_999);
const text = (max: number) => z.string().trim().max(max, error('long')).default('');
const line = (max: number) => z.string().overwrite(oneLine).max(max, error('long'));

/** A day as the date field sends it, or as people write it: 24-11-2026, 24/11/2026. */
const day = z
  .string(error('day'))
  .trim()
  .transform((typed) =>
    typed.replace(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, (_, d, m, y) => `${y}-${pad(m)}-${pad(d)}`),
  )
  .refine((typed) => z.iso.date().safeParse(typed).success, { error: error('day'), abort: true })
  .refine((typed) => typed >= '2000-01-01' && typed <= '2100-12-31', error('day'));
const pad = (part: string) => part.padStart(2, '0');
const dayOrNull = z.preprocess((typed) => (typed === '' || typed === undefined ? null : typed), day.nullable());

export interface NamedMentor {
  name: string;
  institution: string;
}

/** Mentors without an account, one a line: "Nama lengkap, gelar; Lembaga", or with " - " before the institution. */
export function readMentors(typed: string): NamedMentor[] {
  return typed
    .split('\n')
    .map(oneLine)
    .filter((one) => one !== '')
    .map((one) => {
      const parted = /^(.+?)\s*(?:;|\s[-–]\s)\s*(.+)$/.exec(one);
      return { name: parted?.[1] ?? one, institution: parted?.[2] ?? '' };
    });
}

const namedMentors = z
  .string()
  .default('')
  .transform(readMentors)
  .pipe(
    z
      .array(
        z.object({
          name: z.string().max(limits.name, error('long')),
          institution: z.string().max(limits.institution, error('long')),
        }),
      )
      .max(limits.mentors, error('tooManyMentors')),
  );

const steps = z
  .array(z.object({ body: line(limits.step), dueOn: dayOrNull }))
  .max(limits.steps)
  .default([]);

/** What the form of a session sends. `mentorIds` are accounts of the tenant. */
export const sessionInput = z
  .object({
    id,
    innovationId: id,
    heldOn: day,
    way: z.enum(ways, error('way')),
    topic: line(limits.topic).min(3, error('topic')),
    advice: text(limits.advice),
    mentorIds: z.preprocess(
      (typed) => [typed ?? []].flat().filter((one) => one !== ''),
      z.array(id).max(limits.mentors),
    ),
    mentorNames: namedMentors,
    steps,
  })
  .transform((input) => ({ ...input, steps: input.steps.filter(({ body }) => body !== '') }));
export type SessionInput = z.output<typeof sessionInput>;

export const tickInput = z.object({ id, stepId: id, version, done: z.boolean(), note: text(limits.note) });
export type TickInput = z.output<typeof tickInput>;

export const cancelInput = z.object({
  id,
  version,
  reason: z.string().trim().min(3, error('reason')).max(limits.reason, error('long')),
});
export type CancelInput = z.output<typeof cancelInput>;

export const evidenceInput = z.object({ id, version, sure: z.literal('ya', error('sure')) });
export type EvidenceInput = z.output<typeof evidenceInput>;

/** The list's address: `?lihat=…&inovasi=…&halaman=…`. */
export const views = ['all', 'open_steps', 'cancelled'] as const;
export type View = (typeof views)[number];
export const listFilter = z.object({
  lihat: z.enum(views).catch('all'),
  inovasi: z.string().refine(isId).nullable().catch(null),
  halaman: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ListFilter = z.output<typeof listFilter>;

export interface Mentor {
  /** null for who has no account. */
  userId: string | null;
  name: string;
  institution: string;
}

export interface NextStep {
  id: string;
  body: string;
  dueOn: string | null;
  doneAt: Date | null;
  doneNote: string;
}

export interface Session {
  id: string;
  innovationId: string;
  innovationTitle: string;
  organizationId: string | null;
  organizationName: string;
  heldOn: string;
  way: Way;
  topic: string;
  advice: string;
  mentors: Mentor[];
  steps: NextStep[];
  recordedBy: string;
  recordedAt: Date;
  example: boolean;
  version: number;
  cancelled: { at: Date; reason: string } | null;
  evidenceAt: Date | null;
}

/** How names are compared: letters and digits only, without titles behind a comma. "Dr. Sari Contoh, M.Si." is "sari contoh". */
export function plainName(name: string): string {
  return (name.split(',')[0] ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(dr|drs|dra|ir|h|hj|prof|bapak|ibu)\b\.?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
