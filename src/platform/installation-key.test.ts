import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installationKey, knownInstallationKey, replaceInstallationKey } from './installation-key.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gelar-kunci-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('looking for a key makes none; the first start makes one that stays', async () => {
  expect([await knownInstallationKey({ dataDir }), await readdir(dataDir)]).toEqual([undefined, []]);
  const made = await installationKey({ dataDir });
  expect([made.length, await knownInstallationKey({ dataDir }), await installationKey({ dataDir })]).toEqual([
    32,
    made,
    made,
  ]);
  expect((await stat(join(dataDir, 'installation.key'))).mode & 0o777).toBe(0o600);
});

test('two first starts agree on one key', async () => {
  const [one, other] = await Promise.all([installationKey({ dataDir }), installationKey({ dataDir })]);
  expect(one).toEqual(other);
});

test('a setting goes before the file', async () => {
  await installationKey({ dataDir });
  const key = randomBytes(32);
  expect(await knownInstallationKey({ key, dataDir })).toEqual(key);
});

test('another key takes the place of the old one, which stays beside it', async () => {
  const old = await installationKey({ dataDir });
  const key = randomBytes(32);
  await replaceInstallationKey(dataDir, key, new Date('2026-11-24T02:30:00Z'));
  expect(await knownInstallationKey({ dataDir })).toEqual(key);
  expect((await readdir(dataDir)).toSorted()).toEqual(['installation.key', 'installation.key.20261124T023000000Z']);
  const kept = await readFile(join(dataDir, 'installation.key.20261124T023000000Z'), 'utf8');
  expect(Buffer.from(kept, 'base64')).toEqual(Buffer.from(old));
});

test('a broken file is said to be broken, never replaced in silence', async () => {
  await writeFile(join(dataDir, 'installation.key'), 'bukan kunci');
  await expect(installationKey({ dataDir })).rejects.toThrow('rusak');
  await expect(knownInstallationKey({ dataDir })).rejects.toThrow('rusak');
});
