import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { Imports } from '#platform/database/schema.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { MediaType } from '#platform/files/kinds.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type ImportState, importLimits, type NamedRow, type RowFault, workingStates } from './import.ts';
import { officeFor } from './policy.ts';

export type ImportRun = Omit<Selectable<Imports>, 'state' | 'mediaType' | 'refusalValues' | 'firstRows'> & {
  state: ImportState;
  mediaType: MediaType;
  refusalValues: Record<string, string | number> | null;
  firstRows: NamedRow[];
};

/** @throws NotAllowed for everybody but the tenant's administrators */
export function importOffice(ctx: Ctx): HeldOffice {
  const office = officeFor('import', actorOf(ctx), null);
  if (!office) throw new NotAllowed('innovations.imports.errors.adminOnly');
  return office;
}

/** @throws NotFound */
export async function readImport(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<ImportRun> {
  if (!isId(id)) throw new NotFound(`no import ${id}`);
  const query = tx.selectFrom('imports').selectAll().where('tenantId', '=', tenantOf(ctx).id).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound(`no import ${id}`);
  return row as unknown as ImportRun;
}

export interface ListedFault extends RowFault {
  row: number;
}

export interface ImportView extends ImportRun {
  /** The first of them, by row. */
  faults: ListedFault[];
  /** All wrong cells. */
  faultCount: number;
}

/** One import with what is wrong in it. @throws NotFound */
export async function importView(ctx: Ctx, id: string): Promise<ImportView> {
  importOffice(ctx);
  return inTenant(ctx, async (tx) => {
    const run = await readImport(tx, ctx, id);
    const { count } = await tx
      .selectFrom('importFaults')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('tenantId', '=', run.tenantId)
      .where('importId', '=', id)
      .executeTakeFirstOrThrow();
    return { ...run, faults: await faultsOfImport(tx, ctx, id, importLimits.faultsShown), faultCount: count };
  });
}

export async function faultsOfImport(tx: Tx, ctx: Ctx, id: string, most: number): Promise<ListedFault[]> {
  const rows = await tx
    .selectFrom('importFaults')
    .select(['rowNumber as row', 'cell', 'message', 'words as values'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('importId', '=', id)
    .orderBy('rowNumber')
    .orderBy('position')
    .limit(most)
    .execute();
  return rows as ListedFault[];
}

/** The wrong rows of an import by number, each with all that is wrong with it. @throws NotFound */
export async function wrongRows(ctx: Ctx, id: string): Promise<{ run: ImportRun; faults: Map<number, RowFault[]> }> {
  importOffice(ctx);
  return inTenant(ctx, async (tx) => {
    const run = await readImport(tx, ctx, id);
    const faults = new Map<number, RowFault[]>();
    for (const { row, ...one } of await faultsOfImport(tx, ctx, id, importLimits.rows * 4)) {
      faults.set(row, [...(faults.get(row) ?? []), one]);
    }
    return { run, faults };
  });
}

const keptSince = (now: Date) => new Date(now.getTime() - importLimits.daysKept * 86_400_000);

/** The last imports of the tenant. */
export async function latestImports(ctx: Ctx): Promise<ImportRun[]> {
  importOffice(ctx);
  return inTenant(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('imports')
      .selectAll()
      .where('tenantId', '=', tenantOf(ctx).id)
      .orderBy('createdAt', 'desc')
      .limit(20)
      .execute();
    return rows as unknown as ImportRun[];
  });
}

/** Imports on which the job has to work, oldest first. */
export async function openImports(ctx: Ctx): Promise<{ id: string; createdBy: string }[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('imports')
      .select(['id', 'createdBy'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('state', 'in', [...workingStates])
      .orderBy('createdAt')
      .execute(),
  );
}

/** Which of these contents (SHA-256) are sheets of an import that is not over. */
export async function sheetsInUse(ctx: Ctx, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('imports')
      .select('fileSha256')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('state', 'not in', ['refused', 'discarded'])
      .where((eb) => eb.or([eb('state', 'in', [...workingStates]), eb('movedAt', '>', keptSince(ctx.now))]))
      .where('fileSha256', 'in', [...hashes])
      .execute(),
  );
  return new Set(rows.map((row) => row.fileSha256));
}
