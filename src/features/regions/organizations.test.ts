import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx, HeldOffice } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { bringOrganizations } from './organization-sheet.acts.ts';
import { lookAtOrganizations } from './organization-sheet.queries.ts';
import type { Row } from './organization-sheet.ts';

let db: TestDatabase;
let admin: Ctx;
let neighbour: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  admin = db.ctx({ actor: await administrator(db.tenants.bekasikab.id) });
  neighbour = db.ctx({
    tenant: db.tenants.tetangga,
    actor: await administrator(db.tenants.tetangga.id),
  });
});
afterAll(() => db.close());

async function administrator(tenantId: string): Promise<Actor> {
  const office: HeldOffice = {
    id: newId(),
    role: 'tenant_admin',
    kind: 'definitive',
    organizationId: newId(),
    organizationName: 'Balitbangda Contoh',
    organizationKind: 'agency',
  };
  await db.owner.query(
    `insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'agency', 'Balitbangda Contoh')`,
    [tenantId, office.organizationId],
  );
  await db.owner.query(
    `insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, 'tenant_admin')`,
    [tenantId, office.id, office.organizationId],
  );
  return actorWith([office]);
}

const sheet = (...rows: string[][]): Row[] =>
  [['Jenis', 'Nama', 'Nomor', 'Di bawah', 'Kode wilayah'], ...rows].map((cells, i) => ({ number: i + 1, cells }));

let sheets = 0;

/** Three organisations that no other test brings. */
function fresh(): { rows: Row[]; names: string[] } {
  const n = ++sheets;
  const names = [`Dinas Contoh ${n}`, `Puskesmas Contoh ${n}`, `Rumah Sakit Contoh ${n}`];
  const [agency = '', centre = '', hospital = ''] = names;
  return {
    names,
    rows: sheet(
      ['Perangkat daerah', agency],
      ['Puskesmas', centre, `P${n}`, agency, '32.16'],
      ['Rumah sakit daerah', hospital, '', agency],
    ),
  };
}

async function stored(names: string[], tenantId = db.tenants.bekasikab.id) {
  const { rows } = await db.owner.query(
    `select o.kind, o.name, o.reference, o.area_code, o.source, p.name as parent from organizations o
     left join organizations p on p.tenant_id = o.tenant_id and p.id = o.parent_id
     where o.tenant_id = $1 and o.name = any($2) order by o.name`,
    [tenantId, names],
  );
  return rows;
}

const events = async () =>
  (await db.owner.query(`select tenant_id, office_id, changes from audit_events where act = 'organizations.loaded'`))
    .rows;

describe('a sheet of organisations', () => {
  it('is looked at without anything being written, then brought, each under its own', async () => {
    const { rows, names } = fresh();
    const before = await events();
    expect(await lookAtOrganizations(admin, rows)).toMatchObject({
      missing: names.map((name, at) => ({ name, row: at + 2 })),
      known: 0,
    });
    expect([await stored(names), await events()]).toEqual([[], before]);
    expect(await bringOrganizations(admin, rows)).toEqual({ added: 3, known: 0 });
    const source = `Lembar organisasi ${db.tenants.bekasikab.name}`;
    const [agency, centre, hospital] = names;
    expect(await stored(names)).toEqual([
      { kind: 'agency', name: agency, reference: null, area_code: null, source, parent: null },
      { kind: 'puskesmas', name: centre, reference: `P${sheets}`, area_code: '32.16', source, parent: agency },
      { kind: 'hospital', name: hospital, reference: null, area_code: null, source, parent: agency },
    ]);
    expect((await events()).slice(before.length)).toEqual([
      { tenant_id: db.tenants.bekasikab.id, office_id: admin.actor?.offices[0]?.id, changes: { added: 3 } },
    ]);
  });

  it('adds nothing twice, neither again nor two at once, and leaves what people changed', async () => {
    const { rows, names } = fresh();
    const more = [...rows, { number: 5, cells: ['Perangkat daerah', `Badan Contoh ${sheets}`] }];
    const both = await Promise.all([bringOrganizations(admin, rows), bringOrganizations(admin, more)]);
    expect(both.reduce((sum, one) => sum + ('added' in one ? one.added : 0), 0)).toBe(4);
    await db.owner.query('update organizations set short_name = $2 where name = $1', [names[0], 'Dincon']);
    const said = await events();
    expect(await bringOrganizations(admin, more)).toEqual({ added: 0, known: 4 });
    expect(await lookAtOrganizations(admin, more)).toEqual({ missing: [], known: 4 });
    expect([(await stored(names)).length, await events()]).toEqual([3, said]);
    const kept = await db.owner.query('select short_name from organizations where name = $1', [names[0]]);
    expect(kept.rows).toEqual([{ short_name: 'Dincon' }]);
  });

  it('finds the organisation above also where it was registered before', async () => {
    const { rows, names } = fresh();
    const [head, agency, ...below] = rows;
    if (!head || !agency) throw new Error('no rows');
    const own = newId();
    await db.owner.query(`insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'agency', $3)`, [
      db.tenants.bekasikab.id,
      own,
      names[0],
    ]);
    expect(await bringOrganizations(admin, [head, agency, ...below])).toEqual({ added: 2, known: 1 });
    const { rows: found } = await db.owner.query('select count(*)::int as n from organizations where parent_id = $1', [
      own,
    ]);
    expect(found).toEqual([{ n: 2 }]);
  });

  it('with a fault is brought not at all; each is named by its row and column', async () => {
    const { rows, names } = fresh();
    const wrong = [
      ...rows,
      { number: 7, cells: ['Kelurahan', 'X', '', 'Tidak Ada', '3216'] },
      { number: 9, cells: ['Puskesmas', `Puskesmas Jauh ${sheets}`, '', names[0] ?? '', '32.17.01'] },
      { number: 12, cells: ['Puskesmas', `Puskesmas Tanpa Tempat ${sheets}`, '', '', '99.99'] },
    ];
    const faults = [
      { row: 7, column: 'Jenis', message: 'regions.sheet.kind' },
      { row: 7, column: 'Nama', message: 'regions.sheet.name' },
      { row: 7, column: 'Di bawah', message: 'regions.sheet.parent' },
      { row: 7, column: 'Kode wilayah', message: 'regions.sheet.area' },
      { row: 9, column: 'Kode wilayah', message: 'regions.sheet.areaUnknown' },
      { row: 12, column: 'Kode wilayah', message: 'regions.sheet.areaUnknown' },
    ];
    expect(await lookAtOrganizations(admin, wrong)).toEqual({ faults });
    expect(await bringOrganizations(admin, wrong)).toEqual({ faults });
    expect(await stored(names)).toEqual([]);
    expect(await bringOrganizations(admin, sheet())).toEqual({ refusal: 'empty' });
    expect(await bringOrganizations(admin, [{ number: 1, cells: ['Nama'] }])).toEqual({ refusal: 'headings' });
  });

  it('is brought wholly or not at all, whichever statement fails', async () => {
    const { rows, names } = fresh();
    await failEveryCall(db, admin, (ctx) => bringOrganizations(ctx, rows));
    expect((await stored(names)).length).toBe(3);
  });
});

describe('whose sheet it is', () => {
  it('stays in the tenant in which it is brought, also where both write the same', async () => {
    const names = ['Dinas Bersama (contoh)'];
    const rows = sheet(['Perangkat daerah', 'Dinas Bersama (contoh)']);
    expect(await bringOrganizations(admin, rows)).toEqual({ added: 1, known: 0 });
    expect(await stored(names, db.tenants.tetangga.id)).toEqual([]);
    expect(await lookAtOrganizations(neighbour, rows)).toMatchObject({ known: 0 });
    expect(await bringOrganizations(neighbour, rows)).toEqual({ added: 1, known: 0 });
    expect((await stored(names, db.tenants.tetangga.id)).length).toBe(1);
    const outside = await bringOrganizations(neighbour, sheet(['Puskesmas', 'Puskesmas Sana', '', '', '32.16']));
    expect(outside).toMatchObject({ faults: [{ row: 2, message: 'regions.sheet.areaUnknown' }] });
  });

  it('is nobody’s who does not make the region ready', async () => {
    const { rows, names } = fresh();
    const verifier = actorWith((admin.actor?.offices ?? []).map((office) => ({ ...office, role: 'verifier' })));
    for (const actor of [null, actorWith([]), verifier]) {
      await expect(bringOrganizations({ ...admin, actor }, rows)).rejects.toThrow(NotAllowed);
      await expect(lookAtOrganizations({ ...admin, actor }, rows)).rejects.toThrow(NotAllowed);
    }
    expect(await stored(names)).toEqual([]);
    const chief = { ...admin, actor: actorWith([], { platformAdministrator: true }) };
    expect(await bringOrganizations(chief, rows)).toEqual({ added: 3, known: 0 });
  });
});
