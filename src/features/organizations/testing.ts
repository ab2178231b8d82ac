import { h } from 'preact';
import { openDirectory } from '#platform/http/directory.ts';
import { createServer } from '#platform/http/server.tsx';
import { newId } from '#platform/ids.ts';
import type { Ctx, HeldOffice } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { ListedOrganization } from './listed.ts';
import { loadAreaOrganizations, loadOrganizations } from './load.acts.ts';
import { organizationRoutes } from './routes.tsx';

export interface Answer {
  status: number;
  text: string;
  to: string | null;
}

/** The pages of organisations and areas on a real database, without the other features. */
export interface OrganizationSite {
  db: TestDatabase;
  /** Offices that whoever is signed in holds. */
  offices: HeldOffice[];
  /** Whose innovations the pages asked for. */
  asked: string[];
  get(path: string, cookie?: string): Promise<Answer>;
  post(path: string, fields: Record<string, string>, cookie?: string): Promise<Answer>;
  idOf(name: string): Promise<string>;
  close(): Promise<void>;
}

const clinic = { kind: 'puskesmas', areaCode: '32.16.11' } as const;
const listed: ListedOrganization[] = [
  { kind: 'agency', name: 'Dinas Kesehatan', shortName: 'Dinkes', source: 'uji https://a.example/b', sourceYear: 2022 },
  {
    ...clinic,
    name: 'Puskesmas Lemah Abang',
    reference: 'P1',
    parent: { kind: 'agency', name: 'Dinas Kesehatan' },
    source: 'uji',
  },
  { ...clinic, name: 'Puskesmas Rekaan (contoh)', reference: 'contoh-p', fictional: true, source: 'contoh' },
  {
    kind: 'school',
    name: 'SMKS <MITRA> & INDUSTRI',
    reference: 'S1',
    areaCode: '32.16.08',
    latitude: -6.3,
    longitude: 107.1,
    source: 'uji',
  },
];

export const adminOffice: HeldOffice = {
  id: newId(),
  role: 'tenant_admin',
  kind: 'definitive',
  organizationId: newId(),
  organizationName: 'Balitbangda',
  organizationKind: 'agency',
};

export async function openOrganizationSite(): Promise<OrganizationSite> {
  const db = await freshDatabase();
  const directory = await openDirectory(db.pool);
  await loadOrganizations(db.ctx(), 'uji', listed);
  await loadAreaOrganizations(db.ctx());
  const app = createServer(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null },
    { ...db, directory, heldOffices: async () => site.offices, personFace: async () => null },
  );
  const ask = async (path: string, init: RequestInit, cookie?: string): Promise<Answer> => {
    const headers: HeadersInit = cookie ? { cookie } : {};
    const response = await app.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }));
    return { status: response.status, text: await response.text(), to: response.headers.get('location') };
  };
  const site: OrganizationSite = {
    db,
    offices: [],
    asked: [],
    get: (path, cookie) => ask(path, {}, cookie),
    post: (path, fields, cookie) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }, cookie),
    async idOf(name) {
      const { rows } = await db.owner.query('select id from organizations where name = $1', [name]);
      return rows[0].id;
    },
    async close() {
      directory.stop();
      await db.close();
    },
  };
  app.route('/', organizationRoutes(slots(site.asked)));
  return site;
}

function slots(asked: string[]) {
  const answer = (words: string) => async (_ctx: Ctx, of: string) => {
    asked.push(of);
    return h('p', null, words);
  };
  return {
    countsByDistrict: async () => new Map([['32.16.11', 7]]),
    countsByVillage: async () => new Map([['32.16.11.2002', 3]]),
    ofOrganization: answer('inovasi organisasi'),
    ofArea: answer('inovasi wilayah'),
  };
}
