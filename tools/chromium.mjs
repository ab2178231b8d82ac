// Chromium for the journeys: Debian's own, installed when it is missing and we may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupProblem } from './setup.mjs';

export const chromiumPath = process.env.GELAR_CHROMIUM ?? '/usr/bin/chromium';

const aptGet = (...args) =>
  spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });

export function ensureChromium(say) {
  if (existsSync(chromiumPath)) return;
  if (process.getuid?.() !== 0 || process.env.GELAR_CHROMIUM) {
    throw new SetupProblem(
      `Chromium tidak ada di ${chromiumPath}. Pasang dengan: sudo apt-get install -y chromium (atau tunjukkan letaknya dengan GELAR_CHROMIUM).`,
    );
  }
  say('  Memasang Chromium (sekali saja)…');
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const { status, error, stderr } = aptGet(...args);
    if (error || status !== 0) throw new SetupProblem(`apt-get ${args[0]} gagal: ${error?.message ?? stderr}`);
  }
  if (!existsSync(chromiumPath)) throw new SetupProblem(`Chromium terpasang, tetapi tidak ada di ${chromiumPath}.`);
}
