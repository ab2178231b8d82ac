import { join } from 'node:path';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { readConfig } from '#platform/config.ts';
import { newId } from '#platform/ids.ts';
import { type Installation, openInstallation } from '#platform/installation.ts';
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

/** The tenant in which a command acts, on behalf of the installation itself. @throws WrongCall for an unknown slug */
export function contextFor(installation: Installation, slug: string): Ctx & { tenant: NonNullable<Ctx['tenant']> } {
  const tenant = installation.directory.bySlug(slug);
  if (!tenant) throw new WrongCall(messageAt(messages.commands, 'unknownTenant', { slug }) ?? slug);
  const { pool, secrets } = installation;
  return { pool, secrets, tenant, actor: null, now: new Date(), requestId: newId() };
}
