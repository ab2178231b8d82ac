import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { chooseNotices, mailLocked } from './notices.acts.ts';
import { ownNotices } from './people.queries.ts';
import { mailsOf } from './testing-codes.ts';
import { auditOf, ctxOf } from './testing-people.ts';
import { addAccount, openSite, type Site, signInForm, signInTo } from './testing-site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite({ mail: 'shown' });
});
afterAll(() => site.close());

const mail = { way: 'shown', origin: 'http://127.0.0.1' } as const;

test('notices are off until their owner asks, in the own tenant alone', async () => {
  const person = await addAccount(site.db, { role: 'innovator', email: 'kabar@desa.id' });
  const ctx = { ...(await ctxOf(site.db, person.id)), mail };
  expect(await ownNotices(ctx, person.id)).toEqual({ address: 'ka•••@desa.id', wanted: false });
  await failEveryCall(site.db, ctx, (one) => chooseNotices(one, true));
  await chooseNotices(ctx, true);
  expect(await ownNotices(ctx, person.id)).toEqual({ address: 'ka•••@desa.id', wanted: true });
  expect((await auditOf(site.db)).filter((event) => event.act === 'person.notices_chosen')).toHaveLength(1);
  await expect(chooseNotices({ ...ctx, actor: null }, true)).rejects.toThrow(NotAllowed);
  expect(await ownNotices({ ...ctx, tenant: site.db.tenants.tetangga }, person.id)).toBeNull();
  const { mail: _, ...silent } = ctx;
  expect(await ownNotices(silent, person.id)).toBeNull();
});

test('the account page has the tick, and words for who has no address', async () => {
  const [one, bare] = [
    await addAccount(site.db, { role: 'innovator', email: 'centang@desa.id' }),
    await addAccount(site.db, { role: 'innovator' }),
  ];
  const cookie = await signInTo(site, one.username);
  const ticked = async () => /name="wanted"[^>]* checked/.test(await (await site.fetch('/akun', { cookie })).text());
  expect(await ticked()).toBe(false);
  expect((await site.fetch('/akun/kabar', { cookie, form: { wanted: 'ya' } })).status).toBe(303);
  expect(await ticked()).toBe(true);
  await site.fetch('/akun/kabar', { cookie, form: {} });
  expect(await ticked()).toBe(false);
  const page = await (await site.fetch('/akun', { cookie: await signInTo(site, bare.username) })).text();
  expect(page).toContain('tidak punya surel');
});

test('whoever is locked out is told once, if there is an address', async () => {
  const known = await addAccount(site.db, { role: 'innovator', email: `kunci.${newId().slice(-6)}@desa.id` });
  for (let n = 0; n < 11; n++) {
    const headers = { 'x-forwarded-for': `192.0.2.${n}` };
    await site.fetch('/masuk', { form: signInForm(known.username, 'salah-sekali-1'), headers });
  }
  const told = (await mailsOf(site.db)).filter((one) => one.to === known.email);
  expect(told).toMatchObject([{ kind: 'locked', text: expect.stringContaining('http://127.0.0.1/bekasikab/masuk') }]);
  expect(told[0]?.text).toMatch(/dikunci sampai \d+ \w+ \d{4} pukul/);
});

test('nobody is told of an unknown name, and a lock is mailed whole or not at all', async () => {
  const known = await addAccount(site.db, { email: `utuh.${newId().slice(-6)}@desa.id` });
  const ctx = { ...site.db.ctx(), mail };
  const before = (await mailsOf(site.db)).length;
  await mailLocked(ctx, 'tidak.ada', 15);
  await mailLocked({ ...ctx, tenant: site.db.tenants.tetangga }, known.username, 15);
  await mailLocked({ ...ctx, tenant: null }, known.username, 15);
  await mailLocked(site.db.ctx(), known.username, 15);
  expect(await mailsOf(site.db)).toHaveLength(before);
  await failEveryCall(site.db, ctx, (one) => mailLocked(one, known.username, 15));
});
