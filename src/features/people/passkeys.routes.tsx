import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { askForPasskey, passkeysOf } from '#platform/identity/passkeys.ts';
import { idOf } from './offices.routes.tsx';
import { PasskeyNewPage, PasskeyPage } from './pages/passkey-page.tsx';
import { beginPasskey, finishPasskey, removeOwnPasskey, renameOwnPasskey, signInWithPasskey } from './passkeys.acts.ts';
import { safeReturnPath } from './return-path.ts';
import { refusedWith } from './second-factor.routes.tsx';
import { currentInput } from './second-factor.ts';
import { landingPath, ownHand, requireSession, setCookies } from './session.routes.tsx';

export const passkeyRoutes = new Hono<Env>();

const nameInput = z.object({
  name: z
    .string({ error: 'signIn.errors.nameWrong' })
    .trim()
    .min(1, 'signIn.errors.nameWrong')
    .max(60, 'signIn.errors.nameWrong'),
});

/** The device's answer, JSON within a form. @throws Invalid */
const responseInput = z.object({
  response: z
    .string({ error: 'signIn.errors.passkeyRefused' })
    .max(20_000, 'signIn.errors.passkeyRefused')
    .transform((text, report): Record<string, unknown> => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      } catch {
        report.addIssue({ code: 'custom', message: 'signIn.errors.passkeyRefused' });
        return {};
      }
    }),
});

const browserOf = (c: Context<Env>) => ({ cookie: c.req.header('cookie'), userAgent: c.req.header('user-agent') });

passkeyRoutes.post('/masuk/kunci/mulai', async (c) => {
  const ceremony = await askForPasskey(c.get('identity'), browserOf(c));
  if (!ceremony) throw new Invalid([{ field: '', message: 'signIn.errors.passkeyRefused' }]);
  setCookies(c, ceremony.cookies);
  return c.json(ceremony.options);
});

passkeyRoutes.post('/masuk/kunci', async (c) => {
  const values = await readForm(c);
  const { response } = parseWith(responseInput, values);
  const { userId, cookies } = await signInWithPasskey(c.get('ctx'), c.get('identity'), browserOf(c), response);
  setCookies(c, cookies);
  return c.json({ to: await landingPath(c, userId, safeReturnPath(values.ke)) });
});

passkeyRoutes.get('/akun/keamanan/kunci', (c) => {
  requireSession(c);
  return renderPage(c, <PasskeyNewPage origin={c.get('identity').origin} />);
});

passkeyRoutes.post('/akun/keamanan/kunci/mulai', async (c) => {
  const values = await readForm(c);
  parseWith(nameInput, values);
  const { current } = parseWith(currentInput, values);
  const ceremony = await beginPasskey(c.get('ctx'), c.get('identity'), ownHand(c), current);
  setCookies(c, ceremony.cookies);
  return c.json(ceremony.options);
});

passkeyRoutes.post('/akun/keamanan/kunci', async (c) => {
  const hand = ownHand(c);
  const made = parseWith(z.intersection(nameInput, responseInput), await readForm(c));
  await finishPasskey(c.get('ctx'), c.get('identity'), hand, made);
  return c.json({ to: '/akun/keamanan' });
});

passkeyRoutes.get('/akun/keamanan/kunci/:id', (c) => showPasskey(c));

async function showPasskey(c: Context<Env>, refused?: ReturnType<typeof refusedWith>, typedName?: string) {
  const id = idOf(c.req.param('id'));
  const passkey = (await passkeysOf(c.get('identity'), requireSession(c).userId)).find((one) => one.id === id);
  if (!passkey) throw new NotFound('passkey');
  const props = { passkey, problems: refused?.problems, ...(typedName === undefined ? {} : { typedName }) };
  return renderPage(c, <PasskeyPage {...props} />, refused?.status);
}

passkeyRoutes.post('/akun/keamanan/kunci/:id/nama', async (c) => {
  const [hand, id, values] = [ownHand(c), idOf(c.req.param('id')), await readForm(c)];
  try {
    await renameOwnPasskey(c.get('ctx'), hand, id, parseWith(nameInput, values).name);
  } catch (error) {
    return showPasskey(c, refusedWith(c, error), typeof values.name === 'string' ? values.name : '');
  }
  return goTo(c, '/akun/keamanan', 'signIn.passkeyNamed');
});

passkeyRoutes.post('/akun/keamanan/kunci/:id/hapus', async (c) => {
  const [hand, id] = [ownHand(c), idOf(c.req.param('id'))];
  try {
    const { current } = parseWith(currentInput, await readForm(c));
    await removeOwnPasskey(c.get('ctx'), c.get('identity'), hand, id, current);
  } catch (error) {
    return showPasskey(c, refusedWith(c, error));
  }
  return goTo(c, '/akun/keamanan', 'signIn.passkeyRemoved');
});
