import { availableParallelism } from 'node:os';
import { preactSsrPrecompile } from '@pracht/preact-ssr-precompile';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

export default defineConfig({
  // As the product is built: what is tested is what is served.
  plugins: [preactSsrPrecompile()],
  resolve: { tsconfigPaths: false },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // A skipped or empty test counts as failed (tools/test.mjs), `only` fails at once.
    allowOnly: false,
    // Much of a test is waiting (disk, browser, key derivation): one worker a core, not one less.
    maxWorkers: Math.max(2, availableParallelism()),
    passWithNoTests: false,
    // The OpenID provider of the tests says that it is for tests.
    onConsoleLog: (log) => !log.startsWith('oidc-provider '),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: 'tools/vitest-global.ts',
          // What a file changes outside its own database it puts back: half the time of the tests was loading the same
          // modules again for each of them.
          isolate: false,
          include: ['{src,tools,messages,demo,bench}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          globalSetup: 'tools/vitest-journeys.ts',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
