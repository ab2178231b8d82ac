import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { fileOf, readAll, workbookOf } from '#platform/sheets/testing-sheets.ts';
import type { Actor, Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { testPages } from '#platform/testing/pages.ts';
import { provenIndicators } from '../evidence/index.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { currentEdition } from './editions.ts';
import { createIndexRoutes } from './routes.tsx';
import { insertInnovation, insertLevels } from './testing-index.ts';
import { takeOverWorkbook } from './workbook.acts.ts';
import { latestWorkbooks, workbooksInUse } from './workbook.queries.ts';

let db: TestDatabase;
let region: TestRegion;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  admin = await region.person('tenant_admin', region.agency);
});
afterAll(() => db.close());

function siteFor(actor: Actor | null, tenant: Tenant = region.tenant) {
  const routes = createIndexRoutes({ provenOf: provenIndicators, missingList: () => null });
  return testPages(db.ctx({ actor, tenant }), [routes], db.files);
}

const heads = ['Nama inovasi', 'Organisasi', 'Urusan utama', 'Waktu penerapan', 'SID-16', 'SID-35', 'SPD-01'];

async function sent(rows: readonly (readonly (string | number)[])[]): Promise<string> {
  const form = new FormData();
  form.set('id', newId());
  form.set('edisi', '2026');
  form.set('file', new File([new Uint8Array(await workbookOf([heads, ...rows]))], 'iid.xlsx'));
  const answer = await siteFor(admin).request('/kerja/indeks/impor/unggah', { method: 'POST', body: form });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

const levels = async () =>
  (
    await db.owner.query(
      `select i.title, l.code, l.claimed from innovation_levels l join innovations i on i.id = l.innovation_id
       union all select 'region', code, claimed from region_levels order by 1, 2`,
    )
  ).rows;

it('a workbook in: the index, what to raise first and the evidence out, and nothing stored', async () => {
  const before = await levels();
  const path = await sent([
    ['Bank Sampah', 'Desa', 'Sosial', '17 Agustus 2024', 2, 1, 3],
    ['Salah', 'Desa', 'Sosial', 'besok', 2, 1, ''],
  ]);
  const page = await (await siteFor(admin).request(path)).text();
  expect(page).toContain('Bank Sampah');
  expect(page).toContain('Inovasi, baris 3, kolom D: “besok” bukan tanggal');
  expect(page).toContain('3 level yang diklaim memerlukan bukti');
  const file = await siteFor(admin).request(`${path}/hasil.xlsx`);
  const rows = await readAll(await fileOf(new Uint8Array(await file.arrayBuffer())));
  expect(rows.filter(({ sheet }) => sheet === 'Bukti').map(({ cells }) => cells.slice(0, 2))).toEqual([
    ['Nama inovasi', 'Kode'],
    ['Pemerintah daerah (SPD)', 'SPD-01'],
    ['Bank Sampah', 'SID-16'],
    ['Bank Sampah', 'SID-35'],
  ]);
  expect(await levels()).toEqual(before);
});

/** A document straight in its table, serving in the places of one innovation. */
async function insertEvidence(innovationId: string, kind: 'file' | 'video', codes: readonly string[]): Promise<void> {
  const id = newId();
  const content = kind === 'file' ? ['a'.repeat(64), 'application/pdf', 9, null] : [null, null, null, 'https://x.id/f'];
  await db.owner.query(
    `insert into documents (tenant_id, id, organization_id, kind, title, sha256, media_type, bytes, address)
     select tenant_id, $2, organization_id, $3, 'Berkas', $4, $5, $6, $7 from innovations where id = $1`,
    [innovationId, id, kind, ...content],
  );
  await db.owner.query(
    `insert into evidence (tenant_id, innovation_id, indicator, document_id)
     select $1, $2, code, $3 from unnest($4::text[]) as x (code)`,
    [region.tenant.id, innovationId, id, codes],
  );
}

it('says of each innovation that it finds which needed evidence is stored and which is missing', async () => {
  const named = await insertInnovation(db, region, { title: 'Jamu Sehat (contoh)' });
  const referred = await insertInnovation(db, region, { title: 'Nama Baru (contoh)', organizationId: region.other.id });
  const draft = await insertInnovation(db, region, { title: 'Masih Draf (contoh)', state: 'draft', acceptedAt: null });
  await db.owner.query(
    "insert into imported_innovations (tenant_id, innovation_id, reference, version) values ($1, $2, 'IID-77', 1)",
    [region.tenant.id, referred.id],
  );
  // A film proves SID-35 and no regulation; a file proves both.
  await insertEvidence(named.id, 'video', ['SID-16', 'SID-35']);
  await insertEvidence(referred.id, 'file', ['SID-16']);
  await insertEvidence(draft.id, 'file', ['SID-16']);
  const form = new FormData();
  form.set('id', newId());
  form.set('edisi', '2026');
  const rows = [
    ['Nomor rujukan', 'Nama inovasi', 'Urusan utama', 'SID-16', 'SID-35', 'SPD-01'],
    ['', 'jamu  SEHAT (contoh)', 'Sosial', 1, 2, 3],
    ['iid-77', 'Nama lama', 'Sosial', 2, 1, ''],
    ['', 'Masih Draf (contoh)', 'Sosial', 1, '', ''],
    ['', 'Tak dikenal', 'Sosial', '', 3, ''],
  ];
  form.set('file', new File([new Uint8Array(await workbookOf(rows))], 'iid.xlsx'));
  const sentOff = await siteFor(admin).request('/kerja/indeks/impor/unggah', { method: 'POST', body: form });
  const path = sentOff.headers.get('location') ?? '';
  const page = await (await siteFor(admin).request(path)).text();
  for (const words of [
    '1 dari 2 ada',
    'belum ada: SID-16',
    'belum ada: SID-35',
    'belum dikirim ke daerah, atau tidak ada dalam pendataan',
  ]) {
    expect(page).toContain(words);
  }
  expect(page).toContain(`/kerja/inovasi/${named.id}/berkas`);
  expect(page).not.toContain(draft.id);
  const file = await siteFor(admin).request(`${path}/hasil.xlsx`);
  const read = await readAll(await fileOf(new Uint8Array(await file.arrayBuffer())));
  const sheet = read.filter((row) => row.sheet === 'Bukti').slice(1);
  expect(sheet.map(({ cells }) => [cells[0], cells[1], cells[7] ?? ''])).toEqual([
    ['Pemerintah daerah (SPD)', 'SPD-01', ''],
    ['jamu  SEHAT (contoh)', 'SID-16', 'belum ada'],
    ['jamu  SEHAT (contoh)', 'SID-35', 'sudah ada'],
    ['Nama lama', 'SID-16', 'sudah ada'],
    ['Nama lama', 'SID-35', 'belum ada'],
    ['Masih Draf (contoh)', 'SID-16', 'belum dikirim ke daerah, atau tidak ada dalam pendataan'],
    ['Tak dikenal', 'SID-35', 'belum dikirim ke daerah, atau tidak ada dalam pendataan'],
  ]);
});

it('is taken over as claims of the innovations that it names, beside what was stated', async () => {
  const one = await insertInnovation(db, region, { title: 'Kebun Sekolah (contoh)' });
  await insertInnovation(db, region, { title: 'Kembar (contoh)' });
  await insertInnovation(db, region, { title: 'Kembar (contoh)', organizationId: region.other.id });
  await insertLevels(db, region, one.id, { 'SID-16': 3 });
  const path = await sent([
    ['kebun  sekolah (CONTOH)', '', 'Sosial', '', 1, 2, 1],
    ['Kembar (contoh)', '', 'Sosial', '', 1, 1, ''],
    ['Kembar (contoh)', region.other.name, 'Sosial', '', 3, '', ''],
    ['Tidak ada', '', 'Sosial', '', 3, 3, ''],
  ]);
  const ctx = db.ctx({ actor: admin });
  const id = path.split('/').at(-1)?.split('?')[0] ?? '';
  const expected = [
    { title: 'Kebun Sekolah (contoh)', code: 'SID-16', claimed: 3 },
    { title: 'Kebun Sekolah (contoh)', code: 'SID-35', claimed: 2 },
    { title: 'Kembar (contoh)', code: 'SID-16', claimed: 3 },
    { title: 'region', code: 'SPD-01', claimed: 1 },
  ];
  const first = await siteFor(admin).request(`${path}/ambil`, { method: 'POST' });
  expect([first.status, first.headers.get('location')]).toEqual([
    303,
    `${path}?pesan=indexPages.takenOver&angka=levels:3,innovations:2`,
  ]);
  expect(await levels()).toEqual(expected);
  const again = await siteFor(admin).request(`${path}/ambil`, { method: 'POST' });
  expect(again.headers.get('location')).toBe(`${path}?pesan=indexPages.nothingTaken`);
  expect(await levels()).toEqual(expected);
  const book = { innovations: [], spd: { 'SPD-02a': 2 }, faults: [] };
  await failEveryCall(db, ctx, (failing) => takeOverWorkbook(failing, id, currentEdition(), book));
});

it('nobody but an administrator of the tenant reaches any of it', async () => {
  const path = await sent([['Bank Sampah', 'Desa', 'Sosial', '17 Agustus 2024', 2, 1, 3]]);
  const gets = ['/kerja/indeks/impor', '/kerja/indeks/impor/templat.xlsx', path, `${path}/hasil.xlsx`];
  for (const actor of [
    await region.person('innovator', region.village),
    await region.person('verifier', region.agency),
  ]) {
    for (const one of gets) expect([one, (await siteFor(actor).request(one)).status]).toEqual([one, 403]);
    for (const one of ['/kerja/indeks/impor/unggah', `${path}/ambil`]) {
      expect([one, (await siteFor(actor).request(one, { method: 'POST' })).status]).toEqual([one, 403]);
    }
  }
  const elsewhere = siteFor(admin, db.tenants.tetangga);
  for (const one of [path, `${path}/hasil.xlsx`]) expect((await elsewhere.request(one)).status).toBe(404);
});

it('is kept and listed for thirty days', async () => {
  const path = await sent([['Sumur Resapan', 'Desa', 'Sosial', '', 1, 1, 1]]);
  const id = path.split('/').at(-1)?.split('?')[0] ?? '';
  const { rows } = await db.owner.query('select file_sha256, created_at from index_workbooks where id = $1', [id]);
  const [{ file_sha256: hash, created_at: createdAt }] = rows;
  const after = (days: number) => db.ctx({ actor: admin, now: new Date(createdAt.getTime() + days * 86_400_000) });
  expect(await workbooksInUse(after(29), [hash])).toEqual(new Set([hash]));
  expect((await latestWorkbooks(after(29))).map((one) => one.id)).toContain(id);
  expect(await workbooksInUse(after(31), [hash])).toEqual(new Set());
  expect(await latestWorkbooks(after(31))).toEqual([]);
});
