import { type InnovationState, innovationForLevels } from '#features/innovations/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Edition } from './edition.ts';
import { changesOf, editionToClaim, type LevelChanges, type LevelClaim, requireLevels } from './level-changes.ts';
import { officeForLevels } from './policy.ts';

/**
 * The unit states the levels of its innovation. The same claim again changes nothing.
 * @throws Invalid for unknown codes, wrong levels, and levels that somebody else changed since they were seen
 */
export async function claimLevels(ctx: Ctx, claim: LevelClaim & { innovationId: string }): Promise<void> {
  const actor = actorOf(ctx);
  const { innovationId: id } = claim;
  await innovationForLevels(ctx, id);
  await inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id);
    const office = officeForLevels(actor, row);
    if (!office) throw new NotAllowed('indexPages.errors.notYours');
    const edition = editionToClaim(claim.edition);
    requireLevels(edition.sid.indicators, claim.levels);
    const changes = changesOf(await storedInnovationLevels(tx, ctx, id, edition), claim);
    if (Object.keys(changes).length === 0) return;
    await writeInnovationLevels(tx, ctx, id, edition, changes);
    await recordEvent(tx, ctx, {
      act: 'innovation.levels_claimed',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: { edition: edition.edition, levels: changes },
    });
  });
}

/** Held until the end: claims for one innovation come one after the other, and it is not archived meanwhile. */
async function lockInnovation(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx
    .selectFrom('innovations')
    .select(['organizationId', 'state'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return { organizationId: row.organizationId, state: row.state as InnovationState };
}

async function storedInnovationLevels(
  tx: Tx,
  ctx: Ctx,
  id: string,
  { edition }: Edition,
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('innovationLevels')
    .select(['code', 'claimed'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', id)
    .where('edition', '=', edition)
    .execute();
  return new Map(rows.map((row) => [row.code, row.claimed]));
}

async function writeInnovationLevels(
  tx: Tx,
  ctx: Ctx,
  innovationId: string,
  edition: Edition,
  changes: LevelChanges,
): Promise<void> {
  await tx
    .insertInto('innovationLevels')
    .values(
      Object.entries(changes).map(([code, [, claimed]]) => ({
        tenantId: tenantOf(ctx).id,
        innovationId,
        edition: edition.edition,
        code,
        claimed,
        updatedAt: ctx.now,
        updatedBy: ctx.actor?.userId ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'innovationId', 'edition', 'code']).doUpdateSet((eb) => ({
        claimed: eb.ref('excluded.claimed'),
        updatedAt: eb.ref('excluded.updatedAt'),
        updatedBy: eb.ref('excluded.updatedBy'),
      })),
    )
    .execute();
}
