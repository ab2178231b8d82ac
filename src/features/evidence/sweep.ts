import type { FileStore } from '#platform/files/store.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { unneeded } from './evidence.queries.ts';

const dayInMs = 24 * 60 * 60 * 1000;
const atOnce = 500;

/**
 * Throws away contents that no document needs: what was taken out, and what an interrupted upload left. Younger ones
 * stay, because their document may be about to be written. @returns how many went
 */
export async function sweepFiles(ctx: Ctx, store: FileStore): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  let gone = 0;
  const sweep = async (hashes: readonly string[]) => {
    for (const hash of await unneeded(ctx, hashes)) {
      await store.remove(tenantId, hash);
      gone++;
    }
  };
  let batch: string[] = [];
  for await (const hash of store.keptBefore(tenantId, new Date(ctx.now.getTime() - dayInMs))) {
    batch.push(hash);
    if (batch.length < atOnce) continue;
    await sweep(batch);
    batch = [];
  }
  await sweep(batch);
  return gone;
}
