import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type AppSite, openAppSite } from '#platform/testing/app-site.fixture.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';

let site: AppSite;
let contest: TestContest;
let path: string;
beforeAll(async () => {
  site = await openAppSite();
  contest = await arrangeContest(site.db);
  path = `/kerja/lomba/${contest.competitionId}/penugasan`;
});
afterAll(() => site.close());

const plansOf = async () => {
  const { text } = await site.get(path, 'tenant_admin');
  return [...text.matchAll(/name="plan" value="([^"]+)"/g)].map(([, id]) => id ?? '');
};

test('nobody but the committee reads or changes it', async () => {
  for (const role of ['innovator', 'verifier'] as const) {
    expect([role, (await site.get(path, role)).status]).toEqual([role, 403]);
    expect((await site.post(`${path}/hitung`, { id: newId(), stage: 'desk', k: '2' }, role)).status).toBe(403);
  }
  expect((await site.get(`/kerja/lomba/${newId()}/penugasan`, 'tenant_admin')).status).toBe(404);
});

test('from the form to two plans with reasons and to readings', async () => {
  const run = { id: newId(), stage: 'desk', k: '2', connected: 'ya' };
  for (const _ of [1, 2]) {
    const sent = await site.post(`${path}/hitung`, run, 'tenant_admin');
    expect([sent.status, sent.to]).toEqual([303, `${path}?tahap=desk&pesan=assignments.computed`]);
  }
  const { text } = await site.get(path, 'tenant_admin');
  for (const words of ['Kecocokan total tertinggi', 'Teradil bagi peserta terlemah', 'terbukti terbaik'])
    expect(text).toContain(words);
  const [plan = '', ...others] = await plansOf();
  expect(others).toHaveLength(1);
  const pairs = await site.get(`${path}?rencana=${plan}`, 'tenant_admin');
  expect(pairs.text).toContain('mengenal kategori ini, berbahasa sama; kecocokan 0,8');
  const taken = await site.post(`${path}/pakai`, { plan }, 'tenant_admin');
  expect(taken.to).toBe(`${path}?tahap=desk&pesan=assignments.taken&angka=added:12,withdrawn:0`);
  const after = await site.get(taken.to ?? '', 'tenant_admin');
  expect(after.text).toContain('12 bacaan ditambahkan, 0 ditarik');
});

test('what cannot be is said in words with the smallest change', async () => {
  await site.post(`${path}/hitung`, { id: newId(), stage: 'desk', k: '4' }, 'tenant_admin');
  expect((await site.get(path, 'tenant_admin')).text).toContain('hanya 3 yang boleh membacanya');
  const wrong = await site.post(`${path}/hitung`, { id: newId(), stage: 'desk', k: 'banyak' }, 'tenant_admin');
  expect(wrong.status).toBe(422);
  for (const words of ['Isi bilangan 1 sampai 50', 'value="banyak"']) expect(wrong.text).toContain(words);
});

test('a pair by hand needs a reason; taking it back too', async () => {
  const pair = {
    id: newId(),
    stage: 'desk',
    jurorId: contest.jurors[0]?.id ?? '',
    entryId: contest.entries[0]?.id ?? '',
  };
  const without = await site.post(`${path}/tetapkan`, { ...pair, reason: 'x' }, 'tenant_admin');
  expect([without.status, without.text.includes('paling sedikit 5 huruf')]).toEqual([422, true]);
  const set = await site.post(`${path}/tetapkan`, { ...pair, reason: 'Ahli bidang ini' }, 'tenant_admin');
  expect(set.status).toBe(303);
  const { text } = await site.get(path, 'tenant_admin');
  const review = /name="review" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const back = await site.post(`${path}/tarik`, { stage: 'desk', review, reason: '' }, 'tenant_admin');
  expect([back.status, back.text.includes('Tulis alasannya')]).toEqual([422, true]);
  const done = await site.post(
    `${path}/tarik`,
    { stage: 'desk', review, [`reason-${review}`]: 'Salah tugas' },
    'tenant_admin',
  );
  expect(done.to).toBe(`${path}?tahap=desk&pesan=assignments.removed`);
});
