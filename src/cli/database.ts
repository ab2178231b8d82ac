import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { verifyChain } from '#platform/audit/verify.queries.ts';
import { demonstrationAllowed } from '#platform/config.ts';
import { reservedTenantId } from '#platform/tenancy.ts';
import { loadDemonstrationRegency } from '../first-start.ts';
import { type Command, WrongCall } from './command.ts';
import { contextFor, withInstallation } from './installation.ts';
import { seedInvented } from './seed-invented.ts';

const words = messages.commands;

export const migrateCommand: Command = {
  words: 'migrate',
  summary: words.migrate.summary,
  options: {},
  // Opening the installation takes every open step: nothing is left to do.
  run: (call) =>
    withInstallation(call, async () => {
      call.tell(words.migrate.done);
      return 0;
    }),
};

export const seedCommand: Command = {
  words: 'seed',
  summary: words.seed.summary,
  options: { scale: { type: 'string', value: 'N', help: words.seed.scale } },
  run: (call) =>
    withInstallation(call, async (installation) => {
      if (!demonstrationAllowed(installation.config)) throw new WrongCall(words.seed.notHere);
      const scale = call.text('scale');
      if (scale === undefined) await loadDemonstrationRegency(installation, call.tell);
      else await seedInvented(installation, scale, call);
      call.tell(words.seed.done);
      return 0;
    }),
};

export const auditVerifyCommand: Command = {
  words: 'audit verify',
  summary: words.auditVerify.summary,
  options: {
    tenant: { type: 'string', value: 'NAMA', help: words.auditVerify.tenant },
    json: { type: 'boolean', help: words.json },
  },
  run: (call) =>
    withInstallation(call, async (installation) => {
      const slug = call.text('tenant');
      const all = [{ id: reservedTenantId, slug: 'platform' }, ...installation.directory.all()];
      const tenants = slug === undefined ? all : [contextFor(installation, slug).tenant];
      const reports = [];
      for (const tenant of tenants) reports.push(await verifyChain(installation.pool, tenant));
      if (call.flag('json')) call.print(JSON.stringify(reports, null, 2));
      else for (const report of reports) call.print(describe(report));
      return reports.some((report) => report.broken) ? 1 : 0;
    }),
};

function describe(report: Awaited<ReturnType<typeof verifyChain>>): string {
  const { tenant, events, batches, unsealed, root, broken } = report;
  const text = broken
    ? messageAt(words.auditVerify, 'broken', {
        tenant,
        batch: broken.batch,
        why: broken.why,
        event: broken.eventId ?? '',
      })
    : messageAt(words.auditVerify, 'whole', { tenant, events, batches, unsealed: unsealed.events, root: root ?? '-' });
  return text ?? '';
}
