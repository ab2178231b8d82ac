import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { currentEdition } from '../innovation-index/index.ts';
import { insertInnovation, insertLevels } from '../innovation-index/testing-index.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { addFiles, addVideo } from './evidence.acts.ts';
import { type MissingRow, missingEvidence, missingRows, provenIndicators } from './missing.queries.ts';
import { acceptsLinks, innovationsPerPage, missingAddress, parseMissing, proves } from './missing.ts';
import { evidenceInSight, mayListMissing } from './policy.ts';
import { acceptedFile } from './testing-site.ts';

const indicators = currentEdition().sid.indicators;
const all = { organization: '', code: null, page: 1 };

describe('the rule', () => {
  it('takes a film where the form takes one, a file where it takes its kind, and both where nothing is said', () => {
    expect(indicators.filter(acceptsLinks).map(({ code }) => code)).toEqual(['SID-35']);
    expect(acceptsLinks({ code: 'SID-16' })).toBe(true);
    const [regulation] = indicators;
    const film = indicators.find(({ code }) => code === 'SID-35');
    if (!regulation || !film) expect.unreachable();
    const video = { kind: 'video', mediaType: null } as const;
    const pdf = { kind: 'file', mediaType: 'application/pdf' } as const;
    const photo = { kind: 'file', mediaType: 'image/jpeg' } as const;
    expect([proves(regulation, [video]), proves(film, [video])]).toEqual([false, true]);
    expect([proves(regulation, [video, pdf]), proves(film, [])]).toEqual([true, false]);
    expect([proves(regulation, [photo]), proves(film, [photo]), proves(film, [pdf])]).toEqual([false, true, false]);
    expect(proves({ code: 'SID-16' }, [{ kind: 'file', mediaType: 'text/csv' }])).toBe(true);
  });

  it('reads any address and writes the same again', () => {
    const asked = (query: string) => {
      const found = new URLSearchParams(query);
      return parseMissing((name) => found.get(name) ?? undefined, ['SID-16']);
    };
    const search = { organization: 'Desa Maju', code: 'SID-16', page: 3 };
    expect(asked(missingAddress(search).split('?')[1] ?? '')).toEqual(search);
    expect(asked('organisasi=+&indikator=SID-99&halaman=-4')).toEqual(all);
    expect(asked('halaman=999999').page).toBe(400);
    expect(missingAddress()).toBe('/kerja/indeks/bukti');
  });
});

let db: TestDatabase;
let region: TestRegion;
let village: string;
let other: string;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  village = (await insertInnovation(db, region, { title: 'Sumur (contoh)' })).id;
  other = (await insertInnovation(db, region, { title: 'Kompos (contoh)', organizationId: region.other.id })).id;
  await insertLevels(db, region, village, { 'SID-16': 2, 'SID-17': 1, 'SID-18': 0, 'SID-35': 1 });
  await insertLevels(db, region, other, { 'SID-16': 3 });
  await insertLevels(db, region, village, { 'SID-20': 3 }, 2024);
  for (const state of ['draft', 'submitted', 'archived']) {
    const { id } = await insertInnovation(db, region, { state, title: `Bukan (${state})` });
    await insertLevels(db, region, id, { 'SID-16': 3 });
  }
  const innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  const file = await acceptedFile(db.files, 'SK.pdf', 'SK');
  for (const indicator of ['SID-17', 'SID-25']) {
    const again = indicator === 'SID-17' ? file : await acceptedFile(db.files, 'SK.pdf', 'SK');
    await addFiles(innovator, db.files, { innovationId: village, indicator, files: [again], isPublic: false });
  }
  const video = { title: 'Film', address: 'https://youtu.be/abc' };
  for (const indicator of ['SID-16', 'SID-35']) {
    await addVideo(innovator, { innovationId: village, indicator, video, isPublic: false });
  }
});
afterAll(() => db.close());

const verifier = async () => db.ctx({ actor: await region.person('verifier', region.agency) });
async function listed(rows: ReturnType<typeof missingRows>): Promise<MissingRow[]> {
  const found: MissingRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
const linesOf = async (...args: Parameters<typeof missingEvidence>) =>
  (await missingEvidence(...args)).lines.map(({ id, missing }) => [id, missing]);

describe('what is missing', () => {
  it('are the claimed levels of accepted innovations without what proves them', async () => {
    const ctx = await verifier();
    expect(await missingEvidence(ctx, all)).toMatchObject({ innovations: 2, levels: 2, whole: true });
    expect(await linesOf(ctx, all)).toEqual([
      [village, [{ code: 'SID-16', level: 2 }]],
      [other, [{ code: 'SID-16', level: 3 }]],
    ]);
  });

  it('is filtered by organisation and indicator', async () => {
    const ctx = await verifier();
    expect((await linesOf(ctx, { ...all, organization: 'makmur' })).map(([id]) => id)).toEqual([other]);
    expect(await missingEvidence(ctx, { ...all, code: 'SID-17' })).toMatchObject({ lines: [], levels: 0 });
    expect(await linesOf(ctx, { ...all, organization: '100%_' })).toEqual([]);
  });

  it('is the same in the sheet, one row a level', async () => {
    const rows = await listed(missingRows(await verifier(), all));
    expect(rows.map(({ organizationName, title, code, level }) => [organizationName, title, code, level])).toEqual([
      ['Desa Harapan Contoh', 'Sumur (contoh)', 'SID-16', 2],
      ['Desa Makmur Contoh', 'Kompos (contoh)', 'SID-16', 3],
    ]);
    const found = await listed(missingRows(await verifier(), { ...all, organization: 'makmur' }));
    expect(found.map(({ id }) => id)).toEqual([other]);
  });

  it('comes in pages', async () => {
    const tenant = db.tenants.tetangga;
    const neighbours = await arrangeRegion(db, tenant);
    for (let n = 0; n < innovationsPerPage + 1; n++) {
      const { id } = await insertInnovation(db, neighbours, { title: `Nomor ${n} (contoh)` });
      await insertLevels(db, neighbours, id, { 'SID-16': 1, 'SID-17': 2 });
    }
    const ctx = db.ctx({ tenant, actor: await neighbours.person('tenant_admin', neighbours.agency) });
    const [first, second] = [await missingEvidence(ctx, all), await missingEvidence(ctx, { ...all, page: 2 })];
    expect([first.innovations, first.levels]).toEqual([innovationsPerPage + 1, 2 * (innovationsPerPage + 1)]);
    expect([first.lines.length, second.lines.length]).toEqual([innovationsPerPage, 1]);
    expect(new Set([...first.lines, ...second.lines].map(({ id }) => id)).size).toBe(innovationsPerPage + 1);
    expect((await listed(missingRows(ctx, all))).length).toBe(first.levels);
    // And nothing of them is seen from ours, nor of ours from there.
    expect((await missingEvidence(await verifier(), all)).innovations).toBe(2);
  });
});

describe('who sees it', () => {
  it('a village its own, and nothing when it asks for another', async () => {
    for (const role of ['innovator', 'organization_head'] as const) {
      const ctx = db.ctx({ actor: await region.person(role, region.other) });
      expect(await missingEvidence(ctx, all)).toMatchObject({ innovations: 1, whole: false });
      expect((await linesOf(ctx, all)).map(([id]) => id)).toEqual([other]);
      expect(await linesOf(ctx, { ...all, organization: 'harapan' })).toEqual([]);
      expect((await listed(missingRows(ctx, all))).map(({ id }) => id)).toEqual([other]);
      await expect(provenIndicators(ctx, [other], indicators)).rejects.toThrow(NotAllowed);
    }
  });

  it('nobody else: not the signed-out, not an office that neither states nor checks', async () => {
    const { id, ...office } = region.office('innovator', region.village);
    const reader = actorWith([{ ...office, id, role: 'mentor' }]);
    for (const actor of [null, actorWith([]), reader]) {
      expect([evidenceInSight(actor), mayListMissing(actor)]).toEqual([[], false]);
      await expect(missingEvidence(db.ctx({ actor }), all)).rejects.toThrow(NotAllowed);
      await expect(missingRows(db.ctx({ actor }), all).next()).rejects.toThrow(NotAllowed);
      await expect(provenIndicators(db.ctx({ actor }), [village], indicators)).rejects.toThrow(NotAllowed);
    }
  });
});

it('what is proven is told of innovations that were sent, and of those alone', async () => {
  const { id: draft } = await insertInnovation(db, region, { state: 'draft', acceptedAt: null });
  const ctx = await verifier();
  const found = await provenIndicators(ctx, [village, other, draft, newId()], indicators);
  expect(found).toEqual(
    new Map([
      [village, new Set(['SID-17', 'SID-35'])],
      [other, new Set()],
    ]),
  );
  const elsewhere = db.ctx({ actor: ctx.actor, tenant: db.tenants.tetangga });
  expect(await provenIndicators(elsewhere, [village], indicators)).toEqual(new Map());
});
