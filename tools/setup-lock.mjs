// One set-up at a time in one clone, also after a set-up that was killed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** When process `pid` started, as text; '' when there is none. Tells a recycled pid apart. */
export function startedAt(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name in brackets may hold spaces; field 3 is the state, field 22 the start time.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? '' : (fields[19] ?? '');
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0);
      return 'alive';
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function readOwner(lock) {
  try {
    const { pid, started } = JSON.parse(fs.readFileSync(path.join(lock, 'owner'), 'utf8'));
    return Number.isInteger(pid) && pid > 1 && startedAt(pid) === started ? pid : null;
  } catch {
    return null;
  }
}

/** Takes the lock or says who holds it. A folder is renamed into place, owner inside: atomic. */
function take(lock) {
  const mine = `${lock}.${process.pid}`;
  fs.rmSync(mine, { recursive: true, force: true });
  fs.mkdirSync(mine, { recursive: true });
  fs.writeFileSync(path.join(mine, 'owner'), JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }));
  try {
    fs.renameSync(mine, lock);
    return null;
  } catch (error) {
    fs.rmSync(mine, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code) || !fs.existsSync(lock)) throw error;
    return readOwner(lock) ?? 'stale';
  }
}

function removeStale(lock) {
  const away = `${lock}.stale.${process.pid}`;
  try {
    fs.renameSync(lock, away);
  } catch {
    return; // another process was quicker
  }
  fs.rmSync(away, { recursive: true, force: true });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function withLock(lock, say, act) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  let told = false;
  for (;;) {
    const holder = take(lock);
    if (holder === null) break;
    if (holder === 'stale') {
      removeStale(lock);
      continue;
    }
    if (!told) say(`  Menunggu pemasangan lain di folder ini (proses ${holder})…`);
    told = true;
    await sleep(300);
  }
  try {
    return await act();
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}
