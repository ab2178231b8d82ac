import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import { createServer } from '#platform/http/server.tsx';
import { createAccount } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { MailWay, Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { personFace } from './face.ts';
import type { LetterheadSource } from './letterhead.ts';
import type { Role } from './office.ts';
import { heldOffices } from './offices.queries.ts';
import { createPeopleRoutes } from './routes.tsx';
import { addOrganization, addTerm } from './testing-people.ts';

// The pages of this feature behind the real server, for tests that speak HTTP.

export interface Site {
  db: TestDatabase;
  fetch(path: string, options?: SiteRequest): Promise<Response>;
  raw(request: Request): Promise<Response>;
  close(): Promise<void>;
}

export interface SiteRequest {
  cookie?: string;
  /** Posted as a form. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

const origin = 'http://127.0.0.1';

export interface SiteOptions {
  mail?: MailWay['way'] | null;
  /** Most tests are about other things than the administrator's second factor. */
  secondFactor?: 'required' | 'optional';
  letterhead?: LetterheadSource;
}

const noLetterhead: LetterheadSource = async () => null;

export async function openSite({
  mail = null,
  secondFactor = 'optional',
  letterhead = noLetterhead,
}: SiteOptions = {}): Promise<Site> {
  const db = await freshDatabase();
  const directory: TenantDirectory = await openDirectory(db.pool);
  const settings = {
    origin,
    trustProxy: true,
    requestsPerMinute: 0,
    homeSlug: 'bekasikab',
    clientFolder: null,
    mail,
    secondFactor,
  };
  const app = createServer(settings, {
    ...db,
    directory,
    heldOffices,
    personFace: async (ctx, messages) => personFace(ctx, messages),
  });
  app.route('/', createPeopleRoutes(letterhead));
  return {
    db,
    async fetch(path, { cookie, form, headers } = {}) {
      const sent = new Headers({ ...headers, ...(cookie ? { cookie } : {}) });
      const body = form && new URLSearchParams(form);
      return app.fetch(
        new Request(`${origin}${path}`, { method: form ? 'POST' : 'GET', headers: sent, body: body ?? null }),
      );
    },
    raw: async (request) => app.fetch(request),
    async close() {
      directory.stop();
      await db.close();
    },
  };
}

export const testPassword = 'kata-sandi-uji-1';

export interface TestAccount {
  id: string;
  username: string;
  email: string | null;
  organizationId: string | null;
}

let count = 0;

/** An account that can sign in, with an office of a new organisation when a role is given. */
export async function addAccount(
  db: TestDatabase,
  options: { role?: Role; tenant?: Tenant; email?: string; due?: boolean } = {},
): Promise<TestAccount> {
  const { role, tenant, email = null, due = false } = options;
  const account = { id: newId(), name: 'Sari (contoh)', username: `sari.${++count}`, email };
  await createAccount(db.identity, { ...account, password: testPassword, passwordDue: due });
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    (tenant ?? db.tenants.bekasikab).id,
    account.id,
    account.name,
    account.username,
  ]);
  if (!role) return { ...account, organizationId: null };
  const organizationId = await addOrganization(db, 'agency', `Dinas ${account.id}`, tenant);
  await addTerm(db, { userId: account.id, organizationId, role }, tenant);
  return { ...account, organizationId };
}

/** The cookies an answer sets, as the browser would send them back; cleared ones are left out. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export function signInForm(identifier: string, password = testPassword): Record<string, string> {
  return { identifier, password };
}

/** Signs in from an address of its own, so that one test's tries do not lock another's. */
export async function signInTo(site: Site, identifier: string, password?: string): Promise<string> {
  const headers = { 'x-forwarded-for': `10.${++count % 250}.${count % 199}.1` };
  const response = await site.fetch('/masuk', { form: signInForm(identifier, password), headers });
  if (response.status !== 303) throw new Error(`not signed in: ${response.status}`);
  return cookiesOf(response);
}
