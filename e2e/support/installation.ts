import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runProduct } from './process.ts';

const execute = promisify(execFile);

export const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'gelar-journey-'));

/** The first start of the built product on an empty folder, and its clean end. @returns the data folder */
export async function prepareInstallation(): Promise<string> {
  const dataDir = await emptyFolder();
  try {
    const product = await runProduct({ dataDir });
    await product.end('SIGTERM');
    return dataDir;
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/**
 * An installation of its own for one journey: a copy of one that was ended cleanly, with its owners. The server writes
 * its addresses anew at every start. @param durable as in production, for those who kill the server
 */
export async function copyInstallation(prepared: string, durable: boolean): Promise<string> {
  const dataDir = await emptyFolder();
  await execute('cp', ['-a', `${prepared}/.`, dataDir]);
  // Read after the product's own settings: what is thrown away anyway need not reach the disk.
  if (!durable) await appendFile(join(dataDir, 'postgres/postgresql.conf'), '\nfsync = off\nfull_page_writes = off\n');
  return dataDir;
}
