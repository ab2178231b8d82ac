import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { tenantTables } from '#platform/testing/every-table.ts';
import { contestRoutesOf } from './addresses.fixture.ts';
import { toldBy } from './answers.fixture.ts';
import { canaryFinder, type Side, sides } from './canaries.fixture.ts';
import { type ContestSeat, type ContestSite, type ContestVisitor, openContestSite } from './contest-site.fixture.ts';

let site: ContestSite;
const find = canaryFinder(new Map([['kata-sandi-uji-1', { side: 'a', kind: 'password' }]]));

beforeAll(async () => {
  site = await openContestSite();
});
afterAll(() => site?.close());

/** Who may read what, before anything is published; what stands nowhere here is for nobody. */
const readers: Readonly<Record<string, readonly ContestSeat[]>> = {
  // Jurors are told the titles of all entries when they are asked for their conflicts; what an entry says only of those given
  // to them and not in conflict.
  firsttitle: ['committee', 'chair', 'juror', 'firstEntrant'],
  middletitle: ['committee', 'chair', 'juror'],
  lasttitle: ['committee', 'chair', 'juror', 'lastEntrant'],
  firsttext: ['committee', 'chair', 'firstEntrant'],
  middletext: ['committee', 'chair', 'juror'],
  lasttext: ['committee', 'juror', 'lastEntrant'],
  chairname: ['committee', 'chair', 'juror'],
  jurorname: ['committee', 'chair', 'juror'],
  conflict: ['committee', 'chair', 'juror'],
  remark: ['chair'],
  notes: ['chair'],
  advice: ['committee', 'firstEntrant'],
};

/** Which ids stand in a place of an address, by the address up to it: the first that fits. */
const places: readonly [RegExp, string][] = [
  [/:category$/, 'category'],
  [/:rubric$/, 'rubric'],
  [/:juror$/, 'juror'],
  [/:review$/, 'review'],
  [/:step$/, 'step'],
  [/:member$/, 'member'],
  [/:entry$/, 'entry'],
  [/^\/kerja\/peserta\/:id$/, 'entry'],
  [/^\/kerja\/penunjukan\/:id$/, 'juror'],
  [/^\/kerja\/pendampingan\/:id$/, 'session'],
  [/lomba\/:id$/, 'competition'],
];

const parameter = /:([a-z]\w*)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/;

function addressesOf(route: string, side: Side): string[] {
  const [whole, name] = parameter.exec(route) ?? [];
  if (whole === undefined) return [route];
  const upTo = `${route.slice(0, route.indexOf(whole))}:${name}`;
  const kind = places.find(([pattern]) => pattern.test(upTo))?.[1];
  // Certificates, objections and parts of the published data stand only after the verdict.
  const values = kind ? (site.regions[side].ids[kind] ?? []) : [name === 'part' ? '1.json' : newId()];
  return values.flatMap((value) => addressesOf(route.replace(whole, value), side));
}

let asked = 0;
const network = () => `10.${asked % 250}.${(asked++ >> 8) % 250}.3`;

interface Sent {
  method: string;
  body?: URLSearchParams;
}

async function ask({ headers }: ContestVisitor, at: Side, path: string, sent: Sent = { method: 'GET' }) {
  const address = `http://127.0.0.1${site.regions[at].base}${path}`;
  return site.app.request(address, { ...sent, headers: { ...headers, 'x-forwarded-for': network() } });
}

const maySee = (kind: string, { is }: ContestVisitor, of: Side) =>
  (readers[kind] ?? []).some((seat) => seat === is[of]);

test('nobody reads of an entry, a juror, a score or a pupil what they may not', async () => {
  const wrong = new Set<string>();
  const seen = new Set<string>();
  for (const visitor of site.visitors) {
    for (const at of sides) {
      for (const { path: route } of contestRoutesOf(site.app, (method) => method === 'GET')) {
        for (const path of [...addressesOf(route, 'a'), ...addressesOf(route, 'b')]) {
          const response = await ask(visitor, at, path);
          if (response.status >= 500) wrong.add(`${visitor.name} at ${at}: ${route} answers ${response.status}`);
          for (const { side, kind } of find(await toldBy(response))) {
            if (maySee(kind, visitor, side)) seen.add(`${visitor.name} ${kind} of ${side}`);
            else wrong.add(`${visitor.name} at ${at}: ${route} tells ${kind} of ${side}`);
          }
        }
      }
    }
  }
  expect([...wrong].sort()).toEqual([]);
  const due = Object.entries(readers).flatMap(([kind, seats]) =>
    sides.flatMap((side) => seats.map((seat) => `${side} ${seat} ${kind} of ${side}`)),
  );
  expect(due.filter((one) => !seen.has(one)).sort()).toEqual([]);
}, 600_000);

/** Whose form it is: everybody else is refused, and nothing changes. Pages of entrants ask whose entry it is in the act. */
const owners: readonly [RegExp, readonly ContestSeat[]][] = [
  [/^\/lomba\/:id.*\/keberatan/, ['firstEntrant', 'lastEntrant']],
  [/^\/kerja\/penilaian/, ['chair', 'juror']],
  [/^\/kerja\/penunjukan/, ['chair', 'juror']],
  [/^\/kerja\/pendampingan/, ['committee', 'chair', 'juror', 'firstEntrant', 'lastEntrant']],
  [/^\/kerja\/peserta\/:id\/putuskan/, ['committee']],
  [/^\/kerja\/peserta/, ['committee', 'firstEntrant', 'lastEntrant']],
  [/\/ikut/, ['firstEntrant', 'lastEntrant']],
  [/\/pleno\/(?:mundur|suara|konfirmasi|ketua|koreksi)/, ['committee', 'chair', 'juror']],
  [/\/juri\/konflik/, ['committee', 'chair']],
  [/^\/kerja\/lomba/, ['committee']],
];

/** Words that many forms ask for, so that they are refused for who sends them and not for being empty. */
const plausible = () =>
  new URLSearchParams({
    id: newId(),
    version: '1',
    edited: '1',
    reason: 'Alasan yang cukup panjang.',
    stage: 'desk',
    tahap: 'desk',
    decision: 'eligible',
    explanation: 'Penjelasan.',
    kind: 'other',
    name: 'Nama',
    year: '2027',
    template: 'lomba-inovasi-daerah',
    text: 'Isi keberatan.',
  });

test('nobody changes a contest who may not, whatever they send and where', async () => {
  const tables = await tenantTables(site.db.owner);
  const sum = async () => {
    const sums = tables.map((name) => `select md5(string_agg(x::text, ',' order by x::text)) as sum from ${name} x`);
    return JSON.stringify((await site.db.owner.query(sums.join(' union all '))).rows);
  };
  const wrong = new Set<string>();
  let before = await sum();
  for (const { path: route } of contestRoutesOf(site.app, (method) => method === 'POST')) {
    const may = owners.find(([pattern]) => pattern.test(route))?.[1];
    if (!may) {
      wrong.add(`${route} is nobody's: say whose it is`);
      continue;
    }
    for (const visitor of site.visitors) {
      for (const of of sides) {
        if (may.some((seat) => seat === visitor.is[of])) continue;
        for (const path of addressesOf(route, of)) {
          const response = await ask(visitor, of, path, { method: 'POST', body: plausible() });
          const toSignIn = /(^|\/)masuk\?/.test(response.headers.get('location') ?? '');
          // 422: some forms are read before it is asked who sends them.
          if (!toSignIn && ![401, 403, 404, 422].includes(response.status)) {
            wrong.add(`${visitor.name}: ${route} of ${of} answers ${response.status}`);
          }
        }
      }
    }
    const after = await sum();
    if (after !== before) wrong.add(`${route} changed something`);
    before = after;
  }
  expect([...wrong].sort()).toEqual([]);
}, 600_000);
