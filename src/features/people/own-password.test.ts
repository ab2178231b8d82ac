import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '#platform/database/transact.ts';
import { changePasswordFrom, checkPassword } from '#platform/identity/accounts.ts';
import { readSession } from '#platform/identity/session.ts';
import { addAccount, cookiesOf, openSite, type Site, signInForm, signInTo, testPassword } from './testing-site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

let network = 0;
const elsewhere = () => ({ 'x-forwarded-for': `192.0.2.${++network}` });
const post = (form: Record<string, string>, headers: Record<string, string> = elsewhere(), cookie?: string) =>
  site.fetch('/masuk', { form, headers, ...(cookie ? { cookie } : {}) });
/** As if so many wrong passwords had been typed for that person, or that unknown name. */
const haveTried = (who: string, times: number) =>
  site.db.identity.perName.penalty(site.db.secrets.digest('sign-in', who), times);
const whoIs = (cookie: string) => readSession(site.db.identity, cookie);
const eventsOf = async (subject: string) => {
  const { rows } = await site.db.owner.query(
    "select act from audit_events where tenant_id = '00000000-0000-7000-8000-000000000000' and subject_id = $1 order by at, id",
    [subject],
  );
  return rows.map((row) => row.act);
};

test('a temporary password must be changed before anything else', async () => {
  const person = await addAccount(site.db, { role: 'innovator', due: true });
  const cookie = await signInTo(site, person.username);
  const held = await site.fetch('/bekasikab/akun', { cookie });
  expect([held.status, held.headers.get('location')]).toEqual([303, '/bekasikab/akun/sandi']);
  const page = await (await site.fetch('/akun/sandi', { cookie })).text();
  expect(page).toContain('Buat kata sandi Anda sendiri');
  const form = { current: testPassword, next: 'sandi-milik-saya', again: 'sandi-milik-saya' };
  const changed = await site.fetch('/akun/sandi', { form, cookie });
  expect([changed.status, changed.headers.get('location')]).toEqual([303, '/kerja?pesan=people.passwordChanged']);
  expect((await site.fetch('/akun', { cookie: cookiesOf(changed) })).status).toBe(200);
});

test('changing the password ends every other session and is audited', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const [phone, desk] = [await signInTo(site, person.username), await signInTo(site, person.username)];
  const form = { current: testPassword, next: 'sandi-milik-saya', again: 'sandi-milik-saya' };
  const changed = await site.fetch('/akun/sandi', { form, cookie: desk });
  expect([await whoIs(phone), await whoIs(desk), (await whoIs(cookiesOf(changed)))?.userId]).toEqual([
    null,
    null,
    person.id,
  ]);
  expect((await post(signInForm(person.username))).status).toBe(422);
  expect((await post(signInForm(person.username, 'sandi-milik-saya'))).status).toBe(303);
  expect(await eventsOf(person.id)).toEqual(['session.began', 'session.began', 'password.changed', 'session.began']);
});

test('a wrong present password is said beside its field, and guessing it locks', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookie = await signInTo(site, person.username);
  const form = { current: 'salah-sekali-1', next: 'sandi-milik-saya', again: 'sandi-milik-saya' };
  const wrong = await site.fetch('/akun/sandi', { form, cookie });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toMatch(/id="f-current-error"[^>]*>.*Kata sandi sekarang salah/);
  await haveTried(person.id, 7);
  expect((await site.fetch('/akun/sandi', { form, cookie })).status).toBe(429);
});

test('a temporary password that is given while the person changes theirs stands', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const { pool, identity } = site.db;
  const checked = (await checkPassword(identity, person.id, testPassword)) ?? '';
  await site.db.owner.query(`update auth.account set password = 'given meanwhile' where "userId" = $1`, [person.id]);
  await site.db.owner.query('insert into auth.passwords_due (user_id) values ($1)', [person.id]);
  const change = (userId: string | null) =>
    transact(pool, { tenantId: null, userId }, (tx) => changePasswordFrom(tx, person.id, checked, 'mine'));
  expect(await change(person.id)).toBe(false);
  await expect(change(null)).rejects.toThrow('a password is changed by its owner');
  const { rows } = await site.db.owner.query(
    'select a.password, d.user_id is not null as due from auth.account a left join auth.passwords_due d on d.user_id = a."userId" where a."userId" = $1',
    [person.id],
  );
  expect(rows).toEqual([{ password: 'given meanwhile', due: true }]);
});
