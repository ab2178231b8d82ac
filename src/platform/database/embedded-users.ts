import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, writePrivate } from './embedded-folder.ts';
import { DatabaseProblem } from './embedded-problem.ts';
import { identify, type ProcessIdentity, parseIdentity, runs } from './process-identity.ts';

/** `server` is the one that serves; `command` may stand beside it. */
export type Usage = 'server' | 'command';

interface User extends ProcessIdentity {
  as: Usage;
}

/** Living processes that use this data folder; the entries of dead ones are removed. Under the lock only. */
function livingUsers({ run }: Place): User[] {
  const users: User[] = [];
  for (const name of readdirSync(run)) {
    const match = /^(server|command)-\d+-\d+\.json$/.exec(name);
    if (!match) continue;
    const who = readEntry(join(run, name));
    if (who && runs(who)) users.push({ ...who, as: match[1] as Usage });
    else rmSync(join(run, name), { force: true });
  }
  return users;
}

function readEntry(file: string): ProcessIdentity | undefined {
  try {
    return parseIdentity(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // it left meanwhile
  }
}

let entries = 0;

/** A server that was killed a moment ago is still there for some milliseconds: only one that stays counts. */
async function otherServer(place: Place) {
  const find = () => livingUsers(place).find((user) => user.as === 'server');
  for (let looks = 0; looks < 20 && find(); looks++) await sleep(100);
  return find();
}

/**
 * Enters this process as a user of the data folder. Under the lock only.
 * @throws DatabaseProblem when another server uses it
 */
export async function enterUser(place: Place, as: Usage): Promise<string> {
  const other = as === 'server' ? await otherServer(place) : undefined;
  if (other) {
    throw new DatabaseProblem(
      `Gelar sudah berjalan dengan folder data ${place.dataDir} (proses ${other.pid}). Hentikan dahulu: kill ${other.pid}, atau pilih folder lain dengan GELAR_DATA_DIR.`,
    );
  }
  const file = join(place.run, `${as}-${process.pid}-${++entries}.json`);
  await writePrivate(file, JSON.stringify(identify(process.pid)), place.owner);
  return file;
}

/** Under the lock, or at the end of the process, when nothing can be waited for. @returns whether anybody is left */
export function leaveUser(place: Place, file: string): boolean {
  rmSync(file, { force: true });
  return livingUsers(place).length > 0;
}
