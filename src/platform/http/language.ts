import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLanguage, type Language } from '#messages/languages.ts';
import type { Env } from './env.ts';
import { readForm } from './forms.ts';

const cookie = 'gelar.bahasa';
const year = 365 * 24 * 3600;

/** The language the reader chose on this device; Indonesian until they do. */
export function languageOf(c: Context<Env>): Language {
  if (!c.req.header('cookie')?.includes(cookie)) return 'id';
  const chosen = getCookie(c, cookie);
  return isLanguage(chosen) ? chosen : 'id';
}

/** The switch at the foot of every page: remembers the choice and leads back. */
export const languageRoutes = new Hono<Env>();

languageRoutes.post('/bahasa', async (c) => {
  const form = await readForm(c);
  const { base } = c.get('frame');
  if (isLanguage(form.pilih)) {
    setCookie(c, cookie, form.pilih, { path: '/', maxAge: year, sameSite: 'Lax', httpOnly: true });
  }
  return c.redirect(backTo(form.ke, base), 303);
});

/** Only a path of this site: browsers read `//host` and `/\host` as another one. */
function backTo(text: unknown, base: string): string {
  const home = base || '/';
  if (typeof text !== 'string' || text.length > 2000) return home;
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : home;
}
