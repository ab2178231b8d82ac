import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';

const wrong = (key: string) => `entries.errors.${key}`;
const line = (missing: string) =>
  z.string(wrong(missing)).overwrite(oneLine).min(1, wrong(missing)).max(120, wrong('tooLong'));

/** What the form of one pupil sends. Nothing of it is stored unless `agreed` says that a guardian consented. */
export const memberSchema = z.object({
  name: line('memberName'),
  className: line('className'),
  guardian: line('guardian'),
  consentOn: z.iso.date(wrong('consentDay')).refine((day) => day >= '2000', wrong('consentDay')),
  kind: z.enum(['recorded', 'scan'], wrong('consentKind')),
  agreed: z.literal('ya', wrong('consent')),
  nameAllowed: z.boolean(),
  photoAllowed: z.boolean(),
});
export type NewMember = z.output<typeof memberSchema>;

/** Of one scanned form, in bytes. */
export const largestScan = 10 * 1024 * 1024;
export const scanTypes: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** "Sari Rahayu" → "S••• R•••": enough to recognise, too little to learn. */
export const maskPupil = (name: string): string => name.replace(/(\S)\S*/gu, '$1•••');
