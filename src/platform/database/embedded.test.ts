import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { requireSpace } from './embedded-cluster.ts';
import { explainProblem } from './embedded-problem.ts';
import type { DatabaseAddress } from './pool.ts';
import { processesIn } from './process-identity.ts';

const root = process.getuid?.() === 0;
let folder: string;
let base: string;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  // Of mode 0700, as mkdtemp makes it: PostgreSQL's own user cannot pass through it when root runs the tests.
  folder = await mkdtemp(join(tmpdir(), 'gelar-embedded-'));
  base = join(folder, 'base');
  await mkdir(base);
  const database = await openEmbedded({ dataDir: base, as: 'server' });
  await query(database.owner, 'create table kept (word text primary key)');
  await query(database.owner, "insert into kept values ('saved')");
  await database.stop();
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A data folder with one saved row, cleanly stopped. */
async function savedFolder(name: string): Promise<string> {
  const dataDir = join(folder, name);
  execFileSync('cp', ['-a', base, dataDir]);
  return dataDir;
}

async function opened(
  dataDir: string,
  as: 'server' | 'command' = 'server',
  said: string[] = [],
): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDir, as, report: (line) => said.push(line) });
  ends.push(database.stop);
  return database;
}

async function query(address: DatabaseAddress, text: string): Promise<unknown[]> {
  const client = new pg.Client(address);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const words = (address: DatabaseAddress) => query(address, 'select word from kept order by word');
const saved = [{ word: 'saved' }];
const postmaster = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
const working = (dataDir: string) => processesIn(join(dataDir, 'postgres'));

async function kill9(dataDir: string): Promise<void> {
  process.kill(await postmaster(dataDir), 'SIGKILL');
}

interface App {
  child: ChildProcess;
  said: { owner?: DatabaseAddress; problem?: string };
}

/** Another copy of the app, up to the moment it has the database or says why not. */
async function startApp(dataDir: string, as = 'server'): Promise<App> {
  const script = join(import.meta.dirname, 'embedded.fixture.ts');
  const child = spawn(process.execPath, [script, dataDir, as], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => endApp(child, 'SIGTERM'));
  for await (const line of createInterface(child.stdout)) {
    const said: App['said'] = JSON.parse(line);
    if (said.owner || said.problem) return { child, said };
  }
  throw new Error('the app ended without a word');
}

async function endApp(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await gone;
}

async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await what().catch(() => undefined);
    if (value !== undefined) return value;
    await sleep(50);
  }
}

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
    const dataDir = join(folder, `it's "deep" ${'x'.repeat(60)}`, 'y'.repeat(60));
    await mkdir(join(dataDir, '..'));
    execFileSync('cp', ['-a', base, dataDir]);
    const database = await opened(dataDir);
    expect(await words(database.owner)).toEqual(saved);
    expect(database.owner.host.startsWith(join(tmpdir(), 'gelar-'))).toBe(true);
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

describe('after kill -9', () => {
  test('of PostgreSQL, the next start recovers', async () => {
    const dataDir = await savedFolder('kill-postgres');
    const app = await startApp(dataDir, 'command');
    await query(app.said.owner ?? {}, "insert into kept values ('last')");
    await kill9(dataDir);
    await endApp(app.child, 'SIGTERM');
    expect(await words((await opened(dataDir)).owner)).toEqual([{ word: 'last' }, { word: 'saved' }]);
  });

  test('of the app, the next start adopts PostgreSQL, and its end is the end of it', async () => {
    const dataDir = await savedFolder('kill-app');
    const app = await startApp(dataDir);
    await endApp(app.child, 'SIGKILL');
    const orphan = await postmaster(dataDir);
    const database = await opened(dataDir);
    expect(await postmaster(dataDir)).toBe(orphan);
    expect(await words(database.owner)).toEqual(saved);
    await database.stop();
    expect(working(dataDir)).toEqual([]);
    expect(await readdir(join(dataDir, 'run'))).toEqual([]);
  });

  test('of both, the next start recovers', async () => {
    const dataDir = await savedFolder('kill-both');
    const app = await startApp(dataDir);
    await query(app.said.owner ?? {}, "insert into kept values ('last')");
    app.child.kill('SIGKILL');
    await kill9(dataDir);
    expect(await words((await opened(dataDir)).owner)).toEqual([{ word: 'last' }, { word: 'saved' }]);
  });

  test('of PostgreSQL under the running app, it comes back by itself', async () => {
    const dataDir = await savedFolder('revive');
    const said: string[] = [];
    const { owner } = await opened(dataDir, 'server', said);
    const before = await postmaster(dataDir);
    await kill9(dataDir);
    expect(await until(() => words(owner))).toEqual(saved);
    expect(await postmaster(dataDir)).not.toBe(before);
    await until(async () => said.at(-1) === 'PostgreSQL berjalan kembali.' || undefined);
  });

  test('in the middle of the first start, the next one begins anew', async () => {
    const dataDir = join(folder, 'half');
    const script = join(import.meta.dirname, 'embedded.fixture.ts');
    const child = spawn(process.execPath, [script, dataDir, 'server'], { stdio: 'ignore' });
    await until(async () => (await readdir(dataDir)).find((name) => name.startsWith('postgres.making-')));
    await sleep(300);
    await endApp(child, 'SIGKILL');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const database = await opened(dataDir);
    expect(await query(database.app, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).sort()).toEqual(['database.json', 'postgres', 'run', 'socket']);
  });

  test('a pid that was given to another process fools nobody', async () => {
    const dataDir = await savedFolder('recycled');
    const stranger = [process.pid, join(dataDir, 'postgres'), 1, 5432, join(dataDir, 'socket'), '', '', 'ready'].join(
      '\n',
    );
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), stranger);
    await writeFile(join(dataDir, 'socket/.s.PGSQL.5432.lock'), `${process.pid}\n`);
    await writeFile(
      join(dataDir, 'run', `server-${process.pid}-99.json`),
      JSON.stringify({ pid: process.pid, started: 'before' }),
    );
    await mkdir(join(dataDir, 'run/lock'));
    await writeFile(join(dataDir, 'run/lock/owner'), JSON.stringify({ pid: process.pid, started: 'before' }));
    expect(await words((await opened(dataDir)).owner)).toEqual(saved);
  });
});

describe('a process that ends without stopping the database', () => {
  test('takes PostgreSQL along', async () => {
    const dataDir = await savedFolder('exits');
    const app = await startApp(dataDir);
    await endApp(app.child, 'SIGHUP');
    await until(async () => (working(dataDir).length === 0 ? true : undefined));
    expect(await words((await opened(dataDir)).owner)).toEqual(saved);
  });

  test('in the middle of the first start, takes initdb along', async () => {
    const dataDir = join(folder, 'interrupted');
    const script = join(import.meta.dirname, 'embedded.fixture.ts');
    const child = spawn(process.execPath, [script, dataDir, 'server'], { stdio: 'ignore' });
    const making = await until(async () => (await readdir(dataDir)).find((name) => /making-\d+$/.test(name)));
    await endApp(child, 'SIGHUP');
    await until(async () => (processesIn(join(dataDir, making)).length === 0 ? true : undefined));
    expect(await query((await opened(dataDir)).app, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('two at once', () => {
  test('a second server is refused and told which process has the folder', async () => {
    const dataDir = await savedFolder('twice');
    await opened(dataDir);
    const { said } = await startApp(dataDir);
    expect(said.problem).toContain(`Gelar sudah berjalan dengan folder data ${dataDir} (proses ${process.pid}).`);
  });

  test('of two servers started at the same moment one wins', async () => {
    const dataDir = await savedFolder('race');
    const apps = await Promise.all([startApp(dataDir), startApp(dataDir)]);
    expect(apps.map(({ said }) => Boolean(said.owner)).sort()).toEqual([false, true]);
  });

  test('a command stands beside the server, in either order; the last one to leave stops PostgreSQL', async () => {
    const dataDir = await savedFolder('beside');
    const command = await opened(dataDir, 'command');
    const app = await startApp(dataDir);
    await command.stop();
    expect(await words(app.said.owner ?? {})).toEqual(saved);
    const later = await opened(dataDir, 'command');
    await endApp(app.child, 'SIGTERM');
    expect(await words(later.owner)).toEqual(saved);
    await later.stop();
    expect(working(dataDir)).toEqual([]);
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
