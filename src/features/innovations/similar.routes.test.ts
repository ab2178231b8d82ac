import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { inTenant, type Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { claimListed } from './claim.acts.ts';
import { draftToEdit } from './innovation.queries.ts';
import { publishInnovation } from './published.acts.ts';
import type { SimilarInnovation } from './similar.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, typed, writtenDraft } from './testing-region.ts';
import { type Visitor, visitAs } from './testing-site.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Visitor;
let head: Visitor;
let neighbour: Visitor;
let writer: Parameters<typeof writtenDraft>[0];
const ids = { waste: '', library: '', program: '', elsewhere: '' };

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  const actor = await region.person('innovator', region.village);
  writer = db.ctx({ actor });
  innovator = visitAs(db, actor);
  head = visitAs(db, await region.person('organization_head', region.village));
  neighbour = visitAs(db, await region.person('innovator', region.other));
  ids.waste = await publish(region.tenant, 'Tabungan Sampah Sekolah <b>', 'Siswa menabung botol plastik setiap Sabtu.');
  ids.library = await publish(region.tenant, 'Perpustakaan Keliling', 'Buku dibawa ke kampung dengan sepeda.');
  ids.program = await publish(region.tenant, 'Program Sampah Sekolah', 'Bukan inovasi.', false);
  ids.elsewhere = await publish(db.tenants.tetangga, 'Bank Sampah Tetangga', 'Sampah ditabung di sekolah.');
});
afterAll(() => db.close());

async function publish(tenant: Tenant, title: string, summary: string, called = true): Promise<string> {
  const id = newId();
  const village = tenant.id === region.tenant.id ? region.village.id : null;
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, state, title, summary, called_innovation) values ($1, $2, $3, 'listed', $4, $5, $6)`,
    [tenant.id, id, village, title, summary, called],
  );
  const ctx = { ...db.ctx(), tenant };
  await inTenant(ctx, (tx) => publishInnovation(tx, ctx, id));
  return id;
}

const draft = () => writtenDraft(writer, region.village.id, { title: 'Bank Sampah Sekolah (contoh)' });
const json = { headers: { Accept: 'application/json' } };
const askFor = async (query: string, by: Visitor = innovator) => {
  const { status, text } = await by.ask(`/kerja/inovasi/mirip?${query}`, json);
  return { status, found: status === 200 ? (JSON.parse(text) as { found: SimilarInnovation[] }).found : [] };
};

describe('what is similar', () => {
  it('is found by stems, in this region only, with the words that are shared', async () => {
    const { status, found } = await askFor('judul=Menabung+sampah&uraian=di+sekolah+dasar');
    expect(status).toBe(200);
    expect(found).toEqual([
      {
        id: ids.waste,
        title: 'Tabungan Sampah Sekolah <b>',
        summary: 'Siswa menabung botol plastik setiap Sabtu.',
        organizationName: region.village.name,
        state: 'listed',
        example: false,
        words: ['menabung', 'sampah', 'sekolah'],
      },
    ]);
  });

  it('is found with a typing error in the title', async () => {
    expect((await askFor('judul=Perpustakan+kelilling')).found.map((one) => one.id)).toEqual([ids.library]);
  });

  it('is nothing for what nobody does, for words without meaning, and for no words', async () => {
    for (const query of ['judul=Zirkonium+xylofon', 'judul=yang+dan+di', 'judul=2024', '', 'judul=&uraian=']) {
      expect((await askFor(query)).found, query).toEqual([]);
    }
    expect((await askFor('uraian=Sabtu')).found).toEqual([]);
  });

  it('takes any text', async () => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom("'", '\\', "sampah':*", 'sampah & !(', '\0'),
    );
    await fc.assert(
      fc.asyncProperty(any, any, async (judul, uraian) => {
        expect((await askFor(String(new URLSearchParams({ judul, uraian })))).status).toBe(200);
      }),
      { numRuns: 20, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('is no page of another’s draft, and none without sign-in', async () => {
    const id = await draft();
    expect((await askFor(`dari=${id}`, neighbour)).status).toBe(404);
    expect((await askFor(`dari=${id}`, head)).status).toBe(404);
    expect((await askFor('dari=x')).status).toBe(404);
    const nobody = visitAs(db, null);
    expect((await askFor('judul=sampah', nobody)).status).toBe(401);
    expect((await nobody.get('/kerja/inovasi/mirip?judul=sampah')).status).toBe(303);
    expect((await nobody.ask(`/kerja/inovasi/${id}/asal`, { ...json, method: 'POST' })).status).toBe(401);
  });

  it('is never the entry that the draft claims', async () => {
    const entry = await publish(region.tenant, 'Kebun Gizi Sekolah', 'Sayur ditanam siswa.');
    const id = newId();
    await claimListed(writer, { id, listedId: entry });
    const { found } = await askFor(`dari=${id}`);
    expect(found.map((one) => one.id)).not.toContain(entry);
    expect((await askFor('judul=Kebun+Gizi+Sekolah')).found[0]?.id).toBe(entry);
    await db.owner.query('update innovations set called_innovation = false where id = $1', [entry]);
  });
});

describe('without script', () => {
  it('the form saves what was typed, shows what is similar, and goes back with the choice', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/tentang`;
    expect((await innovator.get(path)).text).toContain('Cari yang mirip');
    const fields = { ...typed(completeProposal), title: 'Tabungan sampah di sekolah', mirip: '1' };
    const asked = await innovator.submit(path, path, fields);
    expect(asked.to).toBe(`/kerja/inovasi/mirip?dari=${id}&bagian=tentang`);
    const page = await innovator.get(asked.to ?? '');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<mark class="shared-word">Tabungan</mark>');
    expect(page.text).toContain('&lt;b>');
    expect(page.text).toContain('Kata yang sama: ');
    expect(page.text).toContain('value="Tabungan sampah di sekolah"');
    const chosen = await innovator.submit(asked.to ?? '', `/kerja/inovasi/${id}/asal`, { basedOn: ids.waste });
    expect(chosen.to).toBe(path);
    expect((await draftToEdit(writer, id)).basedOn?.id).toBe(ids.waste);
    expect((await innovator.get(`/kerja/inovasi/${id}`)).text).toContain('Dikembangkan dari ');
    const home = `/kerja/inovasi/${id}`;
    expect((await innovator.submit(home, `${home}/asal`)).to).toBe(home);
    expect((await draftToEdit(writer, id)).basedOn).toBeNull();
  });

  it('a new draft shows what is similar before it begins, and begins with the choice', async () => {
    const path = '/kerja/inovasi/baru';
    const page = await innovator.submit(path, path, { title: 'Menabung sampah', mirip: '1' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('value="Menabung sampah"');
    expect(page.text).toContain(`name="basedOn" value="${ids.waste}"`);
    const begun = await innovator.submit(path, path, { title: 'Menabung sampah', basedOn: ids.waste });
    const id = begun.to?.split('/').at(-1) ?? '';
    expect((await draftToEdit(writer, id)).basedOn?.id).toBe(ids.waste);
    expect((await innovator.submit(path, path, { title: '', mirip: '1' })).status).toBe(422);
    const none = await innovator.submit(path, path, { title: 'Zirkonium', mirip: '1' });
    expect(none.text).toContain('Belum ditemukan inovasi yang mirip');
  });

  it('what was chosen and typed comes back with a fault', async () => {
    const path = '/kerja/inovasi/baru';
    const wrong = await innovator.submit(path, path, { title: 'Menabung sampah', basedOn: newId() });
    expect([wrong.status, wrong.text.includes('Inovasi ini tidak dapat dipilih')]).toEqual([422, true]);
    const kept = await innovator.submit(path, path, {
      title: `Menabung sampah ${'x'.repeat(200)}`,
      basedOn: ids.waste,
    });
    expect(kept.status).toBe(422);
    expect(kept.text).toMatch(
      new RegExp(`name="basedOn" value="${ids.waste}"[^>]*checked|checked[^>]*value="${ids.waste}"`),
    );
  });

  it('a choice that cannot be is said on the page', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/asal`;
    const wrong = await innovator.post(path, { version: '2', basedOn: ids.elsewhere });
    expect([wrong.status, wrong.text.includes('Inovasi ini tidak dapat dipilih')]).toEqual([422, true]);
    await innovator.post(path, { version: '2', basedOn: ids.waste });
    const late = await innovator.post(path, { version: '2', basedOn: ids.library });
    expect([late.status, late.text.includes('berubah sejak halaman Anda dibuka')]).toEqual([409, true]);
    expect((await innovator.post(path, {})).status).toBe(422);
    expect((await neighbour.post(path, { version: '2', basedOn: ids.waste })).status).toBe(404);
    expect((await head.post(path, { version: '2', basedOn: ids.waste })).status).toBe(403);
  });
});

it('with script the choice is answered as JSON', async () => {
  const id = await draft();
  const post = (basedOn: string, version = '2') =>
    innovator.ask(`/kerja/inovasi/${id}/asal`, {
      ...json,
      method: 'POST',
      body: new URLSearchParams({ version, basedOn }),
    });
  expect(await post(ids.waste)).toMatchObject({ status: 200, text: '{"version":3}' });
  expect((await post(ids.library)).status).toBe(409);
  expect((await post('x', '3')).status).toBe(422);
  expect(await post('', '3')).toMatchObject({ status: 200, text: '{"version":4}' });
});
