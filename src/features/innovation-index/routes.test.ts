import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { spdIndicators } from './edition.ts';
import { currentEdition } from './editions.ts';
import { indexSummary, regionIndex } from './index.queries.ts';
import { scoreFile } from './score-command.ts';
import { type IndexSite, openIndexSite } from './testing-site.ts';

let site: IndexSite;
let db: IndexSite['db'];
let region: IndexSite['region'];
let mature: string;
let trial: string;

beforeAll(async () => {
  site = await openIndexSite();
  ({ db, region, mature, trial } = site);
});
afterAll(() => site.close());

const get: IndexSite['get'] = (...args) => site.get(...args);

const edition = currentEdition();
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

  it('folds the tables behind a line with their sums, without script; every row is in the page', async () => {
    const { text } = await get('/indeks');
    const standing = await regionIndex(contextOf(region.tenant), edition, 'claimed');
    if (!standing) expect.unreachable();
    const folds = [...text.matchAll(/<details class="fold"><summary>(.*?)<\/summary>(.*?)<\/details>/gs)];
    const inWords = folds.map(([, summary = '']) => summary.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, ''));
    const { meanMaturity, spd } = standing.score;
    expect(inWords).toEqual([
      expect.stringMatching(new RegExp(`poin indeks: skor ${two(meanMaturity)} dari .*20 indikator`)),
      expect.stringMatching(new RegExp(`poin indeks: skor ${two(spd)} dari .*\\d+ indikator`)),
    ]);
    for (const { code } of edition.sid.indicators) expect(folds[0]?.[2]).toContain(`/indeks/indikator/${code}`);
    for (const { code } of spdIndicators(edition)) expect(folds[1]?.[2]).toContain(`/indeks/indikator/${code}`);
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
