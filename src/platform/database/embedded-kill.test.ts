import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  endApp,
  fixture,
  folder,
  kill9,
  opened,
  postmaster,
  query,
  saved,
  savedFolder,
  startApp,
  until,
  useSavedDatabase,
  words,
  working,
} from '../testing/embedded.ts';
import { processesIn } from './process-identity.ts';

useSavedDatabase();

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
    const child = spawn(process.execPath, [fixture, dataDir, 'server'], { stdio: 'ignore' });
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
    const child = spawn(process.execPath, [fixture, dataDir, 'server'], { stdio: 'ignore' });
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
