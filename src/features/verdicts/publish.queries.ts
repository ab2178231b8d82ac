import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { AftermathSlots } from './aftermath.ts';
import { type ContestRow, contestForCommittee } from './contest.queries.ts';
import { changedPlaces } from './data-set.ts';
import { entriesOf } from './published.queries.ts';

export interface PlacedLine {
  category: string;
  place: number;
  title: string;
  name: string;
}

export interface PublishView {
  contest: ContestRow;
  /** As sealed; empty while nothing is sealed. */
  lines: PlacedLine[];
  /** Shortlisted entries that win nothing. */
  finalists: number;
  /** The sealed verdict was corrected since it was published. */
  corrected: boolean;
}

/** What the committee reads before it publishes, and after. */
export async function publishView(
  ctx: Ctx,
  slots: Pick<AftermathSlots, 'placementsOf'>,
  id: string,
): Promise<PublishView> {
  const contest = await contestForCommittee(ctx, id);
  const decided = contest.state === 'sealed' || contest.state === 'published';
  const placements = decided ? await slots.placementsOf(ctx, id).catch(noneYet) : [];
  return inTenant(ctx, async (tx) => {
    const entries = await entriesOf(tx, ctx, id);
    const published = await tx
      .selectFrom('publishedEntries')
      .select(['entryId', 'place'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', id)
      .execute();
    const { lost, placed } = changedPlaces(
      new Map(published.map(({ entryId, place }) => [entryId, place])),
      placements,
    );
    const placeOf = new Map(placements.map(({ entryId, place }) => [entryId, place]));
    const lines = entries.flatMap(({ id: entryId, ...entry }) => {
      const place = placeOf.get(entryId);
      return place === undefined ? [] : [{ ...entry, place }];
    });
    return {
      contest,
      lines,
      finalists: entries.filter((entry) => entry.shortlisted && !placeOf.has(entry.id)).length,
      corrected: contest.state === 'published' && lost.length + placed.length > 0,
    };
  });
}

function noneYet(error: unknown): [] {
  if (error instanceof NotFound) return [];
  throw error;
}
