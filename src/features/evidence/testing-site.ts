import { Readable } from 'node:stream';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { openDirectory } from '#platform/http/directory.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs, type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { createApp } from '../../app.ts';
import { insertInnovation } from '../innovation-index/testing-index.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';

/** The whole app over a region whose village has innovations, and its visitors. */
export interface EvidenceSite {
  db: TestDatabase;
  region: TestRegion;
  /** Of the village: accepted, and a draft. */
  accepted: string;
  draft: string;
  /** Of the other village, accepted. */
  others: string;
  /** Cookie of somebody with that role, elsewhere. */
  cookies: ReadonlyMap<TestRole, string>;
  /** Cookie of somebody with that office at the village. */
  villager(role: 'innovator' | 'organization_head'): Promise<string>;
  ask(path: string, cookie?: string, init?: RequestInit): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>>, cookie?: string): Promise<Response>;
  send(
    path: string,
    files: readonly SentFile[],
    fields: Readonly<Record<string, string>>,
    cookie?: string,
  ): Promise<Response>;
  close(): Promise<void>;
}

export interface SentFile {
  name: string;
  content: Uint8Array;
}

export async function openEvidenceSite(): Promise<EvidenceSite> {
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
  const ask: EvidenceSite['ask'] = async (path, cookie, init = {}) =>
    app.request(`http://127.0.0.1${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
  return {
    db,
    region,
    cookies,
    accepted: (await insertInnovation(db, region)).id,
    draft: (await insertInnovation(db, region, { state: 'draft', title: 'Kompos (contoh)', acceptedAt: null })).id,
    others: (await insertInnovation(db, region, { organizationId: region.other.id, title: 'Tetangga (contoh)' })).id,
    villager: (role) => signInVillager(db, region, role),
    ask,
    post: (path, fields, cookie) => ask(path, cookie, { method: 'POST', body: new URLSearchParams(fields) }),
    send: (path, files, fields, cookie) => ask(path, cookie, { method: 'POST', body: formOf(files, fields) }),
    async close() {
      directory.stop();
      await db.close();
    },
  };
}

function formOf(files: readonly SentFile[], fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const { name, content } of files) form.append('berkas', new Blob([new Uint8Array(content)]), name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
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

/** A file that was looked at already. */
export async function acceptedFile(store: FileStore, name: string, content: string | Buffer): Promise<Accepted> {
  const incoming = await store.receive(Readable.from([Buffer.from(content)]), 100_000_000);
  return { name, mediaType: 'application/pdf', content: incoming, thumbnail: null };
}
