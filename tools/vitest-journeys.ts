import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { prepareInstallation } from '../e2e/support/installation.ts';
import setupCluster from './vitest-global.ts';

/** What unit tests have, and one first start of the built product, of which each journey gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stopCluster = await setupCluster(project);
  try {
    const installation = await prepareInstallation();
    project.provide('installation', installation);
    return async () => {
      await stopCluster();
      await rm(installation, { recursive: true, force: true });
    };
  } catch (error) {
    await stopCluster();
    throw error;
  }
}
