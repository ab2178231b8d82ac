// The tests: `npm test` runs everything, `npm test -- PART…` only what is named (see CONTRIBUTING.md).
// Every check is one pass or one fail; of a test runner every test is one, and a skipped test is a fail.
// Ends with the plain line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureBuilt, projectEnv, root, SetupProblem } from './setup.mjs';

const modules = (...parts) => path.join(root, 'node_modules', ...parts);
const limit = 20 * 60_000;

/** Settings of the shell that calls us must not change what is tested. */
function testEnv() {
  const env = projectEnv(process.stdout.isTTY ? { CI: 'true' } : { CI: 'true', NO_COLOR: '1' });
  for (const name of Object.keys(env))
    if (/^(GELAR_(?!ROOT|CHROMIUM)|DATABASE_|PG|PORT$|NODE_ENV$)/.test(name)) delete env[name];
  return env;
}

/** Runs with the project's Node; resolves to the exit code and, when captured, the output. */
function run(args, { captured }) {
  return new Promise((resolve) => {
    const stdio = captured ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(process.execPath, args, { cwd: root, env: testEnv(), stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const timer = setTimeout(() => {
      output += `\nnot finished after ${limit / 60_000} minutes`;
      child.kill('SIGTERM');
    }, limit);
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, output });
    });
  });
}

const count = (passed, failed) => ({ passed, failed });

/** One check by one program: it passes or its output is shown. */
async function check(name, args) {
  const since = Date.now();
  const { code, output } = await run(args, { captured: true });
  const time = `${((Date.now() - since) / 1000).toFixed(1)} s`;
  console.log(code === 0 ? `✓ ${name} (${time})` : `✗ ${name} (${time})\n${output}`);
  return count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function guarded(name, act) {
  try {
    await act();
    console.log(`✓ ${name}`);
    return count(1, 0);
  } catch (error) {
    console.log(`✗ ${name}\n${error instanceof SetupProblem ? error.message : error.stack}`);
    return count(0, 1);
  }
}

/** Tests named by a pattern leave the others out on purpose; otherwise what did not run has failed. */
const isNarrowed = (args) => args.some((arg) => /^(-t|--testNamePattern)/.test(arg));

function countTests(report, code, args) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((one) => one.status === 'passed').length;
  const left = tests.filter((one) => one.status !== 'passed' && one.status !== 'failed');
  const failed = tests.filter((one) => one.status === 'failed').length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  if (!isNarrowed(args)) for (const one of left) console.log(`✗ did not run: ${one.fullName}`);
  const sum = failed + brokenFiles.length + (isNarrowed(args) ? 0 : left.length);
  // An error outside every test, a failing set-up or no test at all still is a failure.
  return count(passed, code !== 0 && sum === 0 ? 1 : sum);
}

async function vitest(project, args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gelar-report-'));
  const file = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run([modules('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters, ...args], {
    captured: false,
  });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return report ? countTests(report, code, args) : count(0, 1);
}

const colors = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;

const parts = {
  build: () => guarded('build', () => ensureBuilt(console.log)),
  types: () => check('types', [modules('typescript', 'bin', 'tsc'), '--noEmit']),
  lint: () => check('lint, format and arrows', [modules('@biomejs', 'biome', 'bin', 'biome'), 'ci', colors, '.']),
  dead: () => check('dead code', [modules('knip', 'bin', 'knip.js'), '--no-config-hints']),
  lock: () => check('lock file', [path.join(root, 'tools', 'lock-stubs.mjs'), '--check']),
  chromium: () => guarded('chromium', () => ensureChromium(console.log)),
  unit: (args) => vitest('unit', args),
  journeys: (args) => vitest('journeys', args),
};

/** What a part stands on; run before it, once. */
const before = { unit: ['chromium'], journeys: ['chromium', 'build'] };

function chosen(args) {
  const names = [];
  while (Object.hasOwn(parts, args[0] ?? '')) names.push(args.shift());
  const wanted = names.length > 0 ? names : Object.keys(parts);
  return [...new Set(wanted.flatMap((name) => [...(before[name] ?? []), name]))];
}

async function main() {
  const args = process.argv.slice(2);
  const names = chosen(args);
  const since = Date.now();
  const total = count(0, 0);
  for (const name of names) {
    const { passed, failed } = await parts[name](args);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${names.join(', ')}: ${Math.round((Date.now() - since) / 1000)} s`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main();
