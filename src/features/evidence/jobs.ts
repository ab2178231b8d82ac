import type { FileStore } from '#platform/files/store.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { forgetAllUnused } from './document.acts.ts';
import { unneeded } from './evidence.queries.ts';

const dayInMs = 24 * 60 * 60 * 1000;
const atOnce = 500;

/** Which of these contents (SHA-256) another feature needs. */
export type InUse = (ctx: Ctx, hashes: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Throws away contents that neither a document nor another feature needs: what was taken out, and what an interrupted upload left. Younger ones
 * stay, because their document may be about to be written. @returns how many went
 */
export async function sweepFiles(ctx: Ctx, store: FileStore, elsewhere: readonly InUse[] = []): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  const before = new Date(ctx.now.getTime() - dayInMs);
  await forgetAllUnused(ctx, before);
  let gone = 0;
  const sweep = async (hashes: readonly string[]) => {
    const free = await unneeded(ctx, hashes);
    const used = await Promise.all(elsewhere.map((inUse) => inUse(ctx, free)));
    for (const hash of free) {
      if (used.some((hashesInUse) => hashesInUse.has(hash))) continue;
      if (await store.removeOlder(tenantId, hash, before)) gone++;
    }
  };
  let batch: string[] = [];
  for await (const hash of store.keptBefore(tenantId, before)) {
    batch.push(hash);
    if (batch.length < atOnce) continue;
    await sweep(batch);
    batch = [];
  }
  await sweep(batch);
  return gone;
}

/** Throws away uploads that nobody went on with for a day. @returns how many went */
export function sweepUploads(store: FileStore, now: Date): Promise<number> {
  return store.uploads.forgetBefore(new Date(now.getTime() - dayInMs));
}
