import {
  A,
  ButtonLink,
  EmptyState,
  ExportLinks,
  formatNumber,
  Page,
  Pagination,
  SearchBox,
  Table,
  useMessages,
} from '#ui/index.ts';
import { pageSize } from '../board.ts';
import type { ListedPerson } from '../people.queries.ts';
import { officeTitle } from '../title.ts';
import { BoardTabs } from './board-page.tsx';

export interface PeopleListPageProps {
  people: readonly ListedPerson[];
  total: number;
  q: string;
  page: number;
}

export function PeopleListPage({ people, total, q, page }: PeopleListPageProps) {
  const { board: words } = useMessages().people;
  const newPerson = (
    <ButtonLink to="/kerja/orang/baru" icon="plus">
      {words.newPerson}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} aside={newPerson}>
      <BoardTabs current="people" />
      <SearchBox
        action="/kerja/orang"
        label={words.searchPeople}
        placeholder={words.searchPeople}
        value={q}
        hidden={{ lihat: 'orang' }}
      />
      <p class="my-4 text-tinta-2">{words.countPeople(formatNumber(total))}</p>
      {people.length === 0 ? <NobodyFound q={q} /> : <PeopleTable people={people} />}
      {people.length > 0 && (
        <div class="mt-4">
          <ExportLinks list={`/kerja/orang?${new URLSearchParams({ lihat: 'orang', q })}`} />
        </div>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / pageSize)}
        href={(next) => `/kerja/orang?${new URLSearchParams({ lihat: 'orang', q, halaman: String(next) })}`}
      />
    </Page>
  );
}

function NobodyFound({ q }: { q: string }) {
  const { board: words } = useMessages().people;
  if (q === '') return <EmptyState title={words.nonePeople}>{words.nonePeopleHelp}</EmptyState>;
  return (
    <EmptyState title={words.none} action={<ButtonLink to="/kerja/orang?lihat=orang">{words.clear}</ButtonLink>}>
      {words.noneHelp}
    </EmptyState>
  );
}

function PeopleTable({ people: rows }: { people: readonly ListedPerson[] }) {
  const { people } = useMessages();
  const titles = (person: ListedPerson) =>
    person.terms.map((term) =>
      officeTitle(term.role, term.kind, term.organizationKind, term.organizationName, people.titles),
    );
  return (
    <Table
      caption={people.board.tabPeople}
      rows={rows}
      rowKey={(person) => person.userId}
      columns={[
        {
          key: 'name',
          head: people.board.person,
          main: true,
          cell: (person) => <A to={`/kerja/orang/${person.userId}`}>{person.name}</A>,
        },
        { key: 'username', head: people.person.username, cell: (person) => person.username },
        {
          key: 'offices',
          head: people.board.officesHeld,
          cell: (person) =>
            person.terms.length === 0 ? (
              <span class="text-tinta-3">{people.board.noOffice}</span>
            ) : (
              <ul>
                {titles(person).map((title) => (
                  <li>{title}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
