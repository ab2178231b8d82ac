// `npm run dev`: builds and starts the product, and does both again whenever a source file changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, projectEnv, root } from './setup.mjs';

let child = null;
let wanted = true;
let working = false;

function start() {
  child = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], {
    cwd: root,
    env: projectEnv({ NODE_ENV: 'development' }),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

function end() {
  const old = child;
  child = null;
  if (!old || old.exitCode !== null || old.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    old.once('exit', resolve);
    old.kill('SIGTERM');
  });
}

async function catchUp() {
  if (working) return;
  working = true;
  while (wanted) {
    wanted = false;
    try {
      await ensureBuilt();
      await end();
      start();
    } catch (error) {
      console.error(error.message);
    }
  }
  working = false;
}

let soon;
for (const folder of ['src', 'messages', 'demo', 'migrations']) {
  watch(path.join(root, folder), { recursive: true }, (_event, file) => {
    if (/\.test\.tsx?$/.test(file ?? '')) return;
    wanted = true;
    clearTimeout(soon);
    soon = setTimeout(catchUp, 200);
  });
}

const stop = async () => {
  await end();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.on('disconnect', stop);
await catchUp();
