import { sql } from 'kysely';
import { type Seat, sightOf } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type ContestRow, readPublished } from './contest.queries.ts';
import { withoutNames } from './discretion.ts';
import { leastJurors, type StageFeedback, stageFeedback } from './feedback.ts';
import { jurorNames } from './objection.queries.ts';
import { scoredParts } from './scores.queries.ts';

export interface Feedback {
  contest: ContestRow;
  entry: FeedbackEntry;
  stages: StageFeedback[];
  /** Of all stages in an order that tells nothing, without names. */
  remarks: string[];
  /** A single juror wrote all of them: whoever knows who read the entry knows who wrote. */
  oneVoice: boolean;
}

interface FeedbackEntry {
  id: string;
  competitionId: string;
  categoryId: string;
  category: string;
  title: string;
  name: string;
  number: number | null;
  organizationId: string;
  districtOfficeId: string | null;
  place: number | null;
}

/**
 * What the jurors' scores and remarks tell an entrant, never who said what: for the entrant and the committee, once the
 * verdict is published.
 * @throws NotFound before that and for everybody else
 */
export async function feedbackOn(ctx: Ctx, entryId: string): Promise<Feedback> {
  const actor = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const entry = await readEntry(tx, ctx, entryId);
    const sight = sightOf(actor, { ...entry, shown: false }, await seatOf(tx, ctx, entry.competitionId));
    if (sight !== 'own' && sight !== 'committee') throw new NotFound(`no feedback on ${entryId}`);
    const contest = await readPublished(tx, ctx, entry.competitionId);
    const parts = await scoredParts(tx, ctx, entry.competitionId, entry.categoryId);
    const names = await jurorNames(tx, ctx, entry.competitionId);
    const written = await remarksOn(tx, ctx, entryId);
    const order = (one: { id: string }) => ctx.secrets.digest('feedback order', one.id);
    return {
      contest,
      entry,
      stages: parts.flatMap((part) => stageFeedback(part, entryId) ?? []),
      remarks: written
        .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
        .map(({ remark }) => withoutNames(remark, names)),
      oneVoice: written.length > 0 && new Set(written.map(({ jurorId }) => jurorId)).size < leastJurors,
    };
  });
}

async function readEntry(tx: Tx, ctx: Ctx, id: string): Promise<FeedbackEntry> {
  if (!isId(id)) throw new NotFound(`no entry ${id}`);
  const { rows } = await sql<FeedbackEntry>`
    select e.id, e.competition_id, e.category_id, c.name as category, e.number, e.organization_id,
      coalesce(nullif(e.content ->> 'title', ''), i.title) as title, p.place,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name,
      case when o.kind in ('village', 'ward') and d.kind = 'district_office' then d.id end as district_office_id
    from entries e
    join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
    join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    left join organizations d on d.tenant_id = o.tenant_id and d.id = o.parent_id
    left join published_entries p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where e.tenant_id = ${tenantOf(ctx).id} and e.id = ${id}`.execute(tx);
  const [entry] = rows;
  if (!entry) throw new NotFound(`no entry ${id}`);
  return entry;
}

/** A juror of this contest reads no letter, whatever other office they hold. */
async function seatOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Seat | null> {
  const juror = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', '=', actorOf(ctx).userId)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .executeTakeFirst();
  return juror ? { assigned: false, conflicted: true, blind: false, plenary: false } : null;
}

async function remarksOn(tx: Tx, ctx: Ctx, entryId: string) {
  const rows = await tx
    .selectFrom('reviews')
    .select(['id', 'jurorId', 'remark'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('entryId', '=', entryId)
    .where('state', '=', 'submitted')
    .execute();
  return rows.map((row) => ({ ...row, remark: row.remark.trim() })).filter(({ remark }) => remark !== '');
}
