import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotFound } from '#platform/errors.ts';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { endDevice, endOtherDevices } from './devices.acts.ts';
import { removeOwnPasskey, renameOwnPasskey } from './passkeys.acts.ts';
import { addAccount, openSite, type Site, signInTo, testPassword } from './testing-site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const whoIs = async (cookie: string) => (await readSession(site.db.identity, cookie))?.userId;
const sessionOf = async (cookie: string) => (await readSession(site.db.identity, cookie)) ?? expect.unreachable();

async function keepPasskey(userId: string): Promise<string> {
  const { rows } = await site.db.owner.query(
    `insert into auth.passkey (name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", "createdAt")
     values ('HP Sari', 'x', $1, $2, 0, 'singleDevice', false, now()) returning id`,
    [userId, newId()],
  );
  return rows[0].id;
}

describe('devices', () => {
  test('are listed by what they are, and end one by one or all but this one', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const [desk, phone, third] = [
      await signInTo(site, person.username),
      await signInTo(site, person.username),
      await signInTo(site, person.username),
    ];
    await site.db.owner.query(
      `update auth.session set "userAgent" = 'Mozilla/5.0 (Linux; Android 13) Chrome/128.0' where id = $1`,
      [(await sessionOf(phone)).sessionId],
    );
    const page = await (await site.fetch('/akun/keamanan', { cookie: desk })).text();
    expect([page.match(/perangkat ini</g)?.length, page.includes('Chrome di Android')]).toEqual([1, true]);
    const path = `/akun/keamanan/perangkat/${(await sessionOf(phone)).sessionId}`;
    const stranger = await signInTo(site, (await addAccount(site.db, { role: 'tenant_admin' })).username);
    expect((await site.fetch(path, { cookie: stranger, form: {} })).status).toBe(404);
    expect((await site.fetch(path, { cookie: desk, form: {} })).status).toBe(303);
    expect([await whoIs(phone), await whoIs(third)]).toEqual([undefined, person.id]);
    expect((await site.fetch(path, { cookie: desk, form: {} })).status).toBe(404);
    expect((await site.fetch('/akun/keamanan/perangkat/lain', { cookie: desk, form: {} })).status).toBe(303);
    expect([await whoIs(third), await whoIs(desk), await whoIs(stranger)]).toEqual([
      undefined,
      person.id,
      expect.any(String),
    ]);
  });

  test('end with their event or not at all', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const [desk, phone] = [await signInTo(site, person.username), await signInTo(site, person.username)];
    const [session, other] = [await sessionOf(desk), await sessionOf(phone)];
    const ctx = site.db.ctx({ tenant: null });
    await failEveryCall(site.db, ctx, async (failing) => {
      expect(await whoIs(phone)).toBe(person.id);
      await endDevice(failing, session, other.sessionId);
    });
    const third = await signInTo(site, person.username);
    await failEveryCall(site.db, ctx, async (failing) => {
      expect(await whoIs(third)).toBe(person.id);
      await endOtherDevices(failing, session);
    });
  });
});

describe('passkeys', () => {
  test('are renamed and removed by their owner, with the password', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const id = await keepPasskey(person.id);
    await site.db.owner.query(
      'update auth.session_state t set second_factor = true from auth.session s where s.id = t.session_id and s."userId" = $1',
      [person.id],
    );
    const path = `/akun/keamanan/kunci/${id}`;
    const stranger = await signInTo(site, (await addAccount(site.db, { role: 'tenant_admin' })).username);
    for (const end of ['', '/nama', '/hapus']) {
      const form = end ? { form: { name: 'Curi', current: testPassword } } : {};
      expect([end, (await site.fetch(path + end, { cookie: stranger, ...form })).status]).toEqual([end, 404]);
    }
    const long = await site.fetch(`${path}/nama`, { cookie, form: { name: 'x'.repeat(61) } });
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('1 sampai 60 huruf')]);
    expect((await site.fetch(`${path}/nama`, { cookie, form: { name: 'HP Kantor' } })).status).toBe(303);
    expect(await (await site.fetch('/akun/keamanan', { cookie })).text()).toContain('HP Kantor');
    expect((await site.fetch(`${path}/hapus`, { cookie, form: { current: 'salah-sekali-1' } })).status).toBe(422);
    expect((await site.fetch(`${path}/hapus`, { cookie, form: { current: testPassword } })).status).toBe(303);
    expect((await site.fetch(path, { cookie })).status).toBe(404);
  });

  test('change with their event or not at all', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const id = await keepPasskey(person.id);
    const session = { ...(await sessionOf(cookie)), secondFactor: true };
    const hand = { session, address: '192.0.2.9' };
    const ctx = site.db.ctx({ tenant: null });
    const names = async () => (await site.db.owner.query('select name from auth.passkey where id = $1', [id])).rows;
    await failEveryCall(site.db, ctx, async (failing) => {
      expect(await names()).toEqual([{ name: 'HP Sari' }]);
      await renameOwnPasskey(failing, hand, id, 'Lain');
    });
    await failEveryCall(site.db, ctx, async (failing) => {
      expect(await names()).toEqual([{ name: 'Lain' }]);
      await removeOwnPasskey(failing, site.db.identity, hand, id, testPassword);
    });
    await expect(renameOwnPasskey(ctx, hand, id, 'Lagi')).rejects.toThrow(NotFound);
  });

  test('what no device answered signs nobody in and is not kept', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const started = await site.fetch('/masuk/kunci/mulai', { form: {} });
    const options = (await started.json()) as { userVerification: string; challenge: string };
    expect([started.status, options.userVerification, options.challenge.length > 20]).toEqual([200, 'required', true]);
    const forged = JSON.stringify({
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      response: {},
      clientExtensionResults: {},
    });
    for (const response of ['', 'null', '[]', '{', '{"id":null}', forged]) {
      const sent = { form: { response, name: 'HP' } };
      expect([response, (await site.fetch('/masuk/kunci', sent)).status]).toEqual([response, 422]);
      expect([response, (await site.fetch('/akun/keamanan/kunci', { ...sent, cookie })).status]).toEqual([
        response,
        422,
      ]);
    }
    const adding = { name: 'HP', current: testPassword };
    const asked = await site.fetch('/akun/keamanan/kunci/mulai', { cookie, form: adding });
    const { user } = (await asked.json()) as { user: { name: string; displayName: string } };
    expect([user.name, user.displayName]).toEqual([person.username, 'Sari (contoh)']);
    expect((await site.fetch('/akun/keamanan/kunci/mulai', { cookie, form: { name: 'HP' } })).status).toBe(422);
  });
});

test('a session that the library made and nobody opened is nobody’s', async () => {
  const person = await addAccount(site.db, { role: 'innovator' });
  const cookie = await signInTo(site, person.username);
  await site.db.owner.query('delete from auth.session_state where session_id = $1', [
    (await sessionOf(cookie)).sessionId,
  ]);
  expect(await whoIs(cookie)).toBeUndefined();
});
