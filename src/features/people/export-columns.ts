import type { Messages } from '#messages/id.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import type { ListedPerson } from './people.queries.ts';
import { officeTitle } from './title.ts';

/** Columns of the list of people: what the page shows, no phone numbers. */
export function peopleColumns({ people }: Messages): SheetColumn<ListedPerson>[] {
  const titles = ({ terms }: ListedPerson) =>
    terms.map((one) => officeTitle(one.role, one.kind, one.organizationKind, one.organizationName, people.titles));
  return [
    { head: people.board.person, width: 30, cell: ({ name }) => name },
    { head: people.person.username, width: 24, cell: ({ username }) => username },
    { head: people.board.officesHeld, width: 60, cell: (person) => titles(person).join('; ') },
  ];
}
