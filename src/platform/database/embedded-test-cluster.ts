import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from './embedded.ts';
import { endServer, findServer } from './embedded-server.ts';
import type { DatabaseAddress } from './pool.ts';
import { parseIdentity, runs } from './process-identity.ts';

const prefix = 'gelar-test-';

export interface TestCluster {
  /** The owning role on the maintenance database. */
  cluster: DatabaseAddress;
  /** Ends it at once and removes its files. */
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL for tests: nothing is written through to the disk. */
export async function startTestCluster(): Promise<TestCluster> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const embedded = await openEmbedded({ dataDir, as: 'command', durable: false });
  return {
    cluster: { ...embedded.owner, database: 'postgres' },
    async stop() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ends the clusters of test runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = join(tmpdir(), name);
    if (await isUsed(dataDir)) continue;
    const cluster = join(dataDir, 'postgres');
    const server = findServer({ cluster });
    if (server) await endServer(server, cluster, 'SIGQUIT');
    await rm(dataDir, { recursive: true, force: true }).catch(() => {});
  }
}

async function isUsed(dataDir: string): Promise<boolean> {
  const run = join(dataDir, 'run');
  const names = await readdir(run).catch(() => undefined);
  if (!names) return true; // just being made, or somebody else's
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const who = parseIdentity(await readFile(join(run, name), 'utf8').catch(() => ''));
    if (who && runs(who)) return true;
  }
  return names.some((name) => name.startsWith('lock'));
}
