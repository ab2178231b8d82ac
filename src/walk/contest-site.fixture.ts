import { saveReview } from '#features/judging/review.acts.ts';
import { openDirectory } from '#platform/http/directory.ts';
import type { App } from '#platform/http/env.ts';
import { createAccount } from '#platform/identity/accounts.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { haveShownFactor } from '#platform/testing/sign-in.ts';
import { createApp } from '../app.ts';
import { canary, type Side, sides } from './canaries.fixture.ts';
import { walkPassword } from './people.fixture.ts';

/** What somebody is in a contest. The second juror has a conflict with the first entry; the chair reads the first two. */
export const contestSeats = ['committee', 'chair', 'juror', 'firstEntrant', 'lastEntrant'] as const;
export type ContestSeat = (typeof contestSeats)[number];

export interface ContestVisitor {
  name: string;
  headers: Readonly<Record<string, string>>;
  is: Readonly<Record<Side, ContestSeat | 'stranger'>>;
}

export interface ContestSide {
  contest: TestContest;
  base: string;
  /** What can stand in an address, by the name of its place. */
  ids: Readonly<Record<string, readonly string[]>>;
}

export interface ContestSite {
  db: TestDatabase;
  app: App;
  regions: Record<Side, ContestSide>;
  visitors: ContestVisitor[];
  close(): Promise<void>;
}

/** A contest in the middle of its desk scoring in each of two tenants, behind the whole app. */
export async function openContestSite(): Promise<ContestSite> {
  const db = await freshDatabase();
  const directory = await openDirectory(db.pool);
  const settings = { origin: 'http://127.0.0.1', trustProxy: true, requestsPerMinute: 0, homeSlug: 'bekasikab' };
  const parts = { ...db, directory, migrations: 'migrations', jobsReady: async () => true };
  const app = await createApp({ ...settings, clientFolder: null }, parts);
  const regions = { a: await arrangeSide(db, 'a'), b: await arrangeSide(db, 'b') };
  const visitors: ContestVisitor[] = [{ name: 'anonymous', headers: {}, is: { a: 'stranger', b: 'stranger' } }];
  for (const side of sides) {
    for (const [seat, actor] of Object.entries(peopleOf(regions[side].contest)) as [ContestSeat, Actor][]) {
      const is = { a: 'stranger', b: 'stranger', [side]: seat } as ContestVisitor['is'];
      visitors.push({ name: `${side} ${seat}`, headers: await enter(db, actor), is });
    }
  }
  return {
    db,
    app,
    regions,
    visitors,
    async close() {
      directory.stop();
      await db.close();
    },
  };
}

function peopleOf({ committee, jurors, entries }: TestContest): Record<ContestSeat, Actor> {
  const [chair, juror] = jurors;
  const [first, last] = [entries[0], entries.at(-1)];
  if (!chair || !juror || !first || !last) throw new Error('a contest without people');
  return {
    committee,
    chair: chair.actor,
    juror: juror.actor,
    firstEntrant: first.innovator,
    lastEntrant: last.innovator,
  };
}

async function enter(db: TestDatabase, { userId, username, name }: Actor): Promise<{ cookie: string }> {
  await createAccount(db.identity, {
    id: userId,
    name,
    username,
    email: null,
    password: walkPassword,
    passwordDue: false,
  });
  const network = { remember: true, address: '127.0.0.1', cookie: undefined };
  const outcome = await signIn(db.identity, { identifier: username, password: walkPassword, ...network });
  if (outcome.kind !== 'in') throw new Error(`could not sign in: ${outcome.kind}`);
  await haveShownFactor(db, outcome.userId);
  return { cookie: outcome.cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}

async function arrangeSide(db: TestDatabase, side: Side): Promise<ContestSide> {
  const tenant = side === 'a' ? db.tenants.bekasikab : db.tenants.tetangga;
  const contest = await arrangeContest(db, { tenant, entries: 3, jurors: 2 });
  const { competitionId, categoryId, entries, jurors, rubrics } = contest;
  const run: Run = (text, values = []) => db.owner.query(text, [tenant.id, ...values]);
  await run("update competition_stages set started_at = now() where tenant_id = $1 and kind = 'desk'");
  await run('update rubrics set frozen_at = now() where tenant_id = $1');
  await nameThem(run, side, contest);
  const reviews = await giveReviews(run, side, contest);
  await saveReview(db.ctx({ tenant, actor: jurors[0]?.actor ?? null }), {
    id: newId(),
    reviewId: reviews[0] ?? '',
    baseVersion: 0,
    scores: Object.fromEntries(rubrics.desk.criteria.map((id) => [id, { value: 4 }])),
    remark: canary(side, 'remark'),
    notes: canary(side, 'notes'),
  });
  const session = await addSession(run, side, contest);
  return {
    contest,
    base: side === 'a' ? '' : '/tetangga',
    ids: {
      competition: [competitionId],
      category: [categoryId],
      rubric: [rubrics.desk.id],
      entry: entries.map(({ id }) => id),
      juror: jurors.map(({ id }) => id),
      review: reviews,
      session: [session.id],
      step: [session.step],
      member: [await addMember(db, run, side, contest)],
    },
  };
}

const entryNames = ['first', 'middle', 'last'];
const jurorNames = ['chair', 'juror'];

async function nameThem(run: Run, side: Side, { entries, jurors }: TestContest): Promise<void> {
  for (const [at, { id }] of entries.entries()) {
    const said = { title: canary(side, `${entryNames[at]}Title`), summary: canary(side, `${entryNames[at]}Text`) };
    await run('update entries set content = content || $2::jsonb where tenant_id = $1 and id = $3', [
      JSON.stringify(said),
      id,
    ]);
  }
  for (const [at, { actor }] of jurors.entries()) {
    const name = canary(side, `${jurorNames[at]}Name`);
    await run('update people set name = $2 where tenant_id = $1 and user_id = $3', [name, actor.userId]);
  }
}

/** The chair reads the first two, the other juror the last two, and has a conflict with the first. @returns their ids */
async function giveReviews(run: Run, side: Side, contest: TestContest): Promise<string[]> {
  const { competitionId, entries, jurors, rubrics } = contest;
  const reviews: string[] = [];
  const pairs = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 2],
  ] as const;
  for (const [juror, entry] of pairs) {
    const id = newId();
    await run(
      `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state)
       values ($1, $2, $3, 'desk', $4, $5, $6, 'assigned')`,
      [id, competitionId, jurors[juror]?.id, entries[entry]?.id, rubrics.desk.id],
    );
    reviews.push(id);
  }
  await run(
    `insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, explanation, state)
     values ($1, $2, $3, 'relative', 'juror', $4, 'confirmed')`,
    [jurors[1]?.id, entries[0]?.id, canary(side, 'conflict')],
  );
  return reviews;
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>;

async function addSession(run: Run, side: Side, { entries }: TestContest): Promise<{ id: string; step: string }> {
  const [first] = entries;
  const [id, step] = [newId(), newId()];
  await run(
    `insert into mentoring_sessions (tenant_id, id, innovation_id, held_on, topic, advice, recorded_by, recorded_office_id)
     values ($1, $2, $3, '2026-10-01', 'Pendampingan', $4, $5, $6)`,
    [id, first?.innovationId, canary(side, 'advice'), first?.innovator.userId, first?.innovator.offices[0]?.id],
  );
  await run(
    `insert into mentoring_mentors (tenant_id, session_id, position, name) values ($1, $2, 1, 'Pendamping (contoh)')`,
    [id],
  );
  await run(
    `insert into mentoring_steps (tenant_id, id, session_id, position, body) values ($1, $2, $3, 1, 'Langkah')`,
    [step, id],
  );
  return { id, step };
}

/** A pupil of the last entry, as the consent left them: sealed. */
async function addMember(db: TestDatabase, run: Run, side: Side, { entries }: TestContest): Promise<string> {
  const [last, id] = [entries.at(-1), newId()];
  const sealed = ['pupil', 'class', 'guardian'].map((kind) => db.secrets.seal(canary(side, kind)));
  await run(
    `insert into team_members (tenant_id, id, entry_id, name_sealed, class_sealed, guardian_sealed, consent_kind, consent_on, recorded_by)
     values ($1, $2, $3, $4, $5, $6, 'recorded', '2026-10-01', $7)`,
    [id, last?.id, ...sealed, last?.innovator.userId],
  );
  return id;
}
