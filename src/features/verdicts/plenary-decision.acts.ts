import { id as messages } from '#messages/id.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant } from '#platform/tenancy.ts';
import { type Decision, entryName } from './plenary.ts';
import { noteConflicts } from './plenary-people.acts.ts';
import { type Placement, placed } from './plenary-places.ts';
import { type ItemRow, inPlenary, type Room, readItem, recordDeed, writeLine } from './plenary-room.acts.ts';
import { sitIn } from './plenary-room.queries.ts';
import { deliberationOf } from './plenary-table.queries.ts';
import { scoresDigest } from './standing.queries.ts';
import type { Deliberation, StandingOf } from './standing.ts';
import { openQuestion } from './vote.acts.ts';

const { lines } = messages.verdicts;

/**
 * Decides the places of a category, first place first: as chain and quotas have them, or otherwise with a reason. Until the
 * seal it may be decided anew, with a reason. The same again changes nothing.
 * @throws Conflict while a vote is open, and when it was decided since it was read; Invalid without the reason that it needs
 */
export async function decidePlaces(
  ctx: Ctx,
  standingOf: StandingOf,
  competitionId: string,
  input: Decision,
): Promise<void> {
  await inTenant(ctx, (tx) => sitIn(tx, ctx, competitionId, 'committee'));
  // Before the transaction: scoring is closed, so that nothing moves in between.
  const calibrated = await standingOf(ctx, competitionId, input.categoryId);
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    const item = await readItem(room, input.categoryId);
    if (await isDecidedSo(room, input)) return;
    if (item.version !== input.version) throw new Conflict('verdicts.errors.changedMeanwhile');
    if (await openQuestion(room)) throw new Conflict('verdicts.errors.voteOpen');
    await noteConflicts(room);
    const table = await deliberationOf(room.tx, ctx, room.plenary, item, calibrated);
    const places = placed(table, item.winners, input);
    if (item.decidedAt && input.reason === '')
      throw new Invalid([{ field: 'reason', message: 'verdicts.errors.reasonAgain' }]);
    await writePlaces(room, input.categoryId, places);
    await writeItem(room, item, table);
    await writeDecision(room, item, table, places, input.reason);
    await recordDeed(room, 'decide', {
      category: input.categoryId,
      places: places.map(({ entryId, settledBy }) => ({ entry: entryId, settledBy })),
      reason: input.reason,
    });
  });
}

const places = ({ tx, plenary }: Room, categoryId: string) =>
  tx
    .selectFrom('placements')
    .select(['place', 'entryId', 'settledBy', 'reason'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('categoryId', '=', categoryId)
    .orderBy('place')
    .execute();

/** The version that the form was read at was the one before, and what it asked for stands. */
async function isDecidedSo(room: Room, { categoryId, version, entryIds }: Decision): Promise<boolean> {
  const item = await readItem(room, categoryId);
  const now = await places(room, categoryId);
  return item.version === version + 1 && JSON.stringify(now.map(({ entryId }) => entryId)) === JSON.stringify(entryIds);
}

/** Replaces the places of a category. */
export async function writePlaces(
  { tx, plenary }: Room,
  categoryId: string,
  list: readonly Placement[],
): Promise<void> {
  await tx
    .deleteFrom('placements')
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('categoryId', '=', categoryId)
    .execute();
  const own = { tenantId: plenary.tenantId, plenaryId: plenary.id, categoryId };
  await tx
    .insertInto('placements')
    .values(list.map(({ place, entryId, settledBy, reason }) => ({ ...own, place, entryId, settledBy, reason })))
    .execute();
}

/** Freezes what was before the plenary when it decided. */
async function writeItem(room: Room, item: ItemRow, table: Deliberation): Promise<void> {
  const { tx, ctx, plenary, competitionId } = room;
  const standing = {
    scores: await scoresDigest(tx, ctx, competitionId),
    price: table.chosen?.price ?? null,
    order: table.order.map(({ entryId, number, title, organizationName, calibrated, sd, tieBand }) => ({
      entryId,
      number,
      title,
      organization: organizationName,
      calibrated,
      sd,
      tieBand,
    })),
    steps: table.settled.steps,
  };
  await tx
    .updateTable('plenaryItems')
    .set({
      standing: JSON.stringify(standing),
      version: item.version + 1,
      decidedAt: ctx.now,
      decidedBy: actorOf(ctx).userId,
    })
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('categoryId', '=', item.categoryId)
    .execute();
}

async function writeDecision(
  room: Room,
  item: ItemRow,
  table: Deliberation,
  list: readonly Placement[],
  reason: string,
): Promise<void> {
  const all = [...table.order, ...table.unscored];
  const named = list.map(({ place, entryId, settledBy }) => {
    const entry = all.find((one) => one.entryId === entryId);
    return lines.place(place, entry ? entryName(entry) : '', messages.verdicts.settledBy[settledBy]);
  });
  const price = table.quotas.length > 0 && table.chosen ? table.chosen.price.toFixed(2).replace('.', ',') : null;
  const body = lines.decided(item.name, named, reason, item.decidedAt !== null, price);
  await writeLine(room, { body, categoryId: item.categoryId, entryIds: list.map(({ entryId }) => entryId) });
}
