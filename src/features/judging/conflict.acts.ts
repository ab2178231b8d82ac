import { sql } from 'kysely';
import { mentorsOf } from '#features/mentoring/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict as Clash, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { ConflictNote, Decision } from './conflict.ts';
import { ownPart, readContest, readJuror } from './juror.queries.ts';
import type { Juror } from './juror.ts';
import { jurorSight, mayDecide, officeActing } from './juror-policy.ts';

interface Pair {
  competitionId: string;
  jurorId: string;
  entryId: string;
}

interface Deciding {
  juror: Juror;
  innovationId: string;
  mentorRule: string;
  officeId: string | null;
}

/**
 * Who decides on a conflict of this pair, contest and juror locked.
 * @throws NotFound for who may not see conflicts and for a chair with one of that entry, NotAllowed for the chair on their own
 */
async function deciding(tx: Tx, ctx: Ctx, { competitionId, jurorId, entryId }: Pair): Promise<Deciding> {
  const own = await ownPart(tx, ctx, competitionId);
  if (jurorSight(ctx.actor, own) !== 'all') throw new NotFound(`no contest ${competitionId}`);
  const { mentorRule } = await readContest(tx, ctx, competitionId, 'for update');
  const juror = await readJuror(tx, ctx, jurorId, 'for update');
  const entry = await tx
    .selectFrom('entries')
    .select('innovationId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', entryId)
    .where('competitionId', '=', competitionId)
    .executeTakeFirst();
  if (!entry || juror.competitionId !== competitionId) throw new NotFound('no such pair');
  // A chair does not decide about an entry that they may not even know of.
  if (own && own.jurorId !== jurorId && (await isBarred(tx, ctx, own.jurorId, entryId)))
    throw new NotFound('no such pair');
  if (!mayDecide(ctx.actor, own, jurorId)) throw new NotAllowed('jurors.errors.ownConflict');
  return { juror, innovationId: entry.innovationId, mentorRule, officeId: officeActing(ctx.actor, own)?.id ?? null };
}

async function isBarred(tx: Tx, ctx: Ctx, jurorId: string, entryId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('jurorConflicts')
    .select('kind')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('jurorId', '=', jurorId)
    .where('entryId', '=', entryId)
    .where('state', '<>', 'dismissed')
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * The committee or the chair confirms a conflict or dismisses it with a reason; the last decision counts. Confirmed, the
 * juror's open reviews of the entry are taken back.
 * @throws Conflict for mentoring that the records show: the session is called off instead
 */
export async function decideConflict(ctx: Ctx, decision: Decision): Promise<void> {
  actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const asked = await deciding(tx, ctx, decision);
    const conflict = await lockConflict(tx, ctx, decision);
    const { kind, decision: state, reason } = decision;
    if (conflict.state === state && conflict.reason === reason) return;
    if (state === 'dismissed' && kind === 'mentored') await requireNoSession(tx, ctx, asked);
    await tx
      .updateTable('jurorConflicts')
      .set({ state, reason, decidedBy: actorOf(ctx).userId, decidedAt: sql<Date>`now()` })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('jurorId', '=', decision.jurorId)
      .where('entryId', '=', decision.entryId)
      .where('kind', '=', kind)
      .execute();
    const bars = state === 'confirmed' && (kind !== 'mentored' || asked.mentorRule === 'bar');
    const withdrawn = bars ? await withdraw(tx, ctx, decision) : 0;
    await recordConflict(tx, ctx, asked.officeId, state, decision, { from: conflict.state, reason, withdrawn });
  });
}

async function lockConflict(tx: Tx, ctx: Ctx, { jurorId, entryId, kind }: Decision) {
  const row = await tx
    .selectFrom('jurorConflicts')
    .select(['state', 'reason'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('jurorId', '=', jurorId)
    .where('entryId', '=', entryId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound('no such conflict');
  return row;
}

async function requireNoSession(tx: Tx, ctx: Ctx, { juror, innovationId }: Deciding): Promise<void> {
  const mentors = await mentorsOf(tx, ctx, [innovationId]);
  if (mentors.some(({ userId }) => userId === juror.userId)) throw new Clash('jurors.errors.mentoringStands');
}

async function withdraw(tx: Tx, ctx: Ctx, { jurorId, entryId }: Pair): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reviews')
    .set({ state: 'withdrawn', version: sql<number>`version + 1` })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('jurorId', '=', jurorId)
    .where('entryId', '=', entryId)
    .where('state', '=', 'assigned')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The committee or the chair writes down a conflict that nobody declared; it is confirmed by that. */
export async function noteConflict(ctx: Ctx, note: ConflictNote): Promise<void> {
  actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const { officeId } = await deciding(tx, ctx, note);
    const { jurorId, entryId, kind, explanation } = note;
    const { numInsertedOrUpdatedRows: written } = await tx
      .insertInto('jurorConflicts')
      .values({
        ...{ tenantId: tenantOf(ctx).id, jurorId, entryId, kind, explanation, source: 'committee', state: 'confirmed' },
        ...{ foundAt: ctx.now, decidedBy: actorOf(ctx).userId, decidedAt: ctx.now },
      })
      .onConflict((clash) => clash.columns(['tenantId', 'jurorId', 'entryId', 'kind']).doNothing())
      .executeTakeFirstOrThrow();
    if (written === 0n) {
      const known = await lockConflict(tx, ctx, { ...note, decision: 'confirmed', reason: '' });
      if (known.state !== 'dismissed') return;
      throw new Invalid([{ field: 'kind', message: 'jurors.errors.dismissedAlready' }]);
    }
    const withdrawn = await withdraw(tx, ctx, note);
    await recordConflict(tx, ctx, officeId, 'noted', note, {
      explanation: ctx.secrets.digest('audit', explanation),
      withdrawn,
    });
  });
}

async function recordConflict(
  tx: Tx,
  ctx: Ctx,
  officeId: string | null,
  verb: string,
  { jurorId, entryId, kind }: Pair & { kind: string },
  changes: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'juror', id: jurorId };
  await recordEvent(tx, ctx, {
    act: `juror_conflict.${verb}`,
    subject,
    officeId,
    changes: { entryId, kind, ...changes },
  });
}
