import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid } from '#platform/errors.ts';
import { isPlatformAdministrator } from '#platform/identity/accounts.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { heldOffices } from './offices.queries.ts';
import { addOrganization, auditOf } from './testing-people.ts';
import { type UserToCreate, userCreate, WrongUser } from './user-create.acts.ts';

let db: TestDatabase;
let agency: string;
beforeAll(async () => {
  db = await freshDatabase();
  agency = await addOrganization(db, 'agency', 'Dinas Sosial');
  await addOrganization(db, 'community', 'Karang Taruna');
  await addOrganization(db, 'community', 'Karang Taruna');
});
afterAll(() => db.close());

const create = (user: Partial<UserToCreate>) =>
  userCreate(db.ctx({ tenant: null }), db.owner, { name: 'Siti Aminah', username: 'siti', ...user });
const inOffice = { tenant: 'bekasikab', organization: 'dinas sosial', role: 'tenant_admin' };
const enter = async (username: string, password: string) =>
  (await signIn(db.identity, { identifier: username, password, remember: false, address: newId(), cookie: undefined }))
    .kind;

test('an account with an office of the organisation of that name or id', async () => {
  const first = await create({ ...inOffice, username: 'admin.satu' });
  const second = await create({
    ...inOffice,
    username: 'Admin.Dua',
    organization: agency,
    role: 'verifier',
    email: 'dua@dinsos.id',
  });
  expect([first.username, second.username]).toEqual(['admin.satu', 'admin.dua']);
  expect([await enter('admin.satu', first.password), await enter('dua@dinsos.id', second.password)]).toEqual([
    'in',
    'in',
  ]);
  const ctx = db.ctx();
  expect((await heldOffices(ctx, first.userId)).map((office) => office.role)).toEqual(['tenant_admin']);
  expect((await heldOffices(ctx, second.userId)).map((office) => office.role)).toEqual(['verifier']);
  const { rows } = await db.owner.query('select user_id from auth.passwords_due order by 1');
  expect(rows.map((row) => row.user_id)).toEqual([first.userId, second.userId].sort());
  expect((await auditOf(db)).map((event) => event.act)).toEqual([
    'person.created',
    'office.appointed',
    'person.created',
    'office.appointed',
  ]);
});

test('a platform administrator holds no office', async () => {
  const made = await create({ username: 'kepala', platformAdmin: true });
  expect([await isPlatformAdministrator(db.identity, made.userId), await enter('kepala', made.password)]).toEqual([
    true,
    'in',
  ]);
  const { rows } = await db.owner.query('select from people where user_id = $1', [made.userId]);
  const events = await db.owner.query("select act from audit_events where subject_id = $1 and act like 'platform.%'", [
    made.userId,
  ]);
  expect(events.rows).toEqual([{ act: 'platform.administrator_made' }]);
  expect(rows.length).toBe(0);
  await expect(create({ username: 'kepala', platformAdmin: true })).rejects.toThrow(Conflict);
});

test.each([
  [{ tenant: 'bandung' }, 'Tidak ada daerah "bandung". Yang ada: bekasikab, tetangga.'],
  [{ tenant: 'platform' }, 'Tidak ada daerah "platform"'],
  [{ organization: 'Dinas Angin' }, 'Tidak ada organisasi "Dinas Angin"'],
  [{ organization: newId() }, 'Tidak ada organisasi'],
  [{ organization: 'Karang Taruna' }, 'Ada beberapa organisasi yang cocok'],
  [
    { role: 'raja' },
    'Tidak ada peran "raja". Pilih: organization_head, innovator, tenant_admin, verifier, committee, juror, mentor.',
  ],
  [{ role: undefined }, 'Isi --tenant, --organization dan --role bersama-sama'],
  [{ platformAdmin: true }, 'Isi --tenant, --organization dan --role bersama-sama'],
])('%j is refused with "%s"', async (wrong, message) => {
  const refused = create({ ...inOffice, username: 'salah', ...wrong });
  await expect(refused).rejects.toThrow(WrongUser);
  await expect(refused).rejects.toThrow(message);
});

test('wrong fields are named, and nothing is left behind', async () => {
  const faults = (user: Partial<UserToCreate>) =>
    create(user).then(
      () => [],
      (error: unknown) =>
        error instanceof Invalid ? error.faults.map((fault) => [fault.field, fault.message]) : error,
    );
  expect(await faults({ ...inOffice, name: 'S', username: 'a b', email: 'x' })).toEqual([
    ['name', 'people.errors.nameShort'],
    ['username', 'people.errors.usernameWrong'],
    ['email', 'people.errors.emailWrong'],
  ]);
  expect(await faults({ ...inOffice, username: '' })).toEqual([['username', 'common.errors.required']]);
  expect(await faults({ ...inOffice, username: 'admin.satu' })).toEqual([['username', 'people.errors.usernameTaken']]);
  expect(
    await faults({ ...inOffice, username: 'di.karang', organization: 'Dinas Sosial', role: 'raja' }),
  ).toBeInstanceOf(WrongUser);
  const { rows } = await db.owner.query(`select username from auth."user" order by 1`);
  expect(rows.map((row) => row.username)).toEqual(['admin.dua', 'admin.satu', 'kepala']);
});

test('without an office or the platform there is nothing to do', async () => {
  await expect(create({ username: 'kosong' })).rejects.toThrow('tidak akan memegang apa pun');
});
