import type { Tx } from '#platform/database/bound.ts';
import { actorOf, type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { CorrectionView, OpenPlenary } from './plenary-page.ts';
import { called, type Reading } from './plenary-reading.queries.ts';
import type { PlenaryRow } from './plenary-room.queries.ts';
import { newestSeal, sealHolds } from './seal.queries.ts';
import { type PlenaryPaper, paperIds } from './seal-papers.ts';

export async function sealView({ tx, ctx, plenary, place, jurors }: Reading): Promise<OpenPlenary['seal']> {
  const seal = await newestSeal(tx, plenary);
  if (!seal) return null;
  const me = place.part === 'juror' ? jurors.find(({ id }) => id === place.juror.id) : undefined;
  return { ...seal, holds: await sealHolds(tx, ctx, plenary), confirmedByMe: me?.confirmed ?? false };
}

/** Corrections that this person may know of, newest first: none of a category of which an entry is kept from them. */
export async function correctionsOf(reading: Reading): Promise<CorrectionView[]> {
  const { tx, plenary, kept, names } = reading;
  const rows = await tx
    .selectFrom('plenaryCorrections as k')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'k.tenantId').onRef('c.id', '=', 'k.categoryId'),
    )
    .leftJoin('people as p', (join) =>
      join.onRef('p.tenantId', '=', 'k.tenantId').onRef('p.userId', '=', 'k.proposedBy'),
    )
    .select(['k.id', 'k.categoryId', 'c.name as category', 'k.entryIds', 'k.reason', 'p.name as by', 'k.proposedBy'])
    .select(['k.proposedAt as at', 'k.appliedAt', 'k.firstBy', 'k.corrects'])
    .where('k.tenantId', '=', plenary.tenantId)
    .where('k.plenaryId', '=', plenary.id)
    .orderBy('k.proposedAt', 'desc')
    .execute();
  const categories = new Set([...kept].map((id) => names.get(id)?.categoryId));
  return rows.filter(({ categoryId }) => !categories.has(categoryId)).map((row) => correctionView(reading, row));
}

interface CorrectionRow extends Pick<CorrectionView, 'id' | 'category' | 'reason' | 'at' | 'appliedAt'> {
  entryIds: string[];
  by: string | null;
  proposedBy: string;
  firstBy: string | null;
  corrects: number;
}

function correctionView({ ctx, plenary, names }: Reading, row: CorrectionRow): CorrectionView {
  const { id, category, entryIds, reason, by, proposedBy, at, appliedAt, firstBy, corrects } = row;
  const me = actorOf(ctx).userId;
  const stale = !appliedAt && corrects !== plenary.sealVersion;
  return {
    id,
    category,
    entries: entryIds.map((one) => called(names, one)),
    reason,
    by: by ?? '',
    at,
    appliedAt,
    left: appliedAt ? 0 : firstBy ? 1 : 2,
    stale,
    mayConfirm: !appliedAt && !stale && proposedBy !== me && firstBy !== me,
  };
}

/** Where the papers of the newest seal are worked on; null while there is none. */
export async function paperLinks({ tx, ctx, plenary }: Reading): Promise<OpenPlenary['papers']> {
  const link = async (kind: PlenaryPaper) => {
    const { made } = await paperFor(tx, ctx, plenary, kind);
    return made && `/kerja/naskah/${made}`;
  };
  return { minutes: await link('plenary_minutes'), decree: await link('winners_decree') };
}

/** The paper of this kind that stands for the newest seal, and the id that the next one takes. A void one stands for nothing. */
export async function paperFor(
  tx: Tx,
  ctx: Ctx,
  plenary: PlenaryRow,
  kind: PlenaryPaper,
): Promise<{ made: string | null; next: string }> {
  const ids = paperIds(kind, plenary.id, plenary.sealVersion);
  const rows = await tx
    .selectFrom('papers')
    .select(['id', 'state'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', 'in', ids)
    .execute();
  const made = rows.find(({ state }) => state !== 'void')?.id ?? null;
  const next = ids.find((id) => !rows.some((row) => row.id === id)) ?? ids[0] ?? '';
  return { made, next };
}
