import { sql } from 'kysely';
import { committeeOffice, isScoringStage, type ScoringStage } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Demand, Outcome } from './assignment.ts';
import {
  type AssignmentStage,
  pairKey,
  type StageEntry,
  type StageJuror,
  type StageReview,
  serves,
} from './assignment-stage.ts';
import { readContest } from './juror.queries.ts';

export interface Plan {
  id: string;
  objective: 'total' | 'maxmin';
  demand: Demand;
  outcome: Outcome;
  madeAt: Date;
  takenAt: Date | null;
}

export interface AssignmentPage {
  stage: AssignmentStage;
  /** The newest run, one plan an objective; empty before the first. */
  plans: Plan[];
}

/** @throws NotAllowed for everybody but the committee */
export function requireCommittee(ctx: Ctx): HeldOffice {
  const office = committeeOffice(actorOf(ctx));
  if (!office) throw new NotAllowed('assignments.errors.committeeOnly');
  return office;
}

/** What the committee sees of a stage. @param asked the stage, or nothing for the first that this contest has */
export async function assignmentPage(ctx: Ctx, competitionId: string, asked?: string): Promise<AssignmentPage | null> {
  requireCommittee(ctx);
  return inTenant(ctx, async (tx) => {
    const stages = await scoringStagesOf(tx, ctx, competitionId);
    const kind = stages.find((one) => one === asked) ?? stages[0];
    if (kind === undefined) return null;
    const stage = await readStage(tx, ctx, competitionId, kind);
    return { stage, plans: await newestPlans(tx, ctx, stage) };
  });
}

/** @throws NotFound when this tenant has no such contest */
async function scoringStagesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<ScoringStage[]> {
  if (!isId(competitionId)) throw new NotFound(`no contest ${competitionId}`);
  const rows = await tx
    .selectFrom('competitions')
    .leftJoin('competitionStages', (join) =>
      join
        .onRef('competitionStages.tenantId', '=', 'competitions.tenantId')
        .onRef('competitionStages.competitionId', '=', 'competitions.id'),
    )
    .select(['competitionStages.kind', 'competitionStages.startsAt'])
    .where('competitions.tenantId', '=', tenantOf(ctx).id)
    .where('competitions.id', '=', competitionId)
    .orderBy('competitionStages.startsAt')
    .execute();
  if (rows.length === 0) throw new NotFound(`no contest ${competitionId}`);
  return rows.flatMap(({ kind }) => (kind !== null && isScoringStage(kind) ? [kind] : []));
}

/**
 * Everything that an assignment of the stage depends on.
 * @param lock acts of the same stage wait for one another
 * @throws NotFound when the contest has no such stage; NotAllowed for a juror of this very contest
 */
export async function readStage(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  stage: string,
  lock?: 'for update',
): Promise<AssignmentStage> {
  if (!isId(competitionId) || !isScoringStage(stage)) throw new NotFound(`no stage ${stage} of ${competitionId}`);
  // The contest before the stage: who changes jurors locks it first too.
  if (lock) await readContest(tx, ctx, competitionId, lock);
  const query = tx
    .selectFrom('competitionStages')
    .innerJoin('competitions', (join) =>
      join
        .onRef('competitions.tenantId', '=', 'competitionStages.tenantId')
        .onRef('competitions.id', '=', 'competitionStages.competitionId'),
    )
    .select([
      'competitions.name',
      'competitions.year',
      'competitions.example',
      'competitions.state',
      'competitions.mentorRule',
    ])
    .select(['competitionStages.reviewsPerEntry', 'competitionStages.closedAt'])
    .where('competitionStages.tenantId', '=', tenantOf(ctx).id)
    .where('competitionStages.competitionId', '=', competitionId)
    .where('competitionStages.kind', '=', stage);
  const found = await (lock ? query.forUpdate('competitionStages') : query).executeTakeFirst();
  if (!found) throw new NotFound(`no stage ${stage} of ${competitionId}`);
  const { closedAt, ...rest } = found;
  const stages = await scoringStagesOf(tx, ctx, competitionId);
  const jurors = await jurorsOf(tx, ctx, competitionId);
  if (jurors.some((one) => serves(one) && one.userId === ctx.actor?.userId)) {
    throw new NotAllowed('assignments.errors.committeeOnly');
  }
  return {
    ...rest,
    competitionId,
    stage,
    stages,
    closed: closedAt !== null,
    jurors,
    entries: await entriesOf(tx, ctx, competitionId, stage),
    conflicts: await conflictsOf(tx, ctx, competitionId),
    mentored: await mentoredPairs(tx, ctx, competitionId),
    reviews: await reviewsOf(tx, ctx, competitionId, stage),
  };
}

function jurorsOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<StageJuror[]> {
  return tx
    .selectFrom('jurors')
    .innerJoin('people', (join) =>
      join.onRef('people.tenantId', '=', 'jurors.tenantId').onRef('people.userId', '=', 'jurors.userId'),
    )
    .select(['jurors.id', 'jurors.userId', 'people.name', 'jurors.least', 'jurors.most', 'jurors.state'])
    .select(['jurors.categoryIds', 'jurors.affairs', 'jurors.languages'])
    .where('jurors.tenantId', '=', tenantOf(ctx).id)
    .where('jurors.competitionId', '=', competitionId)
    .orderBy('people.name')
    .orderBy('jurors.id')
    .execute();
}

async function entriesOf(tx: Tx, ctx: Ctx, competitionId: string, stage: ScoringStage): Promise<StageEntry[]> {
  const rows = await tx
    .selectFrom('entries')
    .innerJoin('innovations', (join) =>
      join.onRef('innovations.tenantId', '=', 'entries.tenantId').onRef('innovations.id', '=', 'entries.innovationId'),
    )
    .innerJoin('competitionCategories', (join) =>
      join
        .onRef('competitionCategories.tenantId', '=', 'entries.tenantId')
        .onRef('competitionCategories.id', '=', 'entries.categoryId'),
    )
    .select(['entries.id', 'entries.number', 'entries.categoryId', 'competitionCategories.name as categoryName'])
    .select(['innovations.mainAffair', 'innovations.crossingAffairs'])
    .select(sql<string>`coalesce(entries.content->>'title', innovations.title)`.as('title'))
    .select((eb) =>
      eb
        .selectFrom('rubrics')
        .select('rubrics.id')
        .whereRef('rubrics.tenantId', '=', 'entries.tenantId')
        .whereRef('rubrics.categoryId', '=', 'entries.categoryId')
        .where('rubrics.stage', '=', stage)
        .orderBy('rubrics.version', 'desc')
        .limit(1)
        .as('rubricId'),
    )
    .where('entries.tenantId', '=', tenantOf(ctx).id)
    .where('entries.competitionId', '=', competitionId)
    .where('entries.state', '=', 'eligible')
    .$if(stage !== 'desk', (query) => query.where('entries.shortlistedAt', 'is not', null))
    .orderBy('entries.number')
    .execute();
  return rows.map((row) => ({ ...row, number: row.number ?? 0, language: 'id' }));
}

async function conflictsOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('jurorConflicts')
    .innerJoin('jurors', (join) =>
      join.onRef('jurors.tenantId', '=', 'jurorConflicts.tenantId').onRef('jurors.id', '=', 'jurorConflicts.jurorId'),
    )
    .select(['jurorConflicts.jurorId', 'jurorConflicts.entryId'])
    .where('jurors.tenantId', '=', tenantOf(ctx).id)
    .where('jurors.competitionId', '=', competitionId)
    .where('jurorConflicts.state', '<>', 'dismissed')
    // Whether a mentor may score is the contest's own rule; it is asked of the sessions themselves.
    .where('jurorConflicts.kind', '<>', 'mentored')
    .execute();
  return new Set(rows.map(({ jurorId, entryId }) => pairKey(jurorId, entryId)));
}

/** Who mentored what: recorded sessions, and what jurors declared. */
async function mentoredPairs(tx: Tx, ctx: Ctx, competitionId: string): Promise<Set<string>> {
  const { rows } = await sql<{ jurorId: string; entryId: string }>`
    select jurors.id as juror_id, entries.id as entry_id
    from jurors
    join mentoring_mentors m on m.tenant_id = jurors.tenant_id and m.user_id = jurors.user_id
    join mentoring_sessions s on s.tenant_id = m.tenant_id and s.id = m.session_id and s.cancelled_at is null
    join entries on entries.tenant_id = s.tenant_id and entries.innovation_id = s.innovation_id
      and entries.competition_id = jurors.competition_id
    where jurors.tenant_id = ${tenantOf(ctx).id} and jurors.competition_id = ${competitionId}
    union
    select c.juror_id, c.entry_id from juror_conflicts c
    join jurors on jurors.tenant_id = c.tenant_id and jurors.id = c.juror_id
    where jurors.tenant_id = ${tenantOf(ctx).id} and jurors.competition_id = ${competitionId}
      and c.kind = 'mentored' and c.state <> 'dismissed'`.execute(tx);
  return new Set(rows.map(({ jurorId, entryId }) => pairKey(jurorId, entryId)));
}

async function reviewsOf(tx: Tx, ctx: Ctx, competitionId: string, stage: string): Promise<StageReview[]> {
  return tx
    .selectFrom('reviews')
    .select(['id', 'jurorId', 'entryId', 'state', 'fixed', 'extra', 'mentored'])
    .select(
      sql<boolean>`reviews.version > 0 or exists (select 1 from review_scores s
        where s.tenant_id = reviews.tenant_id and s.review_id = reviews.id)`.as('touched'),
    )
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('stage', '=', stage)
    .orderBy('id')
    .$castTo<StageReview>()
    .execute();
}

async function newestPlans(tx: Tx, ctx: Ctx, { competitionId, stage }: AssignmentStage): Promise<Plan[]> {
  const rows = await tx
    .selectFrom('assignmentPlans')
    .select(['id', 'objective', 'demand', 'outcome', 'madeAt', 'takenAt'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('stage', '=', stage)
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .limit(2)
    .$castTo<Plan>()
    .execute();
  const [newest] = rows;
  const same = rows.filter(({ madeAt }) => madeAt.getTime() === newest?.madeAt.getTime());
  return same.sort((a, b) => Number(a.objective === 'maxmin') - Number(b.objective === 'maxmin'));
}

/** @throws NotFound when this contest has no such plan */
export async function readPlan(tx: Tx, ctx: Ctx, competitionId: string, id: string): Promise<Plan & { stage: string }> {
  const found = isId(id)
    ? await tx
        .selectFrom('assignmentPlans')
        .select(['id', 'objective', 'demand', 'outcome', 'madeAt', 'takenAt', 'stage'])
        .where('tenantId', '=', tenantOf(ctx).id)
        .where('competitionId', '=', competitionId)
        .where('id', '=', id)
        .$castTo<Plan & { stage: string }>()
        .executeTakeFirst()
    : undefined;
  if (!found) throw new NotFound(`no plan ${id}`);
  return found;
}
