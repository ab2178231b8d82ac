import { isWithin } from '#features/areas/index.ts';
import { loadOrganizations } from '#features/organizations/index.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Ctx, outsideTenants, tenantOf } from '#platform/tenancy.ts';
import { type CellFault, type ReadSheet, type Row, readOrganizations } from './organization-sheet.ts';
import { setUpOffice } from './policy.ts';

export type Brought = { added: number } | { faults: CellFault[] } | { refusal: 'headings' | 'empty' };

/**
 * Adds the organisations of a sheet, all or none. Bringing the same sheet again adds nothing twice.
 * @throws NotAllowed for everybody who does not make this region ready
 */
export async function bringOrganizations(ctx: Ctx, rows: readonly Row[]): Promise<Brought> {
  if (!setUpOffice(ctx.actor))
    throw new NotAllowed(ctx.actor ? 'regions.errors.notYours' : 'common.errors.signInFirst');
  const read = readOrganizations(rows, `Lembar organisasi ${tenantOf(ctx).name}`);
  if (!read) return { refusal: 'headings' };
  const faults = [...read.faults, ...(await areaFaults(ctx, read, rows))].sort((a, b) => a.row - b.row);
  if (faults.length > 0) return { faults };
  if (read.organizations.length === 0) return { refusal: 'empty' };
  return { added: await loadOrganizations(ctx, 'sheet', read.organizations) };
}

/** Codes that are none of the list's, or lie outside the region. */
async function areaFaults(ctx: Ctx, read: ReadSheet, rows: readonly Row[]): Promise<CellFault[]> {
  const outer = tenantOf(ctx).areaCode;
  const written = [...new Set(read.organizations.flatMap((one) => one.areaCode ?? []))];
  if (written.length === 0) return [];
  const known = await outsideTenants(ctx, (tx) =>
    tx.selectFrom('areas').select('code').where('code', 'in', written).execute(),
  );
  const good = new Set(known.map(({ code }) => code).filter((code) => outer !== null && isWithin(code, outer)));
  return read.organizations
    .filter((one) => one.areaCode && !good.has(one.areaCode))
    .map((one) => ({ row: rowOf(rows, one.name), column: 'Kode wilayah', message: 'regions.sheet.areaUnknown' }));
}

function rowOf(rows: readonly Row[], name: string): number {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return rows.find(({ cells }) => cells.some((cell) => plain(cell) === name))?.number ?? 0;
}
