import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Changing, changing, keepInCalendar, record, update } from './changing.acts.ts';
import { instantOf } from './moment.ts';
import { databaseNow, deadlineFor, readStagesOf } from './stage.queries.ts';
import { type Extension, orderFaults, type Stage } from './stage.ts';

/** Moves the end of a stage for everybody, with its reason. Sending the same again changes nothing. */
export function extendStage(ctx: Ctx, competitionId: string, input: Extension): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    if (await isKnown(at, input.id)) return;
    const { stages, stage, endsAt } = await openStage(at, input);
    await requireLater(at, stage.endsAt, endsAt);
    const moved = stages.map((one) => (one === stage ? { ...one, endsAt } : one));
    if (orderFaults(moved).length > 0) throw wrong('extendOrder');
    await insert(at, input, { entryId: null, was: stage.endsAt, endsAt });
    await at.tx
      .updateTable('competitionStages')
      .set({ endsAt })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('kind', '=', input.stage)
      .execute();
    await update(at);
    await record(at, 'extended', { stage: input.stage, was: stage.endsAt, endsAt, reason: input.reason });
    await keepInCalendar(at, moved);
  });
}

/** Moves the end of a stage for one entry. Everybody else's stays. */
export function extendForEntry(ctx: Ctx, competitionId: string, entryId: string, input: Extension): Promise<void> {
  return changing(ctx, competitionId, async (at) => {
    if (await isKnown(at, input.id)) return;
    const { stages, stage, endsAt } = await openStage(at, input);
    if (stage.kind !== 'entry') throw new Invalid([{ field: 'stage', message: 'competitions.errors.entryOnly' }]);
    const entry = await at.tx
      .selectFrom('entries')
      .select('id')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('id', '=', entryId)
      .executeTakeFirst();
    if (!entry) throw new NotFound(`no entry ${entryId} in this contest`);
    const was = (await deadlineFor(at.tx, ctx, { competitionId, stage: stage.kind, entryId })) ?? stage.endsAt;
    await requireLater(at, was, endsAt);
    // Scoring waits for the last entry.
    const scored = stages.find((one) => one.kind !== 'check' && one.kind !== 'entry');
    if (scored && scored.startsAt < endsAt) throw wrong('extendOrder');
    await insert(at, input, { entryId, was, endsAt });
    await record(at, 'extended_for_entry', { entry: entryId, stage: stage.kind, was, endsAt, reason: input.reason });
  });
}

/** The entry of a contest with that number. @throws Invalid at `number` */
export function entryNumbered(ctx: Ctx, competitionId: string, number: number): Promise<string> {
  return changing(ctx, competitionId, async ({ tx }) => {
    const entry = await tx
      .selectFrom('entries')
      .select('id')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!entry) throw new Invalid([{ field: 'number', message: 'competitions.errors.noEntry' }]);
    return entry.id;
  });
}

const wrong = (key: string) => new Invalid([{ field: 'toDay', message: `competitions.errors.${key}` }]);

async function isKnown({ tx, ctx, competition }: Changing, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('competitionExtensions')
    .select('competitionId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row && row.competitionId !== competition.id) throw new Conflict('competitions.errors.idTaken');
  return row !== undefined;
}

async function openStage(at: Changing, { stage: kind, toDay, toTime }: Extension) {
  if (at.competition.state !== 'announced') throw new Conflict('competitions.errors.state');
  const stages: Stage[] = await readStagesOf(at.tx, at.ctx, at.competition.id);
  const stage = stages.find((one) => one.kind === kind);
  if (!stage) throw new Invalid([{ field: 'stage', message: 'competitions.errors.noStage' }]);
  if (stage.closedAt) throw new Conflict('competitions.errors.stageClosed');
  return { stages, stage, endsAt: instantOf(toDay, toTime) };
}

async function requireLater({ tx }: Changing, was: Date, endsAt: Date): Promise<void> {
  if (endsAt <= was) throw wrong('notLater');
  if (endsAt <= (await databaseNow(tx))) throw wrong('past');
}

async function insert(
  { tx, ctx, office, competition }: Changing,
  { id, stage, reason }: Extension,
  moved: { entryId: string | null; was: Date; endsAt: Date },
): Promise<void> {
  const who = { userId: ctx.actor?.userId ?? '', officeId: office.id };
  await tx
    .insertInto('competitionExtensions')
    .values({ tenantId: tenantOf(ctx).id, id, competitionId: competition.id, stage, reason, ...moved, ...who })
    .execute();
}
