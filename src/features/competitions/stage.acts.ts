import { type Fault, Invalid } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import {
  type Changing,
  changing,
  inOrder,
  keepInCalendar,
  record,
  requireTransition,
  requireVersion,
  update,
} from './changing.acts.ts';
import { giveRubrics } from './rubric.acts.ts';
import { databaseNow, readStagesOf } from './stage.queries.ts';
import type { Stage, StagePlan } from './stage.ts';

const planned = ['startsAt', 'endsAt', 'reviewsPerEntry', 'pitchMinutes', 'questionMinutes'] as const;

const same = (a: StagePlan, b: StagePlan) =>
  planned.every((field) => (a[field]?.valueOf() ?? null) === (b[field]?.valueOf() ?? null));

/**
 * Writes the stages anew; one that is not among them is left out. Once announced, only stages that have not begun move;
 * the closing of entries moves by extension alone. The same again changes nothing.
 * @param plans as `readStages` checked them
 */
export function saveStages(ctx: Ctx, id: string, version: number, plans: readonly StagePlan[]): Promise<void> {
  return changing(ctx, id, async (at) => {
    const before = await readStagesOf(at.tx, ctx, id);
    const changed = plans.filter((plan) => !before.some((one) => one.kind === plan.kind && same(one, plan)));
    const gone = before.filter((one) => !plans.some(({ kind }) => kind === one.kind));
    if (changed.length === 0 && gone.length === 0) return;
    requireTransition(at, 'edit');
    requireVersion(at, version);
    const faults = at.competition.state === 'draft' ? [] : heldFast(before, plans, await databaseNow(at.tx));
    if (faults.length > 0) throw new Invalid(faults);
    await write(at, changed, gone);
    await giveRubrics(at, plans);
    await update(at);
    await record(at, 'stages_changed', { stages: changed, leftOut: gone.map(({ kind }) => kind) });
    await keepInCalendar(at, plans, gone);
  });
}

/** What an announced contest has promised already. */
function heldFast(before: readonly Stage[], plans: readonly StagePlan[], now: Date): Fault[] {
  return before.flatMap((one): Fault[] => {
    const plan = plans.find(({ kind }) => kind === one.kind);
    const fault = (part: string, key: string) => [
      { field: `${one.kind}.${part}`, message: `competitions.errors.${key}` },
    ];
    const begun = one.startsAt <= now || one.startedAt !== null;
    const entry = one.kind === 'entry';
    if (!plan) return begun || entry ? fault('fromDay', 'begunStays') : [];
    if (begun && plan.startsAt.valueOf() !== one.startsAt.valueOf()) return fault('fromDay', 'begunMoves');
    if ((begun || entry) && plan.endsAt.valueOf() !== one.endsAt.valueOf()) return fault('toDay', 'extendInstead');
    return [];
  });
}

async function write({ tx, ctx, competition }: Changing, changed: readonly StagePlan[], gone: readonly Stage[]) {
  const key = { tenantId: tenantOf(ctx).id, competitionId: competition.id };
  for (const { kind } of gone) {
    await tx
      .deleteFrom('competitionStages')
      .where('tenantId', '=', key.tenantId)
      .where('competitionId', '=', key.competitionId)
      .where('kind', '=', kind)
      .execute();
  }
  if (changed.length === 0) return;
  await tx
    .insertInto('competitionStages')
    .values(inOrder(changed).map((plan) => ({ ...key, ...plan })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'competitionId', 'kind']).doUpdateSet((eb) => ({
        startsAt: eb.ref('excluded.startsAt'),
        endsAt: eb.ref('excluded.endsAt'),
        reviewsPerEntry: eb.ref('excluded.reviewsPerEntry'),
        pitchMinutes: eb.ref('excluded.pitchMinutes'),
        questionMinutes: eb.ref('excluded.questionMinutes'),
      })),
    )
    .execute();
}
