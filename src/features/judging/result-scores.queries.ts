import { sql } from 'kysely';
import type { ScoringStage } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { keepByVersion } from '#platform/kept.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { RankFile } from './ranking-file.ts';
import type { StageStanding } from './result.ts';
import { standingOf } from './result-standing.ts';

/** Which results: a category of a contest in one of the stages in which jurors score. */
export interface ResultKey {
  competitionId: string;
  categoryId: string;
  stage: ScoringStage;
}

/** Enough for chances to about one point. */
export const shownDraws = 2000;

/** Scores of a stage as `gelar jury rank` reads them, with the true ids. Rows follow the entries' numbers, then the jurors. */
export async function stageScores(
  tx: Tx,
  ctx: Ctx,
  key: ResultKey,
): Promise<{ file: RankFile | null; leftOut: number }> {
  const rubric = await rubricOf(tx, ctx, key);
  if (!rubric) return { file: null, leftOut: 0 };
  const readings = await readingsOf(tx, ctx, key, rubric.id);
  const whole = readings.filter(({ values }) => values.length === rubric.criteria.length);
  const file = whole.length === 0 ? null : fileOf(rubric, whole);
  return { file, leftOut: readings.length - whole.length };
}

interface Rubric {
  id: string;
  least: number;
  most: number;
  year: number;
  criteria: { id: string; weight: number }[];
}

/** The newest version in which something was submitted. */
async function rubricOf(tx: Tx, ctx: Ctx, { categoryId, stage }: ResultKey): Promise<Rubric | undefined> {
  const { rows } = await sql<Rubric>`
    select b.id, b.scale_min as least, b.scale_max as most, k.year,
      (select json_agg(json_build_object('id', c.id, 'weight', c.weight::float8) order by c.position, c.id)
       from rubric_criteria c where c.tenant_id = b.tenant_id and c.rubric_id = b.id) as criteria
    from rubrics b join competitions k on k.tenant_id = b.tenant_id and k.id = b.competition_id
    where b.tenant_id = ${tenantOf(ctx).id} and b.category_id = ${categoryId} and b.stage = ${stage}
      and exists (select 1 from reviews r where r.tenant_id = b.tenant_id and r.rubric_id = b.id and r.state = 'submitted')
    order by b.version desc limit 1`.execute(tx);
  return rows[0];
}

interface StoredReading {
  entryId: string;
  jurorId: string;
  mentored: boolean;
  /** In the order of the rubric; shorter where one is missing. */
  values: { criterion: string; value: number }[];
}

async function readingsOf(tx: Tx, ctx: Ctx, key: ResultKey, rubricId: string): Promise<StoredReading[]> {
  const { rows } = await sql<StoredReading>`
    select r.entry_id, r.juror_id, r.mentored, coalesce(
      json_agg(json_build_object('criterion', c.id, 'value', s.value::float8) order by c.position, c.id)
        filter (where c.id is not null), '[]') as values
    from reviews r
    join entries e on e.tenant_id = r.tenant_id and e.id = r.entry_id
    join jurors j on j.tenant_id = r.tenant_id and j.id = r.juror_id
    left join review_scores s on s.tenant_id = r.tenant_id and s.review_id = r.id
    left join rubric_criteria c on c.tenant_id = s.tenant_id and c.id = s.criterion_id and c.rubric_id = ${rubricId}
    where r.tenant_id = ${tenantOf(ctx).id} and r.competition_id = ${key.competitionId} and r.stage = ${key.stage}
      and r.state = 'submitted' and e.category_id = ${key.categoryId} and e.state = 'eligible'
    group by r.id, r.entry_id, r.juror_id, r.mentored, e.number, j.appointed_at, j.id
    order by e.number, j.appointed_at, j.id`.execute(tx);
  return rows;
}

function fileOf({ least, most, year, criteria }: Rubric, readings: readonly StoredReading[]): RankFile {
  return {
    // The year is known before anybody scores, so nobody can look for a seed they like.
    seed: year,
    draws: shownDraws,
    criteria,
    scale: [least, most],
    scores: readings.flatMap(({ entryId, jurorId, values }) =>
      values.map((score) => ({ entry: entryId, juror: jurorId, ...score })),
    ),
    mentored: readings
      .filter(({ mentored }) => mentored)
      .map(({ jurorId, entryId }): [string, string] => [jurorId, entryId]),
  };
}

interface Versioned {
  version: string;
  places: number;
}

/** What the results rest on, in one cheap line: it changes with every score that counts. */
async function versionOf(
  tx: Tx,
  ctx: Ctx,
  { competitionId, categoryId, stage }: ResultKey,
): Promise<Versioned | undefined> {
  const { rows } = await sql<Versioned>`
    select c.places, concat_ws('.', c.places, count(r.id), sum(r.version), sum(hashtext(r.id::text)::bigint),
      extract(epoch from greatest(max(r.saved_at), max(r.submitted_at))), count(*) filter (where r.mentored)) as version
    from (select k.*, case when ${stage} = 'desk' then shortlist_size else winners end as places
          from competition_categories k) c
    left join (reviews r join entries e on e.tenant_id = r.tenant_id and e.id = r.entry_id and e.state = 'eligible')
      on r.tenant_id = c.tenant_id and r.competition_id = c.competition_id and r.stage = ${stage}
      and r.state = 'submitted' and e.category_id = c.id
    where c.tenant_id = ${tenantOf(ctx).id} and c.competition_id = ${competitionId} and c.id = ${categoryId}
    group by c.id, c.places`.execute(tx);
  return rows[0];
}

const standings = keepByVersion<StageStanding>(200);

/**
 * Results of a category in a stage as they stand now, from the cache where nothing changed; undefined without such a
 * category. In the transaction of an act it sees what that act sees.
 */
export async function stageStanding(tx: Tx, ctx: Ctx, key: ResultKey): Promise<StageStanding | undefined> {
  const versioned = await versionOf(tx, ctx, key);
  if (!versioned) return undefined;
  const name = `${tenantOf(ctx).id} ${key.categoryId} ${key.stage}`;
  const known = standings.get(ctx.pool, name, versioned.version);
  if (known) return known;
  const standing = standingOf({ ...versioned, stage: key.stage, ...(await stageScores(tx, ctx, key)) });
  standings.set(ctx.pool, name, versioned.version, standing);
  return standing;
}

/** How old a page's results may be, in milliseconds: while jurors save, they are worked out once in that time. */
const freshFor = 1500;
const recent = keepByVersion<{ at: number; standing: StageStanding }>(200);

/** The same for pages: at most `freshFor` old. */
export async function shownStanding(tx: Tx, ctx: Ctx, key: ResultKey): Promise<StageStanding | undefined> {
  const name = `${tenantOf(ctx).id} ${key.categoryId} ${key.stage}`;
  const now = performance.now();
  const known = recent.get(ctx.pool, name, '');
  if (known && now - known.at < freshFor) return known.standing;
  const standing = await stageStanding(tx, ctx, key);
  if (standing) recent.set(ctx.pool, name, '', { at: now, standing });
  return standing;
}

/**
 * For the plenary: results of a category in a stage, the best first; empty where nothing was scored. Who may read them is
 * the caller's to ask.
 */
export function stageResults(ctx: Ctx, key: ResultKey): Promise<StageStanding | undefined> {
  return inTenant(ctx, (tx) => stageStanding(tx, ctx, key));
}
