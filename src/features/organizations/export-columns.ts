import type { Messages } from '#messages/id.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import type { OrganizationRow } from './organization.queries.ts';

/** Columns of the list of organisations as it leaves the platform. */
export function organizationColumns({ organizations }: Messages): SheetColumn<OrganizationRow>[] {
  const { exports: words, kinds } = organizations;
  return [
    { head: words.name, width: 40, cell: ({ name }) => name },
    { head: words.kind, cell: ({ kind }) => kinds[kind] },
    { head: words.reference, cell: ({ reference }) => reference },
    { head: words.district, cell: ({ districtName }) => districtName },
    { head: words.area, cell: ({ areaCode }) => areaCode },
    { head: words.address, width: 40, cell: ({ address }) => address },
    { head: words.source, width: 40, cell: ({ source }) => source },
    { head: words.sourceYear, kind: 'year', cell: ({ sourceYear }) => sourceYear },
    { head: words.example, cell: ({ fictional }) => (fictional ? words.yes : '') },
  ];
}
