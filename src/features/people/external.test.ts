import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { reservedTenantId, type Tenant } from '#platform/tenancy.ts';
import { expectedLog } from '#platform/testing/expected-log.ts';
import { startProvider, type TestProvider } from '#platform/testing/oidc.ts';
import { raise } from '#platform/testing/sign-in.ts';
import { providerInput } from './provider.ts';
import { writeProvider } from './providers.acts.ts';
import { appCode, turnOn } from './testing-app-codes.ts';
import { addOrganization, addTerm } from './testing-people.ts';
import {
  addAccount,
  cookiesOf,
  openSite,
  type Site,
  signInTo,
  type TestAccount,
  testPassword,
} from './testing-site.ts';

const logged = expectedLog();
const said = () => logged().map(({ message }) => message);

let site: Site;
let asn: TestProvider;
/** Bekasi's own, another of Bekasi's at the same server, and the installation's. */
const [ours, second, whole] = [newId(), newId(), newId()];
const nips: Record<string, string> = { asn: '198703152010011003', kembar: '198703152010011003' };

beforeAll(async () => {
  site = await openSite();
  const origin = site.db.identity.origin;
  asn = await startProvider(
    [
      `${origin}/bekasikab/masuk/penyedia/${ours}/balik`,
      `${origin}/bekasikab/masuk/penyedia/${second}/balik`,
      `${origin}/masuk/penyedia/${whole}/balik`,
    ],
    (login) => nips[login],
  );
  await add(ours, site.db.tenants.bekasikab, { label: 'Akun ASN' });
  await add(whole, { ...site.db.tenants.bekasikab, id: reservedTenantId }, { label: 'Akun Pusat' });
});
afterAll(async () => {
  await asn.stop();
  await site.close();
});

async function add(id: string, tenant: Tenant, more: Record<string, string>) {
  const { issuer, clientId, clientSecret } = asn;
  const typed = { id, issuer, clientId, clientSecret, nipClaim: 'nip', enabled: 'ya', ...more };
  await writeProvider(site.db.ctx({ tenant }), providerInput(true).parse(typed), { officeId: null, internal: true });
}

const pathOf = (address: string) => address.replace(/^http:\/\/127\.0\.0\.1:\d+/, '');
const join = (...cookies: (string | undefined)[]) => cookies.filter(Boolean).join('; ');

/** Follows the button and signs in there. @returns the way back and the cookie of the trip */
async function depart(id: string, login: string, options: { base?: string; ke?: string; cookie?: string } = {}) {
  const { base = '/bekasikab', ke, cookie } = options;
  const start = await site.fetch(`${base}/masuk/penyedia/${id}${ke ? `?ke=${ke}` : ''}`, cookie ? { cookie } : {});
  const address = start.headers.get('location') ?? '';
  return { back: pathOf(await asn.signIn(address, login)), trip: cookiesOf(start), address };
}

async function signInBy(id: string, login: string, base?: string) {
  const { back, trip } = await depart(id, login, base === undefined ? {} : { base });
  return site.fetch(back, { cookie: trip });
}

/** The signed-in person links the own account. */
async function link(person: TestAccount, id: string, login: string): Promise<Response> {
  const cookie = await signInTo(site, person.username);
  const onward = await site.fetch(`/akun/keamanan/penyedia/${id}`, { cookie, form: { current: testPassword } });
  const page = await onward.text();
  const address = /href="(http:\/\/127[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const back = pathOf(await asn.signIn(address, login));
  return site.fetch(back, { cookie: join(cookie, cookiesOf(onward)) });
}

const eventsOf = async (subject: string) => {
  const { rows } = await site.db.owner.query('select act from audit_events where subject_id = $1 order by at, id', [
    subject,
  ]);
  return rows.map((row) => row.act);
};

describe('another provider', () => {
  test('is offered on the sign-in page of its own tenant, without being asked anything', async () => {
    const page = await (await site.fetch('/bekasikab/masuk')).text();
    expect([page.includes('Masuk dengan Akun ASN'), page.includes('Masuk dengan Akun Pusat')]).toEqual([true, true]);
    const theirs = await (await site.fetch('/tetangga/masuk')).text();
    expect([theirs.includes('Akun ASN'), theirs.includes('Akun Pusat')]).toEqual([false, true]);
    expect((await site.fetch(`/tetangga/masuk/penyedia/${ours}`)).status).toBe(404);
  });

  test('knows nobody here before the person links the account, whatever NIP or name it tells', async () => {
    const person = await addAccount(site.db, { role: 'innovator', email: 'asn@desa.id' });
    const unknown = await signInBy(ours, 'asn');
    expect([unknown.status, await unknown.text()]).toEqual([
      403,
      expect.stringContaining('Masuk sekali dengan kata sandi'),
    ]);
    expect(unknown.headers.getSetCookie().join()).not.toContain('session_token');
    const linked = await link(person, ours, 'asn');
    expect([linked.status, linked.headers.get('location')]).toEqual([
      303,
      '/bekasikab/akun/keamanan?pesan=signIn.linked',
    ]);
    const signed = await signInBy(ours, 'asn');
    expect([signed.status, signed.headers.get('location')]).toEqual([303, '/bekasikab/kerja']);
    const session = await readSession(site.db.identity, cookiesOf(signed));
    expect([session?.userId, session?.begunBy, session?.tenantId]).toEqual([
      person.id,
      'provider',
      site.db.tenants.bekasikab.id,
    ]);
    expect(await eventsOf(person.id)).toEqual(['session.began', 'identity.linked', 'session.began']);
    const page = await (await site.fetch('/akun/keamanan', { cookie: await signInTo(site, person.username) })).text();
    expect(page).toContain('NIP 1987•••••••••••003');
    const { rows } = await site.db.owner.query(
      'select nip_sealed, nip_digest from external_identities where user_id = $1',
      [person.id],
    );
    expect(JSON.stringify(rows)).not.toContain('19870315');
    expect(rows[0].nip_digest).toBe(site.db.secrets.digest('nip', '198703152010011003'));
  });

  test('links nobody twice: not its account, not the person, not the NIP', async () => {
    const [first, other] = [await addAccount(site.db, { role: 'innovator' }), await addAccount(site.db)];
    expect((await link(first, ours, 'tina')).status).toBe(303);
    expect((await link(first, ours, 'tina')).status).toBe(303); // the same again changes nothing
    expect(await (await link(other, ours, 'tina')).text()).toContain('sudah terhubung dengan akun Gelar lain');
    expect(await (await link(first, ours, 'tono')).text()).toContain('sudah terhubung dengan akun lain');
    expect(await (await link(other, ours, 'kembar')).text()).toContain('NIP dari penyedia itu sudah terhubung');
  });

  test('is linked with the password only, and unlinked with it', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const path = `/akun/keamanan/penyedia/${ours}`;
    expect((await site.fetch(path, { cookie, form: { current: 'salah-sekali-1' } })).status).toBe(422);
    expect((await site.fetch(path, { cookie, form: {} })).status).toBe(422);
    expect((await link(person, ours, 'putri')).status).toBe(303);
    expect((await site.fetch(`${path}/putus`, { cookie, form: { current: 'salah' } })).status).toBe(422);
    expect((await site.fetch(`${path}/putus`, { cookie, form: { current: testPassword } })).status).toBe(303);
    expect((await signInBy(ours, 'putri')).status).toBe(403);
    expect((await site.fetch(`${path}/putus`, { cookie, form: { current: testPassword } })).status).toBe(404);
  });

  test('asks the second factor too', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    await link(person, ours, 'dua');
    const { secret } = await turnOn(site, person);
    const signed = await signInBy(ours, 'dua');
    expect(signed.headers.get('location')).toBe('/bekasikab/masuk/kode');
    const cookie = cookiesOf(signed);
    expect((await site.fetch('/akun', { cookie })).status).toBe(303);
    expect((await site.fetch('/masuk/kode', { cookie, form: { code: appCode(secret) } })).status).toBe(303);
    expect((await site.fetch('/akun', { cookie })).status).toBe(200);
  });
});

describe('a session that a tenant’s provider began', () => {
  test('reaches that tenant alone and changes no keys', async () => {
    const person = await addAccount(site.db, { role: 'tenant_admin' });
    const { tetangga } = site.db.tenants;
    await site.db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      tetangga.id,
      person.id,
      'Sari',
      person.username,
    ]);
    const organizationId = await addOrganization(site.db, 'agency', 'Badan Tetangga', tetangga);
    await addTerm(site.db, { userId: person.id, organizationId, role: 'tenant_admin' }, tetangga);
    await raise(site.db, person.id);
    await link(person, ours, 'batas');
    const cookie = cookiesOf(await signInBy(ours, 'batas'));
    const status = async (path: string, form?: Record<string, string>) =>
      (await site.fetch(path, { cookie, ...(form ? { form } : {}) })).status;
    expect(await status('/bekasikab/kerja/orang')).toBe(200);
    expect([await status('/tetangga/kerja/orang'), await status('/tetangga/akun')]).toEqual([303, 303]); // nobody there
    expect(await status('/platform')).toBe(403); // nor above it
    expect(await status('/akun/keamanan/kode')).toBe(403);
    expect(await status('/akun/keamanan/kunci/mulai', { current: testPassword, name: 'x' })).toBe(403);
    expect(await status(`/akun/keamanan/penyedia/${whole}`, { current: testPassword })).toBe(403);
    expect(await status('/akun/keamanan/perangkat/lain', {})).toBe(403);
    const change = { current: testPassword, next: 'sandi-milik-saya', again: 'sandi-milik-saya' };
    expect(await status('/akun/sandi', change)).toBe(403);
    expect(await (await site.fetch('/akun/keamanan', { cookie })).text()).toContain('tidak dapat diubah di sini');
  });

  test('the installation’s own provider opens the whole account', async () => {
    const person = await addAccount(site.db, { tenant: site.db.tenants.tetangga, role: 'innovator' });
    expect((await link(person, whole, 'luas')).status).toBe(303);
    const signed = await signInBy(whole, 'luas', '');
    expect(signed.headers.get('location')).toBe('/tetangga/kerja');
    const session = await readSession(site.db.identity, cookiesOf(signed));
    expect([session?.userId, session?.tenantId]).toEqual([person.id, null]);
  });
});

describe('the way back', () => {
  test('is taken once, by the browser that set out, with its state', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    await link(person, ours, 'jalan');
    const { back, trip } = await depart(ours, 'jalan', { ke: '/akun' });
    const answers = [
      await site.fetch(back), // another browser
      await site.fetch(back, { cookie: 'gelar.trip=x' }),
      await site.fetch(back.replace(/state=[^&]*/, 'state=x'), { cookie: trip }),
      await site.fetch(back.replace(/state=[^&]*/, ''), { cookie: trip }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400]);
    const right = await site.fetch(back, { cookie: trip });
    expect([right.status, right.headers.get('location')]).toEqual([303, '/bekasikab/akun']);
    const replayed = await site.fetch(back, { cookie: trip });
    expect([replayed.status, await replayed.text()]).toEqual([400, expect.stringContaining('sudah pernah dipakai')]);
  });

  test('two answers at once with one state: one of them counts', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    await link(person, ours, 'ganda');
    const { back, trip } = await depart(ours, 'ganda');
    const both = await Promise.all([site.fetch(back, { cookie: trip }), site.fetch(back, { cookie: trip })]);
    expect(both.map((answer) => answer.status).sort()).toEqual([303, 400]);
  });

  test('an answer of one provider is not taken at the address of another', async () => {
    await add(second, site.db.tenants.bekasikab, {
      label: 'Akun Kedua',
      clientId: 'gelar',
      issuer: asn.issuer.replace('127.0.0.1', 'localhost'),
    });
    const person = await addAccount(site.db, { role: 'innovator' });
    await link(person, ours, 'campur');
    const { back, trip } = await depart(ours, 'campur');
    expect((await site.fetch(back.replace(ours, second), { cookie: trip })).status).toBe(400);
    expect(said()).toEqual(['the answer came to another provider’s address']);
    const { back: again, trip: cookie } = await depart(ours, 'campur');
    const iss = encodeURIComponent('https://jahat.example');
    expect((await site.fetch(again.replace(/iss=[^&]*/, `iss=${iss}`), { cookie })).status).toBe(400);
    expect(said()).toEqual(['the answer is of another issuer']);
  });

  test('a person who links finishes as the same person', async () => {
    const [mine, theirs] = [await addAccount(site.db, { role: 'innovator' }), await addAccount(site.db)];
    const [cookie, other] = [await signInTo(site, mine.username), await signInTo(site, theirs.username)];
    const onward = await site.fetch(`/akun/keamanan/penyedia/${ours}`, { cookie, form: { current: testPassword } });
    const address = /href="(http:\/\/127[^"]+)"/.exec(await onward.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = pathOf(await asn.signIn(address, 'silang'));
    expect((await site.fetch(back, { cookie: join(other, cookiesOf(onward)) })).status).toBe(400);
    expect(said()).toEqual(['another person is signed in now']);
    expect((await signInBy(ours, 'silang')).status).toBe(403);
  });

  test('the nonce of the trip must be in the token', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    await link(person, ours, 'nonce');
    const start = await site.fetch(`/bekasikab/masuk/penyedia/${ours}`);
    const address = new URL(start.headers.get('location') ?? '');
    address.searchParams.set('nonce', 'lain');
    const back = pathOf(await asn.signIn(address.href, 'nonce'));
    expect((await site.fetch(back, { cookie: cookiesOf(start) })).status).toBe(400);
    expect(said()).toEqual(['another nonce']);
  });

  test('a browser that only looks ahead does not set out', async () => {
    const response = await site.fetch(`/bekasikab/masuk/penyedia/${ours}`, { headers: { 'sec-purpose': 'prefetch' } });
    expect([response.status, response.headers.getSetCookie()]).toEqual([204, []]);
  });
});

test('a provider out of reach says so, and everybody else signs in as ever', async () => {
  const silent = newId();
  await add(silent, site.db.tenants.bekasikab, { label: 'Akun Sunyi', issuer: 'http://127.0.0.1:9' });
  const response = await site.fetch(`/bekasikab/masuk/penyedia/${silent}`);
  expect([response.status, await response.text()]).toEqual([
    503,
    expect.stringContaining('sedang tidak dapat dihubungi'),
  ]);
  expect(said()).toEqual([expect.stringContaining('ECONNREFUSED 127.0.0.1:9')]);
  const person = await addAccount(site.db, { role: 'innovator' });
  expect(await signInTo(site, person.username)).toContain('session_token');
});
