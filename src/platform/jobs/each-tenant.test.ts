import { expect, it } from 'vitest';
import { expectedLog } from '../testing/expected-log.ts';
import { forEachTenant } from './each-tenant.ts';

const tenants = ['satu', 'dua', 'tiga'].map((slug, at) => ({ id: `id-${at}`, slug }));
const logged = expectedLog();

it('works for one tenant after the other', async () => {
  const seen: string[] = [];
  let running = 0;
  await forEachTenant(tenants, async ({ id }) => {
    expect(++running).toBe(1);
    await Promise.resolve();
    running--;
    seen.push(id);
  });
  expect(seen).toEqual(['id-0', 'id-1', 'id-2']);
});

it('goes on behind one that fails, says which, and has failed at the end', async () => {
  const seen: string[] = [];
  const broken = new Error('disk full');
  const all = forEachTenant(tenants, async ({ slug }) => {
    if (slug !== 'dua') return seen.push(slug);
    throw broken;
  });
  await expect(all).rejects.toMatchObject({ message: 'failed for dua', errors: [broken] });
  expect(seen).toEqual(['satu', 'tiga']);
  expect(logged()).toMatchObject([{ level: 'error', message: 'disk full', part: 'jobs', tenant: 'dua' }]);
});

it('takes work that throws before its first wait like any other', async () => {
  const seen: string[] = [];
  const all = forEachTenant(tenants, ({ slug }) => {
    seen.push(slug);
    throw new Error(slug);
  });
  await expect(all).rejects.toThrow('failed for satu, dua, tiga');
  expect(seen).toEqual(['satu', 'dua', 'tiga']);
  expect(logged().map(({ tenant }) => tenant)).toEqual(seen);
});
