import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { endDevice, endOtherDevices } from './devices.acts.ts';
import { idOf } from './offices.routes.tsx';
import { SecurityPage } from './pages/security-page.tsx';
import { securityPage } from './security.queries.ts';
import { requireSession } from './session.routes.tsx';

export const securityRoutes = new Hono<Env>();

securityRoutes.get('/akun/keamanan', async (c) => {
  const security = await securityPage(c.get('ctx'), c.get('identity'), requireSession(c));
  return renderPage(c, <SecurityPage security={security} />);
});

securityRoutes.post('/akun/keamanan/perangkat/lain', async (c) => {
  await endOtherDevices(c.get('ctx'), requireSession(c));
  return goTo(c, '/akun/keamanan', 'signIn.othersEnded');
});

securityRoutes.post('/akun/keamanan/perangkat/:id', async (c) => {
  await endDevice(c.get('ctx'), requireSession(c), idOf(c.req.param('id')));
  return goTo(c, '/akun/keamanan', 'signIn.sessionEnded');
});
