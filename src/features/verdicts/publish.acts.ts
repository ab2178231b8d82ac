import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { recordAwards, revokeAwards } from '#features/competitions/index.ts';
import { id as messages } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { AftermathSlots, Placement } from './aftermath.ts';
import { type ContestRow, readContest, requireCommittee } from './contest.queries.ts';
import { changedPlaces, type DataSet, documentOf, type Lot, makeDataSet, sha256Of, standingOf } from './data-set.ts';
import { type EntryRow, entriesOf } from './published.queries.ts';
import { scoredParts } from './scores.queries.ts';

type Slots = Pick<AftermathSlots, 'placementsOf' | 'rank'>;

/**
 * The sealed verdict becomes public: awards, results, and the data set from which anybody computes the ranking again. Once
 * published, the same again changes nothing.
 * @param version of the contest that the person read
 * @throws Conflict while nothing is sealed or no place is given
 */
export async function publishVerdict(
  ctx: Ctx,
  slots: Slots,
  { id, version }: { id: string; version: number },
  lot: Lot = (below) => randomInt(below),
): Promise<void> {
  const actor = actorOf(ctx);
  const seen = await inTenant(ctx, (tx) => readContest(tx, ctx, id));
  const office = requireCommittee(ctx, seen);
  if (seen.state === 'published') return;
  if (seen.state !== 'sealed') throw new Conflict('aftermath.errors.notSealed');
  const placements = await slots.placementsOf(ctx, id);
  if (placements.length === 0) throw new Conflict('aftermath.errors.noPlaces');
  await inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, id, 'for update');
    if (contest.state === 'published') return;
    if (contest.state !== 'sealed') throw new Conflict('aftermath.errors.notSealed');
    if (contest.version !== version) throw new Conflict('aftermath.errors.changedMeanwhile');
    const entries = await entriesOf(tx, ctx, id);
    const known = new Set(
      [...entries.filter((one) => one.shortlisted), ...placed(entries, placements)].map((one) => one.id),
    );
    const set = makeDataSet(await scoredParts(tx, ctx, id), [...known], slots.rank, lot);
    await markPublished(tx, ctx, id);
    const sha256 = await writeDataSet(
      tx,
      ctx,
      contest,
      set,
      entries.filter((one) => known.has(one.id)),
      actor.userId,
    );
    await writeEntries(tx, ctx, id, set, placements, known);
    await recordAwards(tx, ctx, awardsFor(contest, entries, placements));
    await recordEvent(tx, ctx, {
      act: 'contest.published',
      subject: { kind: 'contest', id },
      officeId: office.id,
      changes: { from: 'sealed', to: 'published', sha256, places: placements },
    });
  });
}

const placed = (entries: readonly EntryRow[], placements: readonly Placement[]) =>
  entries.filter(({ id }) => placements.some(({ entryId }) => entryId === id));

async function markPublished(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  await tx
    .updateTable('competitions')
    .set((eb) => ({
      state: 'published',
      publishedAt: eb.fn<Date>('now'),
      updatedAt: eb.fn<Date>('now'),
      version: eb('version', '+', 1),
    }))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .execute();
}

/** @returns the checksum of the whole document */
async function writeDataSet(
  tx: Tx,
  ctx: Ctx,
  contest: ContestRow,
  set: DataSet,
  shown: readonly EntryRow[],
  publishedBy: string,
): Promise<string> {
  const { id: tenantId, name: region } = tenantOf(ctx);
  const { dataSet } = messages.aftermath;
  const known = shown
    .map((entry) => ({
      entry: set.labels.get(entry.id) ?? '',
      title: entry.title,
      organization: entry.name,
      category: entry.category,
    }))
    .toSorted((a, b) => a.entry.localeCompare(b.entry));
  const document = documentOf(set, { ...contest, region }, known, dataSet);
  const sha256 = sha256Of(document);
  await tx
    .insertInto('publishedDataSets')
    .values({ tenantId, competitionId: contest.id, document, sha256, publishedAt: sql<Date>`now()`, publishedBy })
    .execute();
  if (set.parts.length === 0) return sha256;
  await tx
    .insertInto('publishedDataParts')
    .values(
      set.parts.map(({ position, part, input, sha256: partSha256, report }) => ({
        tenantId,
        competitionId: contest.id,
        position,
        categoryId: part.categoryId,
        stage: part.stage,
        input,
        sha256: partSha256,
        report: JSON.stringify(report),
      })),
    )
    .execute();
  return sha256;
}

async function writeEntries(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  set: DataSet,
  placements: readonly Placement[],
  shown: ReadonlySet<string>,
): Promise<void> {
  const places = new Map(placements.map(({ entryId, place }) => [entryId, place]));
  await tx
    .insertInto('publishedEntries')
    .values(
      [...set.labels].map(([entryId, label]) => ({
        tenantId: tenantOf(ctx).id,
        competitionId,
        entryId,
        label,
        shown: shown.has(entryId),
        place: places.get(entryId) ?? null,
        standing: standingOf(set, entryId),
      })),
    )
    .execute();
}

function awardsFor(contest: ContestRow, entries: readonly EntryRow[], placements: readonly Placement[]) {
  return placements.flatMap(({ entryId, place }) => {
    const entry = entries.find(({ id }) => id === entryId);
    if (!entry) return [];
    return {
      competitionId: contest.id,
      categoryId: entry.categoryId,
      entryId,
      innovationId: entry.innovationId,
      organizationId: entry.organizationId,
      year: contest.year,
      contestName: contest.name,
      categoryName: entry.category,
      title: messages.aftermath.award(place),
      place,
    };
  });
}

/**
 * After a correction of the sealed verdict: places and awards as they stand now, and certificates of places that moved
 * become void. The data set stays, because the scores did not change. Nothing changed: nothing happens.
 */
export async function publishCorrection(ctx: Ctx, slots: Pick<Slots, 'placementsOf'>, id: string): Promise<void> {
  const seen = await inTenant(ctx, (tx) => readContest(tx, ctx, id));
  const office = requireCommittee(ctx, seen);
  if (seen.state !== 'published') throw new Conflict('aftermath.errors.notPublished');
  const placements = await slots.placementsOf(ctx, id);
  await inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, id, 'for update');
    const entries = await entriesOf(tx, ctx, id);
    const changes = changedPlaces(await placesOf(tx, ctx, id), placements);
    const moved = [...new Set([...changes.lost, ...changes.placed.map(({ entryId }) => entryId)])];
    if (moved.length === 0) return;
    await movePlaces(tx, ctx, id, changes);
    await revokeAwards(tx, ctx, id, moved);
    await recordAwards(tx, ctx, awardsFor(contest, entries, changes.placed));
    await voidMoved(tx, ctx, moved);
    await recordEvent(tx, ctx, {
      act: 'contest.correction_published',
      subject: { kind: 'contest', id },
      officeId: office.id,
      changes,
    });
  });
}

async function placesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Map<string, number | null>> {
  const rows = await tx
    .selectFrom('publishedEntries')
    .select(['entryId', 'place'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .execute();
  return new Map(rows.map(({ entryId, place }) => [entryId, place]));
}

async function movePlaces(tx: Tx, ctx: Ctx, competitionId: string, changes: ReturnType<typeof changedPlaces>) {
  const of = { tenantId: tenantOf(ctx).id, competitionId };
  const write = (entryId: string, set: { place: number | null; shown?: boolean }) =>
    tx
      .updateTable('publishedEntries')
      .set(set)
      .where((eb) => eb.and({ ...of, entryId }))
      .execute();
  for (const entryId of changes.lost) await write(entryId, { place: null });
  for (const { entryId, place } of changes.placed) await write(entryId, { place, shown: true });
}

async function voidMoved(tx: Tx, ctx: Ctx, entryIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('certificates')
    .set({
      voidedAt: sql<Date>`now()`,
      voidedBy: actorOf(ctx).userId,
      voidReason: messages.aftermath.certificates.correctedReason,
    })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('entryId', 'in', entryIds)
    .where('voidedAt', 'is', null)
    .execute();
}
