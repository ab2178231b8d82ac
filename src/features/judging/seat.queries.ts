import { sql } from 'kysely';
import type { Seat } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

interface SeatRow extends Seat {
  entryId: string;
}

/**
 * The acting person's seat towards every entry of the contest, by the entry; null for who is no juror of it now. Asks for no
 * right: it is what the question of sight is answered from (competitions' `sightOf`).
 */
export async function seatsOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Map<string, Seat> | null> {
  if (!ctx.actor || (await jurorIn(tx, ctx, competitionId)) === null) return null;
  const rows = await seatRows(tx, ctx, sql`e.competition_id = ${competitionId}::uuid`);
  return new Map(rows.map(({ entryId, ...seat }) => [entryId, seat]));
}

/** The same for one entry; null for who is no juror of its contest. */
export async function seatFor(ctx: Ctx, entryId: string): Promise<Seat | null> {
  if (!ctx.actor || !isId(entryId)) return null;
  const [row] = await inTenant(ctx, (tx) => seatRows(tx, ctx, sql`e.id = ${entryId}::uuid`));
  if (!row) return null;
  const { entryId: _, ...seat } = row;
  return seat;
}

async function jurorIn(tx: Tx, ctx: Ctx, competitionId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', '=', ctx.actor?.userId ?? null)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Conflicts count from when they are found until they are dismissed; mentoring counts where the contest bars mentors. Before
 * a juror acknowledged nothing is theirs to read.
 */
async function seatRows(tx: Tx, ctx: Ctx, which: ReturnType<typeof sql>): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select e.id as entry_id, c.blind,
      j.state = 'acknowledged' and exists (select from reviews r
        where r.tenant_id = e.tenant_id and r.entry_id = e.id and r.juror_id = j.id and r.state in ('assigned', 'submitted'))
        as assigned,
      exists (select from juror_conflicts k
        where k.tenant_id = e.tenant_id and k.entry_id = e.id and k.juror_id = j.id and k.state <> 'dismissed'
          and (k.kind <> 'mentored' or c.mentor_rule = 'bar'))
      or (c.mentor_rule = 'bar' and exists (select from mentoring_sessions s
          join mentoring_mentors m on m.tenant_id = s.tenant_id and m.session_id = s.id
        where s.tenant_id = e.tenant_id and s.innovation_id = e.innovation_id and s.cancelled_at is null
          and m.user_id = j.user_id)) as conflicted,
      j.state = 'acknowledged' and (c.state in ('sealed', 'published') or exists (select from competition_stages p
        where p.tenant_id = c.tenant_id and p.competition_id = c.id and p.kind = 'plenary' and p.started_at is not null))
        as plenary
    from entries e
    join competitions c on c.tenant_id = e.tenant_id and c.id = e.competition_id
    join jurors j on j.tenant_id = c.tenant_id and j.competition_id = c.id
    where e.tenant_id = ${tenantOf(ctx).id}::uuid and j.user_id = ${ctx.actor?.userId ?? null}::uuid
      and j.state in ('appointed', 'acknowledged') and ${which}`.execute(tx);
  return rows;
}
