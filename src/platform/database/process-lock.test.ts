import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withLock } from './process-lock.ts';

test('of many that find a dead owner one at a time holds the lock, and nothing is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gelar-kunci-'));
  const lock = join(folder, 'lock');
  for (let round = 0; round < 20; round++) {
    await mkdir(lock);
    await writeFile(join(lock, 'owner'), JSON.stringify({ pid: process.pid, started: 'before' }));
    let [inside, most] = [0, 0];
    const enter = async () => {
      most = Math.max(most, ++inside);
      await sleep(1);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => withLock(lock, () => {}, enter)));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  }
  await rm(folder, { recursive: true });
});
