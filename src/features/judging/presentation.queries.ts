import { sql } from 'kysely';
import { committeeOffice, entryContentSchema, type Seat, sightOf } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Minutes, type PresentationState, presentationState, runningPart, usualMinutes } from './presentation.ts';
import { seatsOf } from './seat.queries.ts';

/** Of a juror who may not read yet: nothing is told. */
const noSeat: Seat = { assigned: false, conflicted: true, blind: true, plenary: false };

export interface Presented {
  entryId: string;
  number: string;
  /** '' for a juror who may not read this entry. */
  title: string;
  /** null: not in the order yet. */
  position: number | null;
  state: PresentationState;
  running: { from: Date; until: Date } | null;
}

export interface Room {
  competitionId: string;
  contest: string;
  minutes: Minutes;
  /** The database's, by which all timers run. */
  clock: Date;
  mayRun: boolean;
  /** In their order; entries without a place in it follow, for the committee alone. */
  entries: Presented[];
}

/** Committee, chair and jurors of the contest see the same room. @throws NotFound for everybody else */
export async function presentationRoom(ctx: Ctx, competitionId: string): Promise<Room> {
  return inTenant(ctx, async (tx) => {
    const stage = await stageOf(tx, ctx, competitionId);
    const mayRun = committeeOffice(actorOf(ctx)) !== undefined;
    const jurorId = await jurorIn(tx, ctx, competitionId);
    if (!stage || !(mayRun || jurorId)) throw new NotFound(`no presentations in ${competitionId}`);
    const minutes = {
      pitch: stage.pitchMinutes ?? usualMinutes.pitch,
      questions: stage.questionMinutes ?? usualMinutes.questions,
    };
    const rows = await entriesToPresent(tx, ctx, competitionId);
    const seats = jurorId ? await seatsOf(tx, ctx, competitionId) : null;
    const entries = rows.flatMap((row): Presented[] => {
      if (row.position === null && !mayRun) return [];
      const seat = jurorId ? (seats?.get(row.id) ?? noSeat) : null;
      const sight = sightOf(ctx.actor, { organizationId: row.organizationId, shown: false }, seat);
      return [
        {
          entryId: row.id,
          number: String(row.number ?? 0).padStart(3, '0'),
          title: sight === 'nothing' ? '' : (entryContentSchema.safeParse(row.content).data?.title ?? ''),
          position: row.position,
          state: presentationState(row),
          running: runningPart(row, minutes),
        },
      ];
    });
    return { competitionId, contest: stage.contest, minutes, clock: stage.clock, mayRun, entries };
  });
}

function stageOf(tx: Tx, ctx: Ctx, competitionId: string) {
  return tx
    .selectFrom('competitionStages as s')
    .innerJoin('competitions as c', (join) =>
      join.onRef('c.tenantId', '=', 's.tenantId').onRef('c.id', '=', 's.competitionId'),
    )
    .select(['s.pitchMinutes', 's.questionMinutes', 'c.name as contest', sql<Date>`now()`.as('clock')])
    .where('s.tenantId', '=', tenantOf(ctx).id)
    .where('s.competitionId', '=', competitionId)
    .where('s.kind', '=', 'presentation')
    .executeTakeFirst();
}

async function jurorIn(tx: Tx, ctx: Ctx, competitionId: string): Promise<string | null> {
  const found = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', '=', actorOf(ctx).userId)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Shortlisted entries; while there is no shortlist, all that were found eligible. */
function entriesToPresent(tx: Tx, ctx: Ctx, competitionId: string) {
  const shortlist = sql<boolean>`exists (select from entries x where x.tenant_id = e.tenant_id
    and x.competition_id = e.competition_id and x.shortlisted_at is not null)`;
  return tx
    .selectFrom('entries as e')
    .leftJoin('presentations as p', (join) =>
      join.onRef('p.tenantId', '=', 'e.tenantId').onRef('p.entryId', '=', 'e.id'),
    )
    .select(['e.id', 'e.number', 'e.organizationId', 'e.content', 'p.position'])
    .select(['p.pitchBeganAt', 'p.questionsBeganAt', 'p.endedAt'])
    .where('e.tenantId', '=', tenantOf(ctx).id)
    .where('e.competitionId', '=', competitionId)
    .where('e.state', '=', 'eligible')
    .where(({ or, eb }) => or([eb('e.shortlistedAt', 'is not', null), eb.not(shortlist)]))
    .orderBy('p.position', (order) => order.asc().nullsLast())
    .orderBy('e.number')
    .execute();
}
