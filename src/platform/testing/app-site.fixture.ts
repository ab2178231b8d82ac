import { createApp } from '../../app.ts';
import { openDirectory } from '../http/directory.ts';
import type { App } from '../http/env.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { signInAs, type TestRole, testRoles } from './sign-in.ts';

export interface Answer {
  status: number;
  text: string;
  to: string | null;
  headers: Headers;
}

/** The whole app on a real database, asked over HTTP as a stranger or as somebody with a role. */
export interface AppSite {
  db: TestDatabase;
  app: App;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get(path: string, role?: TestRole | undefined): Promise<Answer>;
  post(path: string, fields: Readonly<Record<string, string>>, role?: TestRole | undefined): Promise<Answer>;
  close(): Promise<void>;
}

export async function openAppSite(): Promise<AppSite> {
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
  const cookies = new Map<TestRole, string>();
  for (const role of testRoles) cookies.set(role, await signInAs(db, role));
  const fetch: AppSite['fetch'] = async (path, init = {}) => app.fetch(new Request(`http://127.0.0.1${path}`, init));
  const ask = async (path: string, init: RequestInit, role?: TestRole): Promise<Answer> => {
    const cookie = role && cookies.get(role);
    const response = await fetch(path, { ...init, headers: cookie ? { cookie } : {} });
    const { status, headers } = response;
    return { status, text: await response.text(), to: headers.get('location'), headers };
  };
  return {
    db,
    app,
    fetch,
    get: (path, role) => ask(path, {}, role),
    post: (path, fields, role) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }, role),
    async close() {
      directory.stop();
      await db.close();
    },
  };
}
