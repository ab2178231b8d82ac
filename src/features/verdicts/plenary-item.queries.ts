import { choicesOf, entryName } from './plenary.ts';
import type { EntryView, ItemView } from './plenary-page.ts';
import type { Settlement } from './plenary-places.ts';
import type { Reading } from './plenary-reading.queries.ts';
import { deliberationOf } from './plenary-table.queries.ts';
import { placementsOf } from './seal.queries.ts';
import type { Calibrated, Contender, Deliberation } from './standing.ts';
import { openTies } from './standing.ts';

/** One item of business as this person sees it: without the entries that they are recused from and what concerns those. */
export async function itemView(
  reading: Reading,
  categoryId: string,
  calibrated: readonly Calibrated[],
): Promise<ItemView> {
  const { tx, ctx, plenary, kept } = reading;
  const row = await tx
    .selectFrom('plenaryItems as i')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.categoryId'),
    )
    .select(['c.name', 'c.winners', 'i.version', 'i.decidedAt'])
    .where('i.tenantId', '=', plenary.tenantId)
    .where('i.plenaryId', '=', plenary.id)
    .where('i.categoryId', '=', categoryId)
    .executeTakeFirstOrThrow();
  const table = await deliberationOf(tx, ctx, plenary, { categoryId, winners: row.winners }, calibrated);
  const withheld = [...table.order, ...table.unscored].some(({ entryId }) => kept.has(entryId));
  const tie = withheld ? undefined : openTies(table)[0];
  const places = (await placementsOf(tx, plenary)).filter((one) => one.categoryId === categoryId);
  return {
    categoryId,
    name: row.name,
    winners: row.winners,
    version: row.version,
    decided: row.decidedAt !== null,
    order: orderOf(table, kept),
    unscored: table.unscored.filter(({ entryId }) => !kept.has(entryId)).map(viewOf),
    tie: tie ? table.order.filter(({ entryId }) => tie.includes(entryId)).map(viewOf) : null,
    suggested: withheld ? [] : table.suggested,
    price: withheld || table.quotas.length === 0 ? undefined : (table.chosen?.price ?? null),
    places: withheld
      ? []
      : places.map(({ place, settledBy, reason, ...entry }) => ({
          ...placeView(entry),
          place,
          settledBy: settledBy as Settlement,
          reason,
        })),
    votes: await votesOf(reading, categoryId),
    withheld,
  };
}

const viewOf = (entry: Pick<Contender, 'entryId' | 'number' | 'title' | 'organizationName'>): EntryView => ({
  entryId: entry.entryId,
  name: entryName(entry),
  organization: entry.organizationName,
});

const placeView = (entry: {
  entryId: string;
  number: number | null;
  title: string;
  organizationName: string;
}): EntryView => ({
  entryId: entry.entryId,
  name: entryName(entry),
  organization: entry.organizationName,
});

/** Positions are counted over what is shown, so that a gap tells nobody where somebody hidden stands. */
function orderOf({ order, settled }: Deliberation, kept: ReadonlySet<string>): ItemView['order'] {
  // A tie with somebody who is kept from this person is none to them.
  const groups = settled.groups.map((group) => group.filter((id) => !kept.has(id)));
  const open = new Set(groups.filter((group) => group.length > 1).flat());
  const bandOf = new Map(order.map(({ entryId, tieBand }) => [entryId, tieBand]));
  const shown = order.filter(({ entryId }) => !kept.has(entryId));
  return shown.map((entry, at) => {
    const step = settled.steps.find(({ above }) => above === entry.entryId);
    return {
      ...viewOf(entry),
      position: at + 1,
      score: entry.calibrated,
      tied: entry.tieBand !== null && shown.some((one) => one !== entry && bandOf.get(one.entryId) === entry.tieBand),
      open: open.has(entry.entryId),
      why: step && !kept.has(step.below) ? step.why : null,
    };
  });
}

async function votesOf({ tx, plenary, kept, names }: Reading, categoryId: string): Promise<ItemView['votes']> {
  const rows = await tx
    .selectFrom('plenaryQuestions')
    .select(['id', 'body', 'entryIds', 'outcome'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('categoryId', '=', categoryId)
    .where('kind', '=', 'vote')
    .where('closedAt', 'is not', null)
    .orderBy('askedAt')
    .execute();
  return rows
    .filter(({ entryIds }) => !entryIds.some((id) => kept.has(id)))
    .map(({ id, body, entryIds, outcome }) => {
      const counts = (outcome ?? {}) as Record<string, number>;
      return {
        id,
        body,
        counts: choicesOf(entryIds).map((choice) => {
          const entry = names.get(choice);
          return { choice: entry ? entryName(entry) : choice, count: counts[choice] ?? 0 };
        }),
      };
    });
}
