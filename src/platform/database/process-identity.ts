import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as it can be recognised later: a pid alone may have been given to another one meanwhile. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

/** When process `pid` started, as text; undefined when it does not run (a zombie does not). */
function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // proc(5): the name in brackets may hold spaces; after it come the state and, as 20th, the start time.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()} ${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();

export const identify = (pid: number): ProcessIdentity => ({ pid, started: startOf(pid) ?? '' });

export const runs = (one: ProcessIdentity): boolean => one.started !== '' && startOf(one.pid) === one.started;

/** Reads what `JSON.stringify(identify(pid))` wrote; undefined for anything else. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return undefined;
    const { pid, started } = value;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Processes that work inside `folder`. PostgreSQL and all its children do so in their cluster's folder, which tells
 * them from a stranger with a recycled pid. `candidate` is looked at where the system has no list.
 */
export function processesIn(folder: string, candidate?: number): number[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => folderOf(pid) === folder && startOf(pid) !== undefined);
  }
  return candidate !== undefined && commandOf(candidate).includes(folder) ? [candidate] : [];
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return pid > 1 ? execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }) : '';
  } catch {
    return '';
  }
}
