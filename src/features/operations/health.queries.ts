import { sql } from 'kysely';
import type { Pool } from 'pg';
import { reservedTenant } from '#platform/audit/outside.ts';
import { sealState } from '#platform/audit/verify.queries.ts';
import { transact } from '#platform/database/transact.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { MachineState } from '#platform/machine.ts';
import { type Ctx, outsideTenants, tenantOf } from '#platform/tenancy.ts';
import type { BackupState, Health, MailState, QueueState, SealState, TenantHealth } from './health.ts';
import { maySeeInstallation, maySeeTenant } from './policy.ts';

/** What the app hands in: what is no row of the database. */
export interface HealthSources {
  machine(): Promise<MachineState>;
  /** Every tenant but the reserved one. */
  tenants(): readonly { id: string; slug: string }[];
  mail?(): Promise<MailState | null>;
}

/** @throws NotAllowed for anybody but a platform administrator */
export async function installationHealth(ctx: Ctx, sources: HealthSources): Promise<Health> {
  if (!maySeeInstallation(ctx.actor)) throw refusal(ctx);
  return lookAtInstallation(ctx.pool, sources, ctx.now);
}

/** For whoever showed by other means that they may look: the monitoring's token. */
export async function lookAtInstallation(pool: Pool, sources: HealthSources, at: Date): Promise<Health> {
  const ctx = { pool, actor: null };
  const tenants = [reservedTenant, ...sources.tenants()];
  const seals: SealState[] = [];
  for (const tenant of tenants) seals.push(await sealOf(pool, tenant));
  return {
    at,
    machine: await sources.machine(),
    database: await databaseState(ctx),
    queues: await queueStates(ctx),
    seals,
    backups: await lastBackups(ctx, 5),
    mail: (await sources.mail?.()) ?? null,
  };
}

/** The short form. @throws NotAllowed for anybody but an administrator of the tenant */
export async function tenantHealth(ctx: Ctx, version: string): Promise<TenantHealth> {
  const tenant = tenantOf(ctx);
  if (!maySeeTenant(ctx.actor)) throw refusal(ctx);
  const [last] = await lastBackups(ctx, 1);
  return { at: ctx.now, version, lastBackup: last?.takenAt ?? null, seal: await sealOf(ctx.pool, tenant) };
}

const refusal = (ctx: Ctx) => new NotAllowed(ctx.actor ? undefined : 'common.errors.signInFirst');

type Outside = Parameters<typeof outsideTenants>[0];

function databaseState(ctx: Outside): Promise<Health['database']> {
  return outsideTenants(ctx, async (tx) => {
    const { rows } = await sql<Health['database']>`
      select pg_database_size(current_database()) as bytes,
        (select count(*) from pg_stat_activity where datname = current_database()) as connections,
        current_setting('max_connections')::int as "mostConnections",
        current_setting('server_version') as version`.execute(tx);
    const [row] = rows;
    if (!row) throw new Error('the database said nothing of itself');
    return row;
  });
}

/** A job that is to begin later does not wait. */
function queueStates(ctx: Outside): Promise<QueueState[]> {
  return outsideTenants(ctx, async (tx) => {
    const { rows } = await sql<QueueState>`
      select q.name,
        count(j.id) filter (where j.state < 'active' and j.start_after <= now()) as waiting,
        count(j.id) filter (where j.state = 'active') as active,
        count(j.id) filter (where j.state = 'failed' and j.completed_on > now() - interval '1 day') as failed,
        min(greatest(j.created_on, j.start_after)) filter (where j.state < 'active' and j.start_after <= now()) as "oldestWaiting"
      from pgboss.queue q left join pgboss.job j on j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
      where q.name not like '\\_\\_pgboss%'
      group by q.name order by q.name`.execute(tx);
    return rows;
  });
}

function lastBackups(ctx: Outside, most: number): Promise<BackupState[]> {
  return outsideTenants(ctx, (tx) =>
    tx
      .selectFrom('backups')
      .select(['takenAt', 'finishedAt', 'archive', 'bytes', 'rowCount as rows', 'fileCount as files'])
      .orderBy('takenAt', 'desc')
      .limit(most)
      .execute(),
  );
}

async function sealOf(pool: Pool, tenant: { id: string; slug: string }): Promise<SealState> {
  const state = await sealState(pool, tenant);
  const check = await transact(pool, { tenantId: tenant.id, userId: null }, (tx) =>
    tx.selectFrom('auditChecks').select(['checkedAt', 'events', 'brokenBatch']).executeTakeFirst(),
  );
  return {
    tenant: tenant.slug,
    batches: state.batches,
    firstSealed: state.firstSealed,
    lastSealed: state.lastSealed,
    unsealed: state.unsealed.events,
    oldestUnsealed: state.unsealed.oldest,
    check: check ? { at: check.checkedAt, events: check.events, brokenBatch: check.brokenBatch } : null,
  };
}
