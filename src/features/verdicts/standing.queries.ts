import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { Calibrated, Contender } from './standing.ts';
import type { PairPreference } from './tie-chain.ts';

/** Entries of a category that stand for a place: the shortlisted ones where there is a shortlist, else all eligible ones. */
export async function contendersOf(tx: Tx, ctx: Ctx, categoryId: string): Promise<Contender[]> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<Omit<Contender, 'criteria' | 'presentation'>>`
    select e.id as entry_id, e.number, e.content ->> 'title' as title, o.id as organization_id, o.name as organization_name,
           o.kind as organization_kind, case when length(o.area_code) >= 8 then left(o.area_code, 8) end as district,
           not exists (select 1 from awards a where a.tenant_id = e.tenant_id and a.organization_id = e.organization_id
             and a.entry_id is distinct from e.id) as newcomer
    from entries e join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    where e.tenant_id = ${tenantId} and e.category_id = ${categoryId} and e.state = 'eligible'
      and (e.shortlisted_at is not null or not exists (select 1 from entries s where s.tenant_id = e.tenant_id
        and s.category_id = e.category_id and s.state = 'eligible' and s.shortlisted_at is not null))
    order by e.number`.execute(tx);
  const means = await meansOf(tx, tenantId, categoryId);
  return rows.map((row) => ({
    ...row,
    criteria: means.criteria.get(row.entryId) ?? {},
    presentation: means.presentations.get(row.entryId) ?? null,
  }));
}

const stageRank = sql`case r.stage when 'desk' then 0 when 'field' then 1 else 2 end`;

/** Mean of each criterion over submitted reviews, of the earliest stage that knows it; and the mean presentation score. */
async function meansOf(tx: Tx, tenantId: string, categoryId: string) {
  const { rows } = await sql<{ entryId: string; name: string; mean: number }>`
    select distinct on (entry_id, name) entry_id, name, mean from (
      select r.entry_id, c.name, avg(s.value)::float8 as mean, ${stageRank} as rank
      from reviews r
      join entries e on e.tenant_id = r.tenant_id and e.id = r.entry_id and e.category_id = ${categoryId}
      join review_scores s on s.tenant_id = r.tenant_id and s.review_id = r.id
      join rubric_criteria c on c.tenant_id = s.tenant_id and c.id = s.criterion_id
      where r.tenant_id = ${tenantId} and r.state = 'submitted'
      group by r.entry_id, c.name, rank) as all_stages
    order by entry_id, name, rank`.execute(tx);
  const criteria = new Map<string, Record<string, number>>();
  for (const { entryId, name, mean } of rows) criteria.set(entryId, { ...criteria.get(entryId), [name]: mean });
  const presented = await sql<{ entryId: string; mean: number }>`
    select entry_id, avg(score)::float8 as mean from (${reviewTotals(tenantId, categoryId)}) as totals
    where stage = 'presentation' group by entry_id`.execute(tx);
  return { criteria, presentations: new Map(presented.rows.map(({ entryId, mean }) => [entryId, mean])) };
}

/** Score of each submitted review: weighted mean over its criteria. */
const reviewTotals = (tenantId: string, categoryId: string) => sql`
  select r.juror_id, r.entry_id, r.stage, ${stageRank} as rank, sum(s.value * c.weight) / sum(c.weight) as score
  from reviews r
  join entries e on e.tenant_id = r.tenant_id and e.id = r.entry_id and e.category_id = ${categoryId}
  join review_scores s on s.tenant_id = r.tenant_id and s.review_id = r.id
  join rubric_criteria c on c.tenant_id = s.tenant_id and c.id = s.criterion_id
  where r.tenant_id = ${tenantId} and r.state = 'submitted'
  group by r.juror_id, r.entry_id, r.stage`;

/** Of the jurors who scored two entries in the same stage (the earliest such): how many put which one higher. */
export async function preferencesOf(tx: Tx, ctx: Ctx, categoryId: string): Promise<PairPreference[]> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<PairPreference>`
    with totals as (${reviewTotals(tenantId, categoryId)}),
    pairs as (
      select distinct on (a.entry_id, b.entry_id, a.juror_id) a.entry_id as first, b.entry_id as second, a.score - b.score as apart
      from totals a join totals b on b.juror_id = a.juror_id and b.stage = a.stage and a.entry_id < b.entry_id
      order by a.entry_id, b.entry_id, a.juror_id, a.rank)
    select first, second, count(*) filter (where apart > 0)::int as for_first, count(*) filter (where apart < 0)::int as for_second
    from pairs group by first, second order by first, second`.execute(tx);
  return rows;
}

/** SHA-256 over every submitted score of the contest: two verdicts from the same scores name the same one. */
export async function scoresDigest(tx: Tx, ctx: Ctx, competitionId: string): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', r.id, r.version, s.criterion_id, s.value) as line
    from reviews r join review_scores s on s.tenant_id = r.tenant_id and s.review_id = r.id
    where r.tenant_id = ${tenantOf(ctx).id} and r.competition_id = ${competitionId} and r.state = 'submitted'
    order by r.id, s.criterion_id`.execute(tx);
  return createHash('sha256')
    .update(rows.map(({ line }) => line).join('\n'))
    .digest('hex');
}

/** Names of the criteria of a contest's rubrics, in their order: what the chain may name. */
export async function criterionNames(tx: Tx, ctx: Ctx, competitionId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.name from rubric_criteria c join rubrics r on r.tenant_id = c.tenant_id and r.id = c.rubric_id
    where r.tenant_id = ${tenantOf(ctx).id} and r.competition_id = ${competitionId}
    group by c.name order by min(${stageRank}), max(c.weight) desc, c.name`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Mean of the desk reviews of each entry, as it is: for contests whose results are not calibrated. */
export async function plainMeans(tx: Tx, ctx: Ctx, categoryId: string): Promise<Calibrated[]> {
  const { rows } = await sql<{ entryId: string; calibrated: number }>`
    select entry_id, avg(score)::float8 as calibrated from (${reviewTotals(tenantOf(ctx).id, categoryId)}) as totals
    where rank = (select min(rank) from (${reviewTotals(tenantOf(ctx).id, categoryId)}) as firsts)
    group by entry_id order by entry_id`.execute(tx);
  return rows.map((row) => ({ ...row, sd: null, tieBand: null }));
}
