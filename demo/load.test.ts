import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countByKind, ownerFinder } from '#features/organizations/index.ts';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import { type Ctx, inTenant, type Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { type DemonstrationPart, loadDemonstration } from './load.ts';

let db: TestDatabase;
let directory: TenantDirectory;
const lines: string[] = [];
const tenant = (slug: string): Tenant => directory.bySlug(slug) ?? expect.unreachable(slug);
const bekasi = (): Ctx => db.ctx({ tenant: tenant('bekasikab') });

/** As a fresh installation finds it: migrated, nothing loaded. */
async function emptyDatabase(): Promise<TestDatabase> {
  const empty = await freshDatabase();
  await empty.owner.query('delete from tenants where not reserved; delete from areas');
  return empty;
}

beforeAll(async () => {
  db = await emptyDatabase();
  directory = await openDirectory(db.pool);
  await loadDemonstration({ ...db, owner: db.ownerAddress, directory }, (line) => lines.push(line));
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

const everything = async (on: TestDatabase) => {
  const { rows } = await on.owner.query(
    `select jsonb_agg(to_jsonb(o) - 'created_at' order by tenant_id, id) as rows, count(*)::int as organizations,
            (select count(*)::int from audit_events) as events, (select count(*)::int from tenants) as tenants
     from organizations o`,
  );
  return rows;
};

describe('the demonstration regency', () => {
  test('says what it loads', () => {
    expect(lines).toEqual(['Memuat 91.599 wilayah Indonesia', 'Memuat organisasi Kabupaten Bekasi']);
  });

  test('has its real organisations, counted without the invented ones', async () => {
    const counts = await inTenant(bekasi(), (tx) => countByKind(tx, tenant('bekasikab').id));
    const known = Object.fromEntries([...counts].map(([kind, count]) => [kind, count.known]));
    expect(known).toEqual({
      agency: 36,
      hospital: 2,
      district_office: 23,
      village: 179,
      ward: 8,
      puskesmas: 39,
      school: 276,
    });
    expect(counts.get('puskesmas')?.reported?.reported).toBe(51);
  });

  test('marks every invented organisation, and every one of the invented neighbour', async () => {
    const { rows } = await db.owner.query(
      `select slug, fictional, count(*)::int as organizations, bool_and(o.name like '%ontoh%') as named
       from organizations o join tenants t on t.id = tenant_id where fictional or slug <> 'bekasikab' group by 1, 2 order by 1`,
    );
    expect(rows).toEqual([
      { slug: 'bekasikab', fictional: true, organizations: 6, named: true },
      { slug: 'tarumasari', fictional: true, organizations: 6, named: true },
    ]);
  });

  test('puts everyone where the lists put them', async () => {
    const { rows } = await db.owner.query(
      `select o.kind, p.name as parent, count(*)::int as organizations,
              count(*) filter (where o.area_code like p.area_code || '%')::int as inside
       from organizations o left join organizations p on (p.tenant_id, p.id) = (o.tenant_id, o.parent_id)
       where not o.fictional and o.kind in ('puskesmas', 'school', 'ward') group by 1, 2 order by 1, 2`,
    );
    expect(rows).toEqual([
      { kind: 'puskesmas', parent: 'Dinas Kesehatan', organizations: 39, inside: 0 },
      { kind: 'school', parent: null, organizations: 276, inside: 0 },
      { kind: 'ward', parent: 'Kecamatan Babelan', organizations: 2, inside: 2 },
      { kind: 'ward', parent: 'Kecamatan Cibitung', organizations: 1, inside: 1 },
      { kind: 'ward', parent: 'Kecamatan Cikarang Barat', organizations: 1, inside: 1 },
      { kind: 'ward', parent: 'Kecamatan Cikarang Timur', organizations: 1, inside: 1 },
      { kind: 'ward', parent: 'Kecamatan Pebayuran', organizations: 1, inside: 1 },
      { kind: 'ward', parent: 'Kecamatan Tambun Selatan', organizations: 1, inside: 1 },
      { kind: 'ward', parent: 'Kecamatan Tarumajaya', organizations: 1, inside: 1 },
    ]);
  });
});

/** Every owner of the public list of innovations, as it writes them, and who that is among the loaded organisations. */
const owners: [name: string, code: string, kind: string, meant: string | null][] = [
  ['RSUD Cabangbungin', '', 'rsud', 'Rumah Sakit Umum Daerah Cabangbungin'],
  ['Puskesmas Lemahabang', 'P3216041201', 'puskesmas', 'Puskesmas Lemah Abang'],
  ['Puskesmas Sukadami', 'P3216022201', 'puskesmas', 'Puskesmas Sukadami'],
  ['Puskesmas Setu I', 'P3216010201', 'puskesmas', 'Puskesmas Setu I'],
  ...[
    'Dinas Kependudukan dan Pencatatan Sipil',
    'Dinas Komunikasi, Informatika, Persandian dan Statistik',
    'Dinas Perdagangan',
    'Badan Pendapatan Daerah',
    'Dinas Pengendalian Penduduk dan Keluarga Berencana',
    'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
    'Dinas Perumahan Rakyat, Kawasan Permukiman dan Pertanahan',
    'Dinas Kesehatan',
    'Dinas Sumber Daya Air, Bina Marga dan Bina Konstruksi',
    'Badan Penelitian dan Pengembangan Daerah',
    'Dinas Ketenagakerjaan',
    'Dinas Pertanian',
    'Sekretariat Daerah',
  ].map((name): [string, string, string, string] => [name, '', 'perangkat-daerah', name]),
  ['Kecamatan Cikarang Utara', '32.16.09', 'kecamatan', 'Kecamatan Cikarang Utara'],
  ['Desa Muara Bakti', '32.16.02.2002', 'desa', 'Desa Muarabakti'],
  ['Desa Cibuntu', '32.16.07.2007', 'desa', 'Desa Cibuntu'],
  ['Desa Pasirgombong', '32.16.09.2006', 'desa', 'Desa Pasirgombong'],
  ['Desa Mekarmukti', '32.16.09.2010', 'desa', 'Desa Mekarmukti'],
  ['Desa Karangraharja', '32.16.09.2005', 'desa', 'Desa Karangraharja'],
  ['Desa Kertarahayu', '32.16.18.2011', 'desa', 'Desa Kertarahayu'],
  ['Desa Lambangsari', '32.16.06.2002', 'desa', 'Desa Lambangsari'],
  ['Desa Karangasih', '32.16.09.2003', 'desa', 'Desa Karangasih'],
  ['Desa Mangunjaya', '32.16.06.2009', 'desa', 'Desa Mangunjaya'],
  ['Desa Kedung Jaya', '32.16.02.2009', 'desa', 'Desa Kedungjaya'],
  ['Desa Cikedokan', '32.16.08.2011', 'desa', 'Desa Cikedokan'],
  ['Desa Karangsatria', '32.16.05.2008', 'desa', 'Desa Karangsatria'],
  ['SMK Mitra Industri MM2100', '', 'sekolah', 'SMKS MITRA INDUSTRI'],
  ['Bagian Pengadaan Barang dan Jasa (ULP), Sekretariat Daerah', '', 'perangkat-daerah', null],
  ['Pemerintah Kabupaten Bekasi', '', 'kabupaten', null],
  ['Komunitas Cikarang Ethnic', '', 'masyarakat', null],
  ['Kelompok Bahagia Berkarya (Kebaya), Desa Pantai Bahagia', '', 'masyarakat', null],
  ['Desa Lambangsari, Sumberjaya, Karangbahagia dan Karangmukti', '', 'desa', null],
];

test('every owner of the public list is exactly the organisation it names, or none', async () => {
  const { rows } = await db.owner.query('select id, name from organizations where not fictional');
  const names = new Map<string, string>(rows.map(({ id, name }) => [id, name]));
  const find = await inTenant(bekasi(), ownerFinder);
  const found = owners.map(([name, code, kind]) => [
    name,
    code,
    kind,
    names.get(find({ name, code, kind }) ?? '') ?? null,
  ]);
  expect(found).toEqual(owners);
});

test('a second load changes nothing, also when it does not know of the first', async () => {
  const before = await everything(db);
  await loadDemonstration({ ...db, owner: db.ownerAddress, directory }, () => {});
  await db.owner.query("delete from finished_loads where name <> 'areas'");
  await loadDemonstration({ ...db, owner: db.ownerAddress, directory }, () => {});
  expect(await everything(db)).toEqual(before);
});

test('a load that stops half-way is completed by the next, and a part that came through is not repeated', async () => {
  const other = await emptyDatabase();
  const tenants = await openDirectory(other.pool);
  const parts = { ...other, owner: other.ownerAddress, directory: tenants };
  const runs: string[] = [];
  const part = (name: string, fails: boolean): DemonstrationPart => ({
    name,
    title: name,
    async load() {
      runs.push(name);
      if (fails) throw new Error('the power went');
    },
  });
  try {
    await other.owner.query("alter table organizations add constraint full_disk check (kind <> 'village')");
    await expect(loadDemonstration(parts, () => {})).rejects.toThrow('full_disk');
    await other.owner.query('alter table organizations drop constraint full_disk');
    await expect(loadDemonstration(parts, () => {}, [part('a', false), part('b', true)])).rejects.toThrow(
      'the power went',
    );
    await loadDemonstration(parts, () => {}, [part('a', false), part('b', false)]);
    expect(runs).toEqual(['a', 'b', 'b']);
    const [found] = await everything(other);
    const [expected] = await everything(db);
    expect(found.organizations).toBe(expected.organizations);
    expect(found.rows).toEqual(expected.rows);
  } finally {
    tenants.stop();
    await other.close();
  }
});

test('a database with other governments in it is left alone', async () => {
  const other = await emptyDatabase();
  const tenants = await openDirectory(other.pool);
  const said: string[] = [];
  try {
    await other.owner.query(
      "insert into tenants (id, slug, name, short_name, operator_name, help_label) values (gen_random_uuid(), 'karawangkab', 'K', 'K', 'K', 'K')",
    );
    await loadDemonstration({ ...other, owner: other.ownerAddress, directory: tenants }, (line) => said.push(line));
    const { rows } = await other.owner.query('select slug from tenants where not reserved');
    expect({ rows, said: said.length }).toEqual({ rows: [{ slug: 'karawangkab' }], said: 1 });
  } finally {
    tenants.stop();
    await other.close();
  }
});
