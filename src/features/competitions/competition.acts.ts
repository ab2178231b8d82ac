import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { changing, keepInCalendar, record, requireTransition, requireVersion, update } from './changing.acts.ts';
import { readCategories, readCompetition } from './competition.queries.ts';
import type { CompetitionChange, NewCompetition } from './competition-input.ts';
import { type Missing, missingFor } from './completeness.ts';
import { fill, planFor } from './copy.acts.ts';
import { requireCommittee } from './policy.ts';
import { readRubrics } from './rubric.queries.ts';
import { databaseNow, readStagesOf } from './stage.queries.ts';

/**
 * Makes a contest with everything its template or the contest it copies says. Sending the same again changes nothing.
 * @throws Invalid without such a template or contest
 */
export async function createCompetition(ctx: Ctx, input: NewCompetition): Promise<void> {
  const office = requireCommittee(ctx);
  await inTenant(ctx, async (tx) => {
    const { id, name, year, theme, from, firstDay } = input;
    const plan = await planFor(tx, ctx, from);
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('competitions')
      .values({
        tenantId: tenantOf(ctx).id,
        ...{ id, name, year, theme, template: from, state: 'draft', ...plan.settings },
        createdBy: ctx.actor?.userId ?? null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
        example: tenantOf(ctx).demonstration,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) {
      const stored = await readCompetition(tx, ctx, id);
      if (stored.name !== name || stored.template !== from) throw new Conflict('competitions.errors.idTaken');
      return;
    }
    await fill(tx, ctx, id, plan, firstDay);
    const changes = { name, year, theme, from, firstDay };
    const subject = { kind: 'competition', id };
    await recordEvent(tx, ctx, { act: 'competition.created', subject, officeId: office.id, changes });
  });
}

const written = [
  'name',
  'year',
  'theme',
  'description',
  'mentorRule',
  'blind',
  'acknowledgeDays',
  'objectionDays',
] as const;

/** Writes the fields of a contest anew; the same again changes nothing. @throws Conflict */
export function changeCompetition(ctx: Ctx, id: string, change: CompetitionChange): Promise<void> {
  return changing(ctx, id, async (at) => {
    const changed = written.filter((field) => at.competition[field] !== change[field]);
    if (changed.length === 0) return;
    requireTransition(at, 'edit');
    requireVersion(at, change.version);
    const values = Object.fromEntries(changed.map((field) => [field, change[field]]));
    await update(at, values);
    await record(at, 'changed', values);
    const { competition, ...rest } = at;
    const stages = await readStagesOf(at.tx, ctx, id);
    await keepInCalendar({ ...rest, competition: { ...competition, name: change.name, year: change.year } }, stages);
  });
}

/**
 * Opens a contest to everybody; once announced, announcing again changes nothing.
 * @throws Invalid with everything that is missing
 */
export function announceCompetition(ctx: Ctx, id: string): Promise<void> {
  return changing(ctx, id, async (at) => {
    if (at.competition.state === 'announced') return;
    requireTransition(at, 'announce');
    const { tx } = at;
    const stages = await readStagesOf(tx, ctx, id);
    const categories = await readCategories(tx, ctx, id);
    const rubrics = (await readRubrics(tx, ctx, id)).map(({ criteria, ...rest }) => ({
      ...rest,
      criteria: criteria.length,
    }));
    const missing = missingFor({ stages, categories, rubrics }, await databaseNow(tx));
    if (missing.length > 0) throw new Invalid(missing.map(faultOf));
    await update(at, { state: 'announced', announcedAt: ctx.now });
    await record(at, 'announced');
    await keepInCalendar({ ...at, competition: { ...at.competition, announcedAt: ctx.now } }, stages);
  });
}

const faultOf = ({ what, ...values }: Missing) => ({
  field: '',
  message: `competitions.missing.${what}`,
  values: { ...values },
});

/** Calls a contest off, for good; what was announced stays visible as cancelled. */
export function cancelCompetition(ctx: Ctx, id: string, reason: string): Promise<void> {
  return changing(ctx, id, async (at) => {
    if (at.competition.state === 'cancelled') return;
    requireTransition(at, 'cancel');
    await update(at, { state: 'cancelled', cancelledAt: ctx.now, cancelReason: reason });
    await record(at, 'cancelled', { reason });
    await keepInCalendar(at, [], await readStagesOf(at.tx, ctx, id));
  });
}
