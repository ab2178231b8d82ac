import { join } from 'node:path';
import { readConfig } from '#platform/config.ts';
import { runService } from '#platform/service.ts';
import { createApp, recurringJobs } from './app.ts';
import { firstStart } from './first-start.ts';

const root = process.env.GELAR_ROOT ?? process.cwd();

await runService({
  config: () => readConfig(process.env),
  migrations: join(root, 'migrations'),
  clientFolder: join(root, 'dist/client'),
  createApp,
  recurringJobs,
  firstStart,
});
