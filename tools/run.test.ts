import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
let clone: string;

const app = `
import { writeFileSync } from 'node:fs';
writeFileSync('app.pid', String(process.pid));
const end = (why) => { writeFileSync('app.end', why); process.exit(0); };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
process.on('disconnect', () => end('disconnect'));
setInterval(() => {}, 1000);
console.log('serving', process.version.split('.')[0]);
`;
const command = `
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }));
process.exitCode = 7;
`;
const config = `
export default {
  environments: { ssr: { build: { ssr: true, outDir: 'dist/server', rollupOptions: {
    input: { main: 'src/main.js', cli: 'src/cli.js' }, output: { entryFileNames: '[name].js' } } } } },
  builder: { buildApp: (builder) => builder.build(builder.environments.ssr) },
};
`;

const write = (file: string, text: string) => writeFileSync(join(clone, file), text);

/** A clone of the two commands' machinery around a small app, in a folder with a space in its name. */
beforeAll(() => {
  clone = join(mkdtempSync(join(tmpdir(), 'gelar-run-')), 'my clone');
  for (const folder of ['tools', 'src', 'elsewhere']) mkdirSync(join(clone, folder), { recursive: true });
  const files = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    'gelar',
    ...['run', 'setup', 'setup-lock'].map((name) => `tools/${name}.mjs`),
  ];
  for (const file of files) cpSync(join(root, file), join(clone, file));
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  write('src/main.js', app);
  write('src/cli.js', command);
  write('vite.config.ts', config);
});

afterAll(() => rmSync(resolve(clone, '..'), { recursive: true, force: true }));

const plainEnv = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV)/i.test(name)));

interface Started {
  child: ChildProcess;
  said(): string;
  pid: number;
}

/** `npm start` in a process group of its own, up to the moment the app serves. */
async function npmStart(): Promise<Started> {
  for (const file of ['app.pid', 'app.end']) rmSync(join(clone, file), { force: true });
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: plainEnv(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  while (!said.includes('serving')) {
    if (child.exitCode !== null) throw new Error(said);
    await sleep(20);
  }
  return { child, said: () => said, pid: Number(readFileSync(join(clone, 'app.pid'), 'utf8')) };
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(child.exitCode),
  );

/** Why the app says it ended, once it is gone. */
async function farewell(pid: number): Promise<string> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return readFileSync(join(clone, 'app.end'), 'utf8');
    }
    await sleep(20);
  }
}

const gelar = (args: string[], cwd = clone) =>
  spawnSync(join(clone, 'gelar'), args, { cwd, env: plainEnv(), encoding: 'utf8' });

test('a start builds what is stale and runs the app with the project’s Node; Ctrl-C ends it with success', async () => {
  const { child, said, pid } = await npmStart();
  expect(said()).toContain('Membangun aplikasi: selesai');
  expect(said()).toContain('serving v26');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await farewell(pid)).toBe('SIGINT');
  await ended(child);
});

test('the next start builds nothing and is quick; SIGTERM to npm alone ends the app', async () => {
  const since = Date.now();
  const { child, said, pid } = await npmStart();
  expect(Date.now() - since).toBeLessThan(5000);
  expect(said()).not.toContain('Membangun');
  child.kill('SIGTERM');
  expect(await farewell(pid)).toBe('SIGTERM');
});

test('kill -9 of npm ends the app', async () => {
  const { child, pid } = await npmStart();
  child.kill('SIGKILL');
  expect(await farewell(pid)).toBe('SIGTERM');
});

test('kill -9 of the runner ends the app', async () => {
  const { pid } = await npmStart();
  const runner = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  process.kill(runner, 'SIGKILL');
  expect(await farewell(pid)).toBe('disconnect');
});

test('./gelar keeps standard output for the command, its folder, its arguments and its exit code', () => {
  write('src/cli.js', `${command}// changed, so it is built again\n`);
  const elsewhere = join(clone, 'elsewhere');
  const { stdout, stderr, status } = gelar(['iid', 'score', 'a b.json', '--json'], elsewhere);
  expect(JSON.parse(stdout)).toEqual({ args: ['iid', 'score', 'a b.json', '--json'], cwd: elsewhere });
  expect(stderr).toContain('Membangun aplikasi: selesai');
  expect(status).toBe(7);
});

test('two commands at once build once', async () => {
  write('src/cli.js', `${command}// changed again\n`);
  const runs = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(join(clone, 'gelar'), [], { env: plainEnv(), stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (chunk) => (said += chunk));
      return { code: await ended(child), said };
    }),
  );
  expect(runs.map(({ code }) => code)).toEqual([7, 7, 7]);
  expect(runs.filter(({ said }) => said.includes('Membangun aplikasi: selesai')).length).toBe(1);
});

test('a set-up that was killed does not stop the next one', () => {
  write('src/cli.js', `${command}// changed once more\n`);
  mkdirSync(join(clone, '.gelar/setup.lock'), { recursive: true });
  writeFileSync(join(clone, '.gelar/setup.lock/owner'), JSON.stringify({ pid: process.pid, started: 'before' }));
  expect(gelar([]).status).toBe(7);
});

test('a build that fails says why and ends with failure', () => {
  write('src/cli.js', 'this is no program');
  const { stdout, stderr, status } = gelar(['--json']);
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  expect(stderr).toContain('Pembangunan aplikasi gagal');
  expect(stderr).toContain('src/cli.js');
});

test('an unknown verb shows the usage', () => {
  const { stderr, status } = spawnSync('node', ['tools/run.mjs', 'toString'], {
    cwd: clone,
    env: plainEnv(),
    encoding: 'utf8',
  });
  expect(stderr).toContain('Pemakaian: node tools/run.mjs start|');
  expect(status).toBe(1);
});
