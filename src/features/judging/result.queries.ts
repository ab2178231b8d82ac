import { sql } from 'kysely';
import { committeeOffice, type Seat, type Sight, sightOf } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Contest, type ResultAsked, type ResultRoom, type RoomEntry, roomOf, type Viewer } from './result-room.ts';
import { type ResultKey, shownStanding } from './result-scores.queries.ts';
import { seatsOf } from './seat.queries.ts';

/** @throws NotFound for who neither runs the contest nor sits in its jury, and where there is no such contest */
export async function contestFor(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
): Promise<{ contest: Contest; viewer: Viewer }> {
  if (!ctx.actor || !isId(competitionId)) throw new NotFound('no such contest');
  const [contest, viewer] = await Promise.all([readContest(tx, ctx, competitionId), viewerOf(tx, ctx, competitionId)]);
  if (!contest) throw new NotFound('no such contest');
  if (!viewer) throw new NotFound('not of this contest');
  return { contest, viewer };
}

async function readContest(tx: Tx, ctx: Ctx, id: string): Promise<Contest | undefined> {
  const { rows } = await sql<Contest>`
    select k.id, k.name, k.year, k.state, k.blind, k.example,
      k.state in ('sealed', 'published') or exists (select 1 from competition_stages s where s.tenant_id = k.tenant_id
        and s.competition_id = k.id and s.kind = 'plenary' and s.started_at is not null) as plenary,
      coalesce((select json_agg(json_build_object('kind', s.kind, 'started', s.started_at is not null,
          'closed', s.closed_at is not null) order by array_position(array['desk', 'presentation', 'field'], s.kind))
        from competition_stages s where s.tenant_id = k.tenant_id and s.competition_id = k.id
          and s.kind in ('desk', 'presentation', 'field')), '[]') as stages,
      coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'shortlistSize', c.shortlist_size)
          order by c.position, c.name)
        from competition_categories c where c.tenant_id = k.tenant_id and c.competition_id = k.id), '[]') as categories
    from competitions k where k.tenant_id = ${tenantOf(ctx).id} and k.id = ${id}`.execute(tx);
  return rows[0];
}

interface StoredSeat {
  id: string;
  chair: boolean;
}

/** A juror's seat comes before any office: who judges never looks with the committee's eyes. */
async function viewerOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Viewer | null> {
  const { rows } = await sql<StoredSeat>`
    select j.id, j.chair from jurors j where j.tenant_id = ${tenantOf(ctx).id} and j.competition_id = ${competitionId}
      and j.user_id = ${ctx.actor?.userId ?? null} and j.state = 'acknowledged'`.execute(tx);
  const [seat] = rows;
  if (seat) {
    const seats = [...((await seatsOf(tx, ctx, competitionId)) ?? [])];
    const those = (which: (one: Seat) => boolean) => new Set(seats.filter(([, one]) => which(one)).map(([id]) => id));
    return {
      committee: false,
      jurorId: seat.id,
      chair: seat.chair,
      conflicts: those(({ conflicted }) => conflicted),
      assigned: those(({ assigned }) => assigned),
    };
  }
  if (!committeeOffice(ctx.actor)) return null;
  return { committee: true, jurorId: null, chair: false, conflicts: new Set(), assigned: new Set() };
}

/**
 * The results room of one category and stage, with what this person may see of it.
 * @throws NotAllowed for a juror before the stage is closed; the chair and the committee look from the start
 */
export function resultRoom(ctx: Ctx, competitionId: string, asked: ResultAsked): Promise<ResultRoom> {
  return inTenant(ctx, async (tx) => {
    const { contest, viewer } = await contestFor(tx, ctx, competitionId);
    const stage = contest.stages.find(({ kind }) => kind === asked.stage) ?? contest.stages[0];
    const category = contest.categories.find(({ id }) => id === asked.categoryId) ?? contest.categories[0];
    if (!stage || !category) return roomOf({ contest, viewer, page: asked.page, chosen: null });
    if (!viewer.committee && !viewer.chair && !stage.closed && !contest.plenary)
      throw new NotAllowed('results.errors.notYet');
    const key: ResultKey = { competitionId, categoryId: category.id, stage: stage.kind };
    const [standing, entries, jurors] = await Promise.all([
      shownStanding(tx, ctx, key),
      entriesOf(tx, ctx, key),
      jurorNames(tx, ctx, competitionId),
    ]);
    if (!standing) throw new NotFound('no such category');
    const seen = entries.map((entry) => ({ ...entry, sight: sightOfEntry(ctx, entry, contest, viewer) }));
    return roomOf({ contest, viewer, page: asked.page, chosen: { stage, category, standing, entries: seen, jurors } });
  });
}

function sightOfEntry(ctx: Ctx, entry: StoredEntry, { blind, plenary }: Contest, viewer: Viewer): Sight {
  const seat: Seat | null = viewer.committee
    ? null
    : { assigned: viewer.assigned.has(entry.id), conflicted: viewer.conflicts.has(entry.id), blind, plenary };
  return sightOf(ctx.actor, { organizationId: entry.organizationId, shown: false }, seat);
}

type StoredEntry = Omit<RoomEntry, 'sight'>;

async function entriesOf(tx: Tx, ctx: Ctx, { categoryId, stage }: ResultKey): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select e.id, e.number, e.content ->> 'title' as title, e.organization_id, o.name as organization_name, e.example,
      e.shortlisted_at is not null as shortlisted,
      exists (select 1 from reviews r where r.tenant_id = e.tenant_id and r.entry_id = e.id and r.stage = ${stage}
        and r.extra and r.state = 'assigned') as extra_open
    from entries e join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    where e.tenant_id = ${tenantOf(ctx).id} and e.category_id = ${categoryId} and e.state = 'eligible'
    order by e.number`.execute(tx);
  return rows;
}

async function jurorNames(tx: Tx, ctx: Ctx, competitionId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('jurors')
    .innerJoin('people', (join) =>
      join.onRef('people.tenantId', '=', 'jurors.tenantId').onRef('people.userId', '=', 'jurors.userId'),
    )
    .select(['jurors.id', 'people.name'])
    .where('jurors.tenantId', '=', tenantOf(ctx).id)
    .where('jurors.competitionId', '=', competitionId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
