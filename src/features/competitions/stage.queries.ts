import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type StageKind, stageKinds } from './competition.ts';
import type { Moved, Stage } from './stage.ts';

/** The stages of a contest in their order. */
export async function readStagesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Stage[]> {
  const rows = await tx
    .selectFrom('competitionStages')
    .select([
      'kind',
      'startsAt',
      'endsAt',
      'reviewsPerEntry',
      'startedAt',
      'closedAt',
      'pitchMinutes',
      'questionMinutes',
    ])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .$castTo<Stage>()
    .execute();
  return rows.sort((a, b) => stageKinds.indexOf(a.kind) - stageKinds.indexOf(b.kind));
}

/** Now, by the database's clock: the one by which deadlines are kept. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the database told no time');
  return row.now;
}

/** Deadlines moved for everybody, the oldest first; those of single entries are not told. */
export function readMoved(tx: Tx, ctx: Ctx, competitionId: string): Promise<Moved[]> {
  return tx
    .selectFrom('competitionExtensions')
    .select(['stage', 'was', 'endsAt', 'reason', 'at'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('entryId', 'is', null)
    .orderBy('at')
    .$castTo<Moved>()
    .execute();
}

export interface MovedForEntry extends Moved {
  number: number | null;
}

/** Deadlines moved for one entry: the committee's. */
export function readMovedForEntries(tx: Tx, ctx: Ctx, competitionId: string): Promise<MovedForEntry[]> {
  return tx
    .selectFrom('competitionExtensions as x')
    .innerJoin('entries as e', (join) => join.onRef('e.tenantId', '=', 'x.tenantId').onRef('e.id', '=', 'x.entryId'))
    .select(['x.stage', 'x.was', 'x.endsAt', 'x.reason', 'x.at', 'e.number'])
    .where('x.tenantId', '=', tenantOf(ctx).id)
    .where('x.competitionId', '=', competitionId)
    .orderBy('x.at')
    .$castTo<MovedForEntry>()
    .execute();
}

/** The first instant that is too late for this entry: the stage's end, or later where it was extended for it. */
export async function deadlineFor(
  tx: Tx,
  ctx: Ctx,
  { competitionId, stage, entryId }: { competitionId: string; stage: StageKind; entryId: string },
): Promise<Date | null> {
  const row = await tx
    .selectFrom('competitionStages as s')
    .leftJoin('competitionExtensions as x', (join) =>
      join
        .onRef('x.tenantId', '=', 's.tenantId')
        .onRef('x.competitionId', '=', 's.competitionId')
        .onRef('x.stage', '=', 's.kind')
        .on('x.entryId', '=', entryId),
    )
    .select(sql<Date>`greatest(max(s.ends_at), max(x.ends_at))`.as('until'))
    .where('s.tenantId', '=', tenantOf(ctx).id)
    .where('s.competitionId', '=', competitionId)
    .where('s.kind', '=', stage)
    .executeTakeFirst();
  return row?.until ?? null;
}
