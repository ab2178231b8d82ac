import { sql } from 'kysely';
import type { ScoringStage } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { ScoredPart, ScoreRow } from './aftermath.ts';

/**
 * Scores that count: submitted reviews of eligible entries under the newest rubric in which something was submitted, each
 * whole. By category in its order, then by stage; parts without a score are left out.
 */
export async function scoredParts(tx: Tx, ctx: Ctx, competitionId: string, categoryId?: string): Promise<ScoredPart[]> {
  const rubrics = await rubricsOf(tx, ctx, competitionId, categoryId);
  const parts: ScoredPart[] = [];
  for (const { id, least, most, year, ...part } of rubrics) {
    const reviews = await reviewsOf(tx, ctx, id, part.categoryId);
    const whole = reviews.filter(({ values }) => values.length === part.criteria.length);
    if (whole.length === 0) continue;
    parts.push({
      ...part,
      // The year is known before anybody scores, so nobody can look for a seed they like.
      seed: year,
      scale: [least, most],
      scores: whole.flatMap(({ entryId, jurorId, values }) =>
        values.map((score): ScoreRow => ({ entry: entryId, juror: jurorId, ...score })),
      ),
      mentored: whole.flatMap(({ mentored, jurorId, entryId }): [string, string][] =>
        mentored ? [[jurorId, entryId]] : [],
      ),
    });
  }
  return parts;
}

interface RubricRow extends Pick<ScoredPart, 'categoryId' | 'category' | 'criteria'> {
  id: string;
  stage: ScoringStage;
  least: number;
  most: number;
  year: number;
}

async function rubricsOf(tx: Tx, ctx: Ctx, competitionId: string, categoryId?: string): Promise<RubricRow[]> {
  const { rows } = await sql<RubricRow>`
    select * from (
      select distinct on (b.category_id, b.stage) b.id, b.category_id, c.name as category, b.stage, c.position,
        b.scale_min as least, b.scale_max as most, k.year,
        (select json_agg(json_build_object('id', x.id, 'name', x.name, 'question', x.question,
          'weight', x.weight::float8) order by x.position, x.id)
         from rubric_criteria x where x.tenant_id = b.tenant_id and x.rubric_id = b.id) as criteria
      from rubrics b
      join competitions k on k.tenant_id = b.tenant_id and k.id = b.competition_id
      join competition_categories c on c.tenant_id = b.tenant_id and c.id = b.category_id
      where b.tenant_id = ${tenantOf(ctx).id} and b.competition_id = ${competitionId}
        and (${categoryId ?? null}::uuid is null or b.category_id = ${categoryId ?? null}::uuid)
        and exists (select 1 from reviews r where r.tenant_id = b.tenant_id and r.rubric_id = b.id and r.state = 'submitted')
      order by b.category_id, b.stage, b.version desc
    ) newest
    order by position, category, array_position(array['desk', 'presentation', 'field'], stage)`.execute(tx);
  return rows.filter(({ criteria }) => criteria !== null);
}

interface ReviewRow {
  entryId: string;
  jurorId: string;
  mentored: boolean;
  values: { criterion: string; value: number }[];
}

async function reviewsOf(tx: Tx, ctx: Ctx, rubricId: string, categoryId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select r.entry_id, r.juror_id, r.mentored,
      coalesce(json_agg(json_build_object('criterion', x.id, 'value', s.value::float8) order by x.position, x.id)
        filter (where x.id is not null), '[]') as values
    from reviews r
    join entries e on e.tenant_id = r.tenant_id and e.id = r.entry_id
    left join review_scores s on s.tenant_id = r.tenant_id and s.review_id = r.id
    left join rubric_criteria x on x.tenant_id = s.tenant_id and x.id = s.criterion_id and x.rubric_id = r.rubric_id
    where r.tenant_id = ${tenantOf(ctx).id} and r.rubric_id = ${rubricId} and r.state = 'submitted'
      and e.category_id = ${categoryId} and e.state = 'eligible'
    group by r.id, r.entry_id, r.juror_id, r.mentored
    order by r.id`.execute(tx);
  return rows;
}
