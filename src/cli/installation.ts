import { join } from 'node:path';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { type Config, readConfig } from '#platform/config.ts';
import type { DatabaseAddress } from '#platform/database/pool.ts';
import type { FileStore } from '#platform/files/store.ts';
import { newId } from '#platform/ids.ts';
import { type Installation, loginOf, openFiles, openInstallation, reachDatabase } from '#platform/installation.ts';
import { knownInstallationKey } from '#platform/installation-key.ts';
import { type Secrets, secretsFrom } from '#platform/secrets.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { type Call, WrongCall } from './command.ts';

/** Opens the installation for one command, beside a running server or alone, and leaves it as it was. */
export async function withInstallation<T>(call: Call, work: (installation: Installation) => Promise<T>): Promise<T> {
  const root = process.env.GELAR_ROOT ?? process.cwd();
  const config = readConfig(process.env);
  const installation = await openInstallation({
    config,
    migrations: join(root, 'migrations'),
    as: 'command',
    report: call.tell,
  });
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The installation as it lies there: no step is taken, no key is made. */
export interface BareInstallation {
  config: Config;
  root: string;
  owner: DatabaseAddress;
  /** The app's login. */
  login: string | undefined;
  files: FileStore;
  /** null before the first start. */
  secrets: Secrets | null;
}

/** @param as `command` stands beside a running server, `server` is alone */
export async function withBareInstallation<T>(
  call: Call,
  as: 'command' | 'server',
  work: (installation: BareInstallation) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const key = await knownInstallationKey(config);
  const database = await reachDatabase(config, as, call.tell);
  try {
    return await work({
      config,
      root: process.env.GELAR_ROOT ?? process.cwd(),
      owner: database.owner,
      login: loginOf(database.app),
      files: openFiles(config),
      secrets: key ? secretsFrom(key) : null,
    });
  } finally {
    await database.stop();
  }
}

/** The tenant in which a command acts, on behalf of the installation itself. @throws WrongCall for an unknown slug */
export function contextFor(installation: Installation, slug: string): Ctx & { tenant: NonNullable<Ctx['tenant']> } {
  const tenant = installation.directory.bySlug(slug);
  if (!tenant) throw new WrongCall(messageAt(messages.commands, 'unknownTenant', { slug }) ?? slug);
  const { pool, secrets } = installation;
  return { pool, secrets, tenant, actor: null, now: new Date(), requestId: newId() };
}
