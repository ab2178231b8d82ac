import type { Messages } from '#messages/id.ts';
import { dayInWib } from '#platform/day.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import { entryNumber } from './entry.ts';
import type { EntryLine } from './entry-list.queries.ts';

/** Columns of the entries as they leave the platform, in the words of `messages`. */
export function entryColumns({ entries }: Messages): SheetColumn<EntryLine>[] {
  const words = entries.list;
  return [
    { head: words.number, width: 8, cell: ({ number }) => entryNumber(number) },
    { head: words.innovation, width: 50, cell: ({ title }) => title },
    { head: words.organization, width: 30, cell: ({ organizationName }) => organizationName },
    { head: words.team, width: 20, cell: ({ teamName }) => teamName },
    { head: words.category, width: 24, cell: ({ categoryName }) => categoryName },
    { head: words.state, width: 22, cell: ({ state }) => entries.states[state] },
    { head: words.sentAt, kind: 'day', width: 14, cell: ({ submittedAt }) => submittedAt && dayInWib(submittedAt) },
    { head: words.reasons, width: 40, cell: ({ reasons }) => reasons.map((one) => reasonOf(entries, one)).join('; ') },
    { head: words.example, width: 8, cell: ({ example }) => (example ? words.yes : '') },
  ];
}

/** The name of a rule, or the committee's own words. */
function reasonOf(entries: Messages['entries'], reason: string): string {
  return Object.hasOwn(entries.rules.names, reason)
    ? entries.rules.names[reason as keyof typeof entries.rules.names]
    : reason;
}
