import { calendarRoutes } from '#features/calendar/index.ts';
import { indexRoutes, maturityOf } from '#features/innovation-index/index.ts';
import { createCatalogueRoutes, innovationRoutes, tasksFor } from '#features/innovations/index.ts';
import { createOpenDataRoutes } from '#features/open-data/index.ts';
import { organizationRoutes } from '#features/organizations/index.ts';
import { heldOffices, peopleRoutes, personFace } from '#features/people/index.ts';
import { createPortalRoutes, innovationSlots } from '#features/portal/index.ts';
import { sealEvents } from '#platform/audit/seal.acts.ts';
import { readMigrations } from '#platform/database/migrate.ts';
import type { App } from '#platform/http/env.ts';
import { probeRoutes } from '#platform/http/probes.ts';
import { createServer, type ServerParts, type ServerSettings } from '#platform/http/server.tsx';
import { forgetExpired } from '#platform/identity/attempts.ts';
import type { RecurringJob } from '#platform/jobs/queue.ts';
import { reservedTenantId } from '#platform/tenancy.ts';

export type AppParts = Omit<ServerParts, 'heldOffices' | 'personFace'> & {
  migrations: string;
  jobsReady(): Promise<boolean>;
};

/** The one file that knows every feature: it mounts their routes and hands one what it needs of another. */
export async function createApp(settings: ServerSettings, parts: AppParts): Promise<App> {
  const app = createServer(settings, {
    ...parts,
    heldOffices,
    personFace: async (ctx) => personFace(ctx, (await tasksFor(ctx)).count),
  });
  const steps = await readMigrations(parts.migrations);
  app.route('/', probeRoutes({ pool: parts.pool, steps, jobsReady: parts.jobsReady }));
  app.route('/', peopleRoutes);
  app.route('/', calendarRoutes);
  app.route('/', innovationRoutes);
  app.route('/', createCatalogueRoutes({ maturityOf }));
  app.route('/', indexRoutes);
  app.route('/', organizationRoutes(innovationSlots));
  app.route('/', createOpenDataRoutes(apiLimits(settings), parts.directory.all));
  app.route('/', createPortalRoutes(parts.directory.all));
  return app;
}

/** Without limits of the server (journeys, measuring) the API has none either. */
const apiLimits = ({ requestsPerMinute }: ServerSettings) =>
  requestsPerMinute === 0 ? { reading: 0, writing: 0 } : { reading: 300, writing: 120 };

/** Background work of all features. */
export function recurringJobs(parts: Pick<ServerParts, 'pool' | 'directory' | 'identity'>): RecurringJob[] {
  return [
    {
      name: 'audit-seal',
      cron: '* * * * *',
      async run() {
        for (const id of [reservedTenantId, ...parts.directory.all().map((tenant) => tenant.id)]) {
          while ((await sealEvents(parts.pool, id)) > 0);
        }
      },
    },
    { name: 'sign-in-forget', cron: '17 * * * *', run: () => forgetExpired(parts.identity) },
  ];
}
