import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  arrangeRegion,
  type TestOrganization,
  type TestRegion,
  writtenDraft,
} from '#features/innovations/testing-region.ts';
import { id as messages } from '#messages/id.ts';
import { backUp } from '#platform/backup/backup.ts';
import { type RestoreResult, restore } from '#platform/backup/restore.ts';
import { openPool } from '#platform/database/pool.ts';
import { openDirectory } from '#platform/http/directory.ts';
import type { App } from '#platform/http/env.ts';
import { createAccount } from '#platform/identity/accounts.ts';
import { openIdentity } from '#platform/identity/identity.ts';
import { newId } from '#platform/ids.ts';
import { secretsFrom } from '#platform/secrets.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { type ExternalDatabase, externalDatabase } from '#platform/testing/external.ts';
import { createApp } from './app.ts';

// A backup whose key is lost: everything sealed in it is restored under another key, and the pages are asked for.

const origin = 'http://127.0.0.1';
const password = 'kata-sandi-uji-1';
const phone = '6281234567890';
const unreadable = messages.common.unreadable;

let db: TestDatabase;
let region: TestRegion;
let folder: string;
let external: ExternalDatabase;
let owner: pg.Client;
let result: RestoreResult;
let app: App;
let close: () => Promise<unknown>;

const ids = { innovation: '', provider: newId(), person: newId(), invitation: newId() };
const admin = { id: newId(), username: 'ani.contoh' };
const writer = { id: newId(), username: 'budi.contoh' };

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  folder = await mkdtemp(join(tmpdir(), 'gelar-kunci-'));
  await appoint(admin, 'tenant_admin', region.agency);
  await appoint(writer, 'innovator', region.village);
  await fillSealed();
  const { ownerAddress, files, secrets } = db;
  const archive = join(folder, 'satu.tar');
  await backUp({ owner: ownerAddress, files, secrets, app: '0.1.0', report: () => {} }, archive);
  external = await externalDatabase();
  const other = secretsFrom(randomBytes(32));
  const login = external.app.user;
  const parts = { owner: external.owner, login, files, secrets: other, migrations: 'migrations', report: () => {} };
  result = await restore(parts, archive, { replace: false, otherKey: true });
  await openRestored(other);
}, 120_000);
afterAll(async () => {
  await close?.();
  await external?.close();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

async function appoint(
  account: { id: string; username: string },
  role: 'tenant_admin' | 'innovator',
  at: TestOrganization,
) {
  const { id, username } = account;
  await createAccount(db.identity, { id, username, name: username, email: null, password, passwordDue: false });
  const tenantId = region.tenant.id;
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $3)', [
    tenantId,
    id,
    username,
  ]);
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from)
     values ($1, $2, $3, $4, $5, 'definitive', '2026-01-01')`,
    [tenantId, newId(), region.office(role, at).id, role, id],
  );
}

/** One of everything that the installation seals. */
async function fillSealed(): Promise<void> {
  const { owner: rows, secrets } = db;
  const tenantId = region.tenant.id;
  const asWriter = { name: '', platformAdministrator: false, offices: [region.office('innovator', region.village)] };
  const ctx = db.ctx({ actor: { ...asWriter, userId: writer.id, username: writer.username } });
  ids.innovation = await writtenDraft(ctx, region.village.id, { initiatorName: 'Kelompok Melati' });
  await rows.query(
    'insert into people (tenant_id, user_id, name, username, phone_sealed) values ($1, $2, $3, $4, $5)',
    [tenantId, ids.person, 'Cici (contoh)', 'cici.contoh', secrets.seal(phone)],
  );
  await rows.query(
    `insert into identity_providers (tenant_id, id, label, issuer, client_id, client_secret_sealed)
     values ($1, $2, 'Akun ASN (contoh)', 'https://sso.contoh.id', 'gelar', $3)`,
    [tenantId, ids.provider, secrets.seal('rahasia-klien')],
  );
  await rows.query(
    `insert into external_identities (tenant_id, issuer, subject, provider_id, user_id, nip_sealed, nip_digest)
     values ($1, 'https://sso.contoh.id', 's', $2, $3, $4, 'd')`,
    [tenantId, ids.provider, admin.id, secrets.seal('198703152010011003')],
  );
  await rows.query('insert into auth.second_factors values ($1, $2, $3, 0)', [
    admin.id,
    secrets.seal('A'.repeat(32)),
    newId(),
  ]);
  await rows.query(`insert into auth.recovery_codes values ($1, 'x')`, [admin.id]);
  await rows.query(
    `insert into auth."passkey" ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
     values ('k', $1, 'c', 0, 'multiDevice', true)`,
    [admin.id],
  );
  await rows.query(
    `insert into mails (tenant_id, id, kind, recipient_sealed, subject, body_sealed, state, problem, created_at, next_try_at, settled_at)
     values ($1, $2, 'invitation', $3, 'x', $4, 'refused', 'x', now(), now(), now()),
       ($1, $5, 'invitation', $3, 'y', $4, 'waiting', null, now(), now(), null)`,
    [tenantId, newId(), secrets.seal('a@contoh.id'), secrets.seal('{"text":"a","html":"b"}'), newId()],
  );
  await rows.query(
    `insert into invitations (tenant_id, id, purpose, channel, code_digest, code_request, expires_at, name, email_sealed,
       term_id, organization_id, role, kind, valid_from, made_in_office, created_at)
     values ($1, $2, 'invitation', 'email', 'd', $2, now() + interval '7 days', 'Dedi (contoh)', $3, $4, $5, 'innovator',
       'plt', '2026-01-01', $6, now())`,
    [
      tenantId,
      ids.invitation,
      secrets.seal('dedi@contoh.id'),
      newId(),
      region.other.id,
      region.office('tenant_admin', region.agency).id,
    ],
  );
}

async function openRestored(secrets: TestDatabase['secrets']): Promise<void> {
  const pool = openPool(external.app, { role: 'gelar_app', pipeline: true, max: 4 });
  const authPool = openPool(external.app, { role: 'gelar_auth', searchPath: 'auth', max: 4 });
  owner = new pg.Client(external.owner);
  await owner.connect();
  const directory = await openDirectory(pool);
  const identity = openIdentity(authPool, secrets, origin);
  const settings = { origin, trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null };
  app = await createApp(
    { ...settings, secondFactor: 'optional', mail: 'shown' },
    { pool, secrets, identity, directory, files: db.files, migrations: 'migrations', jobsReady: async () => true },
  );
  close = async () => {
    directory.stop();
    await Promise.all([pool.end(), authPool.end(), owner.end()]);
  };
}

async function ask(path: string, { cookie, form }: { cookie?: string; form?: Record<string, string> } = {}) {
  const body = form ? new URLSearchParams(form) : null;
  const init = { method: form ? 'POST' : 'GET', body, headers: new Headers(cookie ? { cookie } : {}) };
  const answer = await app.fetch(new Request(`${origin}${path}`, init));
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text: await answer.text(),
    headers: answer.headers,
  };
}

async function signedIn({ username }: { username: string }): Promise<string> {
  const answer = await ask('/masuk', { form: { identifier: username, password } });
  expect([answer.status, answer.to?.includes('/masuk')]).toEqual([303, false]);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const column = async (sql: string) => Object.values((await owner.query(sql)).rows[0] ?? {})[0];

test('the restore ends what cannot work without the key, says so, and leaves the rest', async () => {
  expect(result.forgotten).toEqual({ secondFactors: 1, providers: 1 });
  expect(await column('select count(*)::int from auth.second_factors')).toBe(0);
  expect(await column('select count(*)::int from auth.recovery_codes')).toBe(0);
  expect(await column('select count(*)::int from auth."passkey"')).toBe(1);
  expect(await column('select enabled from identity_providers')).toBe(false);
  expect(await column(`select changes from audit_events where act = 'installation.key_changed'`)).toEqual(
    result.forgotten,
  );
});

test('whoever had an authenticator signs in by password, and every page of an administrator opens', async () => {
  expect((await ask('/masuk')).status).toBe(200);
  const cookie = await signedIn(admin);
  const person = `/kerja/orang/${ids.person}`;
  const security = '/akun/keamanan';
  const pages = [
    '/kerja',
    '/kerja/orang?lihat=orang',
    person,
    security,
    '/kerja/orang/undangan',
    '/kerja/surat-elektronik',
    '/dev/mail',
    '/kerja/inovasi',
  ];
  for (const page of pages) expect([page, (await ask(page, { cookie })).status]).toEqual([page, 200]);
  expect((await ask(person, { cookie })).text).toContain(unreadable);
  expect((await ask(security, { cookie })).text).toContain(unreadable);
});

test('an invitation whose address cannot be read is not sent again, and says what to do', async () => {
  const cookie = await signedIn(admin);
  const list = await ask('/kerja/orang/undangan', { cookie });
  expect(list.text).toContain(unreadable);
  const form = { id: newId(), channel: 'email' };
  const again = await ask(`/kerja/orang/undangan/${ids.invitation}/kode`, { cookie, form });
  expect([again.status, again.text.includes(messages.invitations.errors.addressUnreadable)]).toEqual([409, true]);
  expect(await column(`select count(*)::int from mails`)).toBe(2);
});

test('a provider stays off until its secret is entered anew', async () => {
  const cookie = await signedIn(admin);
  const { clientSecretLost } = messages.signIn.providers;
  const one = `/kerja/penyedia-masuk/${ids.provider}`;
  expect((await ask('/kerja/penyedia-masuk', { cookie })).text).toContain(clientSecretLost);
  expect((await ask(one, { cookie })).text).toContain(clientSecretLost);
  const form = {
    id: ids.provider,
    label: 'Akun ASN (contoh)',
    issuer: 'https://sso.contoh.id',
    clientId: 'gelar',
    scope: 'openid',
    enabled: 'ya',
  };
  const without = await ask('/kerja/penyedia-masuk', { cookie, form });
  expect([without.status, without.text.includes(messages.signIn.errors.secretLost)]).toEqual([422, true]);
  expect(await column('select enabled from identity_providers')).toBe(false);
  expect((await ask('/kerja/penyedia-masuk', { cookie, form: { ...form, clientSecret: 'baru' } })).status).toBe(303);
  expect(await column('select enabled from identity_providers')).toBe(true);
  expect((await ask(one, { cookie })).text).not.toContain(clientSecretLost);
});

test('an innovation and its history open, and saving its form leaves the sealed name as it is', async () => {
  const cookie = await signedIn(writer);
  const home = `/kerja/inovasi/${ids.innovation}`;
  const section = `${home}/isi/klasifikasi`;
  const pages = [home, section, `${home}/kirim`, `${home}/riwayat`, `${home}/riwayat/1`, `${home}/riwayat/1/2`];
  for (const page of pages) expect([page, (await ask(page, { cookie })).status]).toEqual([page, 200]);
  const page = (await ask(section, { cookie })).text;
  expect(page).toContain(`value="${unreadable}"`);
  expect(page).toContain(messages.innovations.section.unreadable);
  const stored = () => column('select initiator_name_sealed from innovations');
  const before = await stored();
  const version = async () => String(await column('select version from innovations'));
  const choices = {
    initiatorKind: 'Masyarakat',
    classification: 'Inovasi Desa',
    kind: 'Digital',
    form: 'Pelayanan publik',
  };
  const save = async (initiatorName: string) =>
    (await ask(section, { cookie, form: { ...choices, initiatorName, version: await version() } })).status;
  expect(await save(unreadable)).toBe(303);
  expect([await stored(), await column('select kind from innovations')]).toEqual([before, 'Digital']);
  expect(await save('Kelompok Mawar')).toBe(303);
  expect(await stored()).not.toBe(before);
  const edits = await column(
    `select before #>> '{}' from innovation_edits where field = 'initiatorName' order by version desc limit 1`,
  );
  expect(edits).toBe(before);
  expect((await ask(section, { cookie })).text).toContain('value="Kelompok Mawar"');
  // The name of that version cannot be read, so bringing it back leaves the one of today.
  const now = await stored();
  expect((await ask(`${home}/riwayat/2/pulihkan`, { cookie })).status).toBe(200);
  expect((await ask(`${home}/riwayat/2/pulihkan`, { cookie, form: { version: await version() } })).status).toBe(303);
  expect([await stored(), await column('select kind from innovations')]).toEqual([now, 'Non Digital']);
});
