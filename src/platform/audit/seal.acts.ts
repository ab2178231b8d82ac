import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Tx } from '../database/bound.ts';
import { transact } from '../database/transact.ts';
import { chainRoot, leafOf, merkleRoot, type SealableEvent } from './merkle.ts';

const largestBatch = 2000;

/**
 * Seals the tenant's events that no running transaction can precede any more, in one batch.
 * Writers are never waited for: events of transactions still open stay for a later batch.
 * @returns how many events were sealed
 */
export function sealEvents(pool: Pool, tenantId: string): Promise<number> {
  return transact(pool, { tenantId, userId: null }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`seal:${tenantId}`}, 0))`.execute(tx);
    const events = await sealableEvents(tx);
    if (events.length === 0) return 0;
    await writeBatch(tx, tenantId, events);
    return events.length;
  });
}

async function sealableEvents(tx: Tx): Promise<SealableEvent[]> {
  return await tx
    .selectFrom('auditEvents as event')
    .select([
      'event.id',
      'event.epoch',
      'event.at',
      'event.userId',
      'event.officeId',
      'event.act',
      'event.subjectKind',
      'event.subjectId',
      'event.changes',
      'event.requestId',
    ])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('auditSealedEvents as sealed')
            .select('sealed.eventId')
            .whereRef('sealed.tenantId', '=', 'event.tenantId')
            .whereRef('sealed.eventId', '=', 'event.id'),
        ),
      ),
    )
    // Transaction numbers of an older epoch belong to the server a backup was taken from: taken whole.
    .where(sql<boolean>`(event.epoch < audit_epoch() or event.xact < pg_snapshot_xmin(pg_current_snapshot()))`)
    .orderBy('event.epoch')
    .orderBy('event.xact')
    .orderBy('event.id')
    .limit(largestBatch)
    .execute();
}

async function writeBatch(tx: Tx, tenantId: string, events: readonly SealableEvent[]): Promise<void> {
  const last = await tx
    .selectFrom('auditSeals')
    .select(['batch', 'chainedRoot'])
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst();
  const batch = (last?.batch ?? 0) + 1;
  const leaves = events.map(leafOf);
  const root = merkleRoot(leaves);
  const previous = last?.chainedRoot ?? null;
  await tx
    .insertInto('auditSeals')
    .values({
      tenantId,
      batch,
      events: events.length,
      merkleRoot: root,
      previousRoot: previous,
      chainedRoot: chainRoot(previous, batch, root),
    })
    .execute();
  const rows = events.map((event, position) => ({ eventId: event.id, position, leaf: leaves[position] as Buffer }));
  await tx
    .insertInto('auditSealedEvents')
    .values(rows.map((row) => ({ ...row, tenantId, batch })))
    .execute();
}
