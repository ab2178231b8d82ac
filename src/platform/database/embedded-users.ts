import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Place, writePrivate } from './embedded-folder.ts';
import { DatabaseProblem } from './embedded-problem.ts';
import { identify, type ProcessIdentity, parseIdentity, runs } from './process-identity.ts';

/** `server` is the one that serves; `command` may stand beside it. */
export type Usage = 'server' | 'command';

interface User extends ProcessIdentity {
  as: Usage;
}

/** Living processes that use this data folder; the entries of dead ones are removed. Under the lock only. */
async function livingUsers({ run }: Place): Promise<User[]> {
  const users: User[] = [];
  for (const name of await readdir(run)) {
    const match = /^(server|command)-\d+-\d+\.json$/.exec(name);
    if (!match) continue;
    const who = parseIdentity(await readFile(join(run, name), 'utf8').catch(() => ''));
    if (who && runs(who)) users.push({ ...who, as: match[1] as Usage });
    else await rm(join(run, name), { force: true });
  }
  return users;
}

let entries = 0;

/**
 * Enters this process as a user of the data folder. Under the lock only.
 * @throws DatabaseProblem when another server uses it
 */
export async function enterUser(place: Place, as: Usage): Promise<string> {
  const other = (await livingUsers(place)).find((user) => user.as === 'server');
  if (as === 'server' && other) {
    throw new DatabaseProblem(
      `Gelar sudah berjalan dengan folder data ${place.dataDir} (proses ${other.pid}). Hentikan dahulu: kill ${other.pid}, atau pilih folder lain dengan GELAR_DATA_DIR.`,
    );
  }
  const file = join(place.run, `${as}-${process.pid}-${++entries}.json`);
  await writePrivate(file, JSON.stringify(identify(process.pid)), place.owner);
  return file;
}

/** Under the lock only. @returns whether anybody is left */
export async function leaveUser(place: Place, file: string): Promise<boolean> {
  await rm(file, { force: true });
  return (await livingUsers(place)).length > 0;
}
