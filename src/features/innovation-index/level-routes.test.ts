import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '#platform/tenancy.ts';
import { testRoles } from '#platform/testing/sign-in.ts';
import { currentEdition } from './editions.ts';
import { indexSource, indexSummary } from './index.queries.ts';
import { insertInnovation } from './testing-index.ts';
import { type IndexSite, openIndexSite } from './testing-site.ts';

let site: IndexSite;
let db: IndexSite['db'];
let region: IndexSite['region'];
let mature: string;
let cookies: IndexSite['cookies'];

beforeAll(async () => {
  site = await openIndexSite();
  ({ db, region, mature, cookies } = site);
});
afterAll(() => site.close());

const get: IndexSite['get'] = (...args) => site.get(...args);
const post: IndexSite['post'] = (...args) => site.post(...args);
const edition = currentEdition();
const contextOf = (tenant: Tenant) => db.ctx({ tenant });

describe('stating the levels of an innovation', () => {
  let innovator: string;
  let id: string;
  beforeAll(async () => {
    innovator = await site.villager('innovator');
  });
  beforeEach(async () => {
    ({ id } = await insertInnovation(db, region, { state: 'draft', title: 'Kompos Kelurahan' }));
  });
  const path = () => `/kerja/inovasi/${id}/kematangan`;
  const levels = async () =>
    (await db.owner.query('select code, claimed from innovation_levels where innovation_id = $1 order by code', [id]))
      .rows;

  it('goes group by group, without script, and comes back with the result', async () => {
    expect((await get(path(), innovator)).text).toContain('0 dari 5 terisi');
    const form = await get(`${path()}/infrastruktur`, innovator);
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
    const overview = await get(last.to ?? '', innovator);
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
    const head = await site.villager('organization_head');
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
    const { text } = await get(`${path()}/infrastruktur`, innovator);
    expect(text).toContain('poin indeks');
    expect((await get(path(), innovator)).text).toContain('Dihitung dalam indeks 2026');
    await db.owner.query("update innovations set state = 'archived' where id = $1", [id]);
    expect((await indexSource(contextOf(region.tenant), edition)).innovations.length).toBe(before - 1);
    expect((await post(`${path()}/infrastruktur`, { 'SID-16': '1' }, innovator)).status).toBe(403);
  });

  it.each(['2025', '2027', 'x'])('knows no form for edition %s', async (year) => {
    expect((await get(`${path()}?edisi=${year}`, innovator)).status).toBe(404);
    expect((await post(`${path()}/infrastruktur?edisi=${year}`, { 'SID-16': '1' }, innovator)).status).toBe(404);
  });

  it('is for the innovator and the head only', async () => {
    for (const role of testRoles) {
      const { status } = await post(`${path()}/infrastruktur`, { 'SID-16': '1' }, cookies.get(role));
      expect([role, status]).toEqual([role, 404]);
    }
    expect((await get(path())).to).toBe(`/masuk?ke=${encodeURIComponent(path())}`);
    expect((await post(`${path()}/infrastruktur`, { 'SID-16': '1' })).status).toBe(403);
    expect((await get(`/kerja/inovasi/${mature}/kematangan`, cookies.get('verifier'))).text).toContain(
      'Level diisi oleh pengusul',
    );
    expect((await get(`/kerja/inovasi/${mature}/kematangan/infrastruktur`, cookies.get('verifier'))).status).toBe(403);
    expect((await get(`${path()}/tidak-ada`, innovator)).status).toBe(404);
    expect(await levels()).toEqual([]);
  });
});

describe('stating the levels of the region', () => {
  const path = '/kerja/indeks/spd';
  const admin = () => cookies.get('tenant_admin');

  it('is for its administrators only', async () => {
    for (const role of testRoles.filter((one) => one !== 'tenant_admin')) {
      expect([role, (await get(path, cookies.get(role))).status]).toEqual([role, 403]);
      expect([role, (await post(`${path}/institusi`, { 'SPD-01': '1' }, cookies.get(role))).status]).toEqual([
        role,
        403,
      ]);
    }
    expect((await get(path)).to).toBe(`/masuk?ke=${encodeURIComponent(path)}`);
    expect((await get('/indeks', cookies.get('tenant_admin'))).text).toContain('Isi level SPD');
    expect((await get('/indeks', cookies.get('innovator'))).text).not.toContain('Isi level SPD');
  });

  it('moves the index', async () => {
    const before = (await indexSummary(contextOf(region.tenant))).index ?? 0;
    expect((await get(path, cookies.get('tenant_admin'))).text).toContain('13 dari 13 terisi');
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
    expect((await get(form, cookies.get('tenant_admin'))).text).toContain('value="45,75"');
    expect((await get('/indeks?edisi=2024')).text).toContain('>18,30</b>');
    expect((await post(`${path}/institusi?edisi=2024`, { 'SPD-01': '1' }, admin())).status).toBe(404);
    expect((await post(path, { total: '1' }, admin())).status).toBe(404);
  });
});
