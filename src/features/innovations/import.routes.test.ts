import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id as indonesian, id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { fileOf, readAll } from '#platform/sheets/testing-sheets.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { createCatalogueRoutes } from './catalogue.routes.tsx';
import { readHeads } from './import-columns.ts';
import { readRow } from './import-row.ts';
import { runImport } from './import-run.acts.ts';
import { createInnovationRoutes } from './routes.tsx';
import { broughtIn, checked, sheetOf } from './testing-imports.ts';
import { arrangeRegion, type TestRegion } from './testing-region.ts';
import { listTopics } from './topic.queries.ts';

let db: TestDatabase;
let region: TestRegion;
let admin: Actor;
let ctx: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  admin = await region.person('tenant_admin', region.agency);
  ctx = db.ctx({ actor: admin });
});
afterAll(() => db.close());

function siteFor(actor: Actor | null) {
  const catalogue = createCatalogueRoutes({ maturityOf: async () => null, evidenceOf: async () => [] });
  return testPages(
    db.ctx({ actor }),
    [createInnovationRoutes({ evidenceForReview: async () => null, onward: async () => null }), catalogue],
    db.files,
  );
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const cellsOf = async (answer: Response) =>
  (await readAll(await fileOf(await bytesOf(answer)))).map(({ sheet, cells }) => [sheet, ...cells]);

function upload(bytes: Uint8Array | null, name: string, id = newId()) {
  const form = new FormData();
  form.set('id', id);
  form.set('file', new File(bytes ? [bytes as Uint8Array<ArrayBuffer>] : [], name));
  return siteFor(admin).request('/kerja/impor/unggah', { method: 'POST', body: form });
}

const row = (number: number, more = {}) => ({
  'Nomor rujukan': `R-${number}`,
  Organisasi: region.village.name,
  'Nama inovasi': `Inovasi rute ${number}`,
  ...more,
});

describe('the template', () => {
  it('can be sent as it is: its example is not brought in, a filled row is', async () => {
    const answer = await siteFor(admin).request('/kerja/impor/templat.xlsx');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="templat-impor-inovasi-.*\.xlsx"$/,
    );
    const bytes = Buffer.from(await bytesOf(answer));
    const rows = await readAll(await fileOf(bytes));
    const [heads, example] = rows.filter(({ sheet }) => sheet === 'Inovasi');
    expect(heads?.cells.slice(0, 4)).toEqual(['Nomor rujukan', 'Organisasi', 'Kode organisasi', 'Nama inovasi']);
    expect(example?.cells[0]).toBe('CONTOH');
    const view = await checked(db, ctx, bytes);
    expect([view.state, view.refusal]).toEqual(['refused', 'innovations.imports.faults.empty']);
  });

  it('gives an example that could be brought in as it stands, with every cell that fits it', async () => {
    const answer = await siteFor(admin).request('/kerja/impor/templat.xlsx');
    const [heads, example] = await readAll(await fileOf(await bytesOf(answer)));
    if (!heads || !example) expect.unreachable();
    const { places } = readHeads(heads.cells, indonesian);
    const { row, faults } = readRow(example, places, await listTopics(ctx));
    expect(faults).toEqual([]);
    expect(row?.patch).toMatchObject({ mainAffair: 'Lingkungan Hidup', classification: 'Inovasi Desa', astaCita: 8 });
    const empty = [...places].filter(([, at]) => (example.cells[at] ?? '') === '').map(([key]) => key);
    expect(empty).toEqual(['organizationCode', 'pkpnProgram', 'intellectualPropertyLink', 'awardLink']);
  });

  it('lists the values that are taken', async () => {
    const answer = await siteFor(admin).request('/kerja/impor/templat.xlsx');
    const listed = (await cellsOf(answer)).filter(([sheet]) => sheet === 'Daftar').flat();
    expect(listed).toEqual(expect.arrayContaining(['penerapan', 'lingkungan hidup', 'Pendidikan', 'Non PKPN']));
  });
});

describe('sending a file', () => {
  it('names the rows that are new and those that change something, before anything is written', async () => {
    await broughtIn(db, ctx, await sheetOf([row(901), row(902)]));
    const rows = [
      row(901, { Tahapan: 'penerapan' }),
      row(902),
      ...Array.from({ length: 21 }, (_, at) => row(910 + at)),
    ];
    const view = await checked(db, ctx, await sheetOf(rows));
    expect(view.firstRows.filter(({ outcome }) => outcome === 'changed')).toEqual([
      { row: 2, title: 'Inovasi rute 901', outcome: 'changed' },
    ]);
    const text = await (await siteFor(admin).request(`/kerja/impor/${view.id}`)).text();
    for (const words of ['Baris 2: Inovasi rute 901', 'Baris baru: 20 dari 21', 'Baris 4: Inovasi rute 910']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Inovasi rute 902');
    expect(text).not.toContain('Inovasi rute 930');
  });

  it('leads to the import, which says what is wrong and offers the wrong rows to be mended', async () => {
    const bytes = await sheetOf([row(1), row(2, { Tahapan: 'entah' }), row(3, { Organisasi: 'Desa Hilang' })]);
    const id = newId();
    const answer = await upload(bytes, 'inovasi 2025.xlsx', id);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/kerja/impor/${id}`]);
    expect((await upload(bytes, 'inovasi 2025.xlsx', id)).status).toBe(303);
    const before = await (await siteFor(admin).request(`/kerja/impor/${id}`)).text();
    expect(before).toContain('0 baris sudah diperiksa');
    expect(before).toContain('Muat ulang');
    await runImport(ctx, db.files, id, messages);
    const page = await (await siteFor(admin).request(`/kerja/impor/${id}`)).text();
    expect(page).toContain('“entah” tidak ada dalam daftar');
    expect(page).toContain('Baris 4');
    expect(page).toContain('Tulis 1 baris');
    const wrong = await siteFor(admin).request(`/kerja/impor/${id}/salah.xlsx`);
    expect(await cellsOf(wrong)).toEqual([
      ['Baris keliru', 'Nomor rujukan', 'Organisasi', 'Nama inovasi', 'Tahapan', 'Sebab', 'Baris pada berkas asal'],
      [
        'Baris keliru',
        'R-2',
        region.village.name,
        'Inovasi rute 2',
        'entah',
        'Tahapan: “entah” tidak ada dalam daftar. Pilih dari lembar Daftar pada templat.',
        '3',
      ],
      [
        'Baris keliru',
        'R-3',
        'Desa Hilang',
        'Inovasi rute 3',
        '',
        expect.stringContaining('Organisasi: Organisasi “Desa Hilang” tidak dikenal'),
        '4',
      ],
    ]);
  });

  it('the mended rows are sent back as they were handed out', async () => {
    const view = await checked(db, ctx, await sheetOf([row(7, { Tahapan: 'entah' })]));
    const answer = await siteFor(admin).request(`/kerja/impor/${view.id}/salah.xlsx`);
    const again = await checked(db, ctx, Buffer.from(await bytesOf(answer)));
    expect([again.state, again.wrong, again.unknownHeads]).toEqual(['checked', 1, []]);
  });

  it('a sheet that was refused as a whole has no wrong rows to hand out', async () => {
    const view = await checked(db, ctx, await sheetOf([{ 'Nama inovasi': 'Tanpa organisasi' }]));
    const answer = await siteFor(admin).request(`/kerja/impor/${view.id}/salah.xlsx`);
    expect([view.state, answer.status]).toEqual(['refused', 404]);
  });

  it.each([
    ['nothing chosen', null, '', 'Pilih berkasnya dahulu.'],
    ['a picture called a sheet', Buffer.from('GIF89a......'), 'a.xlsx', 'Berkas harus XLSX atau CSV.'],
    ['a text called a sheet', Buffer.from('halo'), 'a.xlsx', 'Berkas harus XLSX atau CSV.'],
  ])('%s is refused beside the field', async (_, bytes, name, words) => {
    const answer = await upload(bytes, name);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });

  it('writes after a yes, once', async () => {
    const { id } = await checked(db, ctx, await sheetOf([row(20)]));
    for (let times = 0; times < 2; times++) {
      const answer = await siteFor(admin).request(`/kerja/impor/${id}/tulis`, { method: 'POST' });
      expect(answer.status).toBe(303);
      await runImport(ctx, db.files, id, messages);
    }
    const { rows } = await db.owner.query("select state from innovations where title = 'Inovasi rute 20'");
    expect(rows).toEqual([{ state: 'draft' }]);
    const late = await siteFor(admin).request(`/kerja/impor/${id}/batal`, { method: 'POST' });
    expect(late.status).toBe(409);
  });
});

describe('the lists leave as files', () => {
  it('the catalogue with its filters, without a limit of pages, and safe against formulas', async () => {
    await db.owner.query(
      `insert into published_innovations (tenant_id, id, state, called_innovation, example, dated_at, year, affair, topics, title, summary, organization_name, document)
       select $1, gen_random_uuid(), 'accepted', true, true, now() - n * interval '1 microsecond', 2025, case when n % 2 = 0 then 'Sosial' else 'Pangan' end, '{pelayanan,lingkungan-hidup}', '=cmd' || n, '', 'Desa', ''::tsvector
       from generate_series(1, 2100) n`,
      [region.tenant.id],
    );
    const csv = await siteFor(null).request('/inovasi.csv?urusan=Sosial');
    const lines = (await csv.text()).trim().split('\r\n');
    expect(lines.length).toBe(1 + 1050);
    expect(new Set(lines).size).toBe(1 + 1050);
    const [{ id = '' } = {}] = (await db.owner.query("select id from published_innovations where title = '=cmd2'"))
      .rows;
    const end = `Diterima,contoh,http://localhost/inovasi/${id}`;
    expect(lines[1]).toBe(`'=cmd2,,Desa,,,Sosial,,"lingkungan hidup, pelayanan",,2025,${end}`);
    const titled = (await (await siteFor(null).request('/inovasi.csv?urut=judul')).text()).trim().split('\r\n');
    expect(titled.length).toBe(1 + 2100);
    const xlsx = await siteFor(null).request('/inovasi.xlsx?urusan=Pangan');
    const sheets = Map.groupBy(await cellsOf(xlsx), ([sheet]) => sheet);
    expect([...sheets].map(([name, rows]) => [name, rows.length])).toEqual([
      ['Inovasi', 1 + 1050],
      ['Keterangan', 1 + 4],
    ]);
    expect(sheets.get('Keterangan')?.[2]).toEqual(['Keterangan', 'Saringan', 'Urusan: Pangan']);
    const print = await siteFor(null).request('/inovasi/cetak?urusan=Sosial');
    expect(await print.text()).toMatch(/Urusan: Sosial.*1\.050 baris/s);
  });

  it('own innovations and the queue, for those who may see them', async () => {
    await broughtIn(db, ctx, await sheetOf([row(30)]));
    const writer = await region.person('innovator', region.village);
    const own = await siteFor(writer).request('/kerja/inovasi.csv');
    expect(await own.text()).toContain('Inovasi rute 30,Desa Harapan Contoh,Sedang ditulis');
    const other = await siteFor(await region.person('innovator', region.other)).request('/kerja/inovasi.csv');
    expect(await other.text()).not.toContain('Inovasi rute 30');
    expect((await siteFor(writer).request('/kerja/verifikasi.xlsx')).status).toBe(403);
    const queue = await siteFor(await region.person('verifier', region.agency)).request('/kerja/verifikasi.csv');
    expect([queue.status, (await queue.text()).split(',')[0]]).toEqual([200, 'Nama inovasi']);
  });
});

it('nobody but an administrator of the tenant reaches any address of it', async () => {
  const { id } = await checked(db, ctx, await sheetOf([row(40, { Tahapan: 'entah' })]));
  const gets = ['', '/templat.xlsx', `/${id}`, `/${id}/kemajuan`, `/${id}/salah.xlsx`];
  const posts = ['/unggah', `/${id}/tulis`, `/${id}/batal`];
  for (const actor of [
    null,
    await region.person('innovator', region.village),
    await region.person('organization_head', region.village),
    await region.person('verifier', region.agency),
  ]) {
    const site = siteFor(actor);
    // Nobody at all is led to the sign-in.
    const refused = actor ? 403 : 303;
    for (const path of gets)
      expect([path, (await site.request(`/kerja/impor${path}`)).status]).toEqual([path, refused]);
    for (const path of posts) {
      expect([path, (await site.request(`/kerja/impor${path}`, { method: 'POST' })).status]).toEqual([path, 403]);
    }
  }
});
