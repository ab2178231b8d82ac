import { recordEvent } from '#platform/audit/record.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { keepInCalendar } from './changing.acts.ts';
import { readCompetition } from './competition.queries.ts';
import { fill, planFor } from './copy.acts.ts';
import { readStagesOf } from './stage.queries.ts';

/** An invented contest: announced, and entries come in since so many days. */
export interface InventedContest {
  name: string;
  year: number;
  theme: string;
  /** Key of its template. */
  template: string;
  openForDays: number;
}

/**
 * Puts an invented contest into a demonstration. What is there stays.
 * @returns its id
 * @throws NotAllowed where the tenant is no demonstration
 */
export function loadInventedContest(ctx: Ctx, invented: InventedContest): Promise<string> {
  const tenant = tenantOf(ctx);
  if (!tenant.demonstration) throw new NotAllowed();
  const { name, year, theme, template, openForDays } = invented;
  const id = derivedId('invented contest', tenant.id, name);
  return inTenant(ctx, async (tx) => {
    const from = `templat:${template}`;
    const plan = await planFor(tx, ctx, from);
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('competitions')
      .values({
        ...{ tenantId: tenant.id, id, name, year, theme, template: from, ...plan.settings },
        state: 'announced',
        announcedAt: ctx.now,
        example: true,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) return id;
    await fill(tx, ctx, id, plan, addDays(dayInWib(ctx.now), -openForDays));
    const competition = await readCompetition(tx, ctx, id);
    await keepInCalendar({ tx, ctx, competition }, await readStagesOf(tx, ctx, id));
    const subject = { kind: 'competition', id };
    await recordEvent(tx, ctx, { act: 'competition.loaded', subject, officeId: null, changes: { name, template } });
    return id;
  });
}
