import { type ListedOrganization, type OrganizationKind, organizationKey } from '#features/organizations/index.ts';
import { organizations as words } from '#messages/id/organizations.ts';
import { areaKinds } from './region.ts';

/** Columns of the sheet, as its first row names them. Only kind and name are required. */
export const sheetColumns = ['Jenis', 'Nama', 'Nama singkat', 'Nomor', 'Di bawah', 'Kode wilayah', 'Alamat'] as const;
type Column = (typeof sheetColumns)[number];

/** What is wrong in a cell: row as the sheet counts it, from 1 for the headings. */
export interface CellFault {
  row: number;
  column: Column;
  message: string;
}

export type SheetOrganization = ListedOrganization & { row: number };

export interface ReadSheet {
  organizations: SheetOrganization[];
  faults: CellFault[];
}

export const mostRows = 5000;

/** Kinds by the names that the sheet uses; those that follow from the list of areas cannot be brought. */
export const sheetKinds: ReadonlyMap<string, OrganizationKind> = new Map(
  Object.entries(words.kinds)
    .filter(([kind]) => !areaKinds.includes(kind))
    .map(([kind, name]) => [name.toLowerCase(), kind as OrganizationKind]),
);

/** A row that is not empty, with its number as the sheet counts it. */
export interface Row {
  number: number;
  cells: readonly string[];
}

/**
 * Organisations of a sheet whose first row holds the headings, in any order.
 * @returns null when the headings lack kind or name
 */
export function readOrganizations(rows: readonly Row[], source: string): ReadSheet | null {
  const [head, ...body] = rows;
  const at = placesOf(head?.cells ?? []);
  if (at.get('Jenis') === undefined || at.get('Nama') === undefined) return null;
  const read: ReadSheet = { organizations: [], faults: [] };
  const named = new Map<string, ListedOrganization>();
  const keys = new Set<string>();
  for (const { number, cells } of body) {
    const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
    const organization = organizationOf(cell, named, source);
    const faults = faultsOf(cell, named);
    // Written in another way, it would still be the same one, and be left out without a word.
    if (faults.length === 0 && keys.has(organizationKey(organization))) faults.push(sameAs(organization));
    read.faults.push(...faults.map(([column, message]) => ({ row: number, column, message })));
    if (faults.length > 0) continue;
    keys.add(organizationKey(organization));
    named.set(organization.name.toLowerCase(), organization);
    read.organizations.push({ ...organization, row: number });
  }
  return read;
}

function placesOf(head: readonly string[]): Map<Column, number> {
  const names = head.map((name) => name.trim().toLowerCase());
  return new Map(
    sheetColumns
      .map((column): [Column, number] => [column, names.indexOf(column.toLowerCase())])
      .filter(([, place]) => place >= 0),
  );
}

const sameAs = ({ reference }: ListedOrganization): [Column, string] =>
  reference ? ['Nomor', 'regions.sheet.numberTwice'] : ['Nama', 'regions.sheet.twice'];

type Cell = (column: Column) => string;

function faultsOf(cell: Cell, named: ReadonlyMap<string, ListedOrganization>): [Column, string][] {
  const wrong = (column: Column, message: string): [Column, string] => [column, `regions.sheet.${message}`];
  const faults: [Column, string][] = [];
  if (!sheetKinds.has(cell('Jenis').toLowerCase())) faults.push(wrong('Jenis', 'kind'));
  const name = cell('Nama');
  if (name.length < 3 || name.length > 200) faults.push(wrong('Nama', 'name'));
  if (named.has(name.toLowerCase())) faults.push(wrong('Nama', 'twice'));
  if (cell('Nama singkat').length > 60) faults.push(wrong('Nama singkat', 'long'));
  if (cell('Nomor').length > 40) faults.push(wrong('Nomor', 'long'));
  if (cell('Alamat').length > 300) faults.push(wrong('Alamat', 'long'));
  const parent = cell('Di bawah');
  if (parent !== '' && !named.has(parent.toLowerCase())) faults.push(wrong('Di bawah', 'parent'));
  const area = cell('Kode wilayah');
  if (area !== '' && !/^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/.test(area)) faults.push(wrong('Kode wilayah', 'area'));
  return faults;
}

function organizationOf(
  cell: Cell,
  named: ReadonlyMap<string, ListedOrganization>,
  source: string,
): ListedOrganization {
  const orNull = (text: string) => text || null;
  const parent = named.get(cell('Di bawah').toLowerCase());
  return {
    kind: sheetKinds.get(cell('Jenis').toLowerCase()) as OrganizationKind,
    name: cell('Nama'),
    shortName: orNull(cell('Nama singkat')),
    reference: orNull(cell('Nomor')),
    parent: parent ? { kind: parent.kind, name: parent.name, reference: parent.reference ?? null } : null,
    areaCode: orNull(cell('Kode wilayah')),
    address: orNull(cell('Alamat')),
    source,
  };
}
