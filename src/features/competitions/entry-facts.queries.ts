import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { EntryFacts, WonAward } from './eligibility.ts';
import { entryNumber } from './entry.ts';
import type { CategoryRow } from './entry-stored.queries.ts';

/** Which innovation would enter where, and whose it is. */
export interface Entering {
  /** null while it has not begun. */
  entryId: string | null;
  competitionId: string;
  innovationId: string;
  organizationId: string;
  /** Who enters it, next to whoever wrote the innovation. */
  persons: readonly (string | null)[];
}

interface Read {
  contestYear: number;
  closes: Date | null;
  organizationKind: string;
  innovationState: string;
  implementedOn: string | null;
  othersOfOrganization: number;
  awards: WonAward[];
  judges: boolean;
  sameTitle: (number | null)[];
  members: number;
}

/** Everything that the rules of eligibility ask, in one statement. */
export async function entryFacts(tx: Tx, ctx: Ctx, category: CategoryRow, of: Entering): Promise<EntryFacts> {
  const persons = of.persons.filter((one) => one !== null);
  const today = dayInWib(ctx.now);
  const { rows } = await sql<Read>`
    select c.year as contest_year, s.ends_at as closes, o.kind as organization_kind, i.state as innovation_state,
      i.implemented_on::text as implemented_on,
      (select count(*)::integer from entries e where e.tenant_id = c.tenant_id and e.category_id = ${category.id}
        and e.organization_id = o.id and e.state <> 'withdrawn' and e.id is distinct from ${of.entryId}::uuid) as others_of_organization,
      (select coalesce(json_agg(json_build_object('year', a.year, 'title', a.title) order by a.year desc), '[]') from awards a
        where a.tenant_id = c.tenant_id and a.innovation_id = i.id) as awards,
      exists (select from jurors j where j.tenant_id = c.tenant_id and j.competition_id = c.id
          and j.state in ('appointed', 'acknowledged') and (j.user_id = any(${persons}::uuid[]) or j.user_id = i.created_by))
        or exists (select from office_holders h join offices f on f.tenant_id = h.tenant_id and f.id = h.office_id
          where h.tenant_id = c.tenant_id and f.role = 'committee'
            and (h.user_id = any(${persons}::uuid[]) or h.user_id = i.created_by)
            and h.valid_from <= ${today} and (h.valid_to is null or h.valid_to >= ${today})) as judges,
      (select coalesce(json_agg(e.number order by e.number), '[]') from entries e join innovations t on t.tenant_id = e.tenant_id and t.id = e.innovation_id
        where e.tenant_id = c.tenant_id and e.competition_id = c.id and e.state <> 'withdrawn' and e.innovation_id <> i.id
          and lower(regexp_replace(t.title, '\\W+', ' ', 'g')) = lower(regexp_replace(i.title, '\\W+', ' ', 'g'))) as same_title,
      (select count(*)::integer from team_members m where m.tenant_id = c.tenant_id and m.entry_id = ${of.entryId}::uuid
        and m.withdrawn_at is null) as members
    from competitions c
    join organizations o on o.tenant_id = c.tenant_id and o.id = ${of.organizationId}
    join innovations i on i.tenant_id = c.tenant_id and i.id = ${of.innovationId}
    left join competition_stages s on s.tenant_id = c.tenant_id and s.competition_id = c.id and s.kind = 'entry'
    where c.tenant_id = ${tenantOf(ctx).id} and c.id = ${of.competitionId}`.execute(tx);
  const [read] = rows;
  if (!read) throw new Error('the innovation or the contest is gone');
  const { closes, sameTitle, ...facts } = read;
  // The last moment at which entries are taken lies just before the stage's end.
  const closesOn = dayInWib(closes ? new Date(closes.getTime() - 1) : ctx.now);
  return { ...facts, category, closesOn, sameTitle: sameTitle.map(entryNumber) };
}
