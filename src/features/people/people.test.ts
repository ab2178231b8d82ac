import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { createAccount } from '#platform/identity/accounts.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { raise } from '#platform/testing/sign-in.ts';
import type { FirstOffice } from './office.ts';
import { heldOffices } from './offices.queries.ts';
import { createPerson, readPhone, resetPersonPassword } from './people.acts.ts';
import { peopleOfTenant, personPage } from './people.queries.ts';
import type { NewPerson } from './person.ts';
import { addOrganization, addPersonRow, addTerm, administratorCtx, auditOf, ctxOf } from './testing-people.ts';

let db: TestDatabase;
let admin: Ctx;
let neighbour: Ctx;
beforeAll(async () => {
  db = await freshDatabase();
  admin = await administratorCtx(db);
  neighbour = await administratorCtx(db, new Date(), db.tenants.tetangga);
});
afterAll(() => db.close());

const person = (sent: Partial<NewPerson> = {}): NewPerson => ({
  id: newId(),
  name: 'Siti Aminah',
  username: null,
  email: null,
  phone: null,
  ...sent,
});

async function villageOffice(): Promise<FirstOffice> {
  const organizationId = await addOrganization(db, 'village', `Desa ${newId()}`);
  return { id: newId(), organizationId, role: 'innovator', kind: 'definitive', from: '2026-01-01', to: null };
}

const tryPassword = (identifier: string, password: string) =>
  signIn(db.identity, { identifier, password, remember: false, address: newId(), cookie: undefined });

const faults = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof Invalid ? error.faults.map((fault) => [fault.field, fault.message]) : error),
  );

test('a person gets an account, an office and a temporary password that signs in', async () => {
  const office = await villageOffice();
  const sent = person({ name: 'Ujang Kurnia', email: 'ujang@desa.id' });
  const handed = await createPerson(admin, sent, office);
  expect(handed).toEqual({
    userId: sent.id,
    name: 'Ujang Kurnia',
    username: 'ujang.kurnia',
    password: expect.stringMatching(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/),
  });
  for (const name of ['ujang.kurnia', 'UJANG.Kurnia', 'Ujang@Desa.id']) {
    expect((await tryPassword(name, handed.password ?? '')).kind).toBe('in');
  }
  expect((await heldOffices(admin, sent.id)).map((held) => held.role)).toEqual(['innovator']);
  expect((await personPage(admin, sent.id)).passwordDue).toBe(true);
});

test('sent twice, or twice at once, it is one person with one password', async () => {
  const office = await villageOffice();
  const sent = person({ phone: '+6281234567890' });
  const answers = await Promise.all([createPerson(admin, sent, office), createPerson(admin, sent, office)]);
  const third = await createPerson(admin, sent, office);
  expect(new Set([...answers, third].map((answer) => JSON.stringify(answer))).size).toBe(1);
  const { rows } = await db.owner.query('select count(*)::int as n from people where user_id = $1', [sent.id]);
  expect(rows).toEqual([{ n: 1 }]);
  expect((await auditOf(db)).filter((event) => event.subject_id === sent.id).length).toBe(1);
  await expect(createPerson(admin, { ...sent, name: 'Orang Lain' }, office)).rejects.toThrow(Conflict);
});

test('namesakes get the next free user name, also at once; a chosen one that is taken is refused', async () => {
  const made = await Promise.all([1, 2, 3].map(() => createPerson(admin, person({ name: 'Neng Sari' }), null)));
  expect(made.map((one) => one.username).sort()).toEqual(['neng.sari', 'neng.sari2', 'neng.sari3']);
  expect(await faults(createPerson(admin, person({ username: 'neng.sari' }), null))).toEqual([
    ['username', 'people.errors.usernameTaken'],
  ]);
  await createPerson(admin, person({ email: 'neng@desa.id' }), null);
  expect(await faults(createPerson(admin, person({ email: 'neng@desa.id' }), null))).toEqual([
    ['email', 'people.errors.emailTaken'],
  ]);
});

test('user names are taken over all tenants, persons are not seen over them', async () => {
  const made = await createPerson(neighbour, person({ name: 'Wati Lestari' }), null);
  expect(await faults(createPerson(admin, person({ username: made.username }), null))).toEqual([
    ['username', 'people.errors.usernameTaken'],
  ]);
  await expect(personPage(admin, made.userId)).rejects.toThrow(NotFound);
  expect((await peopleOfTenant(admin, { q: 'Wati Lestari', page: 1 })).total).toBe(0);
  expect((await peopleOfTenant(neighbour, { q: 'wati', page: 1 })).people.map((one) => one.userId)).toEqual([
    made.userId,
  ]);
});

test('an account that is refused its office is not left behind', async () => {
  const office = await villageOffice();
  const refused = person({ name: 'Tanpa Sisa' });
  expect(await faults(createPerson(admin, refused, { ...office, role: 'verifier' }))).toEqual([
    ['role', 'people.errors.roleNotHere'],
  ]);
  const { rows } = await db.owner.query('select count(*)::int as n from auth."user" where id = $1', [refused.id]);
  expect(rows).toEqual([{ n: 0 }]);
  expect((await createPerson(admin, refused, office)).username).toBe('tanpa.sisa');
});

test('nobody becomes a person here by the id of somebody elsewhere', async () => {
  const theirs = await createPerson(neighbour, person(), null);
  await expect(createPerson(admin, person({ id: theirs.userId }), null)).rejects.toThrow(Conflict);
});

test('the telephone number is stored sealed, shown masked, and reading it is an event', async () => {
  const made = await createPerson(admin, person({ phone: '+6281234567890' }), null);
  const { rows } = await db.owner.query('select phone_sealed from people where user_id = $1', [made.userId]);
  expect(rows[0].phone_sealed).not.toContain('1234567890');
  expect((await personPage(admin, made.userId)).maskedPhone).toBe('+62 812 ••••• 890');
  expect(await readPhone(admin, made.userId)).toBe('+6281234567890');
  const events = (await auditOf(db)).filter((event) => event.subject_id === made.userId);
  expect(events.map((event) => event.act)).toEqual(['person.created', 'person.phone_read']);
  expect(JSON.stringify(events)).not.toMatch(/Siti|siti|812345/);
  await expect(readPhone(neighbour, made.userId)).rejects.toThrow(NotFound);
});

test('only a tenant administrator creates, resets and reads', async () => {
  const made = await createPerson(admin, person(), null);
  const { organizationId } = await villageOffice();
  const head = await addPersonRow(db);
  await addTerm(db, { userId: head.userId, organizationId, role: 'organization_head' });
  const others = [
    db.ctx({ actor: null }),
    db.ctx({ actor: actorWith([]) }),
    db.ctx({ actor: actorWith([], { platformAdministrator: true }) }),
    await ctxOf(db, head.userId),
  ];
  for (const ctx of others) {
    await expect(createPerson(ctx, person(), null)).rejects.toThrow(NotAllowed);
    await expect(resetPersonPassword(ctx, made.userId, newId())).rejects.toThrow(NotAllowed);
    await expect(readPhone(ctx, made.userId)).rejects.toThrow(NotAllowed);
    await expect(peopleOfTenant(ctx, { q: '', page: 1 })).rejects.toThrow(NotAllowed);
  }
});

test('a head sees the persons of the own organisation, without their number, and no others', async () => {
  const office = await villageOffice();
  const operator = await createPerson(admin, person({ phone: '+6281234567890' }), office);
  const head = await addPersonRow(db);
  await addTerm(db, { userId: head.userId, organizationId: office.organizationId, role: 'organization_head' });
  const ctx = await ctxOf(db, head.userId);
  const seen = await personPage(ctx, operator.userId);
  expect({ ...seen, terms: seen.terms.map((term) => term.role) }).toEqual({
    userId: operator.userId,
    name: operator.name,
    username: operator.username,
    maskedPhone: null,
    passwordDue: true,
    hasSecondFactor: false,
    terms: ['innovator'],
    administers: false,
  });
  const stranger = await createPerson(admin, person(), await villageOffice());
  await expect(personPage(ctx, stranger.userId)).rejects.toThrow(NotFound);
});

test('a reset replaces the password, ends sessions and answers its repeat alike', async () => {
  const made = await createPerson(admin, person({ name: 'Lupa Sandi' }), null);
  await tryPassword(made.username, made.password ?? '');
  const requestId = newId();
  const [first, second] = await Promise.all([
    resetPersonPassword(admin, made.userId, requestId),
    resetPersonPassword(admin, made.userId, requestId),
  ]);
  expect(second).toEqual(first);
  expect(first.password).not.toBe(made.password);
  const { rows } = await db.owner.query('select count(*)::int as n from auth.session where "userId" = $1', [
    made.userId,
  ]);
  expect(rows).toEqual([{ n: 0 }]);
  expect((await tryPassword(made.username, made.password ?? '')).kind).toBe('refused');
  expect((await tryPassword(made.username, first.password ?? '')).kind).toBe('in');
  const resets = (await auditOf(db)).filter((event) => event.act === 'person.password_reset');
  expect(resets.map((event) => event.subject_id)).toEqual([made.userId]);
});

test('a form of a reset sent again later does not undo the person’s own password', async () => {
  const made = await createPerson(admin, person(), null);
  const requestId = newId();
  await resetPersonPassword(admin, made.userId, requestId);
  await db.owner.query('delete from auth.passwords_due where user_id = $1', [made.userId]); // as changing it does
  await expect(resetPersonPassword(admin, made.userId, requestId)).rejects.toThrow(Conflict);
});

test('nobody learns another’s temporary password by giving one with their id', async () => {
  const victim = await createPerson(admin, person(), null);
  const decoy = await createPerson(neighbour, person(), null);
  const shown = await resetPersonPassword(neighbour, decoy.userId, victim.userId);
  expect(shown.password).not.toBe(victim.password);
});

test('no tenant takes over a person of another tenant, or who administers the platform', async () => {
  const theirs = await createPerson(neighbour, person(), null);
  await expect(resetPersonPassword(admin, theirs.userId, newId())).rejects.toThrow(NotFound);
  const both = await createPerson(admin, person({ name: 'Dua Daerah' }), null);
  const { tetangga } = db.tenants;
  await db.owner.query("insert into people (tenant_id, user_id, name, username) values ($1, $2, 'Dua', $3)", [
    tetangga.id,
    both.userId,
    both.username,
  ]);
  const organizationId = await addOrganization(db, 'village', `Desa ${newId()}`, tetangga);
  await addTerm(db, { userId: both.userId, organizationId, role: 'innovator' }, tetangga);
  await expect(resetPersonPassword(admin, both.userId, newId())).rejects.toThrow(NotAllowed);
  const chief = await createPerson(admin, person({ name: 'Kepala Platform' }), null);
  await raise(db, chief.userId);
  await expect(resetPersonPassword(admin, chief.userId, newId())).rejects.toThrow(NotAllowed);
  const { rows } = await db.owner.query('select user_id from auth.passwords_due where user_id = any($1)', [
    [theirs.userId, both.userId, chief.userId],
  ]);
  expect(rows.length).toBe(3); // still the ones they were created with
});

test('the app reads no credential and calls nothing else of the sign-in schema', async () => {
  const { rows } = await db.owner.query(
    `select p.proname from pg_proc p where p.pronamespace = 'auth'::regnamespace and has_function_privilege('gelar_app', p.oid, 'execute') order by 1`,
  );
  expect(rows.map((row) => row.proname)).toEqual([
    'begin_second_factor',
    'begin_viewing',
    'change_password',
    'choose_password',
    'end_expired_viewings',
    'end_other_sessions',
    'end_own_session',
    'end_second_factor',
    'end_viewing',
    'end_vouched_sessions',
    'mail_addresses',
    'name_passkey',
    'open_account',
    'person_called',
    'remove_passkey',
    'renew_recovery_codes',
    'replace_password',
    'second_factor_of',
    'stands_outside',
    'take_second_factor',
    'temporary_password_of',
  ]);
  for (const table of [
    '"user"',
    'session',
    'account',
    'passwords_due',
    'platform_administrators',
    'sign_in_attempts',
    'passkey',
    'second_factors',
    'recovery_codes',
    'session_state',
    'viewings',
  ]) {
    await expect(db.pool.query(`select from auth.${table}`), table).rejects.toThrow(/permission denied/);
  }
});

test('an account made outside tenants is made once', async () => {
  const account = {
    id: newId(),
    name: 'Sari',
    username: 'sari.luar',
    email: null,
    password: 'kata-sandi-uji',
    passwordDue: true,
  };
  await createAccount(db.identity, account);
  await createAccount(db.identity, account);
  await expect(createAccount(db.identity, { ...account, id: newId() })).rejects.toThrow(Conflict);
  expect((await tryPassword('sari.luar', 'kata-sandi-uji')).kind).toBe('in');
});
