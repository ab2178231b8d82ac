import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { draftToEdit } from './innovation.queries.ts';
import { sections } from './sections.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, typed, writtenDraft } from './testing-region.ts';
import { type Visitor, visitAs } from './testing-site.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Visitor;
let head: Visitor;
let verifier: Visitor;
let admin: Visitor;
let writer: Parameters<typeof writtenDraft>[0];

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  const actor = await region.person('innovator', region.village);
  writer = db.ctx({ actor });
  innovator = visitAs(db, actor);
  head = visitAs(db, await region.person('organization_head', region.village));
  verifier = visitAs(db, await region.person('verifier', region.agency));
  admin = visitAs(db, await region.person('tenant_admin', region.agency));
});
afterAll(() => db.close());

const draft = () => writtenDraft(writer, region.village.id);
const stateOf = async (id: string) =>
  (await db.owner.query('select state from innovations where id = $1', [id])).rows[0]?.state;

async function submitted(): Promise<string> {
  const id = await draft();
  await innovator.submit(`/kerja/inovasi/${id}/kirim`, `/kerja/inovasi/${id}/kirim`);
  await head.submit(`/kerja/inovasi/${id}/konfirmasi`, `/kerja/inovasi/${id}/konfirmasi`);
  return id;
}

it('an innovation is written, sent, confirmed, returned, repaired and accepted with plain forms', async () => {
  const begun = await innovator.submit('/kerja/inovasi/baru', '/kerja/inovasi/baru', { title: 'Bank Sampah' });
  expect(begun.status).toBe(303);
  const home = begun.to ?? '';
  const id = home.split('/').at(-1) ?? '';
  const fields = typed(completeProposal);
  for (const [at, section] of sections.entries()) {
    const path = `${home}/isi/${section.key}`;
    const answer = await innovator.submit(
      path,
      path,
      Object.fromEntries(section.fields.map((field) => [field, fields[field] ?? ''])),
    );
    const next = sections[at + 1];
    expect([answer.status, answer.to]).toEqual([303, next ? `${home}/isi/${next.key}` : `${home}/kirim`]);
  }
  expect((await draftToEdit(writer, id)).proposal).toEqual(completeProposal);
  expect((await innovator.submit(`${home}/kirim`, `${home}/kirim`)).to).toBe(home);
  expect((await head.submit(`${home}/konfirmasi`, `${home}/konfirmasi`)).to).toBe(home);
  const desk = `/kerja/verifikasi/${id}`;
  expect((await verifier.get('/kerja/verifikasi')).text).toContain(desk);
  expect((await verifier.submit(desk, `${desk}/kembalikan`, { 'remark-title': 'Sebut desanya' })).to).toBe(
    '/kerja/verifikasi',
  );
  const back = await innovator.get(`${home}/isi/tentang`);
  expect(back.text).toContain('Sebut desanya');
  await innovator.submit(`${home}/isi/tentang`, `${home}/isi/tentang`, { ...fields, title: 'Bank Sampah Harapan' });
  await innovator.submit(`${home}/kirim`, `${home}/kirim`);
  await head.submit(`${home}/konfirmasi`, `${home}/konfirmasi`);
  expect((await verifier.submit(desk, `${desk}/terima`)).status).toBe(303);
  expect(await stateOf(id)).toBe('accepted');
  expect((await admin.submit(home, `${home}/arsip`)).to).toBe(home);
  expect(await stateOf(id)).toBe('archived');
});

describe('the form', () => {
  it('keeps what was typed and says beside the field what is wrong', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/waktu`;
    const { status, text } = await innovator.submit(path, path, {
      stage: 'penerapan',
      trialOn: 'besok pagi',
      coordinates: 'dekat "balai" desa',
    });
    expect(status).toBe(422);
    expect(text).toContain('value="besok pagi"');
    expect(text).toContain('dekat &quot;balai&quot; desa');
    expect(text).toContain('href="#f-trialOn"');
    expect(text).toMatch(/id="f-trialOn-error"[^>]*>.*Tanggal tidak dapat dibaca/s);
    expect((await draftToEdit(writer, id)).proposal.trialOn).toBe(completeProposal.trialOn);
  });

  it('keeps dates that contradict each other and says so beside the field', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/waktu`;
    const dates = { stage: 'penerapan', trialOn: '2025-05-01', implementedOn: '2025-01-01' };
    const { status, text } = await innovator.submit(path, path, { ...typed(completeProposal), ...dates });
    expect(status).toBe(422);
    expect(text).toMatch(/id="f-implementedOn-error"[^>]*>.*Penerapan tidak mungkin mendahului uji coba/s);
    expect((await draftToEdit(writer, id)).proposal).toMatchObject(dates);
  });

  it('says what is missing only when it is asked to', async () => {
    const id = await writtenDraft(writer, region.village.id, { designProblem: '' });
    const path = `/kerja/inovasi/${id}/isi/masalah`;
    expect((await innovator.get(path)).text).not.toContain('error-summary');
    expect((await innovator.get(`${path}?periksa=1`)).text).toContain('href="#f-designProblem"');
    const check = await innovator.get(`/kerja/inovasi/${id}/kirim`);
    expect(check.text).toContain(`${path}?periksa=1#f-designProblem`);
    const saved = await innovator.submit(`${path}?periksa=1`, path, { ...typed(completeProposal) });
    expect(saved.to).toBe(`/kerja/inovasi/${id}/kirim`);
  });

  it('gives back what was typed when the draft was sent meanwhile', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/tentang`;
    await innovator.submit(`/kerja/inovasi/${id}/kirim`, `/kerja/inovasi/${id}/kirim`);
    const late = await innovator.post(path, { ...typed(completeProposal), title: 'Ketikan terakhir', version: '2' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Ketikan terakhir');
    expect(late.text).toContain('belum tersimpan');
  });

  it('records that somebody opened the part that holds the initiator’s name', async () => {
    const id = await draft();
    await innovator.get(`/kerja/inovasi/${id}/isi/tentang`);
    const check = await innovator.get(`/kerja/inovasi/${id}/kirim`);
    expect(check.text).not.toContain(completeProposal.initiatorName);
    const part = await innovator.get(`/kerja/inovasi/${id}/isi/klasifikasi`);
    expect(part.text).toContain(completeProposal.initiatorName);
    const { rows } = await db.owner.query(
      "select count(*)::int as times from audit_events where subject_id = $1 and act = 'innovation.name_revealed'",
      [id],
    );
    expect(rows).toEqual([{ times: 1 }]);
  });

  it('records no reading of the name where the page of reviewing is refused', async () => {
    const id = await draft();
    const refused = await innovator.post(`/kerja/verifikasi/${id}/nama`, {});
    const { rows } = await db.owner.query(
      "select count(*)::int as times from audit_events where subject_id = $1 and act = 'innovation.name_revealed'",
      [id],
    );
    expect([refused.status, rows]).toEqual([404, [{ times: 0 }]]);
  });

  it('shows what somebody else wrote meanwhile and keeps both, until one is chosen', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/tentang`;
    const mine = { ...typed(completeProposal), title: 'Dari saya' };
    await innovator.post(path, { ...mine, title: 'Dari rekan', version: '2' });
    const clash = await innovator.post(path, { ...mine, version: '2' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('Tersimpan sekarang: Dari rekan');
    expect(clash.text).toContain('value="Dari saya"');
    expect(clash.text).toContain('name="version" value="3"');
    expect((await innovator.post(path, { ...mine, version: '3' })).status).toBe(303);
    expect((await draftToEdit(writer, id)).proposal.title).toBe('Dari saya');
  });

  it('takes the same post twice for once', async () => {
    const id = await draft();
    const path = `/kerja/inovasi/${id}/isi/hasil`;
    const post = { objective: 'Sekali', benefit: 'Sekali', result: 'Sekali', version: '2' };
    const answers = await Promise.all([innovator.post(path, post), innovator.post(path, post)]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    expect((await draftToEdit(writer, id)).version).toBe(3);
  });

  it('answers any text with a page, never a failure, and shows it escaped', async () => {
    const id = await draft();
    const any = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<script>alert(1)</script>', '\0', '\ud800', 'https://'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sections),
        fc.array(any, { minLength: 5, maxLength: 5 }),
        async (section, texts) => {
          const path = `/kerja/inovasi/${id}/isi/${section.key}`;
          const { version } = await draftToEdit(writer, id);
          const fields = Object.fromEntries(section.fields.map((field, at) => [field, texts[at] ?? '']));
          const answer = await innovator.post(path, { ...fields, version: String(version) });
          expect([303, 422]).toContain(answer.status);
          expect(answer.text).not.toContain('<script>alert');
          expect((await innovator.get(path)).text).not.toContain('<script>alert');
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('saving while somebody types', () => {
  const save = (id: string) => `/kerja/inovasi/${id}/simpan/tentang`;

  it('answers 200 with the new version, and what others changed beside it', async () => {
    const id = await draft();
    const first = await innovator.json(save(id), { key: newId(), version: 2, fields: { title: 'Baru' } });
    expect([first.status, JSON.parse(first.text)]).toEqual([
      200,
      { version: 3, savedAt: expect.any(String), fields: {} },
    ]);
    const other = await innovator.json(save(id), {
      key: newId(),
      version: 2,
      fields: { title: completeProposal.title, summary: 'Ringkasan yang baru' },
    });
    expect([other.status, JSON.parse(other.text)]).toEqual([
      200,
      { version: 4, savedAt: expect.any(String), fields: { title: 'Baru' } },
    ]);
  });

  it('answers 409 with what stands, when both changed the same', async () => {
    const id = await draft();
    await innovator.json(save(id), { key: newId(), version: 2, fields: { title: 'Satu' } });
    const { status, text } = await innovator.json(save(id), { key: newId(), version: 2, fields: { title: 'Dua' } });
    expect([status, JSON.parse(text)]).toEqual([409, { version: 3, fields: { title: 'Satu' } }]);
  });

  it('keeps the line ends, and none of the marks that turn a text around', async () => {
    const id = await draft();
    const fields = { title: '\u202ePosyandu\u0001 \ud83d', summary: 'Satu\r\n\u2067Dua\u2069' };
    expect((await innovator.json(save(id), { key: newId(), version: 2, fields })).status).toBe(200);
    const { proposal } = await draftToEdit(writer, id);
    expect([proposal.title, proposal.summary]).toEqual(['Posyandu \ufffd', 'Satu\nDua']);
  });

  it('answers 401 to nobody, 404 to a neighbour, 409 when it is no longer a draft', async () => {
    const id = await draft();
    const body = { key: newId(), version: 2, fields: { title: 'X' } };
    expect((await visitAs(db, null).json(save(id), body)).status).toBe(401);
    const neighbour = visitAs(db, await region.person('innovator', region.other));
    expect((await neighbour.json(save(id), body)).status).toBe(404);
    expect((await innovator.json(save(await submitted()), { ...body, version: 4 })).status).toBe(409);
  });

  it.each([
    ['no version', { fields: { title: 'X' } }],
    ['a wrong version', { version: '2e3', fields: {} }],
    ['no fields', { version: 2 }],
    ['fields that are a list', { version: 2, fields: ['title'] }],
    ['a wrong value', { version: 2, fields: { topics: ['sihir'] } }],
    ['an object as a value', { version: 2, fields: { title: { $gt: '' } } }],
    ['a NUL', { version: 2, fields: { title: 'a\0b' } }],
    ['nothing', null],
  ])('answers 422 to %s', async (_, body) => {
    expect((await innovator.json(save(await draft()), body)).status).toBe(422);
  });

  it('ignores fields of other sections and of the row itself', async () => {
    const id = await draft();
    const fields = { title: 'Boleh', objective: 'Tidak', state: 'accepted', tenantId: newId(), __proto__: 'x' };
    expect((await innovator.json(save(id), { key: newId(), version: 2, fields })).status).toBe(200);
    expect((await draftToEdit(writer, id)).proposal).toMatchObject({
      title: 'Boleh',
      objective: completeProposal.objective,
    });
    expect(await stateOf(id)).toBe('draft');
  });
});

describe('judging', () => {
  it('keeps typed remarks when nothing can be returned, and when the name is asked for', async () => {
    const id = await submitted();
    const desk = `/kerja/verifikasi/${id}`;
    const long = 'x'.repeat(1001);
    const refused = await verifier.submit(desk, `${desk}/kembalikan`, { 'remark-benefit': long });
    expect([refused.status, refused.text.includes(long)]).toEqual([422, true]);
    expect((await verifier.submit(desk, `${desk}/kembalikan`)).status).toBe(422);
    const named = await verifier.post(`${desk}/nama`, { 'remark-title': 'Simpan saya' });
    expect(named.text).toContain('Simpan saya');
    expect(named.text).toContain(completeProposal.initiatorName);
    expect((await verifier.get(desk)).text).not.toContain('Kelompok Melati');
  });

  it('asks the head for a reason before a proposal goes back', async () => {
    const id = await draft();
    const home = `/kerja/inovasi/${id}`;
    await innovator.submit(`${home}/kirim`, `${home}/kirim`);
    expect((await head.submit(`${home}/konfirmasi`, `${home}/tolak`, { note: '' })).status).toBe(422);
    expect((await head.submit(`${home}/konfirmasi`, `${home}/tolak`, { note: 'Tanggal keliru' })).to).toBe(home);
    expect((await innovator.get(home)).text).toContain('Tanggal keliru');
  });

  it('is not shown to those who may not', async () => {
    const id = await submitted();
    expect((await innovator.get(`/kerja/verifikasi/${id}`)).status).toBe(404);
    expect((await innovator.get('/kerja/verifikasi')).status).toBe(403);
    expect((await innovator.get('/kerja/topik')).status).toBe(403);
    expect((await innovator.get(`/kerja/inovasi/${id}/konfirmasi`)).to).toBe(`/kerja/inovasi/${id}`);
    expect((await verifier.get(`/kerja/inovasi/${await draft()}`)).status).toBe(404);
  });
});

describe('ending', () => {
  it('a draft is discarded after the question, twice for once', async () => {
    const id = await draft();
    const home = `/kerja/inovasi/${id}`;
    expect((await innovator.submit(home, `${home}/buang`)).to).toBe('/kerja/inovasi');
    expect((await innovator.post(`${home}/buang`, {})).to).toBe('/kerja/inovasi');
    expect((await innovator.get(home)).status).toBe(404);
  });

  it.each(['buang', 'arsip', 'kirim', 'konfirmasi', 'tolak'])(
    'nothing ends or moves by %s without our form',
    async (step) => {
      const id = await submitted();
      const answer = await innovator.post(`/kerja/inovasi/${id}/${step}`, {});
      expect([403, 409, 422]).toContain(answer.status);
      expect(await stateOf(id)).toBe('submitted');
    },
  );
});

it('the topic list is kept with plain forms', async () => {
  expect((await admin.submit('/kerja/topik', '/kerja/topik', { name: 'air bersih' })).to).toBe('/kerja/topik');
  expect((await admin.post('/kerja/topik', { name: 'x' })).status).toBe(422);
  const taken = await admin.post('/kerja/topik/air-bersih/nama', {
    'name-air-bersih': 'pelayanan',
    seen: 'air bersih',
  });
  expect([taken.status, taken.text.includes('Topik dengan nama ini sudah ada')]).toEqual([422, true]);
  for (const step of ['urutan', 'hentikan', 'aktifkan']) {
    expect((await admin.post(`/kerja/topik/air-bersih/${step}`, { place: '0' })).status).toBe(303);
    expect((await admin.post(`/kerja/topik/tidak-ada/${step}`, { place: 'x' })).status).toBe(404);
  }
});

describe('a decision on what changed meanwhile', () => {
  it('brings remarks and reason back with the sentence, for the newer version', async () => {
    const id = await submitted();
    const desk = `/kerja/verifikasi/${id}`;
    const [key, version] = [newId(), '1'];
    const late = await verifier.post(`${desk}/kembalikan`, {
      key,
      version,
      'remark-title': 'Sebut desanya',
      note: 'Catatan',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Sebut desanya');
    expect(late.text).toContain('Catatan');
    expect(late.text).toContain('Usulan ini berubah sejak halaman Anda dibuka');
    await verifier.submit(desk, `${desk}/terima`);
    const closed = await verifier.post(`${desk}/kembalikan`, {
      key: newId(),
      version,
      'remark-title': 'Sebut desanya',
      note: 'Catatan umum saya',
    });
    expect(closed.status).toBe(409);
    expect(closed.text).toContain('Sebut desanya');
    expect(closed.text).toContain('Catatan umum saya');
    expect(closed.text).not.toContain('Terima inovasi');
  });

  it('brings the head’s reason back, unfolded, without a button that can only fail', async () => {
    const id = await submitted();
    const late = await head.post(`/kerja/inovasi/${id}/tolak`, { key: newId(), version: '1', note: 'Belum lengkap' });
    expect([late.status, late.text.includes('Belum lengkap')]).toEqual([409, true]);
    expect(late.text).toMatch(/<details class="confirm" open/);
    expect(late.text).not.toContain('Konfirmasi dan kirim ke pemeriksa');
  });
});
