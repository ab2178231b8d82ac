import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Edition } from './edition.ts';
import { indexSource } from './index.queries.ts';
import { type RowLine, viewIndex } from './index-view.ts';

/** A row of the index as open data gives it. */
export interface OpenIndexRow {
  code: string;
  group: 'region' | 'innovations' | 'count';
  name: string;
  weight: number;
  /** 0 to 3; the mean over the counted innovations in rows of innovations. null: unknown, or a row without levels. */
  level: number | null;
  score: number;
  max: number;
}

/** The region's index of one edition, as its public page shows it. */
export interface OpenIndex {
  edition: number;
  status: Edition['status'];
  /** null while nothing has been stated: unknown, not 0. */
  index: number | null;
  predicate: string | null;
  /** null while not all that is claimed has been verified. */
  verified: number | null;
  innovations: number;
  rows: OpenIndexRow[];
}

export async function openIndex(ctx: Ctx, edition: Edition): Promise<OpenIndex> {
  const view = viewIndex(await indexSource(ctx, edition));
  const { rows } = view;
  return {
    edition: edition.edition,
    status: edition.status,
    index: view.stated ? view.index : null,
    predicate: view.stated ? view.predicate : null,
    verified: view.verified?.index ?? null,
    innovations: view.n,
    rows: [
      ...rows.spd.map((row) => openRow(row, 'region')),
      ...rows.sid.map((row) => openRow(row, 'innovations')),
      { ...openRow(rows.count, 'count'), level: null },
    ],
  };
}

/** Of a row that nobody filled in the level is unknown; the rules give it no points. */
function openRow(row: RowLine, group: OpenIndexRow['group']): OpenIndexRow {
  const { code, name, weight, zero, score, max } = row;
  const level = zero === 'not-filled' || zero === 'no-total' ? null : row.level;
  return { code, group, name, weight, level, score, max };
}

/** When a level was last stated or verified; null while there is none. */
export async function levelsChangedAt(ctx: Ctx): Promise<Date | null> {
  const tenantId = tenantOf(ctx).id;
  const [innovations, region] = await inTenant(ctx, (tx) =>
    Promise.all([
      tx
        .selectFrom('innovationLevels')
        .select((eb) => eb.fn.max('updatedAt').as('at'))
        .where('tenantId', '=', tenantId)
        .executeTakeFirst(),
      tx
        .selectFrom('regionLevels')
        .select((eb) => eb.fn.max('updatedAt').as('at'))
        .where('tenantId', '=', tenantId)
        .executeTakeFirst(),
    ]),
  );
  const times = [innovations?.at, region?.at].filter((at) => at instanceof Date);
  return times.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
}
