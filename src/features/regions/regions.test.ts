import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstTopics } from '#features/innovations/index.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { raise } from '#platform/testing/sign-in.ts';
import { addAdministrator } from './administrator.acts.ts';
import { changeLetterhead, removeLogo } from './letterhead.acts.ts';
import { letterheadOf, letterheadOnPage } from './letterhead.queries.ts';
import { openRegion } from './region.acts.ts';
import { letterheadInput } from './region.ts';
import { areasToOpen, setUpState } from './set-up.queries.ts';

let db: TestDatabase;
let chief: Ctx;
let clerk: Ctx;

const subang = { areaCode: '32.15', slug: 'karawangkab', operatorName: 'Bappeda Karawang', helpLabel: '0267-000' };

beforeAll(async () => {
  db = await freshDatabase();
  await db.owner.query(
    `insert into areas (code, level, name, parent_code) values ('32.15', 2, 'Kabupaten Karawang', '32'),
       ('32.15.01', 3, 'Karawang Barat', '32.15'), ('32.15.01.2001', 4, 'Wadas', '32.15.01'), ('32.15.01.1001', 4, 'Nagasari', '32.15.01')`,
  );
  chief = { ...db.ctx({ tenant: null }), actor: await chiefActor() };
  clerk = db.ctx({ tenant: null, actor: actorWith([]) });
});
afterAll(() => db.close());

async function chiefActor() {
  const actor = actorWith([], { platformAdministrator: true });
  await db.owner.query(
    `insert into auth."user" (id, name, email, "emailVerified", username) values ($1, $2, $3, false, $4)`,
    [actor.userId, actor.name, `${actor.userId}@users.invalid`, actor.username.slice(0, 30)],
  );
  await raise(db, actor.userId);
  return actor;
}

const faultsOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (!(error instanceof Invalid)) throw error;
  return error.faults.map((fault) => [fault.field, fault.message]);
};

describe('opening a region', () => {
  it('makes the tenant with what follows from its area, once, and goes on after an interruption', async () => {
    const [first, second] = await Promise.all([openRegion(chief, subang), openRegion(chief, subang)]);
    expect(first).toEqual(second);
    await openRegion(chief, subang);
    const { rows } = await db.owner.query(
      'select kind, name, reference from organizations where tenant_id = $1 order by kind, name',
      [first.id],
    );
    expect(rows).toEqual([
      { kind: 'agency', name: 'Bappeda Karawang', reference: null },
      { kind: 'district_office', name: 'Kecamatan Karawang Barat', reference: '32.15.01' },
      { kind: 'village', name: 'Desa Wadas', reference: '32.15.01.2001' },
      { kind: 'ward', name: 'Kelurahan Nagasari', reference: '32.15.01.1001' },
    ]);
    const topics = await db.owner.query('select name from topics where tenant_id = $1 order by position', [first.id]);
    expect(topics.rows.map(({ name }) => name)).toEqual(firstTopics);
    const loads = await db.owner.query(
      "select changes from audit_events where tenant_id = $1 and act = 'topics.loaded'",
      [first.id],
    );
    expect(loads.rows).toEqual([{ changes: { added: firstTopics.length } }]);
    const events = await db.owner.query('select act, user_id from audit_events where tenant_id = $1 order by at, id', [
      first.id,
    ]);
    expect(events.rows.filter((row) => row.act === 'tenant.created')).toEqual([
      { act: 'tenant.created', user_id: chief.actor?.userId },
    ]);
  });

  it('leaves the topics that somebody chose', async () => {
    const { id } = await openRegion(chief, subang);
    await db.owner.query("delete from topics where tenant_id = $1 and slug <> 'sosial'", [id]);
    await openRegion(chief, subang);
    const { rows } = await db.owner.query('select slug from topics where tenant_id = $1', [id]);
    expect(rows).toEqual([{ slug: 'sosial' }]);
  });

  it('is refused to everybody else, by the database too', async () => {
    await expect(openRegion(clerk, { ...subang, slug: 'lain' })).rejects.toThrow(NotAllowed);
    const posing = { ...clerk, actor: { ...actorWith([]), platformAdministrator: true } };
    await expect(openRegion(posing, { ...subang, slug: 'lain' })).rejects.toThrow(/platform administrators/);
    await expect(areasToOpen(clerk, 'karawang')).rejects.toThrow(NotAllowed);
  });

  it('names what is taken, reserved or unknown', async () => {
    await openRegion(chief, subang);
    expect(await faultsOf(openRegion(chief, { ...subang, slug: 'bekasikab' }))).toEqual([
      ['slug', 'common.errors.tenantSlugTaken'],
    ]);
    expect(await faultsOf(openRegion(chief, { ...subang, slug: 'karawanglagi' }))).toEqual([
      ['areaCode', 'common.errors.tenantAreaTaken'],
    ]);
    expect(await faultsOf(openRegion(chief, { ...subang, slug: 'kerja' }))).toEqual([
      ['slug', 'regions.errors.slugReserved'],
    ]);
    expect(await faultsOf(openRegion(chief, { ...subang, areaCode: '99.99', slug: 'entah' }))).toEqual([
      ['areaCode', 'regions.errors.area'],
    ]);
  });

  it('finds areas by name and by code, and says which are open', async () => {
    await openRegion(chief, subang);
    expect((await areasToOpen(chief, 'karwang')).map((area) => [area.code, area.slug])).toEqual([
      ['32.15', 'karawangkab'],
    ]);
    expect((await areasToOpen(chief, ' 32.16 ')).map((area) => area.slug)).toEqual(['bekasikab']);
    expect(await areasToOpen(chief, '')).toEqual([]);
  });
});

describe('a region that is open', () => {
  const within = async (actor = chief.actor): Promise<Ctx> => ({
    ...chief,
    actor,
    tenant: await openRegion(chief, subang),
  });
  const input = (more: Record<string, unknown> = {}) =>
    letterheadInput.parse({
      version: 0,
      operatorName: 'Bappeda Karawang',
      helpLabel: '0267-111',
      helpHref: 'tel:+62267111',
      lines: ' PEMERINTAH  KABUPATEN KARAWANG \n\nBappeda',
      ...more,
    });

  it('gets its administrator from a platform administrator, once', async () => {
    const ctx = await within();
    const [agency] = (await setUpState(ctx)).agencies;
    const sent = {
      id: newId(),
      termId: newId(),
      organizationId: agency?.id ?? '',
      name: 'Siti Aminah',
      username: null,
      email: null,
      phone: null,
    };
    const made = await addAdministrator(ctx, sent);
    expect(await addAdministrator(ctx, sent)).toEqual(made);
    expect((await setUpState(ctx)).administrators).toEqual([
      { name: 'Siti Aminah', username: made.username, organization: 'Bappeda Karawang' },
    ]);
    await expect(addAdministrator({ ...ctx, actor: actorWith([]) }, { ...sent, id: newId() })).rejects.toThrow(
      NotAllowed,
    );
  });

  it('has a letterhead: its names until somebody writes one, then what was written, against the version seen', async () => {
    const ctx = await within();
    expect(await letterheadOf(ctx)).toEqual({
      lines: ['Pemerintah Kabupaten Karawang', 'Bappeda Karawang'],
      logo: null,
      version: 0,
    });
    expect(await letterheadOnPage(ctx)).toBeNull();
    await failEveryCall(db, ctx, (one) => changeLetterhead(one, input()));
    expect(await letterheadOf(ctx)).toEqual({
      lines: ['PEMERINTAH KABUPATEN KARAWANG', 'Bappeda'],
      logo: null,
      version: 1,
    });
    expect(await letterheadOnPage(ctx)).toEqual({ lines: ['PEMERINTAH KABUPATEN KARAWANG', 'Bappeda'], logo: null });
    const { rows } = await db.owner.query('select help_label, help_href from tenants where id = $1', [ctx.tenant?.id]);
    expect(rows).toEqual([{ help_label: '0267-111', help_href: 'tel:+62267111' }]);
    await expect(changeLetterhead(ctx, input({ lines: 'Lain' }))).rejects.toThrow(Conflict);
    await removeLogo(ctx); // there is none: nothing changes
    expect((await letterheadOf(ctx)).version).toBe(1);
  });

  it('takes the same letterhead again without a word, also at once, and anything else only on what is shown', async () => {
    const ctx = await within();
    const { version } = await letterheadOf(ctx);
    const sent = input({ version, lines: 'Baris baru', helpHref: '' });
    await Promise.all([changeLetterhead(ctx, sent), changeLetterhead(ctx, sent)]);
    await changeLetterhead(ctx, sent);
    expect(await letterheadOf(ctx)).toEqual({ lines: ['Baris baru'], logo: null, version: version + 1 });
    const { rows } = await db.owner.query(
      `select count(*)::int as n from audit_events where act = 'letterhead.changed' and tenant_id = $1
       and changes->'lines' = '["Baris baru"]'`,
      [ctx.tenant?.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
    for (const [name, value] of Object.entries({
      operatorName: 'X',
      helpLabel: 'X',
      helpHref: 'tel:+62111',
      lines: 'X',
    })) {
      const other = input({ version, lines: 'Baris baru', helpHref: '', [name]: value });
      await expect(changeLetterhead(ctx, other), name).rejects.toThrow(Conflict);
    }
  });

  it('is made ready by nobody else, not even by an administrator of another region', async () => {
    const ctx = await within();
    for (const actor of [null, actorWith([])]) {
      await expect(setUpState({ ...ctx, actor })).rejects.toThrow(NotAllowed);
      await expect(changeLetterhead({ ...ctx, actor }, input())).rejects.toThrow(NotAllowed);
    }
    const office = {
      id: newId(),
      role: 'tenant_admin',
      kind: 'definitive',
      organizationId: newId(),
      organizationName: 'X',
      organizationKind: 'agency',
    } as const;
    const version = (await letterheadOf(ctx)).version;
    const posing = { ...ctx, actor: actorWith([office]) }; // an office that the database does not know
    await expect(changeLetterhead(posing, input({ version }))).rejects.toThrow(NotAllowed);
    expect((await letterheadOf(ctx)).version).toBe(version);
  });

  it.each([
    ['helpHref', 'javascript:alert(1)'],
    ['helpHref', '/wilayah'],
    ['lines', '   \n '],
    ['lines', '1\n2\n3\n4\n5\n6\n7'],
    ['lines', 'x'.repeat(121)],
    ['operatorName', '  '],
  ])('refuses the %s %j', (field, value) => {
    const outcome = letterheadInput.safeParse({
      version: 0,
      operatorName: 'A',
      helpLabel: 'B',
      helpHref: '',
      lines: 'C',
      [field]: value,
    });
    expect(outcome.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});
