import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';
import { quotasSchema } from './quota.ts';
import { chainSchema, type TieChain } from './tie-chain.ts';

/** The plenary: what is said, asked, voted and decided in it. It is open until it is sealed; nothing leads out of that. */
export const plenaryStates = ['open', 'sealed'] as const;
export type PlenaryState = (typeof plenaryStates)[number];

/** Longest texts, in characters. */
export const limits = { reason: 1000, question: 300, line: 2000 } as const;

const error = (key: string) => `verdicts.errors.${key}`;
const id = z.string(error('choose')).refine(isId, error('choose'));
const reason = z.string(error('reason')).trim().min(3, error('reason')).max(limits.reason, error('tooLong'));
const ids = z.array(id);

/** As the domain page orders it; the criterion is the first of the rubric until the committee names another. */
export const usualChain = (criterion: string | null): TieChain => [
  { link: 'score' },
  ...(criterion === null ? [] : [{ link: 'criterion' as const, name: criterion }]),
  { link: 'pairwise' },
  { link: 'presentation' },
  { link: 'chair' },
];

export const openingInput = z.object({ id, present: ids.min(1, error('chairAbsent')) });
export const rulesInput = z.object({
  version: z.int().min(1),
  chain: chainSchema,
  quotas: quotasSchema,
});
export const attendanceInput = z.object({ jurorId: id, present: z.boolean() });
export const recusalInput = z.object({ entryId: id, reason });
export const questionInput = z.object({
  id,
  categoryId: id,
  body: z.string(error('question')).overwrite(oneLine).min(3, error('question')).max(limits.question, error('tooLong')),
  entryIds: ids.min(1, error('entries')).max(10, error('entries')),
});
export const voteInput = z.object({
  questionId: id,
  choice: z.union([z.enum(['yes', 'no', 'abstain']), id], error('choose')),
});
export const chairInput = z.object({
  id,
  categoryId: id,
  order: ids.min(2, error('entries')).max(10, error('entries')),
  reason,
});
export const decisionInput = z.object({
  categoryId: id,
  version: z.int().min(1),
  entryIds: ids.min(1, error('places')).max(50, error('places')),
  reason: z.string().trim().max(limits.reason, error('tooLong')).default(''),
});
export const lineInput = z.object({
  id,
  body: z.string(error('line')).trim().min(3, error('line')).max(limits.line, error('tooLong')),
  categoryId: id.nullable(),
  entryIds: ids.max(10),
});
export const correctionInput = z.object({ id, categoryId: id, entryIds: ids.min(1, error('places')).max(50), reason });

export type Opening = z.output<typeof openingInput>;
export type Rules = z.output<typeof rulesInput>;
export type AttendanceChange = z.output<typeof attendanceInput>;
export type Recusal = z.output<typeof recusalInput>;
export type Question = z.output<typeof questionInput>;
export type Vote = z.output<typeof voteInput>;
export type ChairVote = z.output<typeof chairInput>;
export type Decision = z.output<typeof decisionInput>;
export type Line = z.output<typeof lineInput>;
export type CorrectionProposal = z.output<typeof correctionInput>;

/** What may be answered to a question: one of its entries, or yes and no where there is one only; anybody may abstain. */
export function choicesOf(entryIds: readonly string[]): string[] {
  return [...(entryIds.length === 1 ? ['yes', 'no'] : entryIds), 'abstain'];
}

/** Votes by choice, each choice that could be made among them. */
export function countVotes(entryIds: readonly string[], choices: readonly string[]): Record<string, number> {
  return Object.fromEntries(choicesOf(entryIds).map((one) => [one, choices.filter((choice) => choice === one).length]));
}

/** "No. 012 · Posko Lansia" */
export const entryName = ({ number, title }: { number: number | null; title: string }) =>
  `No. ${String(number ?? 0).padStart(3, '0')} · ${title}`;
