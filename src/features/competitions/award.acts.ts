import type { Tx } from '#platform/database/bound.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

export interface WonAward {
  competitionId: string;
  categoryId: string;
  entryId: string;
  innovationId: string;
  organizationId: string;
  year: number;
  contestName: string;
  categoryName: string;
  /** "Juara 1" */
  title: string;
  place: number;
}

/**
 * Writes what was won, seen by everybody from now on (by the database's clock). Stands in the transaction and the event of
 * the act that publishes the verdict, which has asked who may. The same award again changes nothing.
 */
export async function recordAwards(tx: Tx, ctx: Ctx, awards: readonly WonAward[]): Promise<void> {
  if (awards.length === 0) return;
  const tenantId = tenantOf(ctx).id;
  await tx
    .insertInto('awards')
    .values((eb) =>
      awards.map((award) => ({
        ...award,
        tenantId,
        id: derivedId('award', tenantId, award.entryId, award.title),
        publishedAt: eb.fn<Date>('now'),
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .execute();
}

/** Takes back what these entries won in the contest: a correction of the verdict gave it to others. */
export async function revokeAwards(tx: Tx, ctx: Ctx, competitionId: string, entryIds: readonly string[]) {
  if (entryIds.length === 0) return;
  await tx
    .deleteFrom('awards')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('entryId', 'in', entryIds)
    .execute();
}
