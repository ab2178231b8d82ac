import { isWithin } from '#features/areas/index.ts';
import { missingOrganizations } from '#features/organizations/index.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Ctx, outsideTenants, tenantOf } from '#platform/tenancy.ts';
import {
  type CellFault,
  type ReadSheet,
  type Row,
  readOrganizations,
  type SheetOrganization,
} from './organization-sheet.ts';
import { setUpOffice } from './policy.ts';

/** Why nothing of a sheet can be brought. */
export type SheetRefusal = { faults: CellFault[] } | { refusal: 'headings' | 'empty' };
export type Looked = { missing: SheetOrganization[]; known: number };

/** What bringing the sheet would add. Nothing is written. @throws NotAllowed like bringing it */
export async function lookAtOrganizations(ctx: Ctx, rows: readonly Row[]): Promise<Looked | SheetRefusal> {
  const checked = await checkedOrganizations(ctx, rows);
  if (!('organizations' in checked)) return checked;
  const missing = await missingOrganizations(ctx, checked.organizations);
  return { missing, known: checked.organizations.length - missing.length };
}

/** The sheet's organisations, all of them without fault, and the office in which they are brought. @throws NotAllowed */
export async function checkedOrganizations(
  ctx: Ctx,
  rows: readonly Row[],
): Promise<{ organizations: SheetOrganization[]; officeId: string | null } | SheetRefusal> {
  const office = setUpOffice(ctx.actor);
  if (!office) throw new NotAllowed(ctx.actor ? 'regions.errors.notYours' : 'common.errors.signInFirst');
  const read = readOrganizations(rows, `Lembar organisasi ${tenantOf(ctx).name}`);
  if (!read) return { refusal: 'headings' };
  const faults = [...read.faults, ...(await areaFaults(ctx, read))].sort((a, b) => a.row - b.row);
  if (faults.length > 0) return { faults };
  if (read.organizations.length === 0) return { refusal: 'empty' };
  return { organizations: read.organizations, officeId: office.officeId };
}

/** Codes that are none of the list's, or lie outside the region. */
async function areaFaults(ctx: Ctx, { organizations }: ReadSheet): Promise<CellFault[]> {
  const outer = tenantOf(ctx).areaCode;
  const written = [...new Set(organizations.flatMap((one) => one.areaCode ?? []))];
  if (written.length === 0) return [];
  const known = await outsideTenants(ctx, (tx) =>
    tx.selectFrom('areas').select('code').where('code', 'in', written).execute(),
  );
  const good = new Set(known.map(({ code }) => code).filter((code) => outer !== null && isWithin(code, outer)));
  return organizations
    .filter((one) => one.areaCode && !good.has(one.areaCode))
    .map(({ row }) => ({ row, column: 'Kode wilayah', message: 'regions.sheet.areaUnknown' }));
}
