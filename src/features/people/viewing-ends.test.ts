import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { endDevice, endOtherDevices } from './devices.acts.ts';
import { resetPersonPassword } from './people.acts.ts';
import { ctxOf } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo, type TestAccount, testPassword } from './testing-site.ts';
import { endExpiredViewings, endViewing } from './viewing.acts.ts';

let site: Site;
let admin: TestAccount;
beforeAll(async () => {
  site = await openSite();
  admin = await addAccount(site.db, { role: 'tenant_admin' });
});
afterAll(() => site.close());

const begin = (cookie: string, username: string) => site.fetch('/kerja/lihat-sebagai', { cookie, form: { username } });
const eventsOf = async (subject: string) => {
  const { rows } = await site.db.owner.query(
    `select act, user_id, changes ->> 'how' as how from audit_events where subject_id = $1 and act like 'viewing.%' order by at, id`,
    [subject],
  );
  return rows;
};
/** The time of whoever is looked as is over. */
const letExpire = (viewed: string) =>
  site.db.owner.query(
    `update auth.session_state set viewing_until = now() - interval '1 second' where viewing_user = $1`,
    [viewed],
  );

describe('when the session ends elsewhere, the end is written once', () => {
  /** Somebody who looks as a village's head, in the only session there is. */
  async function lookingAlone() {
    const viewer = await addAccount(site.db, { role: 'tenant_admin' });
    const cookie = await signInTo(site, viewer.username);
    const head = await addAccount(site.db, { role: 'organization_head' });
    expect((await begin(cookie, head.username)).status).toBe(303);
    return { viewer, cookie, head };
  }
  const sessionOf = async (cookie: string) => (await readSession(site.db.identity, cookie)) ?? expect.unreachable();
  const outside = () => site.db.ctx({ tenant: null });

  const endings: [string, (viewer: TestAccount, cookie: string) => Promise<unknown>][] = [
    [
      'by all other devices',
      async (viewer) => endOtherDevices(outside(), await sessionOf(await signInTo(site, viewer.username))),
    ],
    [
      'from the list of devices',
      async (viewer, cookie) => {
        const { sessionId } = await sessionOf(cookie);
        await endDevice(outside(), await sessionOf(await signInTo(site, viewer.username)), sessionId);
      },
    ],
    [
      'by a new password that an administrator gives',
      async (viewer) => resetPersonPassword(await ctxOf(site.db, admin.id), viewer.id, newId()),
    ],
    [
      'by an own new password',
      async (viewer) => {
        const change = { current: testPassword, next: 'sandi-milik-saya', again: 'sandi-milik-saya' };
        const other = await signInTo(site, viewer.username);
        expect((await site.fetch('/akun/sandi', { cookie: other, form: change })).status).toBe(303);
      },
    ],
    [
      'by the end of its days',
      (viewer) => site.db.owner.query('delete from auth.session where "userId" = $1', [viewer.id]),
    ],
    ['with the account', (viewer) => site.db.owner.query('delete from auth."user" where id = $1', [viewer.id])],
  ];
  test.each(endings)('%s', async (_, ending) => {
    const { viewer, cookie, head } = await lookingAlone();
    await ending(viewer, cookie);
    expect(await readSession(site.db.identity, cookie)).toBeNull();
    expect(await endExpiredViewings(site.db.ctx({ tenant: site.db.tenants.tetangga }))).toBe(0);
    expect(await Promise.all([endExpiredViewings(site.db.ctx()), endExpiredViewings(site.db.ctx())])).toContain(1);
    expect(await endExpiredViewings(site.db.ctx())).toBe(0);
    expect(await eventsOf(head.id)).toEqual([
      { act: 'viewing.began', user_id: viewer.id, how: null },
      { act: 'viewing.ended', user_id: viewer.id, how: 'session_ended' },
    ]);
  });

  test('also of one whose time was over when the next began', async () => {
    const { viewer, cookie, head } = await lookingAlone();
    await letExpire(head.id);
    const next = await addAccount(site.db, { role: 'innovator' });
    expect((await begin(cookie, next.username)).status).toBe(303);
    expect(await endExpiredViewings(site.db.ctx())).toBe(1);
    expect((await eventsOf(head.id)).at(-1)).toMatchObject({ act: 'viewing.ended', user_id: viewer.id });
    expect((await eventsOf(next.id)).map(({ act }) => act)).toEqual(['viewing.began']);
    expect(await (await site.fetch('/akun', { cookie })).text()).toContain('Anda melihat sebagai');
  });

  test('while it goes on, nothing is written; left by hand and by the job at once, it ends once', async () => {
    const { cookie, head } = await lookingAlone();
    const session = await sessionOf(cookie);
    expect(await endExpiredViewings(site.db.ctx())).toBe(0);
    await letExpire(head.id);
    await Promise.all([
      endViewing(outside(), session, 'left'),
      endExpiredViewings(site.db.ctx()),
      endViewing(outside(), session, 'left'),
    ]);
    expect((await eventsOf(head.id)).map(({ act }) => act)).toEqual(['viewing.began', 'viewing.ended']);
  });

  test('with its event or not at all', async () => {
    const { viewer, head } = await lookingAlone();
    await site.db.owner.query('delete from auth.session where "userId" = $1', [viewer.id]);
    await failEveryCall(site.db, site.db.ctx(), (ctx) => endExpiredViewings(ctx));
    expect((await eventsOf(head.id)).length).toBe(2);
  });
});
