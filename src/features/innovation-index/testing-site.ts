import type { Hono } from 'hono';
import { openDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs, type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { createApp } from '../../app.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { currentEdition } from './editions.ts';
import { sidLevels, spdLevels } from './region-arbitrary.ts';
import { insertInnovation, insertLevels } from './testing-index.ts';

interface Answer {
  status: number;
  text: string;
  to: string | null;
}

/** The whole app over a region with an index, and its visitors. */
export interface IndexSite {
  db: TestDatabase;
  region: TestRegion;
  /** Cookie of somebody with that role, elsewhere. */
  cookies: ReadonlyMap<TestRole, string>;
  /** Accepted, counted, every level but one at 3. */
  mature: string;
  /** Accepted, but only a trial. */
  trial: string;
  get(path: string, cookie?: string): Promise<Answer>;
  post(path: string, form: Readonly<Record<string, string>>, cookie?: string): Promise<Answer>;
  /** Cookie of somebody with that office at the village whose innovations these are. */
  villager(role: 'innovator' | 'organization_head'): Promise<string>;
  close(): Promise<void>;
}

export async function openIndexSite(): Promise<IndexSite> {
  const db = await freshDatabase();
  const directory = await openDirectory(db.pool);
  const settings = {
    origin: 'http://127.0.0.1',
    trustProxy: false,
    requestsPerMinute: 0,
    homeSlug: 'bekasikab',
    clientFolder: null,
  };
  const app = await createApp(settings, { ...db, directory, migrations: 'migrations', jobsReady: async () => true });
  const region = await arrangeRegion(db);
  const cookies = new Map<TestRole, string>();
  for (const role of testRoles) cookies.set(role, await signInAs(db, role));
  return {
    db,
    region,
    cookies,
    ...(await insertRegion(db, region)),
    get: (path, cookie) => ask(app, path, cookie ? { headers: { cookie } } : {}),
    post: (path, form, cookie) =>
      ask(app, path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
        body: new URLSearchParams(form).toString(),
      }),
    villager: (role) => signInVillager(db, region, role),
    async close() {
      directory.stop();
      await db.close();
    },
  };
}

async function ask(app: Hono<Env>, path: string, request: RequestInit): Promise<Answer> {
  const answer = await app.request(`http://127.0.0.1${path}`, request);
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

/** Thirteen innovations over all six basic services, one of them a trial, and every SPD row at level 2. */
async function insertRegion(db: TestDatabase, region: TestRegion): Promise<{ mature: string; trial: string }> {
  const edition = currentEdition();
  const affairs = [...edition.basicServiceAffairs, ...edition.basicServiceAffairs];
  let mature = '';
  for (const [at, affair] of affairs.entries()) {
    const acceptedAt = new Date(Date.UTC(2026, 4, 1 + at));
    const { id } = await insertInnovation(db, region, { title: `Inovasi <${at}>`, affair, acceptedAt });
    await insertLevels(db, region, id, sidLevels(edition, (at % 3) + 1, { 'SID-31': 0 }));
    mature = id;
  }
  const { id: trial } = await insertInnovation(db, region, { title: 'Masih Uji Coba', stage: 'uji coba' });
  const spd = spdLevels(edition, 2);
  await db.owner.query(
    `insert into region_levels (tenant_id, edition, code, claimed)
     select $1, 2026, code, claimed from unnest($2::text[], $3::int[]) as x (code, claimed)`,
    [region.tenant.id, Object.keys(spd), Object.values(spd)],
  );
  return { mature, trial };
}

async function signInVillager(db: TestDatabase, region: TestRegion, role: 'innovator' | 'organization_head') {
  const before = await db.owner.query<{ user_id: string }>('select user_id from office_holders where role = $1', [
    role,
  ]);
  const cookie = await signInAs(db, role);
  const known = before.rows.map((row) => row.user_id);
  await db.owner.query('update office_holders set office_id = $1 where role = $2 and not user_id = any($3::uuid[])', [
    region.office(role, region.village).id,
    role,
    known,
  ]);
  return cookie;
}
