import { sql } from 'kysely';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import type { CorrectionProposal } from './plenary.ts';
import { writePlaces } from './plenary-decision.acts.ts';
import type { Placement, Settlement } from './plenary-places.ts';
import { inPlenary, type Room, readItem, recordDeed, requireUnrecused } from './plenary-room.acts.ts';
import { writeSeal } from './seal.acts.ts';
import { placementsOf } from './seal.queries.ts';
import { contendersOf } from './standing.queries.ts';

const after = { sealed: true };

/**
 * Proposes what the places of a category ought to have been. The same id again changes nothing.
 * @throws Conflict before the seal; Invalid when it changes nothing or names what stands for no place
 */
export async function proposeCorrection(ctx: Ctx, competitionId: string, input: CorrectionProposal): Promise<void> {
  await inPlenary(
    ctx,
    competitionId,
    'any',
    async (room) => {
      const { tx, plenary } = room;
      requireSealed(room);
      if (await readCorrection(room, input.id)) return;
      const item = await readItem(room, input.categoryId);
      const now = await placesNow(room, input.categoryId);
      await requireFree(room, [...input.entryIds, ...now.map(({ entryId }) => entryId)]);
      const known = new Set((await contendersOf(tx, ctx, input.categoryId)).map(({ entryId }) => entryId));
      const fits =
        input.entryIds.every((id) => known.has(id)) && new Set(input.entryIds).size === input.entryIds.length;
      const same = JSON.stringify(now.map(({ entryId }) => entryId)) === JSON.stringify(input.entryIds);
      if (!fits || same || input.entryIds.length > item.winners)
        throw new Invalid([
          { field: 'entryIds', message: same ? 'verdicts.errors.correctsNothing' : 'verdicts.errors.places' },
        ]);
      const { id, categoryId, entryIds, reason } = input;
      await tx
        .insertInto('plenaryCorrections')
        .values({
          tenantId: plenary.tenantId,
          id,
          plenaryId: plenary.id,
          categoryId,
          entryIds,
          reason,
          corrects: plenary.sealVersion,
          proposedBy: actorOf(ctx).userId,
          proposedAt: ctx.now,
        })
        .execute();
      await recordDeed(room, 'correction.propose', { correction: id, category: categoryId, entries: entryIds, reason });
    },
    after,
  );
}

/**
 * Confirms a correction; the second person to do so applies it, and the record is sealed anew.
 * @throws NotAllowed for who proposed it; Conflict when another correction came before it
 */
export async function confirmCorrection(ctx: Ctx, competitionId: string, id: string): Promise<void> {
  await inPlenary(
    ctx,
    competitionId,
    'any',
    async (room) => {
      const correction = isId(id) ? await readCorrection(room, id) : undefined;
      if (!correction) throw new NotFound('no such correction');
      const now = await placesNow(room, correction.categoryId);
      await requireFree(room, [...correction.entryIds, ...now.map(({ entryId }) => entryId)]);
      const me = actorOf(ctx).userId;
      if (correction.firstBy === me || correction.secondBy === me) return;
      if (correction.proposedBy === me) throw new NotAllowed('verdicts.errors.ownCorrection');
      if (correction.appliedAt || correction.corrects !== room.plenary.sealVersion)
        throw new Conflict('verdicts.errors.correctionStale');
      if (correction.firstBy === null) await update(room, id, { firstBy: me, firstAt: ctx.now });
      else await apply(room, correction, now);
      await recordDeed(room, 'correction.confirm', { correction: id, applied: correction.firstBy !== null });
    },
    after,
  );
}

type Correction = NonNullable<Awaited<ReturnType<typeof readCorrection>>>;
type PlaceNow = Awaited<ReturnType<typeof placesNow>>[number];

/** The database lets sealed places be touched in the one transaction that stands in the correction. */
async function apply(room: Room, correction: Correction, now: readonly PlaceNow[]): Promise<void> {
  const was = JSON.stringify(
    now.map(({ place, entryId, settledBy, reason }) => ({ place, entryId, settledBy, reason })),
  );
  const { ctx } = room;
  await update(room, correction.id, {
    secondBy: actorOf(ctx).userId,
    appliedAt: ctx.now,
    was,
    appliedIn: sql`pg_current_xact_id()`,
  });
  const places = correction.entryIds.map((entryId, at): Placement => {
    const before = now.find((one) => one.place === at + 1);
    return before?.entryId === entryId
      ? { place: at + 1, entryId, settledBy: before.settledBy as Settlement, reason: before.reason }
      : { place: at + 1, entryId, settledBy: 'correction', reason: correction.reason };
  });
  await writePlaces(room, correction.categoryId, places);
  await writeSeal(room, correction.id);
}

function requireSealed({ plenary }: Room): void {
  if (plenary.state !== 'sealed') throw new Conflict('verdicts.errors.notSealed');
}

/** A juror who is recused from one of them has no part in this either. */
async function requireFree(room: Room, entryIds: readonly string[]): Promise<void> {
  if (room.place.part === 'juror') await requireUnrecused(room, room.place.juror.id, entryIds);
}

async function placesNow({ tx, plenary }: Room, categoryId: string) {
  return (await placementsOf(tx, plenary)).filter((one) => one.categoryId === categoryId);
}

const readCorrection = ({ tx, plenary }: Room, id: string) =>
  tx
    .selectFrom('plenaryCorrections')
    .select(['id', 'categoryId', 'entryIds', 'reason', 'corrects', 'proposedBy', 'firstBy', 'secondBy', 'appliedAt'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('id', '=', id)
    .executeTakeFirst();

async function update({ tx, plenary }: Room, id: string, set: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('plenaryCorrections')
    .set(set)
    .where('tenantId', '=', plenary.tenantId)
    .where('id', '=', id)
    .execute();
}
