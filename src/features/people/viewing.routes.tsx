import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { ViewingPage } from './pages/viewing-page.tsx';
import { refusedWith } from './second-factor.routes.tsx';
import { requireSession } from './session.routes.tsx';
import { beginViewing, endViewing, requireViewer } from './viewing.acts.ts';

export const viewingRoutes = new Hono<Env>();

viewingRoutes.get('/kerja/lihat-sebagai', (c) => {
  requireViewer(c.get('ctx'));
  return renderPage(c, <ViewingPage />);
});

viewingRoutes.post('/kerja/lihat-sebagai', async (c) => {
  const values = await readForm(c);
  const username = typeof values.username === 'string' ? values.username.slice(0, 100) : '';
  try {
    await beginViewing(c.get('ctx'), requireSession(c), username);
  } catch (error) {
    return renderPage(c, <ViewingPage username={username} {...refusedWith(c, error)} />, 422);
  }
  // Pages of one's own that the browser kept must not be shown as the other's.
  c.header('Clear-Site-Data', '"cache"');
  return goTo(c, '/kerja', 'signIn.viewingBegan');
});

viewingRoutes.post('/lihat-sebagai/akhiri', async (c) => {
  await endViewing(c.get('ctx'), requireSession(c), 'left');
  c.header('Clear-Site-Data', '"cache"');
  return goTo(c, '/kerja', 'signIn.viewingEnded');
});
