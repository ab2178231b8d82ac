import { type Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { homeOf } from '#platform/http/home.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { makeKey, revokeKey } from './key.acts.ts';
import { listKeys, officesForKeys } from './key.queries.ts';
import { longestLife, newKey } from './key.ts';
import { KeyFormPage } from './pages/key-form-page.tsx';
import { KeyListPage } from './pages/key-list-page.tsx';
import { KeyMadePage } from './pages/key-made-page.tsx';

/** Keys of writing programs, which the tenant's administrator makes and revokes. */
export const keyRoutes = new Hono<Env>();

keyRoutes.get('/kerja/kunci-api', async (c) => {
  const ctx = c.get('ctx');
  return renderPage(c, <KeyListPage keys={await listKeys(ctx)} today={dayInWib(ctx.now)} />);
});

keyRoutes.get('/kerja/kunci-api/baru', async (c) => {
  const typed = { expiresOn: addDays(dayInWib(c.get('ctx').now), longestLife - 1) };
  return showForm(c, newId(), typed, []);
});

keyRoutes.post('/kerja/kunci-api/baru', async (c) => {
  const ctx = c.get('ctx');
  await officesForKeys(ctx);
  const values = await readForm(c);
  const id = typeof values.id === 'string' && isId(values.id) ? values.id : newId();
  try {
    const input = parseWith(newKey, { ...values, id });
    const token = await makeKey(ctx, input);
    c.header('Cache-Control', 'no-store');
    return renderPage(c, <KeyMadePage name={input.name} token={token} address={`${homeOf(c)}/api/v1`} />);
  } catch (error) {
    const refusal = refusalIn(error);
    const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String([value].flat()[0])]));
    return showForm(c, refusal.status === 409 ? newId() : id, typed, chosen(values), refusal);
  }
});

keyRoutes.post('/kerja/kunci-api/:id/cabut', async (c) => {
  await revokeKey(c.get('ctx'), c.req.param('id'));
  return goTo(c, '/kerja/kunci-api', 'openData.revoked');
});

const chosen = ({ scopes }: FormValues): string[] => (scopes === undefined ? [] : [scopes].flat());

async function showForm(
  c: Context<Env>,
  id: string,
  typed: Readonly<Record<string, string>>,
  scopes: readonly string[],
  refusal?: Refusal,
): Promise<Response> {
  const { messages } = c.get('frame');
  const faults = refusal?.faults.toReversed() ?? [];
  const errors = Object.fromEntries(
    faults.map(({ field, message }) => [field.split('.')[0] ?? '', messageAt(messages, message) ?? message]),
  );
  const offices = await officesForKeys(c.get('ctx'));
  const page = { id, offices, typed, scopes, errors };
  return renderPage(c, <KeyFormPage {...page} />, refusal?.status);
}
