import { sql } from 'kysely';
import type { Messages } from '#messages/id.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import type { MediaType } from '#platform/files/kinds.ts';
import { withLocalCopy } from '#platform/files/local-copy.ts';
import type { FileStore } from '#platform/files/store.ts';
import { isId } from '#platform/ids.ts';
import { readSheet } from '#platform/sheets/read.ts';
import { type SheetRow, UnreadableSheet } from '#platform/sheets/sheet-row.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Edition } from './edition.ts';
import { officeForRegion } from './policy.ts';
import { readWorkbook, type Workbook, type WorkbookInnovation, workbookDaysKept } from './workbook-rows.ts';

/** @throws NotAllowed for everybody but the tenant's administrators */
export function workbookOffice(ctx: Ctx): HeldOffice {
  const office = officeForRegion(actorOf(ctx));
  if (!office) throw new NotAllowed('indexPages.errors.adminOnly');
  return office;
}

export interface KeptWorkbook {
  id: string;
  fileName: string;
  createdAt: Date;
  takenOverAt: Date | null;
}

const keptSince = (now: Date) => new Date(now.getTime() - workbookDaysKept * 86_400_000);

/** Which of these contents (SHA-256) are workbooks that are still kept. */
export async function workbooksInUse(ctx: Ctx, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('indexWorkbooks')
      .select('fileSha256')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('createdAt', '>', keptSince(ctx.now))
      .where('fileSha256', 'in', [...hashes])
      .execute(),
  );
  return new Set(rows.map((row) => row.fileSha256));
}

/** The workbooks brought in last, as long as they are kept. */
export function latestWorkbooks(ctx: Ctx): Promise<KeptWorkbook[]> {
  workbookOffice(ctx);
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('indexWorkbooks')
      .select(['id', 'fileName', 'createdAt', 'takenOverAt'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('createdAt', '>', keptSince(ctx.now))
      .orderBy('createdAt', 'desc')
      .limit(20)
      .execute(),
  );
}

/** The row, locked until the transaction ends. @throws NotFound */
export async function lockWorkbook(tx: Tx, ctx: Ctx, id: string) {
  if (!isId(id)) throw new NotFound(`no workbook ${id}`);
  const row = await tx
    .selectFrom('indexWorkbooks')
    .selectAll()
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound(`no workbook ${id}`);
  return row;
}

export interface OpenWorkbook extends KeptWorkbook {
  book: Workbook;
}

/** Reads a kept workbook anew. @throws NotFound when its file is not kept any more */
export async function openWorkbook(
  ctx: Ctx,
  files: FileStore,
  id: string,
  edition: Edition,
  messages: Messages,
): Promise<OpenWorkbook> {
  workbookOffice(ctx);
  const { fileSha256, tenantId, mediaType, ...kept } = await inTenant(ctx, (tx) => lockWorkbook(tx, ctx, id));
  const rows: SheetRow[] = [];
  const read = async (path: string) => {
    for await (const row of readSheet(path, mediaType as MediaType, limits)) rows.push(row);
  };
  try {
    if (!(await withLocalCopy(files, tenantId, fileSha256, read))) throw new NotFound('the file of the workbook');
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    const fault = {
      sheet: '',
      row: 1,
      cell: null,
      message: `innovations.imports.faults.${error.refusal}`,
      values: { max: limits.rows },
    };
    return { ...kept, book: { innovations: [], spd: 0, faults: [fault] } };
  }
  return { ...kept, book: readWorkbook(rows, edition, messages) };
}

/** A region reports some hundreds of innovations. */
const limits = { rows: 5000, columns: 120, cells: 400_000, unpacked: 32 * 1024 * 1024 };

/**
 * By place in the list, the one innovation of the registry that a row means: by its reference, else by its title (and
 * organisation, where the row names one). None where several fit.
 */
export async function matchInnovations(
  tx: Tx,
  ctx: Ctx,
  innovations: readonly WorkbookInnovation[],
): Promise<Map<number, string>> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<{ at: number; id: string }>`
    with asked as (select * from unnest(${innovations.map((_, at) => at)}::int[], ${innovations.map((one) => one.reference?.toLowerCase() ?? null)}::text[],
      ${innovations.map((one) => keyOf(one.title))}::text[], ${innovations.map((one) => (one.organization ? keyOf(one.organization) : null))}::text[]) a (at, reference, title, organization)),
    living as (select i.id, lower(regexp_replace(btrim(i.title), '\\s+', ' ', 'g')) as title, lower(regexp_replace(btrim(o.name), '\\s+', ' ', 'g')) as organization, lower(m.reference) as reference
      from innovations i join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      left join imported_innovations m on m.tenant_id = i.tenant_id and m.innovation_id = i.id
      where i.tenant_id = ${tenantId} and i.state not in ('listed', 'archived')),
    found as (select a.at, l.id, true as exact from asked a join living l on l.reference = a.reference
      union all select a.at, l.id, false from asked a join living l
        on l.title = a.title and (a.organization is null or a.organization = l.organization))
    select at, (array_agg(id))[1] as id from (select at, id, exact, bool_or(exact) over (partition by at) as any_exact from found) f
    where exact or not any_exact group by at having count(*) = 1`.execute(tx);
  return new Map(rows.map(({ at, id }) => [at, id]));
}

/** The same for the page of a workbook, which changes nothing. */
export function registeredInnovations(ctx: Ctx, { innovations }: Workbook): Promise<Map<number, string>> {
  workbookOffice(ctx);
  return inTenant(ctx, (tx) => matchInnovations(tx, ctx, innovations));
}

const keyOf = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
