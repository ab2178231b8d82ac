import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Declaration, EntryDeclaration } from './conflict.ts';
import { jurors, readContest, readJuror } from './juror.queries.ts';
import type { Juror } from './juror.ts';

/**
 * "Saya punya konflik": a juror declares a conflict with an entry. It counts at once, and their reviews of it are given back,
 * submitted ones too while their stage is open. Saying it again changes nothing.
 * @throws NotFound for who is no juror of that contest, or for a review of somebody else
 */
export async function declareConflict(ctx: Ctx, declaration: Declaration): Promise<{ recused: number }> {
  const { userId } = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const { entryId, competitionId } = await subjectOf(tx, ctx, declaration);
    const own = await jurors(tx, ctx)
      .where('j.competitionId', '=', competitionId)
      .where('j.userId', '=', userId)
      .where('j.state', 'in', ['appointed', 'acknowledged'])
      .executeTakeFirst();
    if (!own) throw new NotFound('no such entry for this person');
    await readContest(tx, ctx, competitionId, 'for update');
    const juror = await readJuror(tx, ctx, own.id, 'for update');
    const office = ctx.actor?.offices.find(({ role }) => role === 'juror')?.id ?? null;
    const { kind, explanation } = declaration;
    return { recused: await declareIn(tx, ctx, juror, { entryId, kind, explanation }, office) };
  });
}

async function subjectOf(
  tx: Tx,
  ctx: Ctx,
  declaration: Declaration,
): Promise<{ entryId: string; competitionId: string }> {
  const tenantId = tenantOf(ctx).id;
  const id = 'reviewId' in declaration ? declaration.reviewId : declaration.entryId;
  if (!isId(id)) throw new NotFound(`nothing called ${id}`);
  const found =
    'reviewId' in declaration
      ? await tx
          .selectFrom('reviews as r')
          .innerJoin('jurors as j', (join) =>
            join.onRef('j.tenantId', '=', 'r.tenantId').onRef('j.id', '=', 'r.jurorId'),
          )
          .select(['r.entryId', 'r.competitionId'])
          .where('r.tenantId', '=', tenantId)
          .where('r.id', '=', id)
          .where('j.userId', '=', actorOf(ctx).userId)
          .executeTakeFirst()
      : await tx
          .selectFrom('entries')
          .select(['id as entryId', 'competitionId'])
          .where('tenantId', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'eligible')
          .executeTakeFirst();
  if (!found) throw new NotFound(`nothing called ${id}`);
  return found;
}

/** Writes one declared conflict of a locked juror. @returns how many reviews were given back */
export async function declareIn(
  tx: Tx,
  ctx: Ctx,
  juror: Juror,
  { entryId, kind, explanation }: EntryDeclaration,
  officeId: string | null,
): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  const entry = await tx
    .selectFrom('entries')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', entryId)
    .where('competitionId', '=', juror.competitionId)
    .executeTakeFirst();
  if (!entry) throw new NotFound(`no entry ${entryId}`);
  const found = { state: 'proposed', foundAt: ctx.now, explanation };
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('jurorConflicts')
    .values({ tenantId, jurorId: juror.id, entryId, kind, source: 'juror', ...found })
    // What was dismissed and is declared anew counts again; what stands, stands.
    .onConflict((clash) =>
      clash
        .columns(['tenantId', 'jurorId', 'entryId', 'kind'])
        .doUpdateSet({ ...found, source: 'juror', decidedBy: null, decidedAt: null, reason: '' })
        .where('jurorConflicts.state', '=', 'dismissed'),
    )
    .executeTakeFirstOrThrow();
  const recused = await recuse(tx, ctx, juror.id, entryId, explanation);
  if (written === 0n && recused === 0) return 0;
  await recordEvent(tx, ctx, {
    act: 'juror_conflict.declared',
    subject: { kind: 'juror', id: juror.id },
    officeId,
    changes: { entryId, kind, recused, explanation: ctx.secrets.digest('audit', explanation) },
  });
  return recused;
}

/** The juror gives back what they read of the entry, in every stage that is not closed. */
async function recuse(tx: Tx, ctx: Ctx, jurorId: string, entryId: string, reason: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reviews as r')
    .set({ state: 'recused', recuseReason: reason, version: sql<number>`version + 1` })
    .where('r.tenantId', '=', tenantOf(ctx).id)
    .where('r.jurorId', '=', jurorId)
    .where('r.entryId', '=', entryId)
    .where('r.state', 'in', ['assigned', 'submitted'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('competitionStages as s')
            .select('s.kind')
            .whereRef('s.tenantId', '=', 'r.tenantId')
            .whereRef('s.competitionId', '=', 'r.competitionId')
            .whereRef('s.kind', '=', 'r.stage')
            .where('s.closedAt', 'is not', null),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
