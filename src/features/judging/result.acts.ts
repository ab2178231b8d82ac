import { sql } from 'kysely';
import { committeeOffice, lockShortlist, writeShortlist } from '#features/competitions/index.ts';
import { recordEvent, recordEvents } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { contestFor } from './result.queries.ts';
import type { StageStanding } from './result.ts';
import { type Contest, seenOf } from './result-room.ts';
import { type ResultKey, stageStanding } from './result-scores.queries.ts';

/**
 * Gives one more reading to each entry where it tells most: to the juror without conflict who has not read it, has room,
 * knows the category and reads least. An entry whose extra reading is not in yet gets none, so sending it again adds nothing.
 * @returns how many readings were given; entries for which no juror is left stay without
 */
export function assignExtraReviews(ctx: Ctx, key: ResultKey): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const { office, contest } = await openContest(tx, ctx, key.competitionId);
    if (!contest.stages.some(({ kind }) => kind === key.stage)) throw new NotFound('no such stage');
    if (!(await lockOpenStage(tx, ctx, key))) throw new Conflict('results.errors.stageNotOpen');
    const standing = await stageStanding(tx, ctx, key);
    if (!standing) throw new NotFound('no such category');
    const given: { entryId: string; jurorId: string }[] = [];
    for (const entryId of standing.plan) {
      const jurorId = await giveReading(tx, ctx, key, entryId);
      if (jurorId) given.push({ entryId, jurorId });
    }
    await recordEvents(
      tx,
      ctx,
      given.map(({ entryId, jurorId }) => ({
        act: 'review.extra_assigned',
        subject: { kind: 'entry', id: entryId },
        officeId: office.id,
        changes: { jurorId, stage: key.stage },
      })),
    );
    return given.length;
  });
}

/** Two who press at once come one after the other, and see what the first one gave. @returns whether jurors score in it */
async function lockOpenStage(tx: Tx, ctx: Ctx, { competitionId, stage }: ResultKey): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select started_at is not null and closed_at is null as open from competition_stages
    where tenant_id = ${tenantOf(ctx).id} and competition_id = ${competitionId} and kind = ${stage} for update`.execute(
    tx,
  );
  return rows[0]?.open ?? false;
}

async function giveReading(tx: Tx, ctx: Ctx, key: ResultKey, entryId: string): Promise<string | undefined> {
  const { rows } = await sql<{ jurorId: string }>`
    insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state, extra)
    select j.tenant_id, ${newId()}, j.competition_id, ${key.stage}, j.id, e.id, b.id, 'assigned', true
    from jurors j
    join entries e on e.tenant_id = j.tenant_id and e.id = ${entryId} and e.state = 'eligible'
    join lateral (select id from rubrics b where b.tenant_id = j.tenant_id and b.category_id = e.category_id
      and b.stage = ${key.stage} order by version desc limit 1) b on true
    cross join lateral (select count(*) as load from reviews r where r.tenant_id = j.tenant_id and r.juror_id = j.id
      and r.stage = ${key.stage} and r.state in ('assigned', 'submitted')) l
    where j.tenant_id = ${tenantOf(ctx).id} and j.competition_id = ${key.competitionId} and j.state = 'acknowledged'
      and l.load < j.most
      and not exists (select 1 from reviews r where r.tenant_id = j.tenant_id and r.juror_id = j.id
        and r.entry_id = e.id and r.stage = ${key.stage})
      and not exists (select 1 from juror_conflicts c where c.tenant_id = j.tenant_id and c.juror_id = j.id
        and c.entry_id = e.id and c.state <> 'dismissed')
      and not exists (select 1 from mentoring_sessions s join mentoring_mentors m on m.tenant_id = s.tenant_id
        and m.session_id = s.id where s.tenant_id = e.tenant_id and s.innovation_id = e.innovation_id
        and s.cancelled_at is null and m.user_id = j.user_id)
      and not exists (select 1 from reviews r where r.tenant_id = j.tenant_id and r.entry_id = e.id
        and r.stage = ${key.stage} and r.extra and r.state = 'assigned')
    order by (e.category_id = any(j.category_ids)) desc, l.load, j.appointed_at, j.id limit 1
    returning juror_id`.execute(tx);
  return rows[0]?.jurorId;
}

export interface ShortlistChoice {
  /** Mark of the shortlist that the page showed. */
  seen: string;
  competitionId: string;
  categoryId: string;
  entryIds: readonly string[];
  reason: string;
}

/**
 * Sets the shortlist of a category. The first ones by calibrated score need no words; any other choice, and any choice
 * across a cut that is too close to call, says why. The same choice again changes nothing.
 * @throws Conflict before the desk stage is closed, once presentations began, or when somebody set another list meanwhile
 */
export function setShortlist(ctx: Ctx, choice: ShortlistChoice): Promise<void> {
  return inTenant(ctx, async (tx) => {
    const { office, contest } = await openContest(tx, ctx, choice.competitionId);
    const category = contest.categories.find(({ id }) => id === choice.categoryId);
    if (!category) throw new NotFound('no such category');
    requireTime(contest);
    const entries = await lockShortlist(tx, ctx, category.id);
    const before = entries.filter(({ shortlisted }) => shortlisted).map(({ id }) => id);
    const chosen = entries.filter(({ id }) => choice.entryIds.includes(id)).map(({ id }) => id);
    if (chosen.length !== new Set(choice.entryIds).size) throw wrong('peserta', 'unknownEntry');
    if (chosen.length === 0) throw wrong('peserta', 'nobodyChosen');
    if (seenOf(before) === seenOf(chosen)) return;
    if (seenOf(before) !== choice.seen) throw new Conflict('results.errors.listChanged');
    const key: ResultKey = { competitionId: contest.id, categoryId: category.id, stage: 'desk' };
    const standing = await stageStanding(tx, ctx, key);
    if (standing && needsReason(standing, chosen) && choice.reason === '') throw wrong('alasan', 'reasonMissing');
    await writeShortlist(tx, ctx, category.id, chosen);
    await recordEvent(tx, ctx, {
      act: 'shortlist.set',
      subject: { kind: 'competition_category', id: category.id },
      officeId: office.id,
      changes: { was: before, is: chosen, reason: choice.reason, results: standing?.version ?? '' },
    });
  });
}

const wrong = (field: string, key: string) => new Invalid([{ field, message: `results.errors.${key}` }]);

/** Whether this choice is more than reading off the ranking: another set, or a cut that is too close to call. */
export function needsReason(
  { lines, places }: Pick<StageStanding, 'lines' | 'places'>,
  chosen: readonly string[],
): boolean {
  const first = lines.slice(0, places).map(({ entryId }) => entryId);
  return seenOf(first) !== seenOf(chosen) || lines.some(({ certainty }) => certainty === 'close');
}

function requireTime({ stages }: Contest): void {
  const desk = stages.find(({ kind }) => kind === 'desk');
  if (!desk?.closed) throw new Conflict('results.errors.deskNotClosed');
  if (stages.some(({ kind, started }) => kind !== 'desk' && started)) throw new Conflict('results.errors.tooLate');
}

/** @throws NotFound for strangers, NotAllowed for jurors, Conflict unless the contest runs */
async function openContest(tx: Tx, ctx: Ctx, id: string): Promise<{ office: HeldOffice; contest: Contest }> {
  const { contest, viewer } = await contestFor(tx, ctx, id);
  const office = viewer.committee ? committeeOffice(ctx.actor) : undefined;
  if (!office) throw new NotAllowed('results.errors.committeeOnly');
  if (contest.state !== 'announced') throw new Conflict('results.errors.notRunning');
  return { office, contest };
}
