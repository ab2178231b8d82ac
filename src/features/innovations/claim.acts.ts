import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { ownerOf, recordTransition, refuseDiscarded, startOf } from './innovation.acts.ts';
import { officeFor } from './policy.ts';
import { type InnovationRow, lockInnovation, topicsOf } from './stored.queries.ts';
import { recordVersion } from './write.acts.ts';

export interface Claim {
  /** Id of the draft to come, made by the caller. */
  id: string;
  listedId: string;
}

/** Whether a listed entry can be claimed at all: its source calls it an innovation and it has exactly one known owner. */
export function isClaimable(
  row: Pick<InnovationRow, 'state' | 'calledInnovation' | 'organizationId' | 'replacedBy'>,
): boolean {
  return row.state === 'listed' && row.calledInnovation && row.organizationId !== null && row.replacedBy === null;
}

const isPublic = ({ state }: InnovationRow) => state === 'listed' || state === 'accepted';

/**
 * Makes a draft out of a listed entry, for the organisation that it names. The entry stays public beside it.
 * @returns the draft's id; of the one that the same person made before, when this repeats it
 */
export async function claimListed(ctx: Ctx, { id, listedId }: Claim): Promise<string> {
  const actor = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const listed = await lockInnovation(tx, ctx, listedId);
    if (!isPublic(listed) && !officeFor('view', actor, listed)) throw new NotFound(`no innovation ${listedId}`);
    const { organizationId } = listed;
    if (!isClaimable(listed) || organizationId === null) throw new Conflict('innovations.errors.notClaimable');
    const office = officeFor('claim', actor, listed);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    const living = await livingClaim(tx, ctx, listedId);
    if (living?.id === id && living.createdBy === actor.userId) return id;
    if (living) throw new Conflict('innovations.errors.alreadyClaimed');
    await refuseDiscarded(tx, ctx, id);
    await insertClaim(tx, ctx, { id, listedId }, listed, organizationId);
    await recordTransition(tx, ctx, { key: newId(), innovationId: id, from: null, to: 'draft', note: '', office });
    await recordVersion(tx, ctx, { innovationId: id, before: null, state: 'draft', cause: 'claim', office });
    await recordEvent(tx, ctx, {
      act: 'innovation.claimed',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: { listedId, organizationId },
    });
    return id;
  });
}

async function livingClaim(tx: Tx, ctx: Ctx, listedId: string) {
  return tx
    .selectFrom('innovations')
    .select(['id', 'createdBy'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('claimsId', '=', listedId)
    .where('state', '<>', 'archived')
    .executeTakeFirst();
}

async function insertClaim(tx: Tx, ctx: Ctx, { id, listedId }: Claim, listed: InnovationRow, organizationId: string) {
  const owner = await ownerOf(tx, ctx, organizationId);
  const start = startOf(ctx, owner);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('innovations')
    .values({
      tenantId: listed.tenantId,
      id,
      organizationId,
      state: 'draft',
      claimsId: listedId,
      createdBy: ctx.actor?.userId ?? null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      ...start,
      example: start.example || listed.example,
      title: listed.title,
      summary: listed.summary,
      mainAffair: listed.mainAffair,
      form: listed.form,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw new Conflict('innovations.errors.idTaken');
  const topics = await topicsOf(tx, ctx, listedId);
  if (topics.length > 0) {
    await tx
      .insertInto('innovationTopics')
      .values(topics.map((topicSlug) => ({ tenantId: listed.tenantId, innovationId: id, topicSlug })))
      .execute();
  }
}
