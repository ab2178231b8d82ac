import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { addLine } from './minutes.acts.ts';
import { openPlenary, setRules } from './plenary.acts.ts';
import { decidePlaces } from './plenary-decision.acts.ts';
import { markAttendance, recuse } from './plenary-people.acts.ts';
import { confirmSeal, sealPlenary } from './seal.acts.ts';
import { arrangePlenary, arrangeScored, type TestPlenary } from './testing-plenary.ts';
import { callVote, castVote, closeVote, decideAsChair } from './vote.acts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const linesOf = async (plenaryId: string) =>
  (
    await db.owner.query<{ body: string }>('select body from plenary_minutes where plenary_id = $1 order by seq', [
      plenaryId,
    ])
  ).rows.map(({ body }) => body);
const count = async (table: string, plenaryId: string) =>
  Number((await db.owner.query(`select count(*) from ${table} where plenary_id = $1`, [plenaryId])).rows[0].count);
const placesOf = async (plenaryId: string) =>
  (
    await db.owner.query<{ entry: string; by: string }>(
      'select entry_id as entry, settled_by as by from placements where plenary_id = $1 order by place',
      [plenaryId],
    )
  ).rows;
const entryIds = (p: TestPlenary, ...at: number[]) => at.map((one) => p.entries[one]?.id ?? '');
const decision = (p: TestPlenary, ids: string[], more: { version?: number; reason?: string } = {}) => ({
  categoryId: p.categoryId,
  version: 1,
  reason: '',
  entryIds: ids,
  ...more,
});
const question = (p: TestPlenary, ids: string[]) => ({
  id: newId(),
  categoryId: p.categoryId,
  body: 'Siapa juara 1?',
  entryIds: ids,
});

/** Everything that changes something, by name, for who may do none of it. */
function everyAct(p: TestPlenary): Record<string, (ctx: Ctx) => Promise<unknown>> {
  const id = p.competitionId;
  return {
    open: (ctx) => openPlenary(ctx, id, { id: newId(), present: p.jurors.map((one) => one.id) }),
    rules: (ctx) => setRules(ctx, id, { version: 1, chain: [{ link: 'score' }], quotas: [] }),
    attendance: (ctx) => markAttendance(ctx, id, { jurorId: p.jurors[1]?.id ?? '', present: false }),
    recuse: (ctx) => recuse(ctx, id, { entryId: entryIds(p, 5)[0] ?? '', reason: 'saudara' }),
    ask: (ctx) => callVote(ctx, id, question(p, entryIds(p, 0, 1))),
    vote: (ctx) => castVote(ctx, id, { questionId: newId(), choice: 'yes' }),
    close: (ctx) => closeVote(ctx, id, newId()),
    chair: (ctx) =>
      decideAsChair(ctx, id, { id: newId(), categoryId: p.categoryId, order: entryIds(p, 4, 5), reason: 'alasan' }),
    decide: (ctx) => decidePlaces(ctx, p.standingOf, id, decision(p, entryIds(p, 0, 1))),
    line: (ctx) => addLine(ctx, id, { id: newId(), body: 'Catatan', categoryId: null, entryIds: [] }),
    seal: (ctx) => sealPlenary(ctx, id),
    confirm: (ctx) => confirmSeal(ctx, id, '0'.repeat(64)),
  };
}

describe('opening', () => {
  it('needs closed scoring and the chair in the room', async () => {
    const p = await arrangeScored(db);
    const jurors = p.jurors.map(({ id }) => id);
    const open = (present: string[]) => openPlenary(p.committeeCtx, p.competitionId, { id: p.plenaryId, present });
    await db.owner.query(`update competition_stages set closed_at = null where competition_id = $1 and kind = 'desk'`, [
      p.competitionId,
    ]);
    await expect(open(jurors)).rejects.toThrow(Conflict);
    await db.owner.query(
      `update competition_stages set closed_at = now() where competition_id = $1 and kind = 'desk'`,
      [p.competitionId],
    );
    await expect(open(jurors.slice(1))).rejects.toThrow(Invalid);
    await failEveryCall(db, p.committeeCtx, (ctx) =>
      openPlenary(ctx, p.competitionId, { id: p.plenaryId, present: jurors }),
    );
    await open(jurors);
    await expect(openPlenary(p.committeeCtx, p.competitionId, { id: newId(), present: jurors })).rejects.toThrow(
      Conflict,
    );
    expect((await linesOf(p.plenaryId))[0]).toContain('dibuka');
    expect(await count('plenary_attendance', p.plenaryId)).toBe(3);
  });

  it('at once by two opens one', async () => {
    const p = await arrangeScored(db);
    const present = p.jurors.map(({ id }) => id);
    const outcomes = await Promise.allSettled(
      [newId(), newId()].map((id) => openPlenary(p.committeeCtx, p.competitionId, { id, present })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('by role', () => {
  it('nobody outside learns that there is a plenary; nobody inside does what is not theirs', async () => {
    const p = await arrangePlenary(db);
    const acts = everyAct(p);
    const stranger = db.ctx({ actor: p.entries[0]?.innovator ?? null });
    const neighbour = db.ctx({ tenant: db.tenants.tetangga, actor: p.committee });
    for (const [name, act] of Object.entries(acts)) {
      await expect(act(stranger), name).rejects.toThrow(NotFound);
      await expect(act(neighbour), name).rejects.toThrow(NotFound);
      await expect(act(db.ctx()), name).rejects.toThrow(NotAllowed);
    }
    for (const name of ['open', 'rules', 'attendance', 'ask', 'close', 'decide', 'line', 'seal'])
      await expect(acts[name]?.(p.jurorCtx(0)), name).rejects.toThrow(NotAllowed);
    for (const name of ['recuse', 'vote', 'chair', 'confirm'])
      await expect(acts[name]?.(p.committeeCtx), name).rejects.toThrow(NotAllowed);
    await expect(acts.chair?.(p.jurorCtx(1))).rejects.toThrow(NotAllowed);
  });
});

describe('votes', () => {
  it('one a juror, never changed, counted when closed, only counts in the minutes', async () => {
    const p = await arrangePlenary(db);
    const [first = '', second = ''] = entryIds(p, 0, 1);
    const q = question(p, [first, second]);
    await callVote(p.committeeCtx, p.competitionId, q);
    await callVote(p.committeeCtx, p.competitionId, q);
    await expect(callVote(p.committeeCtx, p.competitionId, question(p, [first]))).rejects.toThrow(Conflict);
    const vote = (at: number, choice: string) =>
      castVote(p.jurorCtx(at), p.competitionId, { questionId: q.id, choice });
    await failEveryCall(db, p.jurorCtx(2), (ctx) =>
      castVote(ctx, p.competitionId, { questionId: q.id, choice: second }),
    );
    await vote(0, first);
    await vote(0, first);
    await expect(vote(0, second)).rejects.toThrow(Conflict);
    await expect(vote(1, newId())).rejects.toThrow(Invalid);
    const both = await Promise.allSettled([vote(1, first), vote(1, second)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await closeVote(p.committeeCtx, p.competitionId, q.id);
    await closeVote(p.committeeCtx, p.competitionId, q.id);
    await expect(vote(2, first)).rejects.toThrow(Conflict);
    const { rows } = await db.owner.query('select outcome from plenary_questions where id = $1', [q.id]);
    expect(Object.values(rows[0].outcome as Record<string, number>).reduce((sum, one) => sum + one, 0)).toBe(3);
    const said = (await linesOf(p.plenaryId)).at(-1) ?? '';
    expect(said).toContain('Suara dihitung');
    expect(said).not.toContain('Juri 1');
  });

  it('nobody votes who is absent, recused or in conflict; the database refuses it too', async () => {
    const p = await arrangePlenary(db);
    const [first = '', second = ''] = entryIds(p, 0, 1);
    await markAttendance(p.committeeCtx, p.competitionId, { jurorId: p.jurors[0]?.id ?? '', present: false });
    await recuse(p.jurorCtx(1), p.competitionId, { entryId: first, reason: 'Pernah membantu' });
    await db.owner.query(
      `insert into juror_conflicts (tenant_id, juror_id, entry_id, kind, source, state) values ($1, $2, $3, 'relative', 'system', 'proposed')`,
      [p.tenant.id, p.jurors[2]?.id, second],
    );
    const q = question(p, [first, second]);
    await callVote(p.committeeCtx, p.competitionId, q);
    const vote = (at: number) => castVote(p.jurorCtx(at), p.competitionId, { questionId: q.id, choice: first });
    await expect(vote(0)).rejects.toThrow(Conflict);
    await expect(vote(1)).rejects.toThrow(NotFound);
    await expect(vote(2)).rejects.toThrow(NotFound);
    for (const at of [1, 2])
      await expect(
        db.owner.query(
          `insert into plenary_votes (tenant_id, question_id, juror_id, choice, at) values ($1, $2, $3, 'abstain', now())`,
          [p.tenant.id, q.id, p.jurors[at]?.id],
        ),
      ).rejects.toThrow(/recused/);
    expect(await count('plenary_recusals', p.plenaryId)).toBe(2);
  });

  it('a recusal after the vote was cast waits for the count', async () => {
    const p = await arrangePlenary(db);
    const [first = ''] = entryIds(p, 0);
    const q = question(p, [first]);
    await callVote(p.committeeCtx, p.competitionId, q);
    await castVote(p.jurorCtx(1), p.competitionId, { questionId: q.id, choice: 'yes' });
    const late = () => recuse(p.jurorCtx(1), p.competitionId, { entryId: first, reason: 'Baru ingat' });
    await expect(late()).rejects.toThrow(Conflict);
    await closeVote(p.committeeCtx, p.competitionId, q.id);
    await late();
    await late();
  });
});

describe('decisions', () => {
  it('follow the chain, and otherwise need a reason', async () => {
    const p = await arrangePlenary(db);
    const decide = (ids: string[], more = {}) =>
      decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, decision(p, ids, more));
    await expect(decide(entryIds(p, 1, 0))).rejects.toThrow(Invalid);
    await expect(decide(entryIds(p, 0, 0))).rejects.toThrow(Invalid);
    await expect(decide(entryIds(p, 0, 1, 2))).rejects.toThrow(Invalid);
    await failEveryCall(db, p.committeeCtx, (ctx) =>
      decidePlaces(ctx, p.standingOf, p.competitionId, decision(p, entryIds(p, 0, 1))),
    );
    await decide(entryIds(p, 0, 1));
    expect(await placesOf(p.plenaryId)).toEqual(entryIds(p, 0, 1).map((entry) => ({ entry, by: 'score' })));
    await expect(decide(entryIds(p, 0, 2), { version: 1 })).rejects.toThrow(Conflict);
    await expect(decide(entryIds(p, 0, 1), { version: 2 })).rejects.toThrow(Invalid);
    await decide(entryIds(p, 0, 2), { version: 2, reason: 'Juara 2 mundur' });
    expect((await placesOf(p.plenaryId)).map(({ by }) => by)).toEqual(['score', 'deviation']);
    await expect(
      setRules(p.committeeCtx, p.competitionId, { version: 1, chain: [{ link: 'score' }], quotas: [] }),
    ).rejects.toThrow(Conflict);
  });

  it('a tie waits for the chair, whose order then stands with its reason', async () => {
    const p = await arrangePlenary(db);
    const ids = entryIds(p, 0, 1);
    for (const id of ids) p.band.add(id);
    await setRules(p.committeeCtx, p.competitionId, {
      version: 1,
      chain: [{ link: 'score' }, { link: 'chair' }],
      quotas: [],
    });
    const decide = () => decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, decision(p, entryIds(p, 1, 0)));
    await expect(decide()).rejects.toThrow(Invalid);
    const vote = { id: newId(), categoryId: p.categoryId, order: entryIds(p, 1, 0), reason: 'Jangkauannya lebih luas' };
    await decideAsChair(p.jurorCtx(0), p.competitionId, vote);
    await decideAsChair(p.jurorCtx(0), p.competitionId, vote);
    await decide();
    expect((await placesOf(p.plenaryId)).map(({ by }) => by)[0]).toBe('chair');
    expect((await linesOf(p.plenaryId)).filter((line) => line.includes('Jangkauannya'))).toHaveLength(1);
  });

  it('a quota moves the places and its price stands in the minutes', async () => {
    const p = await arrangePlenary(db);
    await db.owner.query(`update organizations set area_code = '32.16.01.2001' where id = any($1)`, [
      [p.entries[0]?.organizationId, p.entries[1]?.organizationId],
    ]);
    const chain = [{ link: 'score' as const }];
    const quotas = [{ kind: 'at_most' as const, by: 'district' as const, count: 1 }];
    await setRules(p.committeeCtx, p.competitionId, { version: 1, chain, quotas });
    await setRules(p.committeeCtx, p.competitionId, { version: 1, chain, quotas });
    await decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, decision(p, entryIds(p, 0, 2)));
    expect((await placesOf(p.plenaryId)).map(({ by }) => by)).toEqual(['score', 'quota']);
    expect((await linesOf(p.plenaryId)).at(-1)).toContain('Selisih karena kuota: 0,25 poin');
  });
});

it('a line of the secretary is written once, and nothing in the minutes is changed', async () => {
  const p = await arrangePlenary(db);
  const line = { id: newId(), body: 'Sidang diskors 10 menit.', categoryId: null, entryIds: [] };
  await addLine(p.committeeCtx, p.competitionId, line);
  await addLine(p.committeeCtx, p.competitionId, line);
  await expect(addLine(p.committeeCtx, p.competitionId, { ...line, body: 'Lain' })).rejects.toThrow(Conflict);
  expect((await linesOf(p.plenaryId)).filter((body) => body === line.body)).toHaveLength(1);
  for (const change of [
    `update plenary_minutes set body = 'lain' where id = $1`,
    'delete from plenary_minutes where id = $1',
  ])
    await expect(db.owner.query(change, [line.id])).rejects.toThrow(/append-only/);
});

it('whatever fails in between, nothing is half done', async () => {
  const p = await arrangePlenary(db);
  const id = p.competitionId;
  const [first = '', second = ''] = entryIds(p, 0, 1);
  const q = question(p, [first, second]);
  const jurorId = p.jurors[2]?.id ?? '';
  await failEveryCall(db, p.committeeCtx, (ctx) =>
    setRules(ctx, id, { version: 1, chain: [{ link: 'score' }], quotas: [] }),
  );
  await failEveryCall(db, p.committeeCtx, (ctx) => markAttendance(ctx, id, { jurorId, present: false }));
  await failEveryCall(db, p.jurorCtx(1), (ctx) =>
    recuse(ctx, id, { entryId: entryIds(p, 4)[0] ?? '', reason: 'Saudara kandung' }),
  );
  await failEveryCall(db, p.committeeCtx, (ctx) => callVote(ctx, id, q));
  await failEveryCall(db, p.committeeCtx, (ctx) => closeVote(ctx, id, q.id));
  const vote = { id: newId(), categoryId: p.categoryId, order: [second, first], reason: 'Lebih luas' };
  await failEveryCall(db, p.jurorCtx(0), (ctx) => decideAsChair(ctx, id, vote));
  const line = { id: newId(), body: 'Skors', categoryId: p.categoryId, entryIds: [first] };
  await failEveryCall(db, p.committeeCtx, (ctx) => addLine(ctx, id, line));
});
