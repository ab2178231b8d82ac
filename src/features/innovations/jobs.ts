import { heldOffices } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import type { FileStore } from '#platform/files/store.ts';
import { newId } from '#platform/ids.ts';
import { forEachTenant } from '#platform/jobs/each-tenant.ts';
import type { RecurringJob } from '#platform/jobs/queue.ts';
import { logError } from '#platform/log.ts';
import type { Ctx, Tenant } from '#platform/tenancy.ts';
import { openImports } from './import.queries.ts';
import { importJob } from './import.ts';
import { runImport } from './import-run.acts.ts';

/** What a job is given instead of a request. */
export interface JobParts extends Pick<Ctx, 'pool' | 'secrets'> {
  files: FileStore;
  directory: { all(): readonly Tenant[] };
}

/** Looks through and writes the sheets that administrators brought in. */
export function importsJob(parts: JobParts): RecurringJob {
  return { name: importJob, cron: '* * * * *', minutes: 60, atStart: true, run: () => workOnImports(parts) };
}

/** Every open import of every tenant. */
export async function workOnImports(parts: JobParts): Promise<void> {
  await forEachTenant(parts.directory.all(), async (tenant) => {
    const { pool, secrets } = parts;
    const nobody: Ctx = { pool, secrets, tenant, actor: null, now: new Date(), requestId: newId() };
    for (const one of await openImports(nobody)) {
      // One that cannot be finished now does not keep the others waiting; it is tried again at the next time.
      await workOn(nobody, parts.files, one).catch((error) => logError(error, { tenant: tenant.slug, import: one.id }));
    }
  });
}

/** In the office of whoever brought it in, as it is held now. */
async function workOn(nobody: Ctx, files: FileStore, { id, createdBy }: { id: string; createdBy: string }) {
  const offices = await heldOffices(nobody, createdBy);
  const actor = { userId: createdBy, name: '', username: '', offices, platformAdministrator: false };
  await runImport({ ...nobody, actor }, files, id, messages);
}
