import { sql } from 'kysely';
import { Invalid } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { ruleNames } from './eligibility.ts';
import type { Decision } from './entry-decision.ts';
import { mailDecision } from './entry-notice.acts.ts';
import { type EntryStep, takeEntryStep } from './entry-step.acts.ts';

/**
 * What the administrative check comes to, told to the entrant by mail.
 * @param rules names of the rules that are not met; the note holds the committee's own words
 */
export async function decideEntry(
  ctx: Ctx,
  decision: Decision,
  step: EntryStep & { rules: readonly string[] },
): Promise<void> {
  const named = ruleNames.filter((name) => step.rules.includes(name));
  const note = (step.note ?? '').trim();
  if (decision !== 'find eligible' && named.length === 0 && note === '')
    throw new Invalid([{ field: 'note', message: 'entries.errors.reasons' }]);
  const reasons = decision === 'find eligible' ? [] : [...named, ...(note === '' ? [] : [note])];
  // A rule that is named is a reason in itself.
  const said = { ...step, note: note === '' && named.length > 0 ? named.join(', ') : note };
  await takeEntryStep(ctx, decision, said, async (tx, { row }) => {
    await mailDecision(tx, ctx, row, decision);
    return { reasons, checkedAt: sql<Date>`clock_timestamp()` };
  });
}
