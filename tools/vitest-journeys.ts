import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareInstallation } from '../e2e/support/installation.ts';
import setupCluster from './vitest-global.ts';

/** What unit tests have, and one first start of the built product, of which each journey gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stopCluster = await setupCluster(project);
  const folders = [await mkdtemp(join(tmpdir(), 'gelar-accessible-'))];
  const stop = async () => {
    await stopCluster();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  };
  try {
    folders.push(await prepareInstallation());
  } catch (error) {
    await stop();
    throw error;
  }
  const [accessible = '', installation = ''] = folders;
  project.provide('accessible', accessible);
  project.provide('installation', installation);
  return stop;
}
