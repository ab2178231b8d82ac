import { sql } from 'kysely';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { EntryState } from './competition.ts';
import { entrantOffices } from './enter.queries.ts';
import { contestName } from './entry.queries.ts';
import { type EntrySearch, entriesPerPage } from './entry-search.ts';
import { isJuror } from './entry-stored.queries.ts';
import { committeeOffice } from './policy.ts';

export interface EntryLine {
  id: string;
  number: number | null;
  title: string;
  state: EntryState;
  example: boolean;
  categoryName: string;
  organizationName: string;
  teamName: string;
  submittedAt: Date | null;
  reasons: string[];
}

export interface EntryList {
  contest: { id: string; name: string };
  categories: { id: string; name: string }[];
  lines: EntryLine[];
  matching: number;
  /** Begun and not sent: the organisation's own affair, so only their number is known. */
  drafts: number;
  /** Numbers after and before which the neighbouring pages lie; null where the list ends. */
  next: number | null;
  previous: number | null;
}

const columns = sql`e.id, e.number, coalesce(e.content->>'title', '') as title, e.state, e.example, g.name as category_name,
  o.name as organization_name, e.team_name, e.submitted_at, e.reasons`;
const source = sql`entries e
  join competition_categories g on g.tenant_id = e.tenant_id and g.id = e.category_id
  join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id`;

/** What is asked of the list, without its page. */
function asked(ctx: Ctx, competitionId: string, { state, category, words }: EntrySearch) {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const number = /^\d{1,6}$/.test(words) ? Number(words) : null;
  return sql`e.tenant_id = ${tenantOf(ctx).id} and e.competition_id = ${competitionId} and e.number is not null
    and (${state}::text is null or e.state = ${state}) and (${category}::uuid is null or e.category_id = ${category}::uuid)
    and (${words} = '' or e.number = ${number}::integer or e.content->>'title' ilike ${like} or o.name ilike ${like})`;
}

/** Who checks the entries of the contest; jurors never read them here. @throws NotAllowed, NotFound */
async function requireCommittee(ctx: Ctx, competitionId: string): Promise<string> {
  const actor = actorOf(ctx);
  if (!committeeOffice(actor)) throw new NotAllowed('entries.errors.committeeOnly');
  if (!isId(competitionId)) throw new NotFound(`no contest ${competitionId}`);
  return inTenant(ctx, async (tx) => {
    if (await isJuror(tx, ctx, competitionId, [actor.userId])) throw new NotFound('a juror reads at the desk');
    return contestName(tx, ctx, competitionId);
  });
}

/** One page of a contest's entries, by number. */
export async function entryList(ctx: Ctx, competitionId: string, search: EntrySearch): Promise<EntryList> {
  const name = await requireCommittee(ctx, competitionId);
  return inTenant(ctx, async (tx) => {
    const backwards = search.before !== null;
    const { rows } = await sql<EntryLine>`
      select ${columns} from ${source} where ${asked(ctx, competitionId, search)}
        and e.number > ${search.after ?? 0} and e.number < ${search.before ?? 2147483647}
      order by e.number ${sql.raw(backwards ? 'desc' : 'asc')} limit ${entriesPerPage + 1}`.execute(tx);
    const more = rows.length > entriesPerPage;
    const lines = backwards ? rows.slice(0, entriesPerPage).reverse() : rows.slice(0, entriesPerPage);
    const counts = await sql<{ matching: number; drafts: number }>`
      select (select count(*)::integer from ${source} where ${asked(ctx, competitionId, search)}) as matching,
        (select count(*)::integer from entries d where d.tenant_id = ${tenantOf(ctx).id}
          and d.competition_id = ${competitionId} and d.state = 'draft') as drafts`.execute(tx);
    const categories = await tx
      .selectFrom('competitionCategories')
      .select(['id', 'name'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .orderBy('position')
      .execute();
    const [first, last] = [lines[0]?.number ?? null, lines.at(-1)?.number ?? null];
    return {
      contest: { id: competitionId, name },
      categories,
      lines,
      matching: counts.rows[0]?.matching ?? 0,
      drafts: counts.rows[0]?.drafts ?? 0,
      next: more || backwards ? last : null,
      previous: (backwards && more) || (!backwards && search.after !== null) ? first : null,
    };
  });
}

/** Everything that fits, for a sheet: page by page, so that never all are held. */
export async function entryRows(ctx: Ctx, competitionId: string, search: EntrySearch) {
  const name = await requireCommittee(ctx, competitionId);
  async function* rows(): AsyncGenerator<EntryLine> {
    let after: number | null = 0;
    while (after !== null) {
      const page: EntryList = await entryList(ctx, competitionId, { ...search, after, before: null });
      yield* page.lines;
      after = page.next;
    }
  }
  return { name, rows: rows() };
}

/** Entries of the person's organisations, and of the villages below their district offices; the newest first. */
export async function ownEntries(ctx: Ctx): Promise<(EntryLine & { contestName: string })[]> {
  const offices = entrantOffices(ctx);
  if (offices.length === 0) throw new NotAllowed('entries.errors.notYours');
  const own = offices.map(({ organizationId }) => organizationId);
  const districts = offices
    .filter(({ role, organizationKind }) => role === 'innovator' && organizationKind === 'district_office')
    .map(({ organizationId }) => organizationId);
  const { rows } = await inTenant(ctx, (tx) =>
    sql<EntryLine & { contestName: string }>`
      select e.id, e.number, coalesce(nullif(e.content->>'title', ''), i.title) as title, e.state, e.example,
        g.name as category_name, o.name as organization_name, e.team_name, e.submitted_at, e.reasons, c.name as contest_name
      from ${source}
      join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
      join competitions c on c.tenant_id = e.tenant_id and c.id = e.competition_id
      where e.tenant_id = ${tenantOf(ctx).id}
        and (e.organization_id = any(${own}::uuid[]) or (o.kind in ('village', 'ward') and o.parent_id = any(${districts}::uuid[])))
        and not exists (select from jurors j where j.tenant_id = e.tenant_id and j.competition_id = e.competition_id
          and j.user_id = ${actorOf(ctx).userId} and j.state in ('appointed', 'acknowledged'))
      order by e.updated_at desc, e.id limit 200`.execute(tx),
  );
  return rows;
}
