import { join } from 'node:path';
import pg, { type Pool } from 'pg';
import { type Config, installationKey } from './config.ts';
import { openEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { type DatabaseAddress, openPool } from './database/pool.ts';
import { openS3Store } from './files/s3-store.ts';
import { type FileStore, openFolderStore } from './files/store.ts';
import { openDirectory, type TenantDirectory } from './http/directory.ts';
import { type Identity, openIdentity } from './identity/identity.ts';
import { openSmtp, type Smtp } from './mail/smtp.ts';
import { type Secrets, secretsFrom } from './secrets.ts';

/** The opened database and what stands on it; the same for the server and for the command. */
export interface Installation {
  config: Config;
  /** Connections that act as gelar_app: they own nothing and cannot pass row-level security. */
  pool: Pool;
  jobsPool: Pool;
  owner: DatabaseAddress;
  secrets: Secrets;
  identity: Identity;
  directory: TenantDirectory;
  files: FileStore;
  /** Null where no mail server is set. */
  smtp: Smtp | null;
  /** Ends the connections, then the embedded server if this process started it. Safe to call twice. */
  close(): Promise<void>;
}

export interface Opening {
  config: Config;
  migrations: string;
  /** `command` may stand beside a running server: it uses the server's database and leaves it running. */
  as: 'server' | 'command';
  report(line: string): void;
}

/** @throws Error with a line for the operator when the database cannot be used */
export async function openInstallation({ config, migrations, as, report }: Opening): Promise<Installation> {
  const database = await reachDatabase(config, as, report);
  try {
    await migrate(database.owner, migrations, loginOf(database.app), report);
    return await openParts(config, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Runs `work` on one connection of the owning role. */
export async function asOwner<T>(
  { owner }: Pick<Installation, 'owner'>,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'gelar-owner' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface Reached {
  owner: DatabaseAddress;
  app: DatabaseAddress;
  stop(): Promise<void>;
}

/** The database without its schema being looked at: for what must not migrate it, a backup or a restore. */
export async function reachDatabase(config: Config, as: Opening['as'], report: Opening['report']): Promise<Reached> {
  if (!config.databaseUrl) return openEmbedded({ dataDir: config.dataDir, as, report });
  return {
    owner: { connectionString: config.databaseOwnerUrl ?? config.databaseUrl },
    app: { connectionString: config.databaseUrl },
    stop: async () => {},
  };
}

export function loginOf(address: DatabaseAddress): string | undefined {
  if (address.user) return address.user;
  const user = address.connectionString ? decodeURIComponent(new URL(address.connectionString).username) : '';
  return user || undefined;
}

async function openParts(config: Config, database: Reached): Promise<Installation> {
  const pool = openPool(database.app, { role: 'gelar_app', pipeline: true, max: 12 });
  const jobsPool = openPool(database.app, { role: 'gelar_app', max: 3 });
  const authPool = openPool(database.app, { role: 'gelar_auth', searchPath: 'auth', max: 6 });
  const secrets = secretsFrom(await installationKey(config));
  const identity = openIdentity(authPool, secrets, config.origin);
  const directory = await openDirectory(pool);
  let closing: Promise<void> | undefined;
  const close = async () => {
    directory.stop();
    smtp?.close();
    await Promise.all([pool.end(), jobsPool.end(), authPool.end()]);
    await database.stop();
  };
  const files = openFiles(config);
  const smtp = config.smtpUrl ? openSmtp(config.smtpUrl, config.mailFrom ?? '') : null;
  const parts = { config, pool, jobsPool, owner: database.owner, secrets, identity, directory, files, smtp };
  return { ...parts, close: () => (closing ??= close()) };
}

/** A bucket when one is set; what comes in lies in the data folder first in any case. */
export function openFiles(config: Config): FileStore {
  const folder = join(config.dataDir, 'files');
  const { s3Endpoint: endpoint, s3Bucket: bucket, s3Region: region, s3AccessKey, s3SecretKey } = config;
  if (!endpoint || !bucket || !s3AccessKey || !s3SecretKey) return openFolderStore(folder);
  return openS3Store({ endpoint, bucket, region, accessKey: s3AccessKey, secretKey: s3SecretKey }, folder);
}
