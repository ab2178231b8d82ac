import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';

export const states = ['draft', 'issued', 'valid', 'void'] as const;
export type State = (typeof states)[number];

export const kinds = [
  'innovation_decree',
  'cover_letter',
  'juror_appointment',
  'plenary_minutes',
  'winners_decree',
  'certificate',
] as const;
export type Kind = (typeof kinds)[number];

export type Role = 'tenant_admin' | 'verifier';
export type Event = 'create' | 'edit' | 'issue' | 'recall' | 'scan' | 'sign' | 'confirm' | 'void';

export interface Transition {
  event: Event;
  /** null: it begins here. */
  from: State | null;
  to: State;
  by: readonly Role[];
  needs: 'nothing' | 'number, date and signer' | 'file' | 'signed file' | 'scan brought by somebody else' | 'reason';
}

const administrator: readonly Role[] = ['tenant_admin'];
const checkers: readonly Role[] = ['tenant_admin', 'verifier'];

/** The whole life of a paper. Nothing leads out of `void`, and only that leads out of `valid`. */
export const transitions: readonly Transition[] = [
  { event: 'create', from: null, to: 'draft', by: administrator, needs: 'nothing' },
  { event: 'edit', from: 'draft', to: 'draft', by: administrator, needs: 'nothing' },
  { event: 'issue', from: 'draft', to: 'issued', by: administrator, needs: 'number, date and signer' },
  { event: 'recall', from: 'issued', to: 'draft', by: administrator, needs: 'nothing' },
  { event: 'scan', from: 'issued', to: 'issued', by: administrator, needs: 'file' },
  { event: 'sign', from: 'issued', to: 'valid', by: administrator, needs: 'signed file' },
  { event: 'confirm', from: 'issued', to: 'valid', by: checkers, needs: 'scan brought by somebody else' },
  { event: 'void', from: 'draft', to: 'void', by: administrator, needs: 'reason' },
  { event: 'void', from: 'issued', to: 'void', by: administrator, needs: 'reason' },
  { event: 'void', from: 'valid', to: 'void', by: administrator, needs: 'reason' },
];

export function transitionFor(event: Event, from: State | null): Transition | undefined {
  return transitions.find((one) => one.event === event && one.from === from);
}

/** Longest texts, in characters. */
export const limits = { number: 80, place: 80, name: 120, about: 300, line: 1000, lines: 30, reason: 500 } as const;
/** Of a scan and of a file to compare, in bytes. */
export const largestFile = 20 * 1024 * 1024;

const error = (key: string) => `papers.errors.${key}`;
const line = (max: number) => z.string(error('tooLong')).overwrite(oneLine).max(max, error('tooLong'));
/** One item a line; empty lines say nothing. */
const lines = z
  .string(error('lines'))
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  .pipe(z.array(z.string().max(limits.line, error('tooLong'))).max(limits.lines, error('tooLong')));
const someLines = lines.pipe(z.array(z.string()).min(1, error('lines')));

const signing = {
  number: line(limits.number),
  datedOn: z.union([z.literal('').transform(() => null), z.iso.date(error('date'))], error('date')),
  place: line(limits.place),
  signerKind: z.enum(['definitive', 'plt', 'plh', 'pj'], error('choose')),
  signerName: line(limits.name),
  about: line(limits.about).min(1, error('about')),
};

/** What the form of a draft sends, by the form of the paper. */
export const editSchemas = {
  decree: z.object({
    ...signing,
    considering: someLines,
    recalling: someLines,
    noting: lines,
    decides: someLines,
  }),
  letter: z.object({ ...signing, recipient: someLines, paragraphs: someLines, copies: lines }),
} as const;

const texts = z.array(z.string());
const annexes = z.array(
  z.object({
    title: z.string(),
    columns: z.array(z.object({ head: z.string(), share: z.number().positive() })),
    rows: z.array(texts),
  }),
);

/** What a paper says, as it is frozen in its row. */
export const contentSchema = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('decree'),
    heading: z.string(),
    considering: texts,
    recalling: texts,
    noting: texts,
    decides: texts,
    annexes,
  }),
  z.object({
    form: z.literal('letter'),
    enclosed: z.string(),
    recipient: texts,
    paragraphs: texts,
    copies: texts,
    annexes,
  }),
]);
export type Content = z.output<typeof contentSchema>;

/** 12 letters and digits without those that are taken for one another, as Crockford's base 32 leaves them out. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeLength = 12;

/** @param digest bytes that nobody can guess, at least twelve */
export function codeFrom(digest: Uint8Array): string {
  return [...digest.subarray(0, codeLength)].map((byte) => alphabet[byte % 32]).join('');
}

/** What somebody typed off a paper, as the code is written; null when it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return code.length === codeLength && [...code].every((one) => alphabet.includes(one)) ? code : null;
}
