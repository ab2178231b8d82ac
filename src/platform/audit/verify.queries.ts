import type { Pool } from 'pg';
import type { Tx } from '../database/bound.ts';
import { transact } from '../database/transact.ts';
import { chainRoot, leafOf, merkleRoot, type SealableEvent } from './merkle.ts';

export interface ChainReport {
  tenant: string;
  batches: number;
  events: number;
  /** Newest chained root, hex; to be compared with what witnesses were handed. */
  root: string | null;
  /** Number and time of events not sealed yet. */
  unsealed: { events: number; oldest: Date | null };
  /** The first link that does not hold, null for a whole chain. */
  broken: { batch: number; eventId: string | null; why: 'event' | 'missing' | 'root' | 'chain' | 'gap' } | null;
}

/** How far sealing has come, without walking the chain. */
export function sealState(
  pool: Pool,
  tenant: { id: string },
): Promise<{ batches: number; firstSealed: Date | null; lastSealed: Date | null; unsealed: ChainReport['unsealed'] }> {
  return transact(pool, { tenantId: tenant.id, userId: null }, async (tx) => {
    const seals = tx.selectFrom('auditSeals').select(['batch', 'sealedAt']).limit(1);
    const first = await seals.orderBy('batch').executeTakeFirst();
    const last = await seals.orderBy('batch', 'desc').executeTakeFirst();
    return {
      batches: last?.batch ?? 0,
      firstSealed: first?.sealedAt ?? null,
      lastSealed: last?.sealedAt ?? null,
      unsealed: await unsealedTail(tx),
    };
  });
}

/** Walks one tenant's chain from its first batch and names the first broken link. */
export function verifyChain(pool: Pool, tenant: { id: string; slug: string }): Promise<ChainReport> {
  return transact(pool, { tenantId: tenant.id, userId: null }, async (tx) => {
    const seals = await tx.selectFrom('auditSeals').selectAll().orderBy('batch').execute();
    const report: ChainReport = {
      tenant: tenant.slug,
      batches: seals.length,
      events: 0,
      root: seals.at(-1)?.chainedRoot.toString('hex') ?? null,
      unsealed: await unsealedTail(tx),
      broken: null,
    };
    let previous: Buffer | null = null;
    for (const [index, seal] of seals.entries()) {
      report.broken = seal.batch === index + 1 ? await checkBatch(tx, seal, previous) : gap(index + 1);
      if (report.broken) return report;
      report.events += seal.events;
      previous = seal.chainedRoot;
    }
    return report;
  });
}

const gap = (batch: number): ChainReport['broken'] => ({ batch, eventId: null, why: 'gap' });

interface Seal {
  batch: number;
  events: number;
  merkleRoot: Buffer;
  chainedRoot: Buffer;
}

async function checkBatch(tx: Tx, seal: Seal, previous: Buffer | null): Promise<ChainReport['broken']> {
  const { batch } = seal;
  const sealed = await sealedEvents(tx, batch);
  if (sealed.length !== seal.events) return { batch, eventId: null, why: 'missing' };
  const changed = sealed.find((row) => !leafOf(row).equals(row.leaf));
  if (changed) return { batch, eventId: changed.id, why: 'event' };
  if (!merkleRoot(sealed.map((row) => row.leaf)).equals(seal.merkleRoot)) return { batch, eventId: null, why: 'root' };
  const chained = chainRoot(previous, batch, seal.merkleRoot);
  return chained.equals(seal.chainedRoot) ? null : { batch, eventId: null, why: 'chain' };
}

function sealedEvents(tx: Tx, batch: number): Promise<(SealableEvent & { leaf: Buffer })[]> {
  return tx
    .selectFrom('auditSealedEvents as sealed')
    .innerJoin('auditEvents as event', (join) =>
      join.onRef('event.tenantId', '=', 'sealed.tenantId').onRef('event.id', '=', 'sealed.eventId'),
    )
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
      'sealed.leaf',
    ])
    .where('sealed.batch', '=', batch)
    .orderBy('sealed.position')
    .execute();
}

async function unsealedTail(tx: Tx): Promise<ChainReport['unsealed']> {
  const row = await tx
    .selectFrom('auditEvents as event')
    .leftJoin('auditSealedEvents as sealed', (join) =>
      join.onRef('event.tenantId', '=', 'sealed.tenantId').onRef('event.id', '=', 'sealed.eventId'),
    )
    .where('sealed.eventId', 'is', null)
    .select(({ fn }) => [fn.countAll<number>().as('events'), fn.min('event.at').as('oldest')])
    .executeTakeFirstOrThrow();
  return { events: Number(row.events), oldest: row.oldest };
}
