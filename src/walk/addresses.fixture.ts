import { currentEdition } from '#features/innovation-index/editions.ts';
import { innovationGroups, regionGroups } from '#features/innovation-index/level.ts';
import type { App } from '#platform/http/env.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { type Side, sides } from './canaries.fixture.ts';
import type { Region } from './walk-site.fixture.ts';

/** What can stand in an address, of each tenant: every id that there is. */
export type Ids = Readonly<Record<IdKind, Record<Side, readonly string[]>>>;

const tables = {
  innovation: 'select id from innovations',
  document: 'select id from documents',
  organization: 'select id from organizations',
  person: 'select user_id as id from people',
  term: 'select id from office_holders',
  event: 'select id from calendar_events',
  paper: 'select id from papers',
  code: 'select code as id from papers',
  import: 'select id from imports',
  workbook: 'select id from index_workbooks',
  provider: 'select id from identity_providers',
  key: 'select id from api_keys',
  invitation: 'select id from invitations',
  mail: 'select id from mails',
  topic: 'select slug as id from topics',
} as const;
export type IdKind = keyof typeof tables | 'passkey' | 'session';

export async function idsOf(db: TestDatabase, regions: Record<Side, Region>): Promise<Ids> {
  const kinds = Object.entries(tables).map(async ([kind, query]) => {
    const found = sides.map(async (side) => {
      const { rows } = await db.owner.query<{ id: string }>(`${query} where tenant_id = $1`, [regions[side].tenant.id]);
      return [side, rows.map(({ id }) => id)];
    });
    return [kind, Object.fromEntries(await Promise.all(found))];
  });
  const all = Object.fromEntries(await Promise.all(kinds)) as Ids;
  return { ...all, ...(await ownThings(db, regions)) };
}

/** What belongs to a person, not to a tenant. */
async function ownThings(db: TestDatabase, regions: Record<Side, Region>): Promise<Pick<Ids, 'passkey' | 'session'>> {
  const found = async (query: string, side: Side) => {
    const { userId } = regions[side].persons.villageInnovator;
    return (await db.owner.query<{ id: string }>(query, [userId])).rows.map(({ id }) => id);
  };
  const passkeys = 'select id from auth.passkey where "userId" = $1';
  const sessions = 'select id from auth.session where "userId" = $1';
  return {
    passkey: { a: await found(passkeys, 'a'), b: await found(passkeys, 'b') },
    session: { a: await found(sessions, 'a'), b: await found(sessions, 'b') },
  };
}

/** Fewer of them, for whoever has no business there: something that is open to all, and something that is not. */
export function fewOf(ids: Ids, regions: Record<Side, Region>): Ids {
  const fewer = Object.entries(ids).map(([kind, { a, b }]) => {
    const count = kind === 'document' || kind === 'provider' ? 2 : 1;
    return [kind, { a: a.slice(0, count), b: b.slice(0, count) }];
  });
  const chosen = (side: Side) => [regions[side].innovations.accepted, regions[side].innovations.draft];
  return { ...(Object.fromEntries(fewer) as Ids), innovation: { a: chosen('a'), b: chosen('b') } };
}

/** The same with everything that is open to all. */
export function openOf(ids: Ids, regions: Record<Side, Region>): Ids {
  const chosen = (side: Side) => {
    const { accepted, draft, agencyAccepted, listed } = regions[side].innovations;
    return [accepted, draft, agencyAccepted, listed];
  };
  const { document, code } = ids;
  return { ...fewOf(ids, regions), document, code, innovation: { a: chosen('a'), b: chosen('b') } };
}

/** Which ids belong behind a parameter, by where it stands: the first that fits. */
const places: readonly [RegExp, IdKind][] = [
  [/:document$/, 'document'],
  [/\?organisasi=:organization$/, 'organization'],
  [/\?dari=:innovation$/, 'innovation'],
  [/^\/berkas\/:id/, 'document'],
  [/^\/kerja\/impor\/:id/, 'import'],
  [/^\/kerja\/indeks\/impor\/:id/, 'workbook'],
  [/^\/kerja\/kalender\/:id/, 'event'],
  [/^\/kerja\/naskah\/:id/, 'paper'],
  [/^\/naskah\/:code/, 'code'],
  [/^\/kerja\/orang\/(?:akhiri|serah-terima)\/:id/, 'term'],
  [/^\/kerja\/orang\/undangan\/:id/, 'invitation'],
  [/^\/kerja\/orang\/:id/, 'person'],
  [/penyedia(?:-masuk)?\/:id/, 'provider'],
  [/^\/kerja\/kunci-api\/:id/, 'key'],
  [/^\/akun\/keamanan\/kunci\/:id/, 'passkey'],
  [/^\/akun\/keamanan\/perangkat\/:id/, 'session'],
  [/^\/kerja\/surat-elektronik\/:id/, 'mail'],
  [/^\/kerja\/topik\/:slug/, 'topic'],
  [/organi[sz]a(?:si|tions)\/:id/, 'organization'],
  [/(?:inovasi|verifikasi|innovations|drafts)\/:id/, 'innovation'],
];

const slugs = (groups: readonly { slug: string }[]) => groups.map(({ slug }) => slug);
const openFiles = ['innovations', 'organizations', 'index-levels', 'calendar', 'areas'];

/** Values that are the same in every tenant. */
const fixed: readonly [RegExp, readonly string[]][] = [
  [/:section$/, ['klasifikasi', 'dokumen']],
  [/:version$/, ['2', '4']],
  [/:from$/, ['2']],
  [/:to$/, ['4']],
  [/:upload$/, ['x']],
  [/^\/kerja\/inovasi\/[^/]+\/kematangan\/:group/, slugs(innovationGroups(currentEdition())).slice(0, 1)],
  [/^\/kerja\/indeks\/spd\/:group/, slugs(regionGroups(currentEdition())).slice(0, 2)],
  [/indikator\/:code/, ['SID-16']],
  [/index\/:edition/, ['2026']],
  [/^\/kecamatan\/:code|areas\/:code/, ['32.16.02']],
  [/^\/desa\/:code/, ['32.16.02.2002', '32.16.02.2003']],
  [/^\/data\/:file/, openFiles.flatMap((name) => [`${name}.csv`, `${name}.json`])],
  [/^\/sitemap\/:file/, ['halaman-1.xml', 'inovasi-1.xml', 'organisasi-1.xml']],
  [/^\/undangan\/:code/, ['tidakadakode']],
];

/** What a page shows only when it is asked for. */
const asked: Readonly<Record<string, readonly string[]>> = {
  '/inovasi': ['?q=sampah'],
  '/kerja/orang': ['?lihat=orang'],
  '/kerja/orang/baru': ['?organisasi=:organization&peran=innovator'],
  '/kerja/orang/jabatan': ['?organisasi=:organization&peran=innovator'],
  '/kerja/orang/undangan/baru': ['?organisasi=:organization&peran=innovator'],
  '/kerja/inovasi/mirip': ['?judul=sampah&uraian=warga+menabung+sampah+kering', '?dari=:innovation'],
  '/kerja/inovasi/:id/berkas': ['?untuk=inovasi', '?untuk=SID-16'],
  '/kerja/inovasi/:id/berkas/unggah': ['?untuk=inovasi'],
  '/kerja/inovasi/:id/riwayat/banding': ['?dari=2&ke=4'],
};

export interface Address {
  route: string;
  path: string;
}

const parameter = /:([a-z]\w*)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/;

/** Every address that a path of the app can become, with the ids of one tenant. */
export function addressesOf(route: string, ids: Ids, side: Side): Address[] {
  let paths = [route, ...(asked[route] ?? []).map((query) => route + query)];
  while (paths.some((path) => parameter.test(path))) paths = paths.flatMap((path) => filledIn(path, ids, side));
  return paths.map((path) => ({ route, path }));
}

function filledIn(path: string, ids: Ids, side: Side): string[] {
  const [whole, name] = parameter.exec(path) ?? [];
  if (whole === undefined) return [path];
  const upTo = `${path.slice(0, path.indexOf(whole))}:${name}`;
  const same = fixed.find(([pattern]) => pattern.test(upTo))?.[1];
  const kind = places.find(([pattern]) => pattern.test(upTo))?.[1];
  if (!same && !kind) throw new Error(`no id is known for ${name} of ${path}: add one here`);
  return (same ?? (kind ? ids[kind][side] : [])).map((value) => path.replace(whole, value));
}

/** What belongs to a contest and to mentoring: walked on its own, by people with a seat in a contest. */
const ofContests =
  /^\/(?:lomba|sertifikat|kerja\/(?:lomba|peserta|penilaian|penunjukan|pendampingan|umpan-balik))(?:\/|\.|$)/;

type Route = { method: string; path: string };

export const routesOf = (app: App, method: (name: string) => boolean): Route[] =>
  allRoutes(app, method).filter(({ path }) => !ofContests.test(path));

export const contestRoutesOf = (app: App, method: (name: string) => boolean): Route[] =>
  allRoutes(app, method).filter(({ path }) => ofContests.test(path));

function allRoutes(app: App, method: (name: string) => boolean): Route[] {
  const all = app.routes.filter((route) => route.method !== 'ALL' && method(route.method));
  return [...new Map(all.map(({ method: name, path }) => [`${name} ${path}`, { method: name, path }])).values()];
}
