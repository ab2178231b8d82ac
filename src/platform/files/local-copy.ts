import type { FileStore } from './store.ts';

/**
 * Lets `work` read a kept content as a file. The copy lies where what comes in lies: a sheet may hold names, and what a killed
 * process leaves there is swept, which nobody does for the system's folder of temporary files.
 * @returns false when the store does not hold it
 */
export async function withLocalCopy(
  files: Pick<FileStore, 'read' | 'receive' | 'discard'>,
  tenantId: string,
  sha256: string,
  work: (path: string) => Promise<void>,
): Promise<boolean> {
  const kept = await files.read(tenantId, sha256);
  if (!kept) return false;
  const copy = await files.receive(kept.body, Number.POSITIVE_INFINITY);
  try {
    if (copy.sha256 !== sha256) throw new Error(`the content ${sha256} came as another`);
    await work(copy.path);
    return true;
  } finally {
    await files.discard(copy);
  }
}
