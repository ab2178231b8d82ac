import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { openBudget } from '#platform/http/budget.ts';
import type { Env } from '#platform/http/env.ts';
import { sendProblem } from '#platform/http/problems.ts';

function serve(perMinute: number): Hono<Env> {
  const budget = openBudget('baca', perMinute);
  const app = new Hono<Env>();
  app.get('/:caller', async (c) => {
    c.set('frame', {
      language: 'id',
      messages,
      base: '',
      path: '/',
      query: '',
      tenant: null,
      person: null,
      notice: null,
      year: 2026,
    });
    return (await budget.spend(c, c.req.param('caller'))) ? c.json({}) : sendProblem(c, 429);
  });
  return app;
}

test('each caller has so many requests a minute and is told what is left', async () => {
  const app = serve(2);
  const ask = async (caller: string) => {
    const { status, headers } = await app.request(`/${caller}`);
    return [
      status,
      headers.get('ratelimit-policy'),
      headers.get('ratelimit')?.replace(/t=\d+/, 't=…'),
      headers.has('retry-after'),
    ];
  };
  expect(await ask('a')).toEqual([200, '"baca";q=2;w=60', '"baca";r=1;t=…', false]);
  expect(await ask('a')).toEqual([200, '"baca";q=2;w=60', '"baca";r=0;t=…', false]);
  expect(await ask('a')).toEqual([429, '"baca";q=2;w=60', '"baca";r=0;t=…', true]);
  expect((await ask('b'))[0]).toBe(200);
  const refused = await app.request('/a');
  expect(await refused.json()).toEqual({ type: 'about:blank', title: 'Terlalu banyak permintaan', status: 429 });
});

test('without a limit nothing is counted', async () => {
  const app = serve(0);
  for (let i = 0; i < 5; i++) expect((await app.request('/a')).headers.has('ratelimit')).toBe(false);
});
