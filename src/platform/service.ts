import { join } from 'node:path';
import { id as messages } from '#messages/id.ts';
import { loadAssets } from '#ui/assets.ts';
import { type Config, demonstrationAllowed, mailWayOf, withPort } from './config.ts';
import type { App } from './http/env.ts';
import { listen, requireFreePort, stopListening } from './http/listen.ts';
import type { ServerParts, ServerSettings } from './http/server.tsx';
import { type Installation, openInstallation } from './installation.ts';
import { type JobQueue, type RecurringJob, startJobs } from './jobs/queue.ts';
import { chooseLog } from './log.ts';
import { signingService } from './papers/service.ts';
import type { Signer } from './papers/signing.ts';

export interface Service {
  config(): Config;
  migrations: string;
  clientFolder: string;
  createApp(
    settings: ServerSettings,
    parts: Omit<ServerParts, 'heldOffices' | 'personFace'> & {
      migrations: string;
      jobsReady(): Promise<boolean>;
      dataDir: string;
      metricsToken: string | undefined;
      signer: Signer | null;
    },
  ): Promise<App>;
  recurringJobs(
    parts: Pick<Installation, 'pool' | 'secrets' | 'directory' | 'identity' | 'files' | 'smtp'>,
  ): RecurringJob[];
  /** Fills an empty database; answers with the lines to print once the address is known. */
  firstStart(installation: Installation, report: (line: string) => void): Promise<string[]>;
}

/** Config → database → app → listen, and the way back when a signal comes. Ends the process when it cannot start. */
export async function runService(service: Service): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  let stop = async () => {};
  let stopping: Promise<never> | undefined;
  const end = (code: number) => (stopping ??= stop().then(() => process.exit(code)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  process.on('disconnect', () => end(0));
  try {
    stop = await start(service, say, (undo) => (stop = undo));
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    await stop().catch(() => {});
    process.exit(1);
  }
}

async function start(service: Service, say: (line: string) => void, undoBy: (undo: () => Promise<void>) => void) {
  const asked = service.config();
  const config = asked.port === 0 ? withPort(asked, await requireFreePort(0, asked.bind)) : asked;
  chooseLog(config.log);
  const installation = await openInstallation({ config, migrations: service.migrations, as: 'server', report: say });
  undoBy(installation.close);
  await requireFreePort(config.port, config.bind);
  const lines = await service.firstStart(installation, say);
  const jobs = await startJobs(installation.jobsPool, service.recurringJobs(installation));
  loadAssets(join(service.clientFolder, '.vite/manifest.json'));
  const app = await service.createApp(settingsOf(config, service.clientFolder), {
    ...installation,
    migrations: service.migrations,
    jobsReady: jobs.ready,
    dataDir: config.dataDir,
    metricsToken: config.metricsToken,
    signer: signerOf(config),
  });
  const stop = stopAll(installation, jobs);
  undoBy(stop);
  const server = await listen(app, config.port, config.bind);
  say(`\n${messages.common.start.address}: ${config.origin}`);
  for (const line of lines) say(line);
  return async () => {
    await stopListening(server);
    await stop();
  };
}

function stopAll(installation: Installation, jobs: JobQueue): () => Promise<void> {
  return async () => {
    await jobs.stop().catch(() => {});
    await installation.close();
  };
}

function signerOf({ esignUrl, esignUser, esignPassword, esignSeconds }: Config): Signer | null {
  if (!esignUrl || !esignUser || !esignPassword) return null;
  return signingService({ address: esignUrl, user: esignUser, password: esignPassword, seconds: esignSeconds });
}

function settingsOf(config: Config, clientFolder: string): ServerSettings {
  return {
    origin: config.origin,
    trustProxy: config.trustProxy,
    requestsPerMinute: config.rateLimit,
    homeSlug: demonstrationAllowed(config) ? 'bekasikab' : null,
    clientFolder,
    mail: mailWayOf(config),
    secondFactor: config.secondFactor,
  };
}
