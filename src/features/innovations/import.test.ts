import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import type { FileStore } from '#platform/files/store.ts';
import { newId } from '#platform/ids.ts';
import { workbookOf } from '#platform/sheets/testing-sheets.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { confirmImport, discardImport } from './import.acts.ts';
import { importView, sheetsInUse } from './import.queries.ts';
import { importLimits } from './import.ts';
import { runImport } from './import-run.acts.ts';
import { discardDraft } from './innovation.acts.ts';
import { draftToEdit } from './innovation.queries.ts';
import { emptyProposal } from './innovation.ts';
import { workOnImports } from './jobs.ts';
import { saveFields } from './save.acts.ts';
import { broughtIn, checked, countsOf, sheetOf } from './testing-imports.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let admin: Ctx;
let writer: Ctx;
const all: TestDatabase[] = [];

beforeEach(async () => {
  db = await freshDatabase();
  all.push(db);
  region = await arrangeRegion(db);
  admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
  writer = db.ctx({ actor: await region.person('innovator', region.village) });
});
afterAll(() => Promise.all(all.map((one) => one.close())));

const row = (number: number, more = {}) => ({
  'Nomor rujukan': `INV-${number}`,
  Organisasi: region.village.name,
  'Nama inovasi': `Inovasi ${number}`,
  ...more,
});
const stored = async () =>
  (await db.owner.query('select id, title, state, version, organization_id from innovations order by title')).rows;

describe('a sheet', () => {
  it('is looked through first and writes nothing', async () => {
    const view = await checked(db, admin, await sheetOf([row(1), row(2)]));
    expect(countsOf(view)).toEqual({ state: 'checked', added: 2, changed: 0, same: 0, wrong: 0 });
    expect(await stored()).toEqual([]);
  });

  it('becomes drafts of the organisations that it names, as the form would have written them', async () => {
    const view = await broughtIn(
      db,
      admin,
      await sheetOf([
        row(1, {
          Ringkasan: 'Warga menabung sampah kering.',
          Topik: 'Lingkungan hidup; PELAYANAN',
          Inisiator: 'masyarakat',
          'Nama inisiator': 'Kelompok Melati',
          Jenis: 'non-digital',
          'Urusan utama': 'lingkungan hidup',
          'Urusan beririsan': 'Sosial; Kesehatan',
          'Asta Cita': 8,
          Tahapan: 'PENERAPAN',
          'Waktu uji coba': '17 Agustus 2024',
          'Waktu penerapan': new Date('2024-09-01T00:00:00Z'),
        }),
      ]),
    );
    expect(countsOf(view)).toEqual({ state: 'done', added: 1, changed: 0, same: 0, wrong: 0 });
    const [draft] = await stored();
    expect((await draftToEdit(writer, draft.id)).proposal).toEqual({
      ...emptyProposal,
      title: 'Inovasi 1',
      summary: 'Warga menabung sampah kering.',
      topics: ['lingkungan-hidup', 'pelayanan'],
      initiatorKind: 'Masyarakat',
      initiatorName: 'Kelompok Melati',
      kind: 'Non Digital',
      classification: 'Inovasi Desa',
      mainAffair: 'Lingkungan Hidup',
      crossingAffairs: ['Sosial', 'Kesehatan'],
      astaCita: 8,
      stage: 'penerapan',
      trialOn: '2024-08-17',
      implementedOn: '2024-09-01',
    });
    const { rows } = await db.owner.query("select act, changes from audit_events where subject_kind = 'innovation'");
    expect(rows).toEqual([
      {
        act: 'innovation.imported',
        changes: { organizationId: region.village.id, title: 'Inovasi 1', importId: view.id, claimsId: null },
      },
    ]);
  });

  it('brought in twice changes nothing, by reference or by organisation and name', async () => {
    const bytes = await sheetOf([row(1), { ...row(2), 'Nomor rujukan': null }]);
    await broughtIn(db, admin, bytes);
    const before = await stored();
    const again = await broughtIn(db, admin, bytes);
    expect(countsOf(again)).toEqual({ state: 'done', added: 0, changed: 0, same: 2, wrong: 0 });
    expect(await stored()).toEqual(before);
  });

  it('changes what it changed itself, under its reference, and the rest of the draft stays', async () => {
    await broughtIn(db, admin, await sheetOf([row(1, { Ringkasan: 'Lama' })]));
    const view = await broughtIn(db, admin, await sheetOf([row(1, { 'Nama inovasi': 'Nama baru' })]));
    expect(countsOf(view)).toEqual({ state: 'done', added: 0, changed: 1, same: 0, wrong: 0 });
    const [draft] = await stored();
    expect((await draftToEdit(writer, draft.id)).proposal).toMatchObject({ title: 'Nama baru', summary: 'Lama' });
  });

  it('never overwrites what the organisation wrote, nor brings back what it threw away', async () => {
    await broughtIn(db, admin, await sheetOf([row(1), row(2), row(3)]));
    const [first, second, third] = await stored();
    await saveFields(writer, { id: first.id, version: 1, patch: { summary: 'Milik kami' } });
    await discardDraft(writer, second.id);
    const own = await writtenDraft(writer, region.village.id);
    const title = (await draftToEdit(writer, own)).proposal.title;
    const view = await broughtIn(
      db,
      admin,
      await sheetOf([
        row(1, { Ringkasan: 'Dari lembar' }),
        row(2),
        row(3),
        row(4, { 'Nama inovasi': title, Ringkasan: 'x' }),
      ]),
    );
    expect(countsOf(view)).toEqual({ state: 'done', added: 0, changed: 0, same: 1, wrong: 3 });
    expect(view.faults.map(({ row: number, message }) => [number, message.split('.').at(-1)])).toEqual([
      [2, 'touched'],
      [3, 'discarded'],
      [5, 'touched'],
    ]);
    expect((await stored()).map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, third.id, own]));
  });

  it('takes over the public entry of the same organisation and name', async () => {
    const listed = newId();
    await db.owner.query(
      "insert into innovations (tenant_id, id, organization_id, state, title, called_innovation) values ($1, $2, $3, 'listed', 'Inovasi  1', true)",
      [region.tenant.id, listed, region.village.id],
    );
    await broughtIn(db, admin, await sheetOf([row(1)]));
    const { rows } = await db.owner.query("select claims_id from innovations where state = 'draft'");
    expect(rows).toEqual([{ claims_id: listed }]);
  });
});

it('says of every wrong cell its row, its column and why, and writes the others', async () => {
  const view = await broughtIn(
    db,
    admin,
    await sheetOf([
      row(1, { Tahapan: 'penerapan', 'Waktu penerapan': '1 Januari 2025', Topik: null }),
      row(2, { Tahapan: 'sudah jalan' }),
      row(3, { 'Waktu penerapan': '32/13/2025' }),
      row(4, { Organisasi: 'Desa Entah' }),
      row(5, { 'Nama inovasi': '' }),
      row(6, { Topik: 'sihir' }),
      row(1),
      row(8, { 'Nomor rujukan': 'inv-1', 'Nama inovasi': 'Lain' }),
    ]),
  );
  expect(countsOf(view)).toEqual({ state: 'done', added: 1, changed: 0, same: 0, wrong: 7 });
  const said = view.faults.map(({ row: number, cell, message, values }) => {
    const reason = message.split('.').at(-1);
    return [number, cell, reason, values?.value ?? values?.row];
  });
  expect(said).toEqual([
    [3, 3, 'choice', 'sudah jalan'],
    [4, 4, 'date', '32/13/2025'],
    [5, 1, 'organizationUnknown', 'Desa Entah'],
    [6, 2, 'titleMissing', undefined],
    [7, 5, 'choice', 'sihir'],
    [8, 2, 'repeated', 2],
    [9, 2, 'repeated', 2],
  ]);
});

it('knows a repeated innovation by its organisation, however that is written, and by its words when it is unknown', async () => {
  const { name } = region.village;
  const otherwise = name.toUpperCase().replaceAll(' ', '  ').concat('.');
  const view = await broughtIn(
    db,
    admin,
    await sheetOf([
      row(1),
      row(2, { 'Nama inovasi': 'INOVASI  1', Organisasi: otherwise }),
      row(3, { Organisasi: 'Desa Entah' }),
      row(4, { 'Nama inovasi': 'Inovasi 3', Organisasi: 'desa entah' }),
      row(5, { 'Nama inovasi': 'Inovasi 1', Organisasi: region.agency.name }),
    ]),
  );
  expect(countsOf(view)).toEqual({ state: 'done', added: 2, changed: 0, same: 0, wrong: 3 });
  const said = view.faults.map(({ row: number, message, values }) => [number, message.split('.').at(-1), values?.row]);
  expect(said).toEqual([
    [3, 'repeated', 2],
    [4, 'organizationUnknown', undefined],
    [5, 'repeated', 4],
  ]);
});

describe('a file that cannot be brought in says why', () => {
  it.each([
    [
      'noHeads',
      () =>
        workbookOf([
          ['Satu', 'Dua'],
          ['a', 'b'],
        ]),
    ],
    ['headMissing', () => workbookOf([['Nama inovasi'], ['a']])],
    [
      'headTwice',
      () =>
        workbookOf([
          ['Nama inovasi', 'NAMA INOVASI', 'Organisasi'],
          ['a', 'b', 'c'],
        ]),
    ],
    ['empty', () => workbookOf([['Nama inovasi', 'Organisasi']])],
    ['damaged', async () => Buffer.from('bukan lembar')],
  ])('%s', async (reason, bytes) => {
    const view = await checked(db, admin, await bytes());
    expect([view.state, view.refusal]).toEqual(['refused', `innovations.imports.faults.${reason}`]);
  });
});

it('goes on where it was killed, without doubles, also when two work on it at once', async () => {
  const rows = Array.from({ length: importLimits.batch * 2 + 20 }, (_, at) => row(at));
  const { id } = await checked(db, admin, await sheetOf(rows));
  await confirmImport(admin, id);
  let calls = 0;
  const dying: Ctx = {
    ...admin,
    pool: new Proxy(admin.pool, {
      get: (target, name) =>
        name === 'connect' && ++calls > 5
          ? () => Promise.reject(new Error('killed'))
          : typeof Reflect.get(target, name) === 'function'
            ? Reflect.get(target, name).bind(target)
            : Reflect.get(target, name),
    }),
  };
  await expect(runImport(dying, db.files, id, messages)).rejects.toThrow('killed');
  const halfway = await importView(admin, id);
  expect([halfway.state, halfway.done]).toEqual(['writing', importLimits.batch]);
  await Promise.all([runImport(admin, db.files, id, messages), runImport(admin, db.files, id, messages)]);
  await runImport(admin, db.files, id, messages);
  const view = await importView(admin, id);
  expect({ ...countsOf(view), done: view.done, total: view.total }).toEqual({
    state: 'done',
    added: rows.length,
    changed: 0,
    same: 0,
    wrong: 0,
    done: rows.length,
    total: rows.length,
  });
  expect((await stored()).length).toBe(rows.length);
});

it('the job works for every tenant in the office that the person holds now, and refuses when it is gone', async () => {
  const { id } = await checked(db, admin, await sheetOf([row(1)]));
  await confirmImport(admin, id);
  await workOnImports({
    pool: db.pool,
    secrets: db.secrets,
    files: db.files,
    directory: { all: () => [region.tenant] },
  });
  const view = await importView(admin, id);
  expect([view.state, view.refusal]).toEqual(['refused', 'innovations.imports.faults.mayNot']);
  expect(await stored()).toEqual([]);
});

describe('one that fails for a reason of ours', () => {
  const broken = () => ({ ...db.files, read: () => Promise.reject(new Error('disk out of reach')) });
  const work = (id: string, files: FileStore) => runImport(admin, files, id, messages);
  const hoursAgo = (id: string, hours: number) =>
    db.owner.query('update imports set moved_at = $2 where id = $1', [
      id,
      new Date(admin.now.getTime() - hours * 3_600_000),
    ]);
  const refusals = async () =>
    (
      await db.owner.query(
        "select changes, office_id is not null as office from audit_events where act = 'import.refused'",
      )
    ).rows;

  it('is tried again for a day, then refused with a reason', async () => {
    const { id } = await checked(db, admin, await sheetOf([row(1)]));
    await confirmImport(admin, id);
    await hoursAgo(id, 23);
    await expect(work(id, broken())).rejects.toThrow('disk out of reach');
    expect((await importView(admin, id)).state).toBe('writing');
    await hoursAgo(id, 25);
    await expect(work(id, broken())).rejects.toThrow('disk out of reach');
    const view = await importView(admin, id);
    const why = 'innovations.imports.faults.stuck';
    expect([view.state, view.refusal]).toEqual(['refused', why]);
    expect(await refusals()).toEqual([{ changes: { why }, office: true }]);
    await work(id, broken());
    expect((await refusals()).length).toBe(1);
  });

  it('is refused with its event or not at all', async () => {
    const { id } = await checked(db, admin, await sheetOf([row(1)]));
    await confirmImport(admin, id);
    const lost = { ...db.files, read: async () => null };
    await failEveryCall(db, admin, (ctx) => runImport(ctx, lost, id, messages));
    expect(await refusals()).toEqual([{ changes: { why: 'innovations.imports.faults.gone' }, office: true }]);
  });

  it('is finished when the trouble is over, however long that took', async () => {
    const { id } = await checked(db, admin, await sheetOf([row(1)]));
    await confirmImport(admin, id);
    await hoursAgo(id, 240);
    await work(id, db.files);
    expect((await importView(admin, id)).state).toBe('done');
  });

  it('is refused when the process died of it again and again, and tried while it lives', async () => {
    const { id } = await checked(db, admin, await sheetOf([row(1)]));
    await confirmImport(admin, id);
    for (let n = 0; n <= importLimits.deaths; n++)
      await expect(work(id, broken())).rejects.toThrow('disk out of reach');
    expect((await importView(admin, id)).state).toBe('writing');
    const dead = () => new Promise<never>(() => {});
    for (let n = 0; n < importLimits.deaths; n++) {
      const reached = Promise.withResolvers<void>();
      const read = () => {
        reached.resolve();
        return dead();
      };
      void work(id, { ...db.files, read });
      await reached.promise;
    }
    await work(id, db.files);
    const view = await importView(admin, id);
    expect([view.state, view.refusal]).toEqual(['refused', 'innovations.imports.faults.stuck']);
    expect(await stored()).toEqual([]);
  });

  it('goes on while it gets further, though it began long ago', async () => {
    const rows = Array.from({ length: importLimits.batch + 1 }, (_, at) => row(at));
    const { id } = await checked(db, admin, await sheetOf(rows));
    await confirmImport(admin, id);
    await hoursAgo(id, 25);
    await db.owner.query(`create function refuse_last() returns trigger language plpgsql as $$ begin
      if new.title = 'Inovasi ${importLimits.batch}' then raise exception 'disk full'; end if; return new; end $$;
      create trigger refuse_last before insert on innovations for each row execute function refuse_last()`);
    await expect(work(id, db.files)).rejects.toThrow('disk full');
    const view = await importView(admin, id);
    expect([view.state, view.done]).toEqual(['writing', importLimits.batch]);
  });
});

it('what was called off is not written', async () => {
  const { id } = await checked(db, admin, await sheetOf([row(1)]));
  await discardImport(admin, id);
  await discardImport(admin, id);
  await expect(confirmImport(admin, id)).rejects.toMatchObject({ reason: 'innovations.imports.errors.moved' });
  await runImport(admin, db.files, id, messages);
  expect(await stored()).toEqual([]);
});

it('confirming and calling off are whole or nothing', async () => {
  const { id } = await checked(db, admin, await sheetOf([row(1)]));
  await failEveryCall(db, admin, (ctx) => confirmImport(ctx, id));
  await failEveryCall(db, admin, (ctx) => discardImport(ctx, id));
});

it('only administrators of the tenant see and do any of it', async () => {
  const { id } = await checked(db, admin, await sheetOf([row(1)]));
  for (const actor of [writer.actor, await region.person('verifier', region.agency), null]) {
    await expect(importView(db.ctx({ actor }), id)).rejects.toThrow();
    await expect(confirmImport(db.ctx({ actor }), id)).rejects.toThrow();
  }
  const elsewhere = await arrangeRegion(db, db.tenants.tetangga);
  const other = db.ctx({ tenant: elsewhere.tenant, actor: await elsewhere.person('tenant_admin', elsewhere.agency) });
  await expect(importView(other, id)).rejects.toMatchObject({ message: `no import ${id}` });
});

it('keeps its file for thirty days after the last step', async () => {
  const { id, fileSha256 } = await checked(db, admin, await sheetOf([row(1)]));
  const inDays = (days: number) => ({ ...admin, now: new Date(admin.now.getTime() + days * 86_400_000) });
  const kept = new Set([fileSha256]);
  expect(await sheetsInUse(inDays(29), [fileSha256, 'a'.repeat(64)])).toEqual(kept);
  expect(await sheetsInUse(inDays(31), [fileSha256])).toEqual(new Set());
  await confirmImport(admin, id);
  expect(await sheetsInUse(inDays(31), [fileSha256])).toEqual(kept);
});
