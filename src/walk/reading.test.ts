import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '#platform/http/env.ts';
import { addressesOf, fewOf, type Ids, idsOf, openOf, routesOf } from './addresses.fixture.ts';
import { toldBy } from './answers.fixture.ts';
import { offices, type Reader, type Side, sides } from './canaries.fixture.ts';
import type { Visitor } from './visitors.fixture.ts';
import { openWalkSite, type WalkSite } from './walk-site.fixture.ts';
import { kindsFor, maySee } from './who-sees.fixture.ts';

let site: WalkSite;
/** All ids, what is open with some that are not, and two of each kind. */
let ids: Ids;
let open: Ids;
let few: Ids;
/** What each reader of each tenant saw. */
const seen: Record<Side, Map<Reader, Set<string>>> = { a: new Map(), b: new Map() };
/** Addresses that were answered with a page or a file. */
const answered = new Set<string>();

beforeAll(async () => {
  site = await openWalkSite();
  ids = await idsOf(site.db, site.regions);
  open = openOf(ids, site.regions);
  few = fewOf(ids, site.regions);
});
afterAll(() => site?.close());

const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** Addresses that never answer the walk with a page of their own, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  '/dev/mail': 'asked below, where mails are shown',
  '/undangan/:code': 'asked below, with a code: it takes a quarter of a second to say no',
  '/metrics': 'asked below, with the token',
  '/kerja/inovasi/:id/berkas/pakai': 'leads back to the place',
  '/kerja/inovasi/:id/berkas/unggah': 'leads back to the place',
  '/kerja/inovasi/:id/berkas/video': 'leads back to the place',
  '/kerja/inovasi/:id/berkas/unggah/kiriman': 'is sent, not read',
  '/kerja/inovasi/:id/berkas/unggah/kiriman/:upload': 'is sent, not read',
  '/kerja/inovasi/:id/riwayat/banding': 'leads to the two versions',
  '/masuk/penyedia/:id': 'leads to the provider',
  '/masuk/penyedia/:id/balik': 'needs an answer of the provider: external.test.ts',
};

/** Who walks with every id. In the second tenant three do: it is filled like the first. */
const thorough = [
  ...offices.filter((office) => office !== 'otherInnovator').map((office) => `a ${office}`),
  ...['villageInnovator', 'agencyInnovator', 'administrator'].map((office) => `b ${office}`),
  'viewer',
  'a key',
  'b key',
];

/**
 * Holders of an office walk there with the ids of the place and with foreign ones; everybody else with what is open and
 * with some that is not. Ids of one's own tenant at the site of another would tell nobody anything new.
 */
function addressesFor({ name, is, only }: Visitor, side: Side) {
  const isHome = is[side] !== 'stranger';
  const isStranger = name === 'anonymous' || name === 'nobody';
  const own = isHome && thorough.includes(name) ? ids : isHome || isStranger ? open : few;
  return routesOf(site.app, (method) => method === 'GET')
    .filter(({ path }) => path !== '/undangan/:code' && (only?.test(path) ?? true))
    .flatMap(({ path }) => [
      ...addressesOf(path, path in elsewhere || path.includes(':document') ? few : own, side),
      ...((isHome || isStranger) && path.includes(':') ? addressesOf(path, few, other(side)) : []),
    ]);
}

let asked = 0;

async function walk(visitor: Visitor, side: Side): Promise<string[]> {
  const wrong: string[] = [];
  for (const { route, path } of addressesFor(visitor, side)) {
    const headers = { ...visitor.headers, 'x-forwarded-for': `10.${asked % 250}.${(asked >> 8) % 250}.1` };
    asked++;
    const response = await site.app.request(`http://127.0.0.1${site.regions[side].base}${path}`, { headers });
    if (response.status === 200) answered.add(route);
    if (response.status >= 500) wrong.push(`${path} answers ${response.status}`);
    wrong.push(...note(visitor, path, await toldBy(response)));
  }
  return wrong;
}

function note({ is }: Visitor, path: string, text: string): string[] {
  return site.find(text).flatMap(({ side, kind }) => {
    const reader = is[side];
    const kinds = seen[side].get(reader) ?? new Set();
    seen[side].set(reader, kinds.add(kind));
    return maySee(kind, reader) ? [] : [`${path} tells ${reader} ${kind} of ${side}`];
  });
}

test('nobody is told what they may not see, wherever they ask and with whatever id', async () => {
  const wrong: Record<string, string[]> = {};
  for (const side of sides) {
    for (const visitor of site.visitors) {
      const found = await walk(visitor, side);
      if (found.length > 0) wrong[`${visitor.name} at ${side}`] = [...new Set(found)];
    }
  }
  expect(wrong).toEqual({});
}, 600_000);

test('everybody saw all that is theirs to see, so that the walk did not pass by seeing nothing', () => {
  const walked = site.visitors.filter(
    ({ name }) => thorough.includes(name) || ['anonymous', 'platform'].includes(name),
  );
  for (const { is } of walked) {
    for (const side of sides) {
      const reader = is[side];
      const found = seen[side].get(reader) ?? new Set();
      expect([side, reader, kindsFor(reader).filter((kind) => !found.has(kind))]).toEqual([side, reader, []]);
    }
  }
});

const ask = (app: App, path: string, headers: Record<string, string> = {}) =>
  app.request(`http://127.0.0.1${path}`, { headers: { ...headers, 'x-forwarded-for': '192.0.2.1' } });

/** What an address tells to whoever asks, as side/kind. */
async function toldAt(app: App, path: string, headers?: Record<string, string>): Promise<string[]> {
  const response = await ask(app, path, headers);
  const told = site.find(await toldBy(response)).map(({ side, kind }) => `${side}/${kind}`);
  return [String(response.status), ...told.sort()];
}

test('a code opens what it was given for, and nothing in the other tenant', async () => {
  for (const side of sides) {
    const { base, handed } = site.regions[side];
    const elsewhere = site.regions[other(side)].base;
    const { letterCode, mailedCode, resetCode } = handed;
    const at = (code: string) => toldAt(site.app, `${base}/undangan/${code}`);
    expect(await at(letterCode)).toEqual(['200', `${side}/invited`, `${side}/lettercode`]);
    expect(await at(mailedCode)).toEqual([
      '200',
      `${side}/invitedemail`,
      `${side}/mailedcode`,
      `${side}/mailedinvited`,
    ]);
    const theirs = ['resetcode', 'villageinnovatorlogin', 'villageinnovatorname'];
    expect(await at(resetCode)).toEqual(['200', ...theirs.map((kind) => `${side}/${kind}`)]);
    for (const code of [letterCode, mailedCode, resetCode]) {
      expect((await toldAt(site.app, `${elsewhere}/undangan/${code}`))[0]).toBe('404');
    }
  }
}, 120_000);

test('mails are shown in a demonstration without a mail server only, each tenant its own', async () => {
  for (const side of sides) {
    const path = `${site.regions[side].base}/dev/mail`;
    expect(await toldAt(site.app, path)).toEqual(['404']);
    const shown = await toldAt(site.showing, path);
    expect([shown[0], shown.length > 1, shown.slice(1).filter((kind) => !kind.startsWith(side))]).toEqual([
      '200',
      true,
      [],
    ]);
  }
});

test('the figures of the machine are told to whoever holds the token, and are of nobody', async () => {
  expect(await toldAt(site.app, '/metrics')).toEqual(['401']);
  expect(await toldAt(site.app, '/metrics', { authorization: 'Bearer metrics-uji' })).toEqual(['200']);
});

test('every address was answered to somebody', () => {
  const routes = routesOf(site.app, (method) => method === 'GET').map(({ path }) => path);
  expect(routes.filter((path) => !answered.has(path)).sort()).toEqual(Object.keys(elsewhere).sort());
});
