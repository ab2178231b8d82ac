import { createBriefingRoutes } from '#features/briefing/index.ts';
import { calendarRoutes, dueWithin } from '#features/calendar/index.ts';
import { consentScansInUse, createCompetitionRoutes, enterLinks } from '#features/competitions/index.ts';
import {
  evidenceForReview,
  evidenceRoutes,
  mayListMissing,
  missingAddress,
  provenIndicators,
  publicEvidence,
  sweepFiles,
  sweepUploads,
} from '#features/evidence/index.ts';
import { createIndexRoutes, maturityOf, workbooksInUse } from '#features/innovation-index/index.ts';
import { createCatalogueRoutes, createInnovationRoutes, importsJob, sheetsInUse } from '#features/innovations/index.ts';
import { judgingRoutes, rankingOf, rubricUse, stageResults } from '#features/judging/index.ts';
import { mailRoutes, outboxState } from '#features/mails/index.ts';
import { createMentoringRoutes, mentoringForWork } from '#features/mentoring/index.ts';
import { createOpenDataRoutes } from '#features/open-data/index.ts';
import { checkAllAudits, operationsRoutes } from '#features/operations/index.ts';
import { organizationRoutes } from '#features/organizations/index.ts';
import { createPaperRoutes, digestsOfPapers, printableLetterhead } from '#features/papers/index.ts';
import { createPeopleRoutes, endExpiredViewings, heldOffices, personFace } from '#features/people/index.ts';
import { createPortalRoutes, innovationSlots, waitingFor } from '#features/portal/index.ts';
import { letterheadOf, letterheadOnPage, logosInUse, regionRoutes } from '#features/regions/index.ts';
import {
  createAftermathRoutes,
  createVerdictRoutes,
  innovationAwards,
  organizationAwards,
  type StandingOf,
  sealedPlacements,
} from '#features/verdicts/index.ts';
import { reservedTenant } from '#platform/audit/outside.ts';
import { sealEvents } from '#platform/audit/seal.acts.ts';
import { readMigrations } from '#platform/database/migrate.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { App } from '#platform/http/env.ts';
import { probeRoutes } from '#platform/http/probes.ts';
import { createServer, type ServerParts, type ServerSettings } from '#platform/http/server.tsx';
import { forgetExpired } from '#platform/identity/attempts.ts';
import { newId } from '#platform/ids.ts';
import type { Installation } from '#platform/installation.ts';
import { forEachTenant } from '#platform/jobs/each-tenant.ts';
import type { RecurringJob } from '#platform/jobs/queue.ts';
import { lookAtMachine } from '#platform/machine.ts';
import { forgetOldMails, sendDueMails } from '#platform/mail/send.ts';
import type { Signer } from '#platform/papers/signing.ts';
import { signingSimulator } from '#platform/papers/simulator.ts';
import { type Ctx, type Tenant, tenantOf } from '#platform/tenancy.ts';

export type AppParts = Omit<ServerParts, 'heldOffices' | 'personFace'> & {
  migrations: string;
  jobsReady(): Promise<boolean>;
  /** Whose disk the page on health looks at. */
  dataDir?: string;
  /** What a monitoring system shows to read `/metrics`. */
  metricsToken?: string;
  /** The agency's service for electronic signatures; absent where none is set. */
  signer?: Signer | null;
};

/** The one file that knows every feature: it mounts their routes and hands one what it needs of another. */
export async function createApp(settings: ServerSettings, parts: AppParts): Promise<App> {
  const app = createServer(settings, {
    ...parts,
    heldOffices,
    personFace: async (ctx, messages) => personFace(ctx, messages, (await waitingFor(ctx)).count),
  });
  const steps = await readMigrations(parts.migrations);
  app.route('/', probeRoutes({ pool: parts.pool, steps, jobsReady: parts.jobsReady }));
  const health = {
    machine: () => lookAtMachine(parts.dataDir),
    tenants: parts.directory.all,
    mail: async () =>
      settings.mail === 'smtp' ? outboxState({ pool: parts.pool, now: new Date() }, parts.directory.all()) : null,
  };
  app.route('/', operationsRoutes(health, parts.metricsToken));
  app.route('/', createPeopleRoutes(letterheadOnPage));
  app.route('/', mailRoutes);
  app.route('/', calendarRoutes);
  app.route('/', createInnovationRoutes({ evidenceForReview, onward: enterLinks, besideWork: mentoringForWork }));
  app.route('/', createCatalogueRoutes({ maturityOf, evidenceOf: publicEvidence, awardsOf: innovationAwards }));
  app.route(
    '/',
    createIndexRoutes({
      provenOf: provenIndicators,
      missingList: (actor) => (mayListMissing(actor) ? missingAddress() : null),
    }),
  );
  app.route('/', evidenceRoutes);
  mountContests(app, settings.origin);
  // A home without an address of its own is the demonstration's: only there the simulator may answer.
  const signer = parts.signer ?? (settings.homeSlug ? signingSimulator() : null);
  app.route('/', createPaperRoutes({ origin: settings.origin, signer, letterhead: letterheadOf }));
  app.route(
    '/',
    createBriefingRoutes({
      letterhead: regionLetterhead,
      deadlines: (ctx) => dueWithin(ctx, 120),
    }),
  );
  app.route('/', organizationRoutes({ ...innovationSlots, awardsOf: organizationAwards }));
  app.route('/', regionRoutes(parts.directory));
  app.route('/', createOpenDataRoutes(apiLimits(settings), parts.directory.all));
  app.route('/', createPortalRoutes(parts.directory.all));
  return app;
}

const regionLetterhead = async (ctx: Ctx, files: FileStore) =>
  printableLetterhead(await letterheadOf(ctx), files, tenantOf(ctx));

/** What the plenary has before it: the desk's results, and only where there was none those of the presentation. */
const calibratedStanding: StandingOf = async (ctx, competitionId, categoryId) => {
  const of = (stage: 'desk' | 'presentation') => stageResults(ctx, { competitionId, categoryId, stage });
  const { lines } = (await of('desk')) ?? (await of('presentation')) ?? { lines: [] };
  const inBand = Map.groupBy(lines, ({ tieBand }) => tieBand);
  return lines.map(({ entryId, calibrated, sd, tieBand }) => {
    const alone = (inBand.get(tieBand)?.length ?? 0) < 2;
    return { entryId, calibrated, sd, tieBand: alone ? null : tieBand };
  });
};

function mountContests(app: App, origin: string): void {
  app.route('/', createMentoringRoutes(regionLetterhead));
  app.route('/', createCompetitionRoutes({ rubricUse }));
  app.route('/', judgingRoutes);
  app.route('/', createVerdictRoutes({ standingOf: calibratedStanding }));
  app.route(
    '/',
    createAftermathRoutes({
      origin,
      placementsOf: async (ctx, id) => (await sealedPlacements(ctx, id)).placements,
      rank: rankingOf,
      letterhead: regionLetterhead,
      evidenceOf: publicEvidence,
    }),
  );
}

/** Without limits of the server (journeys, measuring) the API has none either. */
const apiLimits = ({ requestsPerMinute }: ServerSettings) =>
  requestsPerMinute === 0 ? { reading: 0, writing: 0 } : { reading: 300, writing: 120 };

type JobParts = Pick<Installation, 'pool' | 'secrets' | 'directory' | 'identity' | 'files' | 'smtp'>;

/** Background work of all features, tenant by tenant. */
export function recurringJobs(parts: JobParts): RecurringJob[] {
  const { pool, secrets, directory, identity, files } = parts;
  const nobodyIn = (tenant: Tenant): Ctx => ({
    pool,
    secrets,
    tenant,
    actor: null,
    now: new Date(),
    requestId: newId(),
  });
  const sealAll = async ({ id }: { id: string }) => {
    while ((await sealEvents(pool, id)) > 0);
  };
  return [
    {
      name: 'audit-seal',
      cron: '* * * * *',
      run: () => forEachTenant([reservedTenant, ...directory.all()], sealAll),
    },
    {
      name: 'files-sweep',
      cron: '41 2 * * *',
      minutes: 60,
      async run() {
        await sweepUploads(files, new Date());
        const users = [consentScansInUse, digestsOfPapers, logosInUse, sheetsInUse, workbooksInUse];
        await forEachTenant(directory.all(), (tenant) => sweepFiles(nobodyIn(tenant), files, users));
      },
    },
    { name: 'audit-check', cron: '40 2 * * *', minutes: 60, run: () => checkAllAudits(pool, directory.all()) },
    importsJob(parts),
    ...mailJobs(parts),
    {
      name: 'viewing-end',
      cron: '*/5 * * * *',
      run: () => forEachTenant(directory.all(), (tenant) => endExpiredViewings(nobodyIn(tenant))),
    },
    { name: 'sign-in-forget', cron: '17 * * * *', run: () => forgetExpired(identity) },
  ];
}

/** Without a mail server there is nothing to send. */
function mailJobs({ pool, directory, identity, smtp }: JobParts): RecurringJob[] {
  const now = () => new Date();
  const each = (work: (tenantId: string) => Promise<unknown>) =>
    forEachTenant(directory.all(), (tenant) => work(tenant.id));
  const forget = {
    name: 'mail-forget',
    cron: '41 2 * * *',
    run: () => each((id) => forgetOldMails({ pool, now }, id)),
  };
  if (!smtp) return [forget];
  const sending = { pool, secrets: identity.secrets, smtp, now };
  return [forget, { name: 'mail-send', cron: '* * * * *', run: () => each((id) => sendDueMails(sending, id)) }];
}
