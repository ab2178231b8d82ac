import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { DatabaseAddress } from '../database/pool.ts';
import { onServer } from './database.ts';

export interface ExternalDatabase {
  /** Owns the database and is no superuser, as docs/operations.md asks for. */
  owner: DatabaseAddress;
  app: DatabaseAddress;
  /** As the settings take them. */
  urls: { DATABASE_URL: string; DATABASE_OWNER_URL: string };
  close(): Promise<void>;
}

/** An empty database of somebody's own server, with the two logins that the manual describes. */
export async function externalDatabase(): Promise<ExternalDatabase> {
  const cluster = inject('cluster');
  const name = `x_${randomBytes(6).toString('hex')}`;
  const [owner, app] = [`${name}_owner`, `${name}_login`];
  await onServer(cluster, `create role ${owner} login createrole password 'uji'`);
  await onServer(cluster, `create role ${app} login noinherit password 'uji'`);
  // On a server of its own the owner makes these roles; here other databases have made them.
  for (const role of ['gelar_app', 'gelar_auth']) {
    await onServer(cluster, `do $$ begin create role ${role} nologin; exception when others then null; end $$`);
    await onServer(cluster, `grant ${role} to ${owner} with admin option`);
  }
  await onServer(cluster, `create database ${name} owner ${owner}`);
  const address = (user: string) => ({ host: cluster.host, port: cluster.port, user, password: 'uji', database: name });
  const url = (user: string) =>
    `postgres://${user}:uji@${encodeURIComponent(cluster.host ?? '')}:${cluster.port ?? 5432}/${name}`;
  return {
    owner: address(owner),
    app: address(app),
    urls: { DATABASE_URL: url(app), DATABASE_OWNER_URL: url(owner) },
    async close() {
      await onServer(cluster, `drop database if exists ${name} with (force)`);
      await onServer(cluster, `drop role ${app}`);
      await onServer(cluster, `revoke gelar_app, gelar_auth from ${owner}`);
      await onServer(cluster, `drop role ${owner}`);
    },
  };
}
