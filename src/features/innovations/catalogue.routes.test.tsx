import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { createServer } from '#platform/http/server.tsx';
import { newId } from '#platform/ids.ts';
import { type HeldOffice, inTenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs } from '#platform/testing/sign-in.ts';
import { createCatalogueRoutes } from './catalogue.routes.tsx';
import { publishInnovation } from './published.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let directory: TenantDirectory;
let app: Hono<Env>;
let cookie: string;
let offices: HeldOffice[] = [];
const ids = { accepted: '', draft: '', listed: newId(), program: newId(), replaced: newId() };

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  directory = await openDirectory(db.pool);
  cookie = await signInAs(db, 'innovator');
  app = createServer(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null },
    { ...db, directory, heldOffices: async () => offices, personFace: async () => null },
  );
  app.route(
    '/',
    createCatalogueRoutes({ maturityOf: async (_, id) => <p>{`kematangan ${id}`}</p>, evidenceOf: async () => null }),
  );
  await arrangeInnovations();
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

async function arrangeInnovations(): Promise<void> {
  const innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  ids.accepted = await writtenDraft(innovator, region.village.id);
  ids.draft = await writtenDraft(innovator, region.village.id, { title: 'Masih ditulis' });
  await db.owner.query("update innovations set state = 'accepted', accepted_at = '2026-03-01' where id = $1", [
    ids.accepted,
  ]);
  const sources = ['https://www.contoh.example/berita/1', 'javascript:alert(1)'];
  await db.owner.query(
    `insert into innovations (tenant_id, id, state, title, summary, called_innovation, organization_id, year, sources, main_affair) values
     ($1, $2, 'listed', 'Gelang Emas', 'Mencegah stunting bersama kader posyandu.', true, $5, 2023, $6, 'Kesehatan'),
     ($1, $3, 'listed', 'Aplikasi <b>Satu</b>', 'Layanan warga.', false, null, 2022, $6, null),
     ($1, $4, 'listed', 'Bank Sampah lama', '', true, $5, 2020, $6, null)`,
    [region.tenant.id, ids.listed, ids.program, ids.replaced, region.village.id, sources],
  );
  await db.owner.query('update innovations set replaced_by = $2 where id = $1', [ids.replaced, ids.accepted]);
  const ctx = db.ctx();
  for (const id of Object.values(ids)) await inTenant(ctx, (tx) => publishInnovation(tx, ctx, id));
}

async function get(path: string, as?: string) {
  const answer = await app.fetch(new Request(`http://127.0.0.1${path}`, { headers: as ? { cookie: as } : {} }));
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

describe('the catalogue page', () => {
  it('shows innovations with their numbers, and programmes only under their own name', async () => {
    const all = await get('/inovasi');
    expect(all.status).toBe(200);
    for (const words of ['Gelang Emas', 'Bank Sampah Sabtu (contoh)', '2 inovasi', 'sumber publik', 'Kesehatan (1)']) {
      expect(all.text).toContain(words);
    }
    expect(all.text).not.toContain('Aplikasi &lt;b');
    const programs = await get('/inovasi?tampilkan=program');
    expect(programs.text).toContain('Aplikasi &lt;b>Satu&lt;/b>');
    expect(programs.text).toContain('Tidak dihitung sebagai inovasi');
    expect(programs.text).not.toContain('Gelang Emas');
  });

  it('a tab tells how many it shows: of a search what was found, and nothing of the other', async () => {
    const tabs = async (query: string) =>
      [...(await get(`/inovasi${query}`)).text.matchAll(/class="tab-link"[^>]*>(.*?)<\/a>/g)].map(([, inner = '']) =>
        inner.replace(/<[^>]+>/g, ''),
      );
    const [own, others] = await tabs('');
    expect([own, others]).toEqual(['Inovasi 2', 'Program dan layanan lain 1']);
    expect(await tabs('?q=sampah')).toEqual(['Inovasi 1', 'Program dan layanan lain']);
    expect(await tabs('?tampilkan=program&q=aplikasi')).toEqual(['Inovasi', 'Program dan layanan lain 1']);
    expect(await tabs('?urusan=Kesehatan')).toEqual(['Inovasi 1', 'Program dan layanan lain']);
    expect(await tabs('?q=zzzzqqqq')).toEqual(['Inovasi 0', 'Program dan layanan lain']);
  });

  it('says which words it searched for instead, and offers those that were typed', async () => {
    const { text } = await get('/inovasi?q=posyadu&urusan=Kesehatan');
    expect(text).toContain('Menampilkan hasil untuk “posyandu”.');
    expect(text).toContain('href="/inovasi?q=posyadu&amp;persis=1&amp;urusan=Kesehatan"');
    expect(text).toContain('Gelang Emas');
  });

  it('says what to do when nothing fits', async () => {
    const { status, text } = await get('/inovasi?q=gelang+robot&urusan=Kesehatan');
    expect(status).toBe(200);
    for (const words of [
      'Tidak ada inovasi yang memuat “gelang robot”',
      'Cari “gelang” saja',
      'Hapus semua saringan',
    ]) {
      expect(text).toContain(words);
    }
    expect((await get('/inovasi?hal=77')).text).toContain('Ke halaman pertama');
    expect((await get('/tetangga/inovasi')).text).toContain('Belum ada inovasi yang terbit');
  });

  it.each([
    '/inovasi?hal=x',
    '/inovasi?q=%F0%9F%92%A9%27%22%3Cscript%3E',
    '/inovasi?tahun=0&urut=%00',
    '/inovasi?q=a&q=b&urusan=',
  ])('%s is answered with a page or a refusal', async (path) => {
    const { status, text } = await get(path);
    expect([200, 400]).toContain(status);
    expect(text).not.toContain('<script>');
  });
});

describe('the page of an innovation', () => {
  it('shows what is public of an accepted one, never who had the idea', async () => {
    const { status, text } = await get(`/inovasi/${ids.accepted}`);
    expect(status).toBe(200);
    for (const words of [
      completeProposal.summary,
      completeProposal.objective,
      'Apa masalahnya, dan siapa yang terdampak?',
      region.village.name,
      '1 Juni 2024',
      '1 Maret 2026',
      'lingkungan hidup',
      `kematangan ${ids.accepted}`,
      'Inovasi karangan',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(completeProposal.initiatorName);
  });

  it('says of a listed one where it comes from and that nobody verified it', async () => {
    const { text } = await get(`/inovasi/${ids.listed}`);
    expect(text).toContain('Dari sumber publik, belum diverifikasi');
    expect(text).toContain('Baca di contoh.example');
    expect(text).not.toContain('javascript:');
    expect(text).not.toContain('kematangan');
    expect((await get(`/inovasi/${ids.program}`)).text).toContain('jadi tidak dihitung sebagai inovasi');
  });

  it('offers the claim to those who may', async () => {
    const form = `action="/inovasi/${ids.listed}/klaim"`;
    expect((await get(`/inovasi/${ids.listed}`)).text).not.toContain(form);
    offices = [region.office('innovator', region.village)];
    expect((await get(`/inovasi/${ids.listed}`, cookie)).text).toContain(form);
    expect((await get(`/inovasi/${ids.program}`, cookie)).text).not.toContain('/klaim');
    offices = [region.office('innovator', region.other)];
    expect((await get(`/inovasi/${ids.listed}`, cookie)).text).not.toContain(form);
    offices = [];
  });

  it('leads from an entry that gave way to its successor', async () => {
    expect(await get(`/inovasi/${ids.replaced}`)).toMatchObject({ status: 303, to: `/inovasi/${ids.accepted}` });
  });

  it('is not there for drafts, other tenants and wrong ids', async () => {
    for (const path of [
      `/inovasi/${ids.draft}`,
      `/tetangga/inovasi/${ids.accepted}`,
      `/inovasi/${newId()}`,
      '/inovasi/x',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });
});
