import { loadOrganizations } from '#features/organizations/index.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { checkedOrganizations, type SheetRefusal } from './organization-sheet.queries.ts';
import type { Row } from './organization-sheet.ts';

/**
 * Adds the organisations of a sheet, all or none. Those that are registered already stay as they are, so that bringing the
 * same sheet again adds nothing twice.
 * @returns how many were added and how many were known, or why none was
 * @throws NotAllowed for everybody who does not make this region ready
 */
export async function bringOrganizations(
  ctx: Ctx,
  rows: readonly Row[],
): Promise<{ added: number; known: number } | SheetRefusal> {
  const checked = await checkedOrganizations(ctx, rows);
  if (!('organizations' in checked)) return checked;
  const listed = checked.organizations.map(({ row: _, ...one }) => one);
  const added = await loadOrganizations(ctx, 'sheet', listed, checked.officeId);
  return { added, known: listed.length - added };
}
