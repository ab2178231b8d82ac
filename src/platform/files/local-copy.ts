import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';
import type { FileStore } from './store.ts';

/** Lets `work` read a kept content as a file. @returns false when the store does not hold it */
export async function withLocalCopy(
  files: Pick<FileStore, 'read'>,
  tenantId: string,
  sha256: string,
  work: (path: string) => Promise<void>,
): Promise<boolean> {
  const kept = await files.read(tenantId, sha256);
  if (!kept) return false;
  const path = join(tmpdir(), `gelar-${newId()}`);
  try {
    await pipeline(
      Readable.fromWeb(kept.body as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(path, { mode: 0o600 }),
    );
    await work(path);
    return true;
  } finally {
    await rm(path, { force: true });
  }
}
