import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { newId } from '#platform/ids.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs, type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { createApp } from '../../app.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { currentEdition } from './editions.ts';
import { indexSource, indexSummary, regionIndex } from './index.queries.ts';
import { sidLevels, spdLevels } from './region-arbitrary.ts';
import { scoreFile } from './score-command.ts';
import { insertInnovation, insertLevels } from './testing-index.ts';

let db: TestDatabase;
let directory: TenantDirectory;
let app: Hono<Env>;
let region: TestRegion;
let mature: string;
let trial: string;
const cookies = new Map<TestRole, string>();
const edition = currentEdition();

beforeAll(async () => {
  db = await freshDatabase();
  directory = await openDirectory(db.pool);
  const settings = {
    origin: 'http://127.0.0.1',
    trustProxy: false,
    requestsPerMinute: 0,
    homeSlug: 'bekasikab',
    clientFolder: null,
  };
  app = await createApp(settings, { ...db, directory, migrations: 'migrations', jobsReady: async () => true });
  region = await arrangeRegion(db);
  for (const role of testRoles) cookies.set(role, await signInAs(db, role));
  await insertRegion();
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

/** Thirteen innovations over all six basic services, one of them a trial, and every SPD row at level 2. */
async function insertRegion(): Promise<void> {
  const affairs = [...edition.basicServiceAffairs, ...edition.basicServiceAffairs];
  for (const [at, affair] of affairs.entries()) {
    const acceptedAt = new Date(Date.UTC(2026, 4, 1 + at));
    const { id } = await insertInnovation(db, region, { title: `Inovasi <${at}>`, affair, acceptedAt });
    await insertLevels(db, region, id, sidLevels(edition, (at % 3) + 1, { 'SID-31': 0 }));
    mature = id;
  }
  ({ id: trial } = await insertInnovation(db, region, { title: 'Masih Uji Coba', stage: 'uji coba' }));
  await db.owner.query(
    `insert into region_levels (tenant_id, edition, code, claimed)
     select $1, 2026, code, claimed from unnest($2::text[], $3::int[]) as x (code, claimed)`,
    [region.tenant.id, Object.keys(spdLevels(edition, 2)), Object.values(spdLevels(edition, 2))],
  );
}

async function get(path: string, role?: TestRole, cookie = role && cookies.get(role)) {
  const answer = await app.request(`http://127.0.0.1${path}`, { headers: cookie ? { cookie } : {} });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

async function post(path: string, form: Record<string, string>, cookie: string | undefined) {
  const answer = await app.request(`http://127.0.0.1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
    body: new URLSearchParams(form).toString(),
  });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

/** Somebody with that office at the village whose innovations these are. */
async function villager(role: 'innovator' | 'organization_head'): Promise<string> {
  const before = await db.owner.query<{ user_id: string }>('select user_id from office_holders where role = $1', [
    role,
  ]);
  const cookie = await signInAs(db, role);
  const known = before.rows.map((row) => row.user_id);
  await db.owner.query('update office_holders set office_id = $1 where role = $2 and not user_id = any($3::uuid[])', [
    region.office(role, region.village).id,
    role,
    known,
  ]);
  return cookie;
}

const two = (value: number) =>
  new Intl.NumberFormat('id-ID', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
const contextOf = (tenant: Tenant) => db.ctx({ tenant });

describe('the page of the index', () => {
  it('shows the figure that the downloaded file gives', async () => {
    const page = await get('/indeks');
    const file = await get('/indeks.json?edisi=2026');
    const { stdout, stderr, exitCode } = scoreFile(file.text, { edition: '2026', json: true });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const report = JSON.parse(stdout);
    const standing = await regionIndex(contextOf(region.tenant), edition, 'claimed');
    expect({ ...report, innovations: report.innovations.length }).toMatchObject({
      index: standing?.score.index,
      predicate: standing?.score.predicate,
      n: 12,
      innovations: 13,
    });
    for (const words of [`>${two(report.index)}</b>`, report.predicate, two(report.spd), two(report.meanMaturity)]) {
      expect(page.text).toContain(words);
    }
    expect(JSON.parse(file.text)).toMatchObject({ edition: 2026, region: { code: '32.16' } });
  });

  it('says what is unverified, missing, counted and why not, and what moved it', async () => {
    const { text } = await get('/indeks');
    for (const words of [
      'belum diverifikasi',
      'untuk predikat',
      'Paling menambah',
      '6 dari 6 urusan terwakili',
      '12 dari 13 inovasi yang diterima dihitung.',
      'Tidak dihitung',
      'tahapnya tidak dihitung',
      'Terakhir diterima',
      'Surat Kepala BSKDN 400.10.11/1887/BSKDN',
      'contoh',
      `/indeks/indikator/SID-31`,
      `/inovasi/${mature}/kematangan`,
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('Inovasi &lt;0>');
    expect(text).not.toMatch(/\sstyle=/);
  });

  it('says unknown, never 0, for a region that stated nothing', async () => {
    for (const path of ['/tetangga/indeks', '/indeks?edisi=2023']) {
      const { status, text } = await get(path);
      expect([path, status, text.includes('Indeks belum diketahui')]).toEqual([path, 200, true]);
      expect(text).not.toContain('>0,00</b>');
    }
    expect(await indexSummary(contextOf(db.tenants.tetangga))).toMatchObject({
      index: null,
      verified: null,
      counted: 0,
    });
    expect((await get('/tetangga/indeks')).text).not.toContain('Inovasi &lt;');
  });

  it('marks estimates, and counts a prognosis from the levels of the official edition', async () => {
    const { text } = await get('/indeks?edisi=2027');
    expect(text).toContain('Edisi 2027 adalah perkiraan, bukan nilai resmi');
    expect(text).toContain('Dihitung dari level yang diisi untuk edisi 2026.');
    const report = JSON.parse(scoreFile((await get('/indeks.json?edisi=2027')).text, { json: true }).stdout);
    expect(text).toContain(`>${two(report.index)}</b>`);
    expect((await get('/indeks?edisi=2024')).text).toContain('adalah perkiraan');
  });

  it('shows the verified index once all that is claimed was verified', async () => {
    await db.owner.query('update innovation_levels set verified = least(claimed, 1)');
    expect((await get('/indeks')).text).toContain('belum diverifikasi');
    await db.owner.query('update region_levels set verified = 1');
    const { text } = await get('/indeks');
    const verified = (await regionIndex(contextOf(region.tenant), edition, 'verified'))?.score.index ?? Number.NaN;
    expect(text).not.toContain('belum diverifikasi');
    expect(text).toContain(`${two(verified)} terverifikasi`);
    expect(verified).toBeLessThan((await indexSummary(contextOf(region.tenant))).index ?? 0);
    await db.owner.query('update innovation_levels set verified = null');
    await db.owner.query('update region_levels set verified = null');
  });
});

describe('addresses', () => {
  it.each([
    '/indeks?edisi=2025',
    '/indeks?edisi=2026x',
    '/indeks?edisi=%00',
    '/indeks?edisi=__proto__',
    '/indeks?halaman=2',
    '/indeks?halaman=0',
    '/indeks?halaman=-1',
    '/indeks.json?edisi=999999',
    '/indeks/indikator/SID-99',
    '/indeks/indikator/__proto__',
    "/indeks/indikator/SID-16'%20or%201=1",
    '/indeks/indikator/SPD',
    '/indeks/indikator/SPD-01?edisi=2024',
    `/inovasi/${newId()}/kematangan`,
    '/inovasi/x/kematangan',
  ])('%s is not found', async (path) => {
    expect((await get(path)).status).toBeOneOf([400, 404]);
  });

  it('every row has a page that says who gave it', async () => {
    const standing = await regionIndex(contextOf(region.tenant), edition, 'claimed');
    for (const { code, score, max } of standing?.score.rows ?? []) {
      const { status, text } = await get(`/indeks/indikator/${code}`);
      expect([code, status]).toEqual([code, 200]);
      expect(text).toContain(`skor ${two(score)} dari`);
      expect(text).not.toMatch(/\sstyle=/);
      if (code.startsWith('SID') && score > 0) expect(text).toContain(`/inovasi/${mature}/kematangan`);
      expect(max).toBeGreaterThan(0);
    }
    expect((await get('/indeks/indikator/SID-31')).text).toContain('semua inovasi level 0');
    expect((await get('/indeks/indikator/SPD?edisi=2024')).text).toContain('jumlah SPD 0');
  });

  it('another government cannot be read through them', async () => {
    expect((await get(`/tetangga/inovasi/${mature}/kematangan`)).status).toBe(404);
    expect(JSON.parse((await get('/tetangga/indeks.json')).text)).toMatchObject({
      region: { code: 'tetangga' },
      innovations: [],
    });
  });
});

describe('the maturity of an innovation', () => {
  it('stands on its page with what it does to the index', async () => {
    const own = await get(`/inovasi/${mature}`);
    for (const words of [
      'Kematangan inovasi',
      'Dihitung dalam indeks 2026',
      'poin indeks',
      'Lihat rincian kematangan',
    ]) {
      expect(own.text).toContain(words);
    }
    const detail = await get(`/inovasi/${mature}/kematangan`);
    expect(detail.text).toContain('102');
    expect(detail.text).toContain('Peraturan Daerah');
    expect(detail.text).not.toContain('Isi level kematangan');
  });

  it('says why it does not count', async () => {
    const { text } = await get(`/inovasi/${trial}/kematangan`);
    for (const words of ['Tidak dihitung dalam indeks 2026', 'tahapnya tidak dihitung; semua indikator 0'])
      expect(text).toContain(words);
  });
});

describe('stating the levels of an innovation', () => {
  let innovator: string;
  let id: string;
  beforeAll(async () => {
    innovator = await villager('innovator');
  });
  beforeEach(async () => {
    ({ id } = await insertInnovation(db, region, { state: 'draft', title: 'Kompos Kelurahan' }));
  });
  const path = () => `/kerja/inovasi/${id}/kematangan`;
  const levels = async () =>
    (await db.owner.query('select code, claimed from innovation_levels where innovation_id = $1 order by code', [id]))
      .rows;

  it('goes group by group, without script, and comes back with the result', async () => {
    expect((await get(path(), undefined, innovator)).text).toContain('0 dari 5 terisi');
    const form = await get(`${path()}/infrastruktur`, undefined, innovator);
    for (const words of ['Peraturan Kepala Daerah', 'Bukti yang diminta', 'wajib', 'name="seen-SID-16"'])
      expect(form.text).toContain(words);
    const saved = await post(`${path()}/infrastruktur`, { 'SID-16': '2', 'seen-SID-16': '', 'SID-20': '0' }, innovator);
    expect([saved.status, saved.to]).toEqual([303, `${path()}/kecanggihan-produk?pesan=indexPages.saved`]);
    expect(await levels()).toEqual([
      { code: 'SID-16', claimed: 2 },
      { code: 'SID-20', claimed: 0 },
    ]);
    const last = await post(`${path()}/jumlah-inovasi-dan-hasil-kreatif`, { 'SID-35': '3' }, innovator);
    expect(last.to).toBe(`${path()}?pesan=indexPages.savedAll`);
    const overview = await get(last.to ?? '', undefined, innovator);
    for (const words of ['2 dari 5 terisi', '1 dari 3 terisi', 'Semua bagian sudah', 'belum diterima'])
      expect(overview.text).toContain(words);
  });

  it('works a level out from a number without saving it', async () => {
    const typed = { hitung: 'SID-17', 'nilai-SID-17': '37', 'SID-16': '1' };
    const { status, text } = await post(`${path()}/infrastruktur`, typed, innovator);
    expect([status, text.includes('37 orang = level 3. Periksa, lalu simpan.')]).toEqual([200, true]);
    expect(text).toMatch(/name="SID-17" value="3" checked/);
    expect(text).toMatch(/name="SID-16" value="1" checked/);
    expect(await levels()).toEqual([]);
    const wrong = await post(`${path()}/infrastruktur`, { ...typed, 'nilai-SID-17': '<b>' }, innovator);
    expect([wrong.status, wrong.text.includes('Tulis angkanya'), wrong.text.includes('value="&lt;b>"')]).toEqual([
      422,
      true,
      true,
    ]);
  });

  it('says beside the field what is wrong, and keeps what was typed', async () => {
    const { status, text } = await post(`${path()}/infrastruktur`, { 'SID-16': '9', 'SID-18': '2' }, innovator);
    expect([status, text.includes('href="#f-SID-16"'), text.includes('id="f-SID-16-error"')]).toEqual([
      422,
      true,
      true,
    ]);
    expect(text).toMatch(/name="SID-18" value="2" checked/);
    expect(await levels()).toEqual([]);
  });

  it('overwrites nothing that somebody else stated meanwhile', async () => {
    const head = await villager('organization_head');
    await post(`${path()}/infrastruktur`, { 'SID-16': '3', 'seen-SID-16': '' }, head);
    const late = await post(`${path()}/infrastruktur`, { 'SID-16': '1', 'seen-SID-16': '' }, innovator);
    expect([late.status, late.text.includes('orang lain menyimpan level 3')]).toEqual([422, true]);
    expect(late.text).toContain('name="seen-SID-16" value="3"');
    const again = await post(`${path()}/infrastruktur`, { 'SID-16': '1', 'seen-SID-16': '3' }, innovator);
    expect(again.status).toBe(303);
    expect(await levels()).toEqual([{ code: 'SID-16', claimed: 1 }]);
  });

  it('shows what each level would add once the innovation is accepted', async () => {
    await db.owner.query("update innovations set state = 'accepted', accepted_at = now() where id = $1", [id]);
    const before = (await indexSource(contextOf(region.tenant), edition)).innovations.length;
    const { text } = await get(`${path()}/infrastruktur`, undefined, innovator);
    expect(text).toContain('poin indeks');
    expect((await get(path(), undefined, innovator)).text).toContain('Dihitung dalam indeks 2026');
    await db.owner.query("update innovations set state = 'archived' where id = $1", [id]);
    expect((await indexSource(contextOf(region.tenant), edition)).innovations.length).toBe(before - 1);
    expect((await post(`${path()}/infrastruktur`, { 'SID-16': '1' }, innovator)).status).toBe(403);
  });

  it.each(['2025', '2027', 'x'])('knows no form for edition %s', async (year) => {
    expect((await get(`${path()}?edisi=${year}`, undefined, innovator)).status).toBe(404);
    expect((await post(`${path()}/infrastruktur?edisi=${year}`, { 'SID-16': '1' }, innovator)).status).toBe(404);
  });

  it('is for the innovator and the head only', async () => {
    for (const role of testRoles) {
      const { status } = await post(`${path()}/infrastruktur`, { 'SID-16': '1' }, cookies.get(role));
      expect([role, status]).toEqual([role, 404]);
    }
    expect((await get(path())).to).toBe(`/masuk?ke=${encodeURIComponent(path())}`);
    expect((await post(`${path()}/infrastruktur`, { 'SID-16': '1' }, undefined)).status).toBe(403);
    expect((await get(`/kerja/inovasi/${mature}/kematangan`, 'verifier')).text).toContain('Level diisi oleh pengusul');
    expect((await get(`/kerja/inovasi/${mature}/kematangan/infrastruktur`, 'verifier')).status).toBe(403);
    expect((await get(`${path()}/tidak-ada`, undefined, innovator)).status).toBe(404);
    expect(await levels()).toEqual([]);
  });
});

describe('stating the levels of the region', () => {
  const path = '/kerja/indeks/spd';
  const admin = () => cookies.get('tenant_admin');

  it('is for its administrators only', async () => {
    for (const role of testRoles.filter((one) => one !== 'tenant_admin')) {
      expect([role, (await get(path, role)).status]).toEqual([role, 403]);
      expect([role, (await post(`${path}/institusi`, { 'SPD-01': '1' }, cookies.get(role))).status]).toEqual([
        role,
        403,
      ]);
    }
    expect((await get(path)).to).toBe(`/masuk?ke=${encodeURIComponent(path)}`);
    expect((await get('/indeks', 'tenant_admin')).text).toContain('Isi level SPD');
    expect((await get('/indeks', 'innovator')).text).not.toContain('Isi level SPD');
  });

  it('moves the index', async () => {
    const before = (await indexSummary(contextOf(region.tenant))).index ?? 0;
    expect((await get(path, 'tenant_admin')).text).toContain('13 dari 13 terisi');
    const saved = await post(`${path}/sumber-daya-manusia`, { 'SPD-12': '3', 'seen-SPD-12': '2' }, admin());
    expect(saved.to).toBe(`${path}/ekosistem-inovasi-dan-kajian?pesan=indexPages.saved`);
    expect((await indexSummary(contextOf(region.tenant))).index).toBeCloseTo(before + 0.8, 5);
  });

  it('takes one total where the rows are not known', async () => {
    const form = `${path}?edisi=2024`;
    const wrong = await post(form, { total: 'enam', seen: '' }, admin());
    expect([wrong.status, wrong.text.includes('value="enam"'), wrong.text.includes('f-total-error')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await post(form, { total: '45,75', seen: '' }, admin())).to).toBe(`${form}&pesan=indexPages.totalSaved`);
    expect((await post(form, { total: '50', seen: '1' }, admin())).status).toBe(409);
    expect((await get(form, 'tenant_admin')).text).toContain('value="45,75"');
    expect((await get('/indeks?edisi=2024')).text).toContain('>18,30</b>');
    expect((await post(`${path}/institusi?edisi=2024`, { 'SPD-01': '1' }, admin())).status).toBe(404);
    expect((await post(path, { total: '1' }, admin())).status).toBe(404);
  });
});
