import type { TestProject } from 'vitest/node';
import { startTestCluster } from '../src/platform/database/embedded-test-cluster.ts';

/** One throw-away PostgreSQL a run; `src/platform/testing/database.ts` makes each test file its own copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('cluster', cluster);
  return stop;
}
