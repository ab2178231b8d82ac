import { areasWithin } from '#features/areas/index.ts';
import { openEvents } from '#features/calendar/index.ts';
import { EDITIONS, levelsChangedAt, openIndex } from '#features/innovation-index/index.ts';
import { innovationsChangedAt, openInnovations, openToAll } from '#features/innovations/index.ts';
import { openOrganizations, organizationsAddedAt } from '#features/organizations/index.ts';
import type { CsvValue } from '#platform/sheets/csv-line.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { DatasetName } from './dataset.ts';
import { writtenArea, writtenEvent, writtenInnovation, writtenOrganization } from './written-resources.ts';

export type Row = Readonly<Record<string, CsvValue>>;

const chunk = 1000;

/** The rows of a dataset, some hundred at a time, so that a download holds few of them in memory. */
export function rowsOf(ctx: Ctx, name: DatasetName, home: string): AsyncGenerator<readonly Row[]> {
  switch (name) {
    case 'innovations':
      return innovationRows(ctx, home);
    case 'organizations':
      return organizationRows(ctx, home);
    case 'index-levels':
      return levelRows(ctx);
    case 'calendar':
      return eventRows(ctx);
    case 'areas':
      return areaRows(ctx);
  }
}

async function* innovationRows(ctx: Ctx, home: string): AsyncGenerator<readonly Row[]> {
  let after: { datedAt: string; id: string } | null = null;
  do {
    const rows: Awaited<ReturnType<typeof openInnovations>> = await openInnovations(ctx, {
      ...openToAll,
      after,
      limit: chunk,
    });
    yield rows.map((row) => writtenInnovation(row, home));
    after = rows.length < chunk ? null : (rows.at(-1) ?? null);
  } while (after);
}

async function* organizationRows(ctx: Ctx, home: string): AsyncGenerator<readonly Row[]> {
  let after: string | null = null;
  do {
    const search = { kind: null, district: null, after, limit: chunk };
    const rows: Awaited<ReturnType<typeof openOrganizations>> = await openOrganizations(ctx, search);
    yield rows.map((row) => writtenOrganization(row, home));
    after = rows.length < chunk ? null : (rows.at(-1)?.id ?? null);
  } while (after);
}

async function* levelRows(ctx: Ctx): AsyncGenerator<readonly Row[]> {
  for (const edition of EDITIONS) {
    const { status, rows } = await openIndex(ctx, edition);
    yield rows.map((row) => ({ edition: edition.edition, status, ...row }));
  }
}

async function* eventRows(ctx: Ctx): AsyncGenerator<readonly Row[]> {
  yield (await openEvents(ctx)).map(writtenEvent);
}

async function* areaRows(ctx: Ctx): AsyncGenerator<readonly Row[]> {
  const { areaCode } = tenantOf(ctx);
  yield areaCode === null ? [] : (await inTenant(ctx, (tx) => areasWithin(tx, areaCode))).map(writtenArea);
}

/** When each dataset last changed; null where that is not known. */
export async function changedAt(ctx: Ctx): Promise<Record<DatasetName, Date | null>> {
  const [innovations, organizations, levels, events] = await Promise.all([
    innovationsChangedAt(ctx),
    organizationsAddedAt(ctx),
    levelsChangedAt(ctx),
    openEvents(ctx),
  ]);
  const calendar = events.map(({ updatedAt }) => updatedAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  return { innovations, organizations, 'index-levels': levels, calendar, areas: null };
}
