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

/** The process that holds the lock; the file of a dead owner is removed, and then the folder if nobody took it meanwhile. */
function livingOwner(lock) {
  for (const name of namesIn(lock)) {
    const file = path.join(lock, name);
    const owner = readOwner(file);
    if (owner === 'gone') continue;
    if (owner !== null) return owner;
    fs.rmSync(file, { force: true });
  }
  try {
    fs.rmdirSync(lock);
  } catch {
    // gone, or somebody else's by now
  }
  return null;
}

function namesIn(lock) {
  try {
    return fs.readdirSync(lock);
  } catch {
    return [];
  }
}

/** @returns the pid of a living owner, null for a dead one, 'gone' when the lock was given back meanwhile */
function readOwner(file) {
  try {
    const { pid, started } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 1 && startedAt(pid) === started ? pid : null;
  } catch (error) {
    return error.code === 'ENOENT' ? 'gone' : null;
  }
}

/**
 * Takes the lock or says who holds it. A folder is renamed into place, owner inside: atomic. Each owner has a file name of
 * its own, so that taking over from a dead one can never hit the living who came after.
 */
function take(lock, name) {
  const mine = `${lock}.${name}`;
  fs.rmSync(mine, { recursive: true, force: true });
  fs.mkdirSync(mine, { recursive: true });
  fs.writeFileSync(path.join(mine, name), JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }));
  try {
    fs.renameSync(mine, lock); // onto nothing or onto an empty folder, else it fails
    return null;
  } catch (error) {
    fs.rmSync(mine, { recursive: true, force: true });
    const held = ['ENOTEMPTY', 'EEXIST'].includes(error.code) || (error.code === 'EPERM' && fs.existsSync(lock));
    if (!held) throw error;
    return livingOwner(lock) ?? 'dead';
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function withLock(lock, say, act) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  const name = `owner.${process.pid}.${Date.now().toString(36)}`;
  let told = false;
  for (;;) {
    const holder = take(lock, name);
    if (holder === null) break;
    if (holder === 'dead') continue;
    if (!told) say(`  Menunggu pemasangan lain di folder ini (proses ${holder})…`);
    told = true;
    await sleep(300);
  }
  try {
    return await act();
  } finally {
    fs.rmSync(path.join(lock, name), { force: true });
    try {
      fs.rmdirSync(lock);
    } catch {
      // whoever came meanwhile took the empty folder
    }
  }
}
