import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type PlenaryRow, readPlenary } from './plenary-room.queries.ts';
import { digestOf, type SealRecord } from './seal.ts';

/** What a seal covers, read from the tables in one order. Votes enter as counts, corrections once they are applied. */
export async function sealRecord(tx: Tx, ctx: Ctx, plenary: PlenaryRow): Promise<SealRecord> {
  const tenantId = tenantOf(ctx).id;
  const of = { tenantId, plenaryId: plenary.id };
  const items = await tx
    .selectFrom('plenaryItems')
    .select(['categoryId', 'position', 'standing', 'decidedAt'])
    .where((where) => where.and(of))
    .orderBy('position')
    .execute();
  const placements = await tx
    .selectFrom('placements')
    .select(['categoryId', 'place', 'entryId', 'settledBy', 'reason'])
    .where((where) => where.and(of))
    .orderBy('categoryId')
    .orderBy('place')
    .execute();
  const questions = await tx
    .selectFrom('plenaryQuestions')
    .select(['id', 'categoryId', 'kind', 'body', 'entryIds', 'outcome', 'closedAt'])
    .where((where) => where.and(of))
    .orderBy('id')
    .execute();
  return {
    contest: plenary.competitionId,
    openedAt: plenary.openedAt.toISOString(),
    rules: { chain: plenary.tieChain, quotas: plenary.quotas },
    items,
    placements,
    questions,
    ...(await writtenOf(tx, of)),
  };
}

async function writtenOf(tx: Tx, of: { tenantId: string; plenaryId: string }) {
  const attendance = await tx
    .selectFrom('plenaryAttendance')
    .select(['jurorId', 'arrivedAt', 'leftAt'])
    .where((where) => where.and(of))
    .orderBy('jurorId')
    .execute();
  const recusals = await tx
    .selectFrom('plenaryRecusals')
    .select(['jurorId', 'entryId', 'source', 'reason', 'at'])
    .where((where) => where.and(of))
    .orderBy('jurorId')
    .orderBy('entryId')
    .execute();
  const minutes = await tx
    .selectFrom('plenaryMinutes')
    .select(['seq', 'at', 'body', 'writtenBy'])
    .where((where) => where.and(of))
    .orderBy('seq')
    .execute();
  const corrections = await tx
    .selectFrom('plenaryCorrections')
    .select([
      'id',
      'categoryId',
      'entryIds',
      'reason',
      'corrects',
      'proposedBy',
      'firstBy',
      'secondBy',
      'appliedAt',
      'was',
    ])
    .where((where) => where.and(of))
    .where('appliedAt', 'is not', null)
    .orderBy('corrects')
    .execute();
  return { attendance, recusals, minutes, corrections };
}

export interface Seal {
  version: number;
  digest: string;
  sealedAt: Date;
}

/** The newest seal of a plenary; null before it is sealed. */
export async function newestSeal(tx: Tx, plenary: PlenaryRow): Promise<Seal | null> {
  const row = await tx
    .selectFrom('plenarySeals')
    .select(['version', 'digest', 'sealedAt'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('version', '=', plenary.sealVersion)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether the tables still say what the newest seal covers. */
export async function sealHolds(tx: Tx, ctx: Ctx, plenary: PlenaryRow): Promise<boolean> {
  const seal = await newestSeal(tx, plenary);
  return seal !== null && seal.digest === digestOf(await sealRecord(tx, ctx, plenary));
}

export interface SealedPlacement {
  categoryId: string;
  categoryName: string;
  place: number;
  entryId: string;
  number: number | null;
  title: string;
  innovationId: string;
  organizationId: string;
  organizationName: string;
}

export interface SealedVerdict {
  sealedAt: Date;
  /** Of the newest seal: grows with every correction. */
  version: number;
  digest: string;
  /** By category in its order, first place first. */
  placements: SealedPlacement[];
}

/**
 * The verdict, corrections included. Whoever calls it asks first whether the person may read it.
 * @throws NotFound while nothing is sealed
 */
export function sealedPlacements(ctx: Ctx, competitionId: string): Promise<SealedVerdict> {
  return inTenant(ctx, async (tx) => {
    const plenary = await readPlenary(tx, ctx, competitionId);
    const seal = plenary && (await newestSeal(tx, plenary));
    if (!plenary || !seal) throw new NotFound('nothing is sealed');
    const placements = await placementsOf(tx, plenary);
    return { ...seal, placements };
  });
}

/** Places of all categories as they stand, by the order of business. */
export async function placementsOf(tx: Tx, plenary: PlenaryRow) {
  const rows = await tx
    .selectFrom('placements as p')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'p.tenantId').onRef('c.id', '=', 'p.categoryId'),
    )
    .innerJoin('entries as e', (join) => join.onRef('e.tenantId', '=', 'p.tenantId').onRef('e.id', '=', 'p.entryId'))
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.organizationId'),
    )
    .select([
      'p.categoryId',
      'c.name as categoryName',
      'p.place',
      'p.entryId',
      'e.number',
      'e.innovationId',
      'e.organizationId',
    ])
    .select(['o.name as organizationName', 'p.settledBy', 'p.reason'])
    .select(sql<string>`e.content ->> 'title'`.as('title'))
    .where('p.tenantId', '=', plenary.tenantId)
    .where('p.plenaryId', '=', plenary.id)
    .orderBy('c.position')
    .orderBy('c.name')
    .orderBy('p.place')
    .execute();
  return rows;
}
