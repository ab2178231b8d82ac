import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { jurorLimits, reasonInput } from './juror.ts';

export const conflictKinds = [
  'same_organization',
  'parent_organization',
  'mail_domain',
  'mentored',
  'relative',
  'other',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Kinds that a juror declares: what the records cannot show. */
export const declaredKinds = ['relative', 'same_organization', 'mentored', 'other'] as const;

/** How many conflicts the form of a juror takes at once; saved again it takes more. */
export const declarationLines = 4;

/** An entry's number as people write it: "012". */
export const numbered = (number: number | null): string => String(number ?? 0).padStart(3, '0');

export const conflictStates = ['proposed', 'confirmed', 'dismissed'] as const;
export type ConflictState = (typeof conflictStates)[number];

const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
const explanation = z
  .string('jurors.errors.explanation')
  .trim()
  .min(3, 'jurors.errors.explanation')
  .max(jurorLimits.reason, 'jurors.errors.long');
const kind = z.enum(declaredKinds, 'jurors.errors.kind');

/** "Saya punya konflik", said of an entry or of a review of it. */
export type Declaration = { kind: (typeof declaredKinds)[number]; explanation: string } & (
  | { entryId: string }
  | { reviewId: string }
);

export const oneDeclaration = z.object({ entryId: id, kind, explanation });
export type EntryDeclaration = z.output<typeof oneDeclaration>;

/** Written by the committee for somebody else. */
export const noteInput = z.object({ competitionId: id, jurorId: id, entryId: id, kind, explanation });
export type ConflictNote = z.output<typeof noteInput>;

export const decisionInput = z.discriminatedUnion(
  'decision',
  [
    z.object({
      decision: z.literal('confirmed'),
      ...pairFields(),
      reason: z.string().trim().max(jurorLimits.reason, 'jurors.errors.long').default(''),
    }),
    z.object({ decision: z.literal('dismissed'), ...pairFields(), reason: reasonInput }),
  ],
  'jurors.errors.decision',
);
export type Decision = z.output<typeof decisionInput>;

function pairFields() {
  return { competitionId: id, jurorId: id, entryId: id, kind: z.enum(conflictKinds, 'common.errors.wrongForm') };
}

export interface Conflict {
  jurorId: string;
  entryId: string;
  kind: ConflictKind;
  source: 'system' | 'juror' | 'committee';
  explanation: string;
  state: ConflictState;
  foundAt: Date;
  decidedAt: Date | null;
  reason: string;
}
