import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '#messages/en.ts';
import { id } from '#messages/id.ts';
import { formatDate, formatDateTime, formatNumber } from '#ui/format.ts';
import { drawInFrame, type Frame } from '#ui/frame.tsx';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { openDirectory, type TenantDirectory } from './directory.ts';
import { formBytes } from './forms.ts';
import { createServer } from './server.tsx';

let db: TestDatabase;
let directory: TenantDirectory;
let app: ReturnType<typeof createServer>;
const origin = 'http://127.0.0.1:3000';

beforeAll(async () => {
  db = await freshDatabase();
  directory = await openDirectory(db.pool);
  const settings = { origin, trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null };
  app = createServer(settings, { ...db, directory, heldOffices: async () => [], personFace: async () => null });
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

const page = async (path: string, cookie = '') =>
  (await app.fetch(new Request(`${origin}${path}`, { headers: cookie ? { cookie } : {} }))).text();
const choose = (fields: Record<string, string>, base = '') =>
  app.fetch(new Request(`${origin}${base}/bahasa`, { method: 'POST', body: new URLSearchParams(fields) }));

test('the switch remembers the language on the device and leads back to the page', async () => {
  const chosen = await choose({ pilih: 'en', ke: '/bekasikab/inovasi?q=air' }, '/bekasikab');
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/bekasikab/inovasi?q=air']);
  const cookie = chosen.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/^gelar\.bahasa=en; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  const english = await page('/tidak-ada', 'gelar.bahasa=en');
  expect(english).toContain('<html lang="en">');
  expect(english).toContain(en.common.failures[404].title);
  const indonesian = await page('/tidak-ada?x=1', 'gelar.bahasa=xx');
  expect(indonesian).toContain('<html lang="id">');
  expect(indonesian).toContain(id.common.failures[404].title);
  expect(indonesian).toContain('name="ke" value="/tidak-ada?x=1"');
});

test('a line after an act carries whole numbers and nothing else from the address', async () => {
  const line = async (query: string) =>
    /Organisasi baru dimuat: [^<]*/.exec(await page(`/tidak-ada?pesan=regions.organizationsLoaded${query}`))?.[0];
  expect(await line('&angka=added:12,known:3')).toBe(
    'Organisasi baru dimuat: 12. Sudah terdaftar dan tidak diubah: 3.',
  );
  for (const wrong of ['', '&angka=added:12', '&angka=added:x,known:1', '&angka=added:1-2,known:<b>1'])
    expect([wrong, await line(wrong)]).toEqual([wrong, undefined]);
});

test('who asks too much or sends too much reads why in their language, before any page is made', async () => {
  const settings = { origin, trustProxy: false, requestsPerMinute: 2, homeSlug: 'bekasikab', clientFolder: null };
  const strict = createServer(settings, {
    ...db,
    directory,
    heldOffices: async () => [],
    personFace: async () => null,
  });
  const ask = (cookie: string, init: RequestInit = {}) =>
    strict.fetch(new Request(`${origin}/bahasa`, { ...init, headers: { cookie } }));
  const large = { method: 'POST', body: 'x'.repeat(formBytes + 1) };
  const tooLarge = [await ask('gelar.bahasa=en', large), await ask('gelar.bahasa=id', large)];
  expect(tooLarge.map(({ status }) => status)).toEqual([413, 413]);
  expect(await Promise.all(tooLarge.map((answer) => answer.text()))).toEqual([
    en.common.errors.tooLarge,
    id.common.errors.tooLarge,
  ]);
  const tooMany = [await ask('gelar.bahasa=en'), await ask('')];
  expect(tooMany.map(({ status }) => status)).toEqual([429, 429]);
  expect(await Promise.all(tooMany.map((answer) => answer.text()))).toEqual([
    en.common.errors.tooMany,
    id.common.errors.tooMany,
  ]);
});

test.each(['//lain.example', '/\\lain.example', 'https://lain.example', 'javascript:1', `/${'x'.repeat(2001)}`, ''])(
  'never leads to %j',
  async (ke) => {
    expect((await choose({ pilih: 'en', ke })).headers.get('location')).toBe('/');
    expect((await choose({ pilih: 'fr', ke })).headers.getSetCookie()).toEqual([]);
  },
);

test('numbers and days follow the language of the page', () => {
  const say = (language: Frame['language']) =>
    drawInFrame({ language } as Frame, () =>
      [
        formatNumber(1234.5),
        formatNumber(45_000),
        formatNumber(2, 2),
        formatDate('2026-11-24'),
        formatDateTime('2026-11-24T02:30:00Z'),
      ].join(' | '),
    );
  expect(say('id')).toBe('1.234,5 | 45.000 | 2,00 | 24 November 2026 | 24 November 2026 pukul 09.30 WIB');
  expect(say('en')).toBe('1,234.5 | 45,000 | 2.00 | 24 November 2026 | 24 November 2026, 09:30 WIB');
});

/** Every place of the catalogue, with what kind of words stand there. */
function places(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? places(value, `${path}.${key}`) : [`${path}.${key} ${typeof value}`],
  );
}

test('both catalogues hold the same places, filled, with the same values to fill in', () => {
  expect(places(en).sort()).toEqual(places(id).sort());
  const gaps = (words: object, path: string): string[] =>
    Object.entries(words).flatMap(([key, value]) => {
      if (typeof value === 'object' && value !== null) return gaps(value, `${path}.${key}`);
      return typeof value === 'string'
        ? [`${path}.${key}: ${[...value.matchAll(/\{\w+\}/g)].map(String).sort().join()}`]
        : [];
    });
  const named = (words: typeof id) => {
    const { titles: _titles, ...people } = words.people; // titles take the name with or without its kind
    return gaps({ ...words, people }, '').sort();
  };
  expect(named(en)).toEqual(named(id));
});
