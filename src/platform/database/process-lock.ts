import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../errors.ts';
import { identify, parseIdentity, runs } from './process-identity.ts';

/**
 * Runs `act` while no other process on this machine holds `lock`. The lock is a folder renamed into place with its
 * owner inside, so that it never stands there without one; that of a process that was killed is taken over.
 */
export async function withLock<T>(lock: string, waiting: (pid: number) => void, act: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 });
  let told = false;
  for (let holder = await take(lock); holder !== 'mine'; holder = await take(lock)) {
    if (holder === 'dead') {
      await removeStale(lock);
      continue;
    }
    if (!told) waiting(holder);
    told = true;
    await sleep(100);
  }
  try {
    return await act();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

let attempts = 0;

async function take(lock: string): Promise<'mine' | 'dead' | number> {
  const mine = `${lock}.${process.pid}.${++attempts}`;
  await mkdir(mine, { mode: 0o700 });
  try {
    await writeFile(join(mine, 'owner'), JSON.stringify(identify(process.pid)));
    await rename(mine, lock);
    return 'mine';
  } catch (error) {
    await rm(mine, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error)) || !existsSync(lock)) throw error;
    const owner = parseIdentity(await readFile(join(lock, 'owner'), 'utf8').catch(() => ''));
    return owner && runs(owner) ? owner.pid : 'dead';
  }
}

async function removeStale(lock: string): Promise<void> {
  const away = `${lock}.stale.${process.pid}`;
  try {
    await rename(lock, away);
  } catch {
    return; // another process was faster
  }
  await rm(away, { recursive: true, force: true });
}
