import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { inTenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { decidePlaces } from './plenary-decision.acts.ts';
import { markAttendance, recuse } from './plenary-people.acts.ts';
import { readPlenary } from './plenary-room.queries.ts';
import { confirmSeal, sealPlenary } from './seal.acts.ts';
import { sealedPlacements, sealHolds } from './seal.queries.ts';
import { canonical } from './seal.ts';
import { confirmCorrection, proposeCorrection } from './seal-correction.acts.ts';
import { arrangePlenary, type TestPlenary } from './testing-plenary.ts';
import { callVote } from './vote.acts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const entryIds = (p: TestPlenary, ...at: number[]) => at.map((one) => p.entries[one]?.id ?? '');

async function decided(): Promise<TestPlenary> {
  const p = await arrangePlenary(db);
  const input = { categoryId: p.categoryId, version: 1, entryIds: entryIds(p, 0, 1), reason: '' };
  await decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, input);
  return p;
}
async function sealed(): Promise<TestPlenary> {
  const p = await decided();
  await sealPlenary(p.committeeCtx, p.competitionId);
  return p;
}
const holds = (p: TestPlenary) =>
  inTenant(p.committeeCtx, async (tx) => {
    const plenary = await readPlenary(tx, p.committeeCtx, p.competitionId);
    return plenary !== null && (await sealHolds(tx, p.committeeCtx, plenary));
  });

describe('the record', () => {
  it('is the same text in whatever order its keys were written', () => {
    expect(canonical({ b: [1, null, { d: 'x', c: true }], a: new Date(0) })).toBe(
      '{"a":"1970-01-01T00:00:00.000Z","b":[1,null,{"c":true,"d":"x"}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        expect(canonical(Object.fromEntries(Object.entries(record).reverse()))).toBe(canonical(record));
        expect(canonical(JSON.parse(canonical(record)))).toBe(canonical(record));
      }),
    );
  });
});

describe('sealing', () => {
  it('waits for every category and every vote', async () => {
    const p = await arrangePlenary(db);
    await expect(sealPlenary(p.committeeCtx, p.competitionId)).rejects.toThrow(Conflict);
    await expect(sealedPlacements(p.committeeCtx, p.competitionId)).rejects.toThrow(NotFound);
    const input = { categoryId: p.categoryId, version: 1, entryIds: entryIds(p, 0, 1), reason: '' };
    await decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, input);
    await callVote(p.committeeCtx, p.competitionId, {
      id: newId(),
      categoryId: p.categoryId,
      body: 'Setuju?',
      entryIds: entryIds(p, 0),
    });
    await expect(sealPlenary(p.committeeCtx, p.competitionId)).rejects.toThrow(Conflict);
  });

  it('is whole or not at all, done once, and the contest is sealed with it', async () => {
    const p = await decided();
    await failEveryCall(db, p.committeeCtx, (ctx) => sealPlenary(ctx, p.competitionId));
    await sealPlenary(p.committeeCtx, p.competitionId);
    const verdict = await sealedPlacements(p.committeeCtx, p.competitionId);
    expect(verdict.placements.map(({ place, entryId }) => [place, entryId])).toEqual(
      entryIds(p, 0, 1).map((id, at) => [at + 1, id]),
    );
    expect([verdict.version, await holds(p)]).toEqual([1, true]);
    const { rows } = await db.owner.query('select state from competitions where id = $1', [p.competitionId]);
    expect(rows[0].state).toBe('sealed');
  });

  it('stays: neither an act nor a statement changes what was sealed', async () => {
    const p = await sealed();
    const again = { categoryId: p.categoryId, version: 2, entryIds: entryIds(p, 2), reason: 'lain' };
    await expect(decidePlaces(p.committeeCtx, p.standingOf, p.competitionId, again)).rejects.toThrow(Conflict);
    await expect(
      markAttendance(p.committeeCtx, p.competitionId, { jurorId: p.jurors[1]?.id ?? '', present: false }),
    ).rejects.toThrow(Conflict);
    await expect(
      recuse(p.jurorCtx(1), p.competitionId, { entryId: entryIds(p, 3)[0] ?? '', reason: 'konflik' }),
    ).rejects.toThrow(Conflict);
    for (const statement of [
      'delete from placements where plenary_id = $1',
      'update placements set place = place + 5 where plenary_id = $1',
      'update plenary_items set version = 9 where plenary_id = $1',
      'update plenary_attendance set left_at = now() where plenary_id = $1',
      `insert into plenary_minutes (tenant_id, plenary_id, seq, id, at, body) select tenant_id, id, 99, id, now(), 'x' from plenaries where id = $1`,
      `update plenary_seals set digest = repeat('0', 64) where plenary_id = $1`,
    ])
      await expect(db.owner.query(statement, [p.plenaryId]), statement).rejects.toThrow(/sealed|append-only/);
    expect(await holds(p)).toBe(true);
  });

  it('is confirmed by those who were there, for the record that they saw', async () => {
    const p = await decided();
    await markAttendance(p.committeeCtx, p.competitionId, { jurorId: p.jurors[2]?.id ?? '', present: false });
    await sealPlenary(p.committeeCtx, p.competitionId);
    const { digest } = await sealedPlacements(p.committeeCtx, p.competitionId);
    await failEveryCall(db, p.jurorCtx(1), (ctx) => confirmSeal(ctx, p.competitionId, digest));
    await confirmSeal(p.jurorCtx(1), p.competitionId, digest);
    await expect(confirmSeal(p.jurorCtx(0), p.competitionId, '0'.repeat(64))).rejects.toThrow(Conflict);
    await expect(confirmSeal(p.jurorCtx(2), p.competitionId, digest)).rejects.toThrow(NotFound);
    const { rows } = await db.owner.query('select juror_id from plenary_confirmations where plenary_id = $1', [
      p.plenaryId,
    ]);
    expect(rows).toEqual([{ juror_id: p.jurors[1]?.id }]);
  });
});

describe('a correction', () => {
  const proposal = (p: TestPlenary, ids: string[]) => ({
    id: newId(),
    categoryId: p.categoryId,
    entryIds: ids,
    reason: 'Salah baca skor',
  });

  it('takes effect by two others than its proposer, and the record is sealed anew', async () => {
    const p = await sealed();
    const before = await sealedPlacements(p.committeeCtx, p.competitionId);
    const input = proposal(p, entryIds(p, 1, 0));
    await failEveryCall(db, p.committeeCtx, (ctx) => proposeCorrection(ctx, p.competitionId, input));
    await proposeCorrection(p.committeeCtx, p.competitionId, input);
    await expect(confirmCorrection(p.committeeCtx, p.competitionId, input.id)).rejects.toThrow(NotAllowed);
    await confirmCorrection(p.jurorCtx(0), p.competitionId, input.id);
    await confirmCorrection(p.jurorCtx(0), p.competitionId, input.id);
    expect((await sealedPlacements(p.committeeCtx, p.competitionId)).digest).toBe(before.digest);
    await failEveryCall(db, p.jurorCtx(1), (ctx) => confirmCorrection(ctx, p.competitionId, input.id));
    const after = await sealedPlacements(p.committeeCtx, p.competitionId);
    expect(after.placements.map(({ entryId }) => entryId)).toEqual(entryIds(p, 1, 0));
    expect([after.version, after.digest === before.digest, await holds(p)]).toEqual([2, false, true]);
    await expect(db.owner.query('delete from placements where plenary_id = $1', [p.plenaryId])).rejects.toThrow(
      /sealed/,
    );
    await expect(confirmSeal(p.jurorCtx(1), p.competitionId, before.digest)).rejects.toThrow(Conflict);
  });

  it('of two confirmed at once one applies it, and one that came late is stale', async () => {
    const p = await sealed();
    const [first, second] = [proposal(p, entryIds(p, 1, 0)), proposal(p, entryIds(p, 2, 0))];
    await proposeCorrection(p.committeeCtx, p.competitionId, first);
    await proposeCorrection(p.jurorCtx(0), p.competitionId, second);
    await confirmCorrection(p.jurorCtx(0), p.competitionId, first.id);
    await Promise.allSettled([1, 2].map((at) => confirmCorrection(p.jurorCtx(at), p.competitionId, first.id)));
    expect((await sealedPlacements(p.committeeCtx, p.competitionId)).version).toBe(2);
    await expect(confirmCorrection(p.jurorCtx(1), p.competitionId, second.id)).rejects.toThrow(Conflict);
  });

  it('is not made before the seal, by who is recused, or of nothing', async () => {
    const open = await decided();
    await expect(
      proposeCorrection(open.committeeCtx, open.competitionId, proposal(open, entryIds(open, 1, 0))),
    ).rejects.toThrow(Conflict);
    await recuse(open.jurorCtx(1), open.competitionId, { entryId: entryIds(open, 0)[0] ?? '', reason: 'saudara' });
    await sealPlenary(open.committeeCtx, open.competitionId);
    await expect(
      proposeCorrection(open.jurorCtx(1), open.competitionId, proposal(open, entryIds(open, 1, 0))),
    ).rejects.toThrow(NotFound);
    await expect(
      proposeCorrection(open.committeeCtx, open.competitionId, proposal(open, entryIds(open, 0, 1))),
    ).rejects.toThrow(Invalid);
    const fine = proposal(open, entryIds(open, 1, 0));
    await proposeCorrection(open.committeeCtx, open.competitionId, fine);
    await expect(confirmCorrection(open.jurorCtx(1), open.competitionId, fine.id)).rejects.toThrow(NotFound);
    const stranger = db.ctx({ actor: open.entries[0]?.innovator ?? null });
    await expect(confirmCorrection(stranger, open.competitionId, fine.id)).rejects.toThrow(NotFound);
  });
});
