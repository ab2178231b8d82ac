#!/usr/bin/env node
// The one runner behind `npm start`, `npm test` and `./gelar`:
//   node tools/run.mjs start|test|dev|bench|lint|format|schema|cli [arguments…]
// It sets up what is missing, then runs the verb with the project's own Node. Shells
// remember where `node` is, so the project's Node is always called by its path.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, projectEnv, projectNode, root, SetupProblem, stopSetup } from './setup.mjs';

const inRoot = (...parts) => path.join(root, ...parts);
const biome = inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome');

// Node tidies its whole heap up whenever that has grown by a quarter, which at 40 MB is every second and stops all pages
// for 30 ms. Room for 128 MB makes that rare. What dies young needs little: more room for it only stays allocated.
const roomyHeap = ['--initial-old-space-size=128', '--max-semi-space-size=8'];

/** file: what the project's Node runs, with `flags`; linked: ends with us, told by the IPC channel. */
const verbs = {
  start: {
    flags: roomyHeap,
    file: inRoot('dist', 'server', 'main.js'),
    build: true,
    linked: true,
    env: { NODE_ENV: 'production' },
  },
  cli: { file: inRoot('dist', 'server', 'cli.js'), build: true, env: { NODE_ENV: 'production' }, here: true },
  test: { file: inRoot('tools', 'test.mjs') },
  dev: { file: inRoot('tools', 'dev.mjs'), linked: true },
  bench: { file: inRoot('bench', 'main.ts'), build: true },
  lint: { file: biome, args: ['check', '.'] },
  format: { file: biome, args: ['check', '--write', '.'] },
  schema: { file: inRoot('tools', 'schema.ts') },
};

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** The parent of `pid`, 0 where the system does not say. */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

/** npm runs us through a shell, `sh -c "node tools/run.mjs …"`, unless that shell made way for us. */
function isNpmShell(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')[1] === '-c';
  } catch {
    return false;
  }
}

/** npm does not pass on what ends it. SIGTERM takes its shell along, kill -9 leaves it: another parent is the sign. */
function watchParent(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const line = () => (isNpmShell(process.ppid) ? `${process.ppid} ${parentOf(process.ppid)}` : `${process.ppid}`);
  const first = line();
  setInterval(() => line() !== first && stop('SIGTERM'), 500).unref();
}

function run(verb, args) {
  const child = spawn(projectNode(), [...(verb.flags ?? []), verb.file, ...(verb.args ?? []), ...args], {
    cwd: verb.here ? process.cwd() : root,
    env: projectEnv({ ...verb.env, GELAR_ROOT: root }),
    stdio: verb.linked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  child.on('error', (error) => fail(`Tidak dapat menjalankan ${projectNode()}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 1)));
  return (signal) => child.kill(signal);
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) fail(`Pemakaian: node tools/run.mjs ${Object.keys(verbs).join('|')}`);
  let stop = (signal) => {
    stopSetup(signal);
    setTimeout(() => process.exit(130), 100);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  watchParent((signal) => stop(signal));
  await ensureInstalled();
  if (verb.build) await ensureBuilt();
  stop = run(verb, args);
}

main().catch((error) => fail(error instanceof SetupProblem ? error.message : error.stack));
