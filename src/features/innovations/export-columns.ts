import type { Messages } from '#messages/id.ts';
import { dayInWib } from '#platform/day.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import type { CatalogueFileRow } from './catalogue-export.queries.ts';
import type { InnovationLine } from './innovation.queries.ts';
import type { QueueLine } from './tasks.queries.ts';

const wide = 50;

/**
 * Columns of the lists as they leave the platform, in the words of `messages`.
 * @param home address of the tenant's pages, "https://host/slug"
 */
export function catalogueColumns(
  { innovations, organizations }: Messages,
  home: string,
): SheetColumn<CatalogueFileRow>[] {
  const { exports: words, form, states } = innovations;
  const kinds: Readonly<Record<string, string>> = organizations.kinds;
  return [
    { head: form.title.name, width: wide, cell: ({ title }) => title },
    { head: form.summary.name, width: wide, cell: ({ summary }) => summary },
    { head: words.organization, width: 30, cell: ({ organizationName }) => organizationName },
    { head: words.organizationKind, cell: ({ organizationKind }) => kinds[organizationKind ?? ''] ?? organizationKind },
    { head: words.district, cell: ({ districtName }) => districtName },
    { head: form.mainAffair.name, width: 30, cell: ({ affair }) => affair },
    { head: form.stage.name, cell: ({ stage }) => stage },
    { head: form.topics.name, width: 30, cell: ({ topics }) => topics.join(', ') },
    { head: form.implementedOn.name, kind: 'day', cell: ({ implementedOn }) => implementedOn },
    { head: words.year, kind: 'year', width: 8, cell: ({ year }) => year },
    { head: words.state, cell: ({ state }) => states[state] },
    { head: words.example, width: 8, cell: ({ example }) => (example ? words.yes : '') },
    { head: words.page, width: 60, cell: ({ id }) => `${home}/inovasi/${id}` },
  ];
}

export function ownColumns({ innovations }: Messages): SheetColumn<InnovationLine>[] {
  const { exports: words, form, states } = innovations;
  return [
    { head: form.title.name, width: wide, cell: ({ title }) => title },
    { head: words.organization, width: 30, cell: ({ organizationName }) => organizationName },
    { head: words.state, width: 28, cell: ({ state }) => states[state] },
    { head: words.changed, kind: 'day', cell: ({ updatedAt }) => dayInWib(updatedAt) },
    { head: words.example, width: 8, cell: ({ example }) => (example ? words.yes : '') },
  ];
}

export function queueColumns({ innovations }: Messages): SheetColumn<QueueLine>[] {
  const { exports: words, form } = innovations;
  return [
    { head: form.title.name, width: wide, cell: ({ title }) => title },
    { head: words.organization, width: 30, cell: ({ organizationName }) => organizationName },
    { head: form.mainAffair.name, width: 30, cell: ({ affair }) => affair },
    { head: words.since, kind: 'day', cell: ({ since }) => dayInWib(since) },
    { head: words.days, kind: 'number', cell: ({ days }) => days },
    { head: words.example, width: 8, cell: ({ example }) => (example ? words.yes : '') },
  ];
}
