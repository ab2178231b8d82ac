import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../errors.ts';
import { identify, parseIdentity, runs } from './process-identity.ts';

/**
 * Runs `act` while no other process on this machine holds `lock`. The lock is a folder renamed into place with its
 * owner inside; that of a process that was killed is taken over.
 */
export async function withLock<T>(lock: string, waiting: (pid: number) => void, act: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 });
  const name = `owner.${process.pid}.${++attempts}.${Date.now().toString(36)}`;
  let told = false;
  for (let holder = await take(lock, name); holder !== 'mine'; holder = await take(lock, name)) {
    if (holder === 'dead') continue;
    if (!told) waiting(holder);
    told = true;
    await sleep(100);
  }
  try {
    return await act();
  } finally {
    await rm(join(lock, name), { force: true });
    await rmdir(lock).catch(() => {}); // whoever came meanwhile took the empty folder
  }
}

let attempts = 0;

/** Each owner has a file name of its own, so that taking over from a dead one can never hit the living who came after. */
async function take(lock: string, name: string): Promise<'mine' | 'dead' | number> {
  const mine = `${lock}.${name}`;
  await mkdir(mine, { mode: 0o700 });
  try {
    await writeFile(join(mine, name), JSON.stringify(identify(process.pid)));
    await rename(mine, lock); // onto nothing or onto an empty folder, else it fails
    return 'mine';
  } catch (error) {
    await rm(mine, { recursive: true, force: true });
    const held = ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error)) || (codeOf(error) === 'EPERM' && existsSync(lock));
    if (!held) throw error;
    return (await livingOwner(lock)) ?? 'dead';
  }
}

/** The process that holds the lock; the file of a dead owner is removed, and then the folder if nobody took it meanwhile. */
async function livingOwner(lock: string): Promise<number | undefined> {
  for (const name of await readdir(lock).catch(() => [])) {
    const file = join(lock, name);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) continue; // given back meanwhile
    const owner = parseIdentity(text);
    if (owner && runs(owner)) return owner.pid;
    await rm(file, { force: true });
  }
  await rmdir(lock).catch(() => {});
  return undefined;
}
