import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { judgingRoutes } from './index.ts';

let db: TestDatabase;
let contest: TestContest;
let free: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { entries: 2, jurors: 2 });
  free = actorWith(juror(0).actor.offices, { name: 'Juri Baru (contoh)' });
  const tenantId = db.tenants.bekasikab.id;
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    ...[tenantId, free.userId, free.name, free.username],
  ]);
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from)
     values ($1, $2, $3, 'juror', $4, 'definitive', '2026-01-01')`,
    [tenantId, newId(), free.offices[0]?.id, free.userId],
  );
});
afterAll(() => db.close());

const juror = (at: number) => contest.jurors[at] as TestContest['jurors'][number];
const entry = (at: number) => contest.entries[at] as TestContest['entries'][number];

async function ask(actor: Actor | null, path: string, fields?: Record<string, string>) {
  const pages = testPages(db.ctx({ actor }), [judgingRoutes], db.files);
  const answer = await pages.request(path, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {});
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' };
}

test('a committee appoints by the form, the juror answers by theirs', async () => {
  const home = `/kerja/lomba/${contest.competitionId}/juri`;
  expect((await ask(contest.committee, `${home}/baru`)).text).toContain('Juri Baru (contoh)');
  const id = newId();
  const typed = { id, userId: free.userId, institution: 'IPDN', languages: 'id', least: '9', most: '3' };
  const wrong = await ask(contest.committee, `${home}/baru`, typed);
  expect([
    wrong.status,
    wrong.text.includes('Paling sedikit tidak boleh'),
    wrong.text.includes('value="IPDN"'),
  ]).toEqual([422, true, true]);
  const made = await ask(contest.committee, `${home}/baru`, { ...typed, least: '0' });
  expect([made.status, made.to]).toEqual([303, `${home}?pesan=jurors.appointed`]);
  const list = (await ask(contest.committee, home)).text;
  for (const words of ['Juri Baru (contoh)', 'Menunggu jawaban', '2 dari 3 juri', 'https://wa.me/?text=', 'Ketua juri'])
    expect(list).toContain(words);
  const own = `/kerja/penunjukan/${id}`;
  expect((await ask(free, own)).text).toContain('Desa Contoh 1');
  const line = { languages: 'id', number1: '001', kind1: 'relative', why1: '', sure: 'ya' };
  const unsaid = await ask(free, own, line);
  expect([unsaid.status, unsaid.text.includes('Jelaskan konflik ini'), unsaid.text.includes('#f-why1')]).toEqual([
    422,
    true,
    true,
  ]);
  const unknown = await ask(free, own, { ...line, number1: '077' });
  expect([unknown.status, unknown.text.includes('#f-number1')]).toEqual([422, true]);
  expect((await ask(free, own, { ...line, why1: 'Kakak saya' })).status).toBe(303);
  expect((await ask(free, own)).text).toContain('Hubungan keluarga: Kakak saya');
  const conflicts = await ask(contest.committee, `${home}/konflik`);
  for (const words of ['Kakak saya', 'Dinyatakan juri', '001 Inovasi Contoh 1'])
    expect(conflicts.text).toContain(words);
  const pair = { jurorId: id, entryId: entry(0).id, kind: 'relative' };
  const blank = await ask(contest.committee, `${home}/konflik`, { ...pair, decision: 'dismissed', reason: '' });
  expect([blank.status, blank.text.includes('Tulis alasannya')]).toEqual([422, true]);
  expect((await ask(contest.committee, `${home}/konflik`, { ...pair, decision: 'confirmed', reason: '' })).status).toBe(
    303,
  );
  const found = await ask(contest.committee, `${home}/konflik/periksa`, {});
  expect(found.to).toBe(`${home}/konflik?pesan=jurors.proposed&angka=found:0,gone:0`);
  const note = { jurorId: juror(1).id, entryId: entry(1).id, kind: 'other', explanation: 'Rekan usaha' };
  expect((await ask(contest.committee, `${home}/konflik/catat`, note)).status).toBe(303);
  expect((await ask(contest.committee, `${home}/konflik/catat`, { ...note, explanation: '' })).status).toBe(422);
  expect((await ask(contest.committee, `${home}/${id}`)).text).toContain('Juri: Juri Baru (contoh)');
  const unsaidWhy = await ask(contest.committee, `${home}/${id}/berhenti`, { version: '2', reason: '' });
  expect([unsaidWhy.status, unsaidWhy.text.includes('value="IPDN"')]).toEqual([422, true]);
  expect(
    (await ask(contest.committee, `${home}/${id}/berhenti`, { version: '2', reason: 'Pindah tugas' })).status,
  ).toBe(303);
  expect((await ask(free, own)).text).toContain('Anda bukan juri lomba ini lagi');
});

test('each address by role', async () => {
  const home = `/kerja/lomba/${contest.competitionId}/juri`;
  const own = `/kerja/penunjukan/${juror(1).id}`;
  const visitors = {
    committee: contest.committee,
    chair: juror(0).actor,
    juror: juror(1).actor,
    entrant: entry(0).innovator,
    nobody: actorWith([]),
  };
  const expected: Record<string, number[]> = {
    [home]: [200, 200, 200, 404, 404],
    [`${home}/baru`]: [200, 403, 403, 404, 404],
    [`${home}/konflik`]: [200, 200, 404, 404, 404],
    [`${home}/${juror(1).id}`]: [200, 404, 404, 404, 404],
    [own]: [404, 404, 200, 404, 404],
  };
  for (const [path, statuses] of Object.entries(expected)) {
    const seen = await Promise.all(Object.values(visitors).map(async (actor) => (await ask(actor, path)).status));
    expect(seen, path).toEqual(statuses);
    expect((await ask(null, path)).status, path).toBe(303);
  }
  const names = (await ask(juror(1).actor, home)).text;
  expect(names).not.toContain('Menunggu jawaban');
  for (const path of ['/kerja/lomba/x/juri', '/kerja/penunjukan/x', `${home}/x`])
    expect((await ask(contest.committee, path)).status).toBe(404);
});
