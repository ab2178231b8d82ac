import { logError } from '../log.ts';

/**
 * Does background work tenant by tenant. One that fails is logged and keeps nobody waiting; the whole has failed only
 * after the last, so that the queue tries it again and shows it as failed.
 * @throws AggregateError with what went wrong, one error a tenant
 */
export async function forEachTenant<T extends { id: string; slug: string }>(
  tenants: readonly T[],
  work: (tenant: T) => Promise<unknown>,
): Promise<void> {
  const failed = new Map<string, unknown>();
  for (const tenant of tenants) {
    try {
      await work(tenant);
    } catch (error) {
      logError(error, { part: 'jobs', tenant: tenant.slug });
      failed.set(tenant.slug, error);
    }
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), `failed for ${[...failed.keys()].join(', ')}`);
}
