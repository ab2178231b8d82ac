import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetExpired } from '#platform/identity/attempts.ts';
import { readSession } from '#platform/identity/session.ts';
import { raise } from '#platform/testing/sign-in.ts';
import { addAccount, cookiesOf, openSite, type Site, signInForm, signInTo } from './testing-site.ts';

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

test('signing in lands on the work that waits, by user name and by e-mail', async () => {
  const person = await addAccount(site.db, { role: 'innovator', email: 'sari@desa.id' });
  for (const identifier of [person.username.toUpperCase(), ' Sari@Desa.ID ']) {
    const response = await post(signInForm(identifier));
    expect([identifier, response.status, response.headers.get('location')]).toEqual([identifier, 303, '/kerja']);
    expect((await whoIs(cookiesOf(response)))?.userId).toBe(person.id);
  }
  expect(await eventsOf(person.id)).toEqual(['session.began', 'session.began']);
});

test('the session cookie is HttpOnly, SameSite and lasts only when asked to', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookieOf = async (form: Record<string, string>) =>
    (await post(form)).headers.getSetCookie().find((cookie) => cookie.startsWith('gelar.session_token')) ?? '';
  const session = await cookieOf(signInForm(person.username));
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=Lax/i);
  expect(session).toMatch(/; Path=\//);
  expect(session).not.toMatch(/Max-Age|Expires/i);
  expect(await cookieOf({ ...signInForm(person.username), remember: 'ya' })).toMatch(/Max-Age=604800/i);
});

test('where one lands: the asked page, the own tenant, the platform, or the own account', async () => {
  const { db } = site;
  const here = await addAccount(db, { role: 'organization_head' });
  const there = await addAccount(db, { role: 'tenant_admin', tenant: db.tenants.tetangga });
  const nowhere = await addAccount(db);
  const above = await addAccount(db);
  await raise(db, above.id);
  const land = async (path: string, username: string, ke?: string) =>
    (
      await site.fetch(path, { form: { ...signInForm(username), ...(ke ? { ke } : {}) }, headers: elsewhere() })
    ).headers.get('location');
  expect(await land('/masuk', here.username, '/kerja/inovasi?urut=baru')).toBe('/kerja/inovasi?urut=baru');
  expect(await land('/bekasikab/masuk', here.username, '/kerja/inovasi')).toBe('/bekasikab/kerja/inovasi');
  expect(await land('/masuk', here.username, '//jahat.example/')).toBe('/kerja');
  expect(await land('/masuk', here.username, 'https://jahat.example/')).toBe('/kerja');
  expect(await land('/masuk', there.username, '/kerja/inovasi')).toBe('/tetangga/kerja');
  expect(await land('/masuk', above.username)).toBe('/platform');
  expect(await land('/masuk', nowhere.username)).toBe('/akun');
});

test('a page behind the sign-in leads there and back', async () => {
  const response = await site.fetch('/kerja/orang?q=desa');
  expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/masuk\?ke=/)]);
  const page = await (await site.fetch(response.headers.get('location') ?? '')).text();
  expect(page).toContain('name="ke" value="/kerja/orang?q=desa"');
});

/** Everything of an answer that somebody could compare. */
async function shapeOf(response: Response, identifier: string) {
  const body = (await response.text()).replaceAll(identifier, 'X');
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status: response.status, headers, body };
}

test('an unknown name is answered exactly like a wrong password', async () => {
  const person = await addAccount(site.db, { email: 'ada@desa.id' });
  const answers = await Promise.all(
    [person.username, 'tidak.ada.1', 'ada@desa.id', 'tiada@desa.id'].map(async (name) =>
      shapeOf(await post(signInForm(name, 'salah-sekali-1')), name),
    ),
  );
  expect(answers[0]?.status).toBe(422);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('the time of an answer does not tell whether a name exists', async () => {
  const person = await addAccount(site.db);
  const timeOf = async (name: string) => {
    const start = performance.now();
    await (await post(signInForm(name, 'salah-sekali-1'))).text();
    return performance.now() - start;
  };
  await timeOf('pemanasan');
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i++) {
    known.push(await timeOf(person.username));
    unknown.push(await timeOf(`tidak.ada.${i}`));
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[2] ?? 0;
  // Both hash once; without that an unknown name would be some twenty times faster.
  expect(middle(unknown) / middle(known)).toBeGreaterThan(0.3);
  expect(middle(unknown) / middle(known)).toBeLessThan(3);
});

test('eight wrong passwords lock a person, by whichever name, also for the right one', async () => {
  const person = await addAccount(site.db, { role: 'innovator', email: 'kunci@desa.id' });
  const names = [person.username, 'kunci@desa.id'];
  for (const name of names) expect((await post(signInForm(name, 'salah-sekali-1'))).status).toBe(422);
  await haveTried(person.id, 6);
  const locked = await post(signInForm(person.username));
  expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '900']);
  expect(await locked.text()).toContain('Coba lagi 15 menit lagi');
  expect((await post(signInForm('kunci@desa.id'))).status).toBe(429);
  const { rows } = await site.db.owner.query(
    "select act, count(*)::int as n from audit_events where act like 'sign_in.%' and subject_id = (select subject_id from audit_events where act = 'sign_in.locked' order by at desc limit 1) group by act order by act",
  );
  expect(rows).toEqual([
    { act: 'sign_in.locked', n: 1 },
    { act: 'sign_in.refused', n: 2 },
  ]);
});

test('unknown names lock just the same', async () => {
  await haveTried('hantu.desa', 7);
  const statuses: number[] = [];
  for (let i = 0; i < 2; i++) statuses.push((await post(signInForm('hantu.desa', 'salah-sekali-1'))).status);
  expect(statuses).toEqual([422, 429]);
});

test('tries at once do not share the last one', async () => {
  const person = await addAccount(site.db);
  await haveTried(person.id, 6);
  const tries = Array.from({ length: 6 }, () => post(signInForm(person.username, 'salah-sekali-1')));
  expect((await Promise.all(tries)).map((answer) => answer.status).sort()).toEqual([422, 422, 429, 429, 429, 429]);
});

test('an address that tries a hundred times is locked, others are not', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const crowded = { 'x-forwarded-for': '203.0.113.7' };
  const { perAddress, secrets } = site.db.identity;
  await perAddress.penalty(secrets.digest('sign-in-address', '203.0.113.7'), 99);
  expect((await post(signInForm(person.username), crowded)).status).toBe(303); // a right one does not count
  expect((await post(signInForm('hantu.lain', 'salah-sekali-1'), crowded)).status).toBe(422);
  expect((await post(signInForm(person.username), crowded)).status).toBe(429);
  expect((await post(signInForm(person.username))).status).toBe(303);
});

test('the right password before the eighth wrong one starts the count afresh', async () => {
  const person = await addAccount(site.db);
  for (let round = 0; round < 2; round++) {
    await haveTried(person.id, 7);
    expect((await post(signInForm(person.username))).status).toBe(303);
  }
});

test('signing in again ends the session it was done in', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const first = await signInTo(site, person.username);
  const second = cookiesOf(await post(signInForm(person.username), elsewhere(), first));
  expect(second).not.toBe(first);
  expect([await whoIs(first), (await whoIs(second))?.userId]).toEqual([null, person.id]);
});

test('two sign-ins at once are two sessions', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookies = (await Promise.all([post(signInForm(person.username)), post(signInForm(person.username))])).map(
    cookiesOf,
  );
  expect(await Promise.all(cookies.map(async (cookie) => (await whoIs(cookie))?.userId))).toEqual([
    person.id,
    person.id,
  ]);
});

test('signing out ends the session and clears what the browser kept', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookie = await signInTo(site, person.username);
  const response = await site.fetch('/keluar', { form: {}, cookie });
  expect([response.status, response.headers.get('location'), response.headers.get('clear-site-data')]).toEqual([
    303,
    '/?pesan=people.signedOut',
    '"cache"',
  ]);
  expect(response.headers.getSetCookie().join()).toMatch(/gelar\.session_token=;[^,]*Max-Age=0/i);
  expect(await whoIs(cookie)).toBeNull();
  expect(await eventsOf(person.id)).toEqual(['session.began', 'session.ended']);
  expect((await site.fetch('/keluar', { form: {} })).status).toBe(303); // signed out already
});

test('sign-in and sign-out sent from another site are refused', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookie = await signInTo(site, person.username);
  const foreign: Record<string, string>[] = [
    { origin: 'https://jahat.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ];
  for (const headers of foreign) {
    expect((await post(signInForm(person.username), headers)).status).toBe(403);
    expect((await site.fetch('/keluar', { form: {}, cookie, headers })).status).toBe(403);
  }
  expect((await whoIs(cookie))?.userId).toBe(person.id);
});

test('the library’s own endpoints are not reachable', async () => {
  for (const path of [
    '/api/auth/sign-in/username',
    '/api/auth/sign-up/email',
    '/api/auth/get-session',
    '/api/auth/is-username-available',
  ]) {
    expect((await site.fetch(path, { form: { username: 'sari' } })).status).toBe(404);
  }
});

test('forged, ended and garbled cookies are nobody', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookie = await signInTo(site, person.username);
  const token = cookie.split(';')[0] ?? '';
  const forged = [
    token.replace(/=(.)/, (_, first) => `=${first === 'a' ? 'b' : 'a'}`),
    `${token.slice(0, -9)}AAAAAA%3D`,
    'gelar.session_token=',
    'gelar.session_token=%',
    'gelar.session_token=%E0%A4%A',
    `gelar.session_token=${'x'.repeat(3000)}`,
    'gelar.session_token=a.b; gelar.session_token=c.d',
  ];
  for (const one of forged) {
    const response = await site.fetch('/akun', { cookie: one });
    expect([one.slice(0, 60), response.status]).toEqual([one.slice(0, 60), 303]);
  }
  await site.db.owner.query(`update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = $1`, [
    person.id,
  ]);
  expect((await site.fetch('/akun', { cookie })).status).toBe(303);
  await forgetExpired(site.db.identity);
  const { rows } = await site.db.owner.query('select from auth.session where "userId" = $1', [person.id]);
  expect(rows.length).toBe(0);
});

test('what was typed is kept, but never a password', async () => {
  const page = await (
    await post({ identifier: 'siti "<b>', password: 'rahasia-sekali', remember: 'ya', ke: '/kerja' })
  ).text();
  expect(page).toContain('value="siti &quot;&lt;b>"');
  expect(page).toMatch(/name="remember"[^>]*checked|checked[^>]*name="remember"/);
  expect(page).not.toContain('rahasia-sekali');
  const empty = await post({});
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Isi nama pengguna atau email Anda.');
});
