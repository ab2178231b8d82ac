#!/usr/bin/env node
// Completes package-lock.json after `npm install`.
//
// npm leaves out of the lock file every optional dependency it could not find in the
// registry (binaries for foreign platforms), and `npm ci` then refuses that same file
// ("Missing: … from lock file"). A stub entry per missing package is enough for
// `npm ci`: on this platform it is never fetched, because `os` and `cpu` do not match.
//
//   node tools/lock-stubs.mjs           adds the stubs, removes registry addresses
//   node tools/lock-stubs.mjs --check   only says whether something is left to do
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };
const OS = ['linux', 'darwin', 'win32', 'freebsd', 'openbsd', 'netbsd', 'android', 'sunos', 'aix', 'openharmony'];
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** What a package's name says about the platform it is for, e.g. `…-linux-arm64-musl`. */
export function platformOf(name) {
  const words = name.split('/').pop().replace('windows', 'win32').split(/[-.]/);
  const found = { os: words.filter((w) => OS.includes(w)), cpu: words.filter((w) => CPU.includes(w)) };
  const libc = words.map((w) => LIBC[w]).filter(Boolean);
  // A stub that names no platform would be fetched everywhere; `none` matches none.
  if (found.os.length === 0) found.os = ['none'];
  return { ...found, libc };
}

/** Where npm would look for `name` needed by the package at `from`: nearest folder first. */
function isPresent(packages, from, name) {
  for (
    let base = from;
    ;
    base = base.includes('node_modules/') ? base.slice(0, base.lastIndexOf('node_modules/')).replace(/\/$/, '') : ''
  ) {
    if (packages[base ? `${base}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (base === '') return false;
  }
}

export function addStubs(lock) {
  const added = [];
  for (const [from, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(lock.packages, from, name)) continue;
      const { os, cpu, libc } = platformOf(name);
      lock.packages[`node_modules/${name}`] = {
        version: version.replace(/^[\^~]/, ''),
        ...(cpu.length ? { cpu } : {}),
        ...(libc.length ? { libc } : {}),
        optional: true,
        os,
      };
      added.push(`${name}@${version}`);
    }
  }
  return added;
}

/** A registry's address in the lock file would bind every clone to that registry. */
export function dropAddresses(lock) {
  const entries = Object.values(lock.packages).filter((entry) => /^https?:/.test(entry.resolved ?? ''));
  for (const entry of entries) delete entry.resolved;
  return entries.length;
}

const sorted = (packages) =>
  Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

function main() {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = addStubs(lock);
  const dropped = dropAddresses(lock);
  if (process.argv.includes('--check')) {
    if (added.length + dropped === 0) return;
    console.error(
      `package-lock.json: run \`node tools/lock-stubs.mjs\` (missing: ${added.join(', ') || '-'}; addresses: ${dropped})`,
    );
    process.exitCode = 1;
    return;
  }
  lock.packages = sorted(lock.packages);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  for (const name of added) console.log(`added ${name}`);
  console.log(`${added.length} stubs added, ${dropped} addresses removed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
