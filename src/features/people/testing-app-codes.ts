import { codeAt, stepAt } from '#platform/identity/totp.ts';
import { type Site, signInTo, type TestAccount, testPassword } from './testing-site.ts';

// A person with an authenticator app, for tests that speak HTTP.

/** The code the app shows so many half minutes from now. */
export const appCode = (secret: string, ahead = 0) => codeAt(secret, stepAt(new Date()) + ahead);

export interface WithApp {
  cookie: string;
  secret: string;
  recovery: string[];
}

/** Reads the page that sets codes up. */
export async function readSetUp(site: Site, cookie: string): Promise<{ ticket: string; secret: string }> {
  const page = await (await site.fetch('/akun/keamanan/kode', { cookie })).text();
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1];
  const secret = /secret=([A-Z2-7]{32})/.exec(page)?.[1];
  if (!ticket || !secret) throw new Error('no set-up on the page');
  return { ticket, secret };
}

/** Signs the person in by password and turns codes on. The code taken is that of half a minute ago. */
export async function turnOn(site: Site, person: TestAccount): Promise<WithApp> {
  const cookie = await signInTo(site, person.username);
  const { ticket, secret } = await readSetUp(site, cookie);
  const form = { ticket, code: appCode(secret, -1), current: testPassword };
  const page = await (await site.fetch('/akun/keamanan/kode', { cookie, form })).text();
  const recovery = [...page.matchAll(/<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/g)].map((found) => found[1] ?? '');
  if (recovery.length !== 10) throw new Error('codes were not turned on');
  return { cookie, secret, recovery };
}

/** Signs in by password and a code. @returns the cookie, or the status when the code was refused */
export async function passCode(site: Site, username: string, code: string): Promise<string | number> {
  const cookie = await signInTo(site, username);
  const passed = await site.fetch('/masuk/kode', { cookie, form: { code } });
  return passed.status === 303 ? cookie : passed.status;
}
