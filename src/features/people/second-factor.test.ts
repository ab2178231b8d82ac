import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { raise } from '#platform/testing/sign-in.ts';
import { removePersonSecondFactor, turnOffCodes, turnOnCodes } from './second-factor.acts.ts';
import { appCode, passCode, readSetUp, turnOn } from './testing-app-codes.ts';
import { addOrganization, addTerm, administratorCtx } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo, testPassword } from './testing-site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite({ secondFactor: 'required' });
});
afterAll(() => site.close());

const eventsOf = async (subject: string) => {
  const { rows } = await site.db.owner.query('select act from audit_events where subject_id = $1 order by at, id', [
    subject,
  ]);
  return rows.map((row) => row.act);
};
const whoIs = async (cookie: string) => (await site.fetch('/akun', { cookie })).status === 200;
const penalty = (who: string, times: number) =>
  site.db.identity.perName.penalty(site.db.secrets.digest('sign-in', who), times);

describe('codes of an app', () => {
  test('are set up with password and code, then asked at sign-in', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { secret, cookie } = await turnOn(site, person);
    expect(await whoIs(cookie)).toBe(true);
    const signed = await signInTo(site, person.username);
    expect(await whoIs(signed)).toBe(false); // nobody before the code
    for (const path of ['/akun', '/kerja/orang', '/akun/keamanan']) {
      expect((await site.fetch(path, { cookie: signed })).headers.get('location')).toMatch(/^\/masuk\?ke=/);
    }
    const wrong = await site.fetch('/masuk/kode', { cookie: signed, form: { code: '000000' } });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Kode salah atau sudah dipakai')]);
    const right = await site.fetch('/masuk/kode', { cookie: signed, form: { code: appCode(secret), ke: '/akun' } });
    expect([right.status, right.headers.get('location'), await whoIs(signed)]).toEqual([303, '/akun', true]);
    expect(await eventsOf(person.id)).toEqual([
      'session.began',
      'second_factor.began',
      'session.code_asked',
      'second_factor.refused',
      'session.began',
    ]);
  });

  test('a code is taken once, an older one not after it, and not by two at once', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { secret } = await turnOn(site, person);
    const cookies = await Promise.all([1, 2, 3].map(() => signInTo(site, person.username)));
    const code = appCode(secret);
    const answers = await Promise.all(cookies.map((cookie) => site.fetch('/masuk/kode', { cookie, form: { code } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422, 422]);
    expect(await passCode(site, person.username, appCode(secret, -1))).toBe(422);
    expect(await passCode(site, person.username, appCode(secret, 1))).toEqual(expect.any(String));
  });

  test('a recovery code stands in once for the app', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { recovery } = await turnOn(site, person);
    const [first = '', second = ''] = recovery;
    expect(await passCode(site, person.username, first.toUpperCase())).toEqual(expect.any(String));
    expect(await passCode(site, person.username, first)).toBe(422);
    const cookie = await passCode(site, person.username, second);
    const page = await (await site.fetch('/akun/keamanan', { cookie: String(cookie) })).text();
    expect(page).toContain('8 kode pemulihan belum terpakai');
  });

  test('new recovery codes end the old ones', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { cookie, recovery } = await turnOn(site, person);
    const form = { current: testPassword, id: newId() };
    const page = await (await site.fetch('/akun/keamanan/pemulihan', { cookie, form })).text();
    const renewed = /<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/.exec(page)?.[1] ?? '';
    expect(await passCode(site, person.username, recovery[0] ?? '')).toBe(422);
    expect(await passCode(site, person.username, renewed)).toEqual(expect.any(String));
  });

  test('eight wrong codes lock, and the right password does not open the lock', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { secret, recovery } = await turnOn(site, person);
    await penalty(`code:${person.id}`, 7);
    expect(await passCode(site, person.username, '000000')).toBe(422);
    const cookie = await signInTo(site, person.username);
    for (const code of [appCode(secret), recovery[0] ?? '']) {
      const locked = await site.fetch('/masuk/kode', { cookie, form: { code } });
      expect([locked.status, await locked.text()]).toEqual([422, expect.stringContaining('Terlalu banyak percobaan')]);
    }
    expect(await eventsOf(person.id)).toContain('second_factor.locked');
  });

  test('are turned off with password and code only', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const { cookie, secret } = await turnOn(site, person);
    const off = (form: Record<string, string>) => site.fetch('/akun/keamanan/kode/matikan', { cookie, form });
    expect((await off({ current: testPassword, code: '000000' })).status).toBe(422);
    expect((await off({ current: 'salah-sekali-1', code: appCode(secret) })).status).toBe(422);
    expect((await off({ code: appCode(secret) })).status).toBe(422);
    expect((await off({ current: testPassword, code: appCode(secret) })).status).toBe(303);
    expect(await whoIs(await signInTo(site, person.username))).toBe(true);
  });

  test('a set-up that is sent twice shows the same codes; another one is refused', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const { ticket, secret } = await readSetUp(site, cookie);
    const second = await readSetUp(site, cookie);
    const form = { ticket, code: appCode(secret), current: testPassword };
    const codesIn = async (answer: Response) => (await answer.text()).match(/[a-z2-9]{5}-[a-z2-9]{5}(?=<\/li>)/g);
    const first = await codesIn(await site.fetch('/akun/keamanan/kode', { cookie, form }));
    expect(first?.length).toBe(10);
    expect(await codesIn(await site.fetch('/akun/keamanan/kode', { cookie, form }))).toEqual(first);
    const other = { ticket: second.ticket, code: appCode(second.secret), current: testPassword };
    expect((await site.fetch('/akun/keamanan/kode', { cookie, form: other })).status).toBe(409);
  });

  test('a set-up of somebody else, or a forged one, is worth nothing', async () => {
    const [mine, theirs] = [await addAccount(site.db, { role: 'innovator' }), await addAccount(site.db)];
    const [cookie, other] = [await signInTo(site, mine.username), await signInTo(site, theirs.username)];
    const { ticket, secret } = await readSetUp(site, other);
    for (const sent of [ticket, '', 'x.y.z', ticket.replace(/.$/, 'A')]) {
      const form = { ticket: sent, code: appCode(secret), current: testPassword };
      const answer = await site.fetch('/akun/keamanan/kode', { cookie, form });
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('kedaluwarsa')]);
    }
  });

  test('are on or off whole, whichever statement fails', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const cookie = await signInTo(site, person.username);
    const session = (await readSession(site.db.identity, cookie)) ?? expect.unreachable();
    const hand = { session, address: '192.0.2.77' };
    const ctx = site.db.ctx({ tenant: null });
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const ticket = { userId: person.id, secret, requestId: newId(), until: Date.now() + 60_000 };
    const typed = () => ({ current: testPassword, code: appCode(secret), ticket });
    const { rows: none } = await site.db.owner.query('select from auth.second_factors where user_id = $1', [person.id]);
    expect(none.length).toBe(0);
    await failEveryCall(site.db, ctx, async (failing) => {
      const { rows } = await site.db.owner.query('select from auth.second_factors where user_id = $1', [person.id]);
      expect(rows.length).toBe(0); // what the failed tries left behind
      return turnOnCodes(failing, site.db.identity, hand, typed());
    });
    await expect(
      turnOffCodes(ctx, site.db.identity, { ...hand, session: { ...session, hasFactor: true } }, typed()),
    ).rejects.toThrow(NotAllowed); // this session has not shown it
  });
});

describe('administrators', () => {
  test('can do nothing before a second factor, and everything after', async () => {
    const person = await addAccount(site.db, { role: 'tenant_admin' });
    const cookie = await signInTo(site, person.username);
    for (const path of ['/kerja/orang', '/akun', '/kerja/penyedia-masuk', '/kerja/lihat-sebagai', '/']) {
      const held = await site.fetch(path, { cookie });
      expect([path, held.headers.get('location')]).toEqual([path, '/akun/keamanan/kode?wajib=ya']);
    }
    const post = await site.fetch('/kerja/orang/baru', { cookie, form: { id: newId(), name: 'Tidak Jadi' } });
    expect([post.status, post.headers.get('location')]).toEqual([303, '/akun/keamanan/kode']);
    const { rows } = await site.db.owner.query(`select from people where name = 'Tidak Jadi'`);
    expect(rows.length).toBe(0);
    const { secret } = await turnOn(site, person);
    const again = await passCode(site, person.username, appCode(secret));
    expect((await site.fetch('/kerja/orang', { cookie: String(again) })).status).toBe(200);
    // The session that began by the password alone is led to the code, not to a second set-up.
    expect((await site.fetch('/kerja/orang', { cookie })).headers.get('location')).toBe('/masuk/kode');
    expect((await site.fetch('/akun/keamanan/kode', { cookie })).status).toBe(403);
  });

  test('of the platform too; accounts of the demonstration are spared while they are open', async () => {
    const above = await addAccount(site.db);
    await raise(site.db, above.id);
    const cookie = await signInTo(site, above.username);
    expect((await site.fetch('/platform', { cookie })).headers.get('location')).toBe('/akun/keamanan/kode?wajib=ya');
    await site.db.owner.query('insert into auth.demonstration_accounts (user_id) values ($1)', [above.id]);
    expect((await site.fetch('/platform', { cookie })).status).toBe(200);
    await site.db.owner.query('update auth.demonstration_accounts set is_open = false');
    expect((await site.fetch('/platform', { cookie })).status).toBe(303);
  });

  test('with a passkey but only a password typed cannot set up codes in its place', async () => {
    const person = await addAccount(site.db, { role: 'tenant_admin' });
    const cookie = await signInTo(site, person.username);
    await site.db.owner.query(
      `insert into auth.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
       values ('x', $1, $2, 0, 'singleDevice', false)`,
      [person.id, newId()],
    );
    expect((await site.fetch('/kerja/orang', { cookie })).headers.get('location')).toBe('/masuk/kode');
    expect((await site.fetch('/akun/keamanan/kode', { cookie })).status).toBe(403);
    const form = { current: testPassword, name: 'HP kedua' };
    expect((await site.fetch('/akun/keamanan/kunci/mulai', { cookie, form })).status).toBe(403);
  });
});

describe('an administrator removes the second factor of somebody who lost it', () => {
  test('only where all offices of the person lie here, now and later', async () => {
    const admin = await administratorCtx(site.db);
    const { tetangga } = site.db.tenants;
    const [here, both, later, over, above, theirs] = await Promise.all(
      [1, 2, 3, 4, 5]
        .map(() => addAccount(site.db, { role: 'innovator' }))
        .concat(addAccount(site.db, { tenant: tetangga })),
    );
    if (!here || !both || !later || !over || !above || !theirs) throw new Error('six');
    for (const person of [here, both, later, over, above]) await turnOn(site, person);
    const organizationId = await addOrganization(site.db, 'village', `Desa ${newId()}`, tetangga);
    for (const [person, from, to] of [
      [both, '2026-01-01', null],
      [later, '2099-01-01', null],
      [over, '2020-01-01', '2020-12-31'],
    ] as const) {
      const { rows } = await site.db.owner.query(
        'insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4) returning user_id',
        [tetangga.id, person.id, 'Sari', person.username],
      );
      await addTerm(site.db, { userId: rows[0].user_id, organizationId, role: 'innovator', from, to }, tetangga);
    }
    await raise(site.db, above.id);
    for (const person of [both, later, above]) {
      await expect(removePersonSecondFactor(admin, person.id), person.username).rejects.toThrow(NotAllowed);
    }
    await expect(removePersonSecondFactor(admin, theirs.id)).rejects.toThrow(NotFound);
    await removePersonSecondFactor(admin, over.id);
    await removePersonSecondFactor(admin, here.id);
    await expect(removePersonSecondFactor(admin, here.id)).rejects.toThrow(Conflict);
    expect(await eventsOf(here.id)).toContain('person.second_factor_removed');
    expect(await whoIs(await signInTo(site, here.username))).toBe(true); // the password stays
  });

  test('from the person’s page, which ends their sessions', async () => {
    const [chief, person] = [
      await addAccount(site.db, { role: 'tenant_admin' }),
      await addAccount(site.db, { role: 'innovator' }),
    ];
    const [mine, theirs] = [await turnOn(site, chief), await turnOn(site, person)];
    const page = await (await site.fetch(`/kerja/orang/${person.id}`, { cookie: mine.cookie })).text();
    expect(page).toContain('Hapus faktor kedua');
    const path = `/kerja/orang/${person.id}/faktor-kedua`;
    expect((await site.fetch(path, { cookie: theirs.cookie, form: {} })).status).toBe(403);
    expect((await site.fetch(path, { cookie: mine.cookie, form: {} })).status).toBe(303);
    expect(await whoIs(theirs.cookie)).toBe(false);
  });
});
