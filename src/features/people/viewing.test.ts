import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvent } from '#platform/audit/record.ts';
import { codeOf, statusOf } from '#platform/errors.ts';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { inTenant } from '#platform/tenancy.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { raise } from '#platform/testing/sign-in.ts';
import { addOrganization, addTerm, ctxOf } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo, type TestAccount, testPassword } from './testing-site.ts';
import { beginViewing, endExpiredViewings } from './viewing.acts.ts';

let site: Site;
let admin: TestAccount;
beforeAll(async () => {
  site = await openSite();
  admin = await addAccount(site.db, { role: 'tenant_admin' });
});
afterAll(() => site.close());

const begin = (cookie: string, username: string, base = '') =>
  site.fetch(`${base}/kerja/lihat-sebagai`, { cookie, form: { username } });
const get = (path: string, cookie: string) => site.fetch(path, { cookie });
const eventsOf = async (subject: string) => {
  const { rows } = await site.db.owner.query(
    `select act, user_id, changes ->> 'how' as how from audit_events where subject_id = $1 and act like 'viewing.%' order by at, id`,
    [subject],
  );
  return rows;
};

/** An administrator who looks as a village's head. */
async function looking() {
  const [cookie, head] = [
    await signInTo(site, admin.username),
    await addAccount(site.db, { role: 'organization_head' }),
  ];
  const began = await begin(cookie, head.username);
  expect([began.status, began.headers.get('location')]).toEqual([303, '/kerja?pesan=signIn.viewingBegan']);
  return { cookie, head };
}

describe('while one looks as somebody else', () => {
  test('pages are that person’s, with a line that says so, and both are in the audit', async () => {
    const { cookie, head } = await looking();
    const board = await (await get('/kerja/orang', cookie)).text();
    expect(board).toContain('Anda melihat sebagai Sari (contoh)');
    expect(board).toContain('action="/bekasikab/lihat-sebagai/akhiri"');
    expect(board).not.toContain('Buat akun baru'); // a head may not
    expect(await (await get('/', cookie)).text()).toContain('Anda melihat sebagai'); // also where nothing is found
    const left = await site.fetch('/bekasikab/lihat-sebagai/akhiri', { cookie, form: {} });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/bekasikab/kerja?pesan=signIn.viewingEnded']);
    const own = await (await get('/kerja/orang', cookie)).text();
    expect([own.includes('Buat akun baru'), own.includes('Anda melihat sebagai')]).toEqual([true, false]);
    expect(await eventsOf(head.id)).toEqual([
      { act: 'viewing.began', user_id: admin.id, how: null },
      { act: 'viewing.ended', user_id: admin.id, how: 'left' },
    ]);
  });

  test('nothing can be changed, revealed, or looked at that opens an account', async () => {
    const { cookie, head } = await looking();
    const organizationId = head.organizationId ?? '';
    const changes: [string, Record<string, string>][] = [
      ['/kerja/orang/baru', { id: newId(), name: 'Baru' }],
      ['/kerja/orang/jabatan', { id: newId(), organizationId, role: 'innovator', username: head.username }],
      [`/kerja/orang/${head.id}/telepon`, {}],
      [`/kerja/orang/${head.id}/sandi`, { id: newId() }],
      ['/kerja/lihat-sebagai', { username: head.username }],
      ['/akun/sandi', { current: testPassword, next: 'sandi-milik-saya', again: 'sandi-milik-saya' }],
      ['/akun/keamanan/perangkat/lain', {}],
      ['/masuk', { identifier: head.username, password: testPassword }],
      ['/masuk/kunci/mulai', {}],
      ['/tidak-ada', {}],
    ];
    for (const base of ['', '/tetangga']) {
      for (const [path, form] of changes) {
        const answer = await site.fetch(base + path, { cookie, form });
        expect([base + path, answer.status, await answer.text()]).toEqual([
          base + path,
          403,
          expect.stringContaining('Anda sedang melihat sebagai orang lain'),
        ]);
      }
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect(await statusBy(method, cookie)).toBe(403);
    for (const path of ['/akun/keamanan', '/akun/keamanan/kode', '/akun/sandi', '/masuk', '/masuk/kode']) {
      expect([path, (await get(path, cookie)).status]).toEqual([path, 403]);
    }
    expect((await get('/akun', cookie)).status).toBe(200);
  });

  const statusBy = async (method: string, cookie: string) =>
    (await site.raw(new Request('http://127.0.0.1/kerja', { method, headers: { cookie } }))).status;

  test('the database itself refuses a change that a page would make', async () => {
    const person = await addAccount(site.db, { role: 'organization_head' });
    const own = await ctxOf(site.db, person.id);
    const viewedBy = { userId: admin.id, name: 'Admin' };
    const ctx = { ...own, actor: own.actor && { ...own.actor, viewedBy } };
    const refused = inTenant(ctx, (tx) =>
      recordEvent(tx, ctx, { act: 'x', subject: { kind: 'x', id: 'x' }, officeId: null }),
    );
    await expect(refused).rejects.toSatisfy((error) => codeOf(error) === '25006' && statusOf(error) === 403);
  });

  test('it reaches that tenant alone', async () => {
    const { cookie } = await looking();
    const answer = await get('/tetangga/akun', cookie);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Anda melihat sebagai')]);
    expect((await get('/tetangga/kerja/orang', cookie)).status).toBe(403);
    expect((await get('/platform', cookie)).status).toBe(403);
  });

  test('it ends after half an hour, with an event, and one is oneself again', async () => {
    const { cookie, head } = await looking();
    const { rows } = await site.db.owner.query(
      `select viewing_until - now() <= interval '30 minutes' as soon from auth.session_state where viewing_user = $1`,
      [head.id],
    );
    expect(rows).toEqual([{ soon: true }]);
    await site.db.owner.query(
      `update auth.session_state set viewing_until = now() - interval '1 second' where viewing_user = $1`,
      [head.id],
    );
    expect(await (await get('/kerja/orang', cookie)).text()).toContain('Buat akun baru');
    expect(await endExpiredViewings(site.db.ctx({ tenant: site.db.tenants.tetangga }))).toBe(0);
    expect(await endExpiredViewings(site.db.ctx())).toBe(1);
    expect((await eventsOf(head.id)).at(-1)).toEqual({ act: 'viewing.ended', user_id: admin.id, how: 'expired' });
  });

  test('signing out ends both', async () => {
    const { cookie, head } = await looking();
    expect((await site.fetch('/keluar', { cookie, form: {} })).status).toBe(303);
    expect(await readSession(site.db.identity, cookie)).toBeNull();
    expect((await eventsOf(head.id)).at(-1)).toEqual({ act: 'viewing.ended', user_id: admin.id, how: 'signed_out' });
    const { rows } = await site.db.owner.query(
      `select user_id, subject_id from audit_events where act = 'session.ended' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ user_id: admin.id, subject_id: admin.id }]); // not the one looked as
  });

  test('it ends when the other becomes an administrator, or one is none any more', async () => {
    const { cookie, head } = await looking();
    await addTerm(site.db, {
      userId: head.id,
      organizationId: await addOrganization(site.db, 'agency', 'Badan Baru'),
      role: 'tenant_admin',
    });
    expect(await (await get('/kerja/orang', cookie)).text()).not.toContain('Anda melihat sebagai');
    const short = await addAccount(site.db, { role: 'tenant_admin' });
    const person = await addAccount(site.db, { role: 'innovator' });
    const theirs = await signInTo(site, short.username);
    expect((await begin(theirs, person.username)).status).toBe(303);
    await site.db.owner.query(`update office_holders set valid_to = '2026-01-02' where user_id = $1`, [short.id]);
    expect((await get('/kerja/orang', theirs)).status).toBe(403);
  });
});

describe('whom one may look as', () => {
  test('nobody who is an administrator, here or elsewhere, now or later, nor oneself', async () => {
    const cookie = await signInTo(site, admin.username);
    const [peer, above, later, elsewhere] = [
      await addAccount(site.db, { role: 'tenant_admin' }),
      await addAccount(site.db, { role: 'innovator' }),
      await addAccount(site.db, { role: 'innovator' }),
      await addAccount(site.db, { role: 'innovator' }),
    ];
    await raise(site.db, above.id);
    const organizationId = await addOrganization(site.db, 'agency', 'Badan Nanti');
    await addTerm(site.db, { userId: later.id, organizationId, role: 'tenant_admin', from: '2099-01-01' });
    const { tetangga } = site.db.tenants;
    await site.db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
      tetangga.id,
      elsewhere.id,
      'Sari',
      elsewhere.username,
    ]);
    const theirs = await addOrganization(site.db, 'agency', 'Badan Sana', tetangga);
    await addTerm(site.db, { userId: elsewhere.id, organizationId: theirs, role: 'tenant_admin' }, tetangga);
    for (const { username } of [peer, above, later, elsewhere, admin]) {
      const answer = await begin(cookie, username);
      expect([username, answer.status]).toEqual([username, 403]);
    }
    const stranger = await addAccount(site.db, { tenant: tetangga, role: 'innovator' });
    for (const username of [stranger.username, 'tidak.ada', '']) {
      const answer = await begin(cookie, username);
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Tidak ada orang')]);
    }
  });

  test('an administrator of the platform looks in every tenant, heads and neighbours in none', async () => {
    const above = await addAccount(site.db);
    await raise(site.db, above.id);
    const person = await addAccount(site.db, { tenant: site.db.tenants.tetangga, role: 'innovator' });
    const cookie = await signInTo(site, above.username);
    expect((await get('/tetangga/kerja/lihat-sebagai', cookie)).status).toBe(200);
    expect((await begin(cookie, person.username, '/tetangga')).status).toBe(303);
    expect(await (await get('/tetangga/akun', cookie)).text()).toContain(person.username);
    for (const role of ['organization_head', 'innovator', 'verifier'] as const) {
      const other = await signInTo(site, (await addAccount(site.db, { role })).username);
      expect([role, (await get('/kerja/lihat-sebagai', other)).status]).toEqual([role, 403]);
      expect([role, (await begin(other, person.username)).status]).toEqual([role, 403]);
    }
    const mine = await signInTo(site, admin.username);
    expect((await begin(mine, person.username, '/tetangga')).status).toBe(403);
    expect((await get('/kerja/lihat-sebagai', '')).status).toBe(303);
  });

  test('it begins with its event or not at all', async () => {
    const cookie = await signInTo(site, admin.username);
    const person = await addAccount(site.db, { role: 'innovator' });
    const session = (await readSession(site.db.identity, cookie)) ?? expect.unreachable();
    const ctx = await ctxOf(site.db, admin.id);
    await failEveryCall(site.db, ctx, async (failing) => {
      const { rows } = await site.db.owner.query('select from auth.session_state where viewing_user = $1', [person.id]);
      expect(rows.length).toBe(0);
      await beginViewing(failing, session, person.username);
    });
  });
});
