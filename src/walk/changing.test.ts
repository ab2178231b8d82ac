import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesOf } from './addresses.fixture.ts';
import { toldBy } from './answers.fixture.ts';
import { type Side, sides } from './canaries.fixture.ts';
import { innovationDeeds } from './innovation-deeds.fixture.ts';
import { officeDeeds } from './office-deeds.fixture.ts';
import { openSums } from './sums.fixture.ts';
import { type Body, type Deed, type Target, targetIn, versionsIn } from './targets.fixture.ts';
import type { Visitor } from './visitors.fixture.ts';
import { openWalkSite, type WalkSite } from './walk-site.fixture.ts';
import { maySee } from './who-sees.fixture.ts';

let site: WalkSite;
let targets: Record<Side, Target>;
let sumOf: (side: Side) => Promise<string>;
const deeds: readonly Deed[] = [...innovationDeeds, ...officeDeeds];

beforeAll(async () => {
  site = await openWalkSite();
  targets = { a: await targetIn(site.db, site.regions.a), b: await targetIn(site.db, site.regions.b) };
  sumOf = await openSums(site);
});
afterAll(() => site?.close());

interface Answered {
  status: number;
  /** Led to the sign-in, which is a refusal too. */
  toSignIn: boolean;
  /** Canaries that the answer tells to somebody who may not see them and did not send them. */
  told: string[];
}

let asked = 0;

async function send(visitor: Visitor, at: Side, deed: Deed, target: Target): Promise<Answered> {
  const sent = deed.body(target);
  const headers = new Headers({ ...visitor.headers, ...('headers' in sent ? sent.headers : {}) });
  headers.set('x-forwarded-for', `10.${asked % 250}.${(asked >> 8) % 250}.2`);
  if ('json' in sent) headers.set('content-type', 'application/json');
  asked++;
  const [path, body, method = ''] = [deed.path(target), bodyOf(sent), deed.route.split(' ')[0]];
  const address = `http://127.0.0.1${site.regions[at].base}${path}`;
  const response = await site.app.request(address, { method, headers, body });
  const toSignIn = /(^|\/)masuk\?/.test(response.headers.get('location') ?? '');
  const typed = site.find(`${path} ${'fields' in sent ? Object.entries(sent.fields).join() : ''}`);
  const told = site
    .find(await toldBy(response))
    .filter(({ side, kind }) => !maySee(kind, visitor.is[side]))
    .filter(({ side, kind }) => !typed.some((one) => one.side === side && one.kind === kind));
  return { status: response.status, toSignIn, told: told.map(({ side, kind }) => `${side}/${kind}`) };
}

function bodyOf(sent: Body): BodyInit | null {
  if ('fields' in sent) return new URLSearchParams(sent.fields);
  if ('form' in sent) return sent.form;
  return 'json' in sent ? JSON.stringify(sent.json) : null;
}

/** Whether the visitor may do it at that site with the things of that tenant. */
const may = ({ may: readers, personal }: Deed, { is }: Visitor, at: Side, of: Side) =>
  (at === of || personal) && readers.includes(is[of]);

/** Refused for who asks; or, with ids that mean nothing there, for what is asked. */
function isRefused({ status, toSignIn }: Answered, deed: Deed, abroad: boolean): boolean {
  if ([401, 403, 404].includes(status) || toSignIn) return true;
  return abroad && (status === 422 || (deed.elsewhere === true && status < 400));
}

/** Who sends it there: with their own tenant's ids at the site of another, people would change nothing but their own. */
function sends(deed: Deed, visitor: Visitor, at: Side, of: Side): boolean {
  if (may(deed, visitor, at, of)) return false;
  if (at !== of && visitor.is[at] === 'stranger' && visitor.is[of] !== 'stranger') return false;
  return visitor.only?.test(deed.path(targets[of])) ?? true;
}

/** Every visitor who may not, at every site. @returns what was not as it should be */
async function tryDeed(deed: Deed, of: Side): Promise<string[]> {
  const wrong: string[] = [];
  for (const at of deed.local ? [of] : sides) {
    for (const visitor of site.visitors.filter((one) => sends(deed, one, at, of))) {
      const answered = await send(visitor, at, deed, targets[of]);
      const found = answered.told.map((kind) => `tells ${kind}`);
      if (!isRefused(answered, deed, at !== of)) found.push(`answers ${answered.status}`);
      wrong.push(...found.map((what) => `${visitor.name} at ${at}: ${deed.route} of ${of} ${what}`));
    }
  }
  return wrong;
}

test('nobody changes what they may not, whatever ids they send and where', async () => {
  const wrong: string[] = [];
  for (const of of sides) {
    let before = await sumOf(of);
    for (const deed of deeds) {
      wrong.push(...(await tryDeed(deed, of)));
      const after = await sumOf(of);
      if (after !== before) wrong.push(`${deed.route} changed something of ${of}`);
      before = after;
    }
  }
  expect(wrong).toEqual([]);
}, 600_000);

test('each of these forms changes something for whoever may send it: none was refused for being wrong', async () => {
  const wrong: string[] = [];
  for (const deed of deeds.filter(({ unshown }) => unshown === undefined)) {
    const visitor = site.visitors.find(({ name }) => name === deed.may[0] || name === `a ${deed.may[0]}`);
    if (!visitor) throw new Error(`nobody walks as ${deed.may[0]}`);
    const before = await sumOf('a');
    const { status, toSignIn } = await send(visitor, 'a', deed, { ...targets.a, version: await versionsIn(site.db) });
    if (status >= 400 || toSignIn) wrong.push(`${deed.route} answers ${status}`);
    else if (!deed.outside && (await sumOf('a')) === before) wrong.push(`${deed.route} changes nothing`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

/** What concerns nobody but the visitor, or is open to all, by how it begins. */
const ownAffairs = [
  ['POST /akun/keamanan/kode', 'codes of one’s own'],
  ['POST /akun/keamanan/kunci', 'a passkey of one’s own is made'],
  ['POST /akun/keamanan/pemulihan', 'codes of one’s own'],
  ['POST /akun/keamanan/penyedia/:id', 'leads to the provider, to link oneself'],
  ['POST /akun/keamanan/perangkat/lain', 'ends one’s own other sessions'],
  ['POST /akun/kabar', 'mails to oneself'],
  ['POST /akun/sandi', 'one’s own password'],
  ['POST /bahasa', 'one’s own language'],
  ['POST /keluar', 'one’s own session'],
  ['POST /lihat-sebagai/akhiri', 'one’s own session'],
  ['POST /lupa-sandi', 'open to all, mails the owner alone'],
  ['POST /masuk', 'open to all'],
  ['POST /undangan/', 'open to whoever holds a code'],
  ['POST /naskah/:code/unggah', 'open to all, keeps nothing'],
  ['POST /kerja/indeks/spd', 'levels are stated group by group in the edition in force'],
] as const;

test('every address that changes something is among them', () => {
  const known = new Set(deeds.map(({ route }) => route));
  const left = routesOf(site.app, (method) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !known.has(route) && !ownAffairs.some(([begin]) => route.startsWith(begin)));
  expect(left).toEqual([]);
});
