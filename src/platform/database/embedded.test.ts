import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ends,
  folder,
  opened,
  postmaster,
  query,
  saved,
  savedFolder,
  useSavedDatabase,
  words,
  working,
} from '../testing/embedded.ts';
import { openEmbedded } from './embedded.ts';
import { requireSpace } from './embedded-cluster.ts';
import { explainProblem } from './embedded-problem.ts';

const root = process.getuid?.() === 0;

useSavedDatabase();

describe('a sound start', () => {
  test('makes a durable database whose app login owns nothing', async () => {
    const database = await opened(await savedFolder('sound'));
    expect(
      await query(database.owner, "select current_setting('fsync') || current_setting('synchronous_commit') as on"),
    ).toEqual([{ on: 'onon' }]);
    expect(
      await query(
        database.app,
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, pg_get_userbyid(datdba) as owner
         from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolinherit: false,
        owner: 'gelar_owner',
      },
    ]);
  });

  test('the second start is quick, finds the data and leaves no process behind', async () => {
    const dataDir = await savedFolder('second');
    const since = Date.now();
    const database = await opened(dataDir);
    expect(Date.now() - since).toBeLessThan(5000);
    expect(await words(database.owner)).toEqual(saved);
    await database.stop();
    await database.stop();
    expect(working(dataDir)).toEqual([]);
  });

  test('only the owner may read the passwords, and only they open the database', async () => {
    const dataDir = await savedFolder('private');
    const database = await opened(dataDir);
    const mode = async (name: string) => ((await stat(join(dataDir, name))).mode & 0o777).toString(8);
    expect([await mode('database.json'), await mode('postgres'), await mode('socket'), await mode('run')]).toEqual([
      '600',
      '700',
      '700',
      '700',
    ]);
    await expect(words({ ...database.owner, password: 'guess' })).rejects.toThrow(/password authentication failed/);
  });

  test('a deep path with spaces and quotes works', async () => {
    const dataDir = await savedFolder(`it's "deep" ${'x'.repeat(60)}/${'y'.repeat(60)}`);
    const database = await opened(dataDir);
    expect(await words(database.owner)).toEqual(saved);
    expect(database.owner.host.startsWith(join(tmpdir(), 'gelar-'))).toBe(true);
    await database.stop();
    expect(existsSync(database.owner.host)).toBe(false);
  });

  test('new passwords are made when their file was lost', async () => {
    const dataDir = await savedFolder('lost');
    await rm(join(dataDir, 'database.json'));
    expect(await words((await opened(dataDir)).owner)).toEqual(saved);
  });
});

describe('whose the folder is', () => {
  test('PostgreSQL runs as the owner of the data folder, also one without a name', async () => {
    const dataDir = join(folder, 'owned');
    await mkdir(dataDir);
    if (root) await chown(dataDir, 54_321, 54_321);
    await opened(dataDir);
    const owner = root ? 54_321 : process.getuid?.();
    expect((await stat(`/proc/${await postmaster(dataDir)}`)).uid).toBe(owner);
    const owners = await Promise.all(
      ['database.json', 'run', 'postgres', 'socket'].map((name) => stat(join(dataDir, name))),
    );
    expect(owners.map(({ uid }) => uid)).toEqual([owner, owner, owner, owner]);
  });

  test('where root’s PostgreSQL can reach everything, it gets no capability', async () => {
    await chmod(folder, 0o755);
    ends.push(() => chmod(folder, 0o700));
    const dataDir = await savedFolder('reachable');
    await opened(dataDir);
    const status = await readFile(`/proc/${await postmaster(dataDir)}/status`, 'utf8');
    expect(/^CapEff:\s*(\S+)/m.exec(status)?.[1]).toBe('0000000000000000');
    expect(/^Uid:\s*(\d+)/m.exec(status)?.[1]).not.toBe('0');
  });

  test('an ordinary user is told whose it is', async () => {
    if (root) process.seteuid?.(54_321);
    ends.push(async () => {
      if (root) process.seteuid?.(0);
    });
    await expect(openEmbedded({ dataDir: '/usr', as: 'server' })).rejects.toThrow(
      /^Folder data \/usr milik root, sedangkan Anda /,
    );
  });
});

describe('what is wrong is said plainly', () => {
  test('a disk without room, before anything is written', async () => {
    await expect(requireSpace('/proc')).rejects.toThrow(
      'Disk penuh: /proc hanya punya 0 MB, sedikitnya 200 MB diperlukan.',
    );
  });

  test.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /^Disk penuh: PostgreSQL tidak dapat menulis ke \/d\./,
    ],
    ['initdb: error: could not create directory: Permission denied', /^Folder data \/d tidak dapat dipakai oleh /],
    ['FATAL:  data directory "/d" has wrong ownership', /^Folder data \/d tidak dapat dipakai oleh /],
    ['initdb: could not create directory: Read-only file system', /^Folder data \/d hanya dapat dibaca\./],
    ['FATAL:  database files are incompatible with server', /^Folder data \/d dibuat oleh versi PostgreSQL lain\./],
    ['FATAL:  something new', /^PostgreSQL gagal di \/d\.\nFATAL: {2}something new$/],
  ])('%s', (said, message) => {
    expect(explainProblem('PostgreSQL', said, '/d').message).toMatch(message);
  });
});
