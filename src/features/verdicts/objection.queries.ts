import { sql } from 'kysely';
import { committeeOffice, enteringOffice } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type ContestRow, contestForCommittee, readPublished } from './contest.queries.ts';

export interface EntrantEntry {
  id: string;
  title: string;
  name: string;
  category: string;
  organizationId: string;
  districtOfficeId: string | null;
}

/** Entries that were sent, whose entrant the person is; none for whoever runs the contest or judges in it. */
export async function entrantEntries(tx: Tx, ctx: Ctx, competitionId: string): Promise<EntrantEntry[]> {
  const { actor } = ctx;
  if (!actor || committeeOffice(actor)) return [];
  const { rows } = await sql<EntrantEntry>`
    select e.id, coalesce(nullif(e.content ->> 'title', ''), i.title) as title, c.name as category, e.organization_id,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name,
      case when o.kind in ('village', 'ward') and d.kind = 'district_office' then d.id end as district_office_id
    from entries e
    join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
    join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    left join organizations d on d.tenant_id = o.tenant_id and d.id = o.parent_id
    where e.tenant_id = ${tenantOf(ctx).id} and e.competition_id = ${competitionId}
      and e.state not in ('draft', 'withdrawn')
    order by e.number`.execute(tx);
  return rows.filter((entry) => enteringOffice(actor, entry) !== undefined);
}

/** Of all who were ever appointed. */
export async function jurorNames(tx: Tx, ctx: Ctx, competitionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('jurors as j')
    .innerJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'j.tenantId').onRef('p.userId', '=', 'j.userId'))
    .select('p.name')
    .where('j.tenantId', '=', tenantOf(ctx).id)
    .where('j.competitionId', '=', competitionId)
    .execute();
  return rows.map(({ name }) => name);
}

/** Public words; whose it was is not told. */
export interface AnsweredObjection {
  category: string;
  gist: string;
  answer: string;
  answeredAt: Date;
}

/** To the entrant: with what they wrote. */
export interface OwnObjection {
  id: string;
  title: string;
  body: string;
  answer: string;
  raisedAt: Date;
  answeredAt: Date | null;
}

export interface ObjectionPage {
  contest: ContestRow;
  answered: AnsweredObjection[];
  /** Not answered yet. */
  open: number;
  /** Entries for which this person may object; empty: none. */
  entries: EntrantEntry[];
  own: OwnObjection[];
}

/** For everybody, once the verdict is published. */
export function objectionPage(ctx: Ctx, competitionId: string): Promise<ObjectionPage> {
  return inTenant(ctx, async (tx) => {
    const contest = await readPublished(tx, ctx, competitionId);
    const entries = await entrantEntries(tx, ctx, competitionId);
    const rows = await objectionsOf(tx, ctx, competitionId);
    const mine = new Set(entries.map(({ id }) => id));
    return {
      contest,
      entries,
      open: rows.filter(({ answeredAt }) => answeredAt === null).length,
      answered: rows.flatMap(({ category, gist, answer, answeredAt }) =>
        answeredAt ? [{ category, gist, answer, answeredAt }] : [],
      ),
      own: rows
        .filter(({ entryId }) => mine.has(entryId))
        .map(({ id, title, body, answer, raisedAt, answeredAt }) => ({
          id,
          title,
          body,
          answer,
          raisedAt,
          answeredAt,
        })),
    };
  });
}

export interface ObjectionRow extends OwnObjection {
  entryId: string;
  category: string;
  name: string;
  gist: string;
}

async function objectionsOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`
    select x.id, x.entry_id, x.body, x.gist, x.answer, x.raised_at, x.answered_at, c.name as category,
      coalesce(nullif(e.content ->> 'title', ''), i.title) as title,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name
    from objections x
    join entries e on e.tenant_id = x.tenant_id and e.id = x.entry_id
    join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
    join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    where x.tenant_id = ${tenantOf(ctx).id} and x.competition_id = ${competitionId}
    order by x.raised_at, x.id`.execute(tx);
  return rows;
}

/** For the committee: everything, those without an answer first. @throws NotAllowed, NotFound */
export async function objectionList(ctx: Ctx, competitionId: string) {
  const contest = await contestForCommittee(ctx, competitionId);
  const rows = await inTenant(ctx, (tx) => objectionsOf(tx, ctx, competitionId));
  return { contest, rows: rows.toSorted((a, b) => Number(a.answeredAt !== null) - Number(b.answeredAt !== null)) };
}
