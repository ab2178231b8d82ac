import {
  A,
  ButtonLink,
  Card,
  Chip,
  EmptyState,
  ExampleChip,
  formatDate,
  formatNumber,
  Page,
  Pagination,
  SearchBox,
  StatusChip,
  Tabs,
  useMessages,
} from '#ui/index.ts';
import type { Board, BoardOffice, BoardOrganization } from '../board.queries.ts';
import { type BoardSearch, boardPath, officePath, pageSize } from '../board.ts';
import type { HolderTerm } from '../offices.queries.ts';
import { officeTitle } from '../title.ts';

export function BoardPage({ board, search }: { board: Board; search: BoardSearch }) {
  const { invitations, people } = useMessages();
  const words = people.board;
  return (
    <Page
      title={words.title}
      lead={board.whole ? words.lead : words.leadHead}
      aside={
        <div class="flex flex-wrap gap-2">
          <ButtonLink to="/kerja/orang/undangan" tone="plain" icon="send">
            {invitations.list.title}
          </ButtonLink>
          {board.whole && (
            <ButtonLink to="/kerja/orang/baru" icon="plus">
              {words.newPerson}
            </ButtonLink>
          )}
        </div>
      }
    >
      {board.whole && <BoardTabs current="offices" />}
      <SearchBox
        action="/kerja/orang"
        label={words.search}
        placeholder={words.search}
        value={search.q}
        hidden={search.vacantOnly ? { kosong: 'ya' } : {}}
      />
      <div class="my-4 flex flex-wrap items-center justify-between gap-3">
        <p class="text-tinta-2">{words.count(formatNumber(board.total))}</p>
        <A to={boardPath({ ...search, vacantOnly: !search.vacantOnly, page: 1 })} class="btn button-plain">
          {search.vacantOnly ? words.allOffices : words.vacantOnly}
        </A>
      </div>
      {board.organizations.length === 0 ? (
        <EmptyState title={words.none} action={<ButtonLink to="/kerja/orang">{words.clear}</ButtonLink>}>
          {words.noneHelp}
        </EmptyState>
      ) : (
        <div class="grid gap-4 lg:grid-cols-2">
          {board.organizations.map((organization) => (
            <OrganizationCard organization={organization} />
          ))}
        </div>
      )}
      <Pagination
        page={search.page}
        pages={Math.ceil(board.total / pageSize)}
        href={(page) => boardPath({ ...search, page })}
      />
    </Page>
  );
}

export function BoardTabs({ current }: { current: 'offices' | 'people' }) {
  const { board: words } = useMessages().people;
  return (
    <Tabs
      label={words.tabs}
      tabs={[
        { label: words.tabOffices, to: '/kerja/orang', current: current === 'offices' },
        { label: words.tabPeople, to: '/kerja/orang?lihat=orang', current: current === 'people' },
      ]}
    />
  );
}

function OrganizationCard({ organization }: { organization: BoardOrganization }) {
  return (
    <Card title={organization.name} aside={organization.fictional && <ExampleChip />}>
      <ul class="grid gap-4">
        {organization.offices.map((office) => (
          <OfficeLine organization={organization} office={office} />
        ))}
      </ul>
    </Card>
  );
}

function OfficeLine({ organization, office }: { organization: BoardOrganization; office: BoardOffice }) {
  const { people } = useMessages();
  const title = officeTitle(office.role, 'definitive', organization.kind, office.organizationName, people.titles);
  const vacant = !office.terms.some((term) => term.when === 'current');
  const words = people.board;
  return (
    <li class="flex items-start justify-between gap-3">
      <div class="min-w-0">
        <p class="text-sm text-tinta-2">{title}</p>
        {vacant && (
          <p>
            <StatusChip tone="kunyit" icon="circle-dashed">
              {words.vacant}
            </StatusChip>
          </p>
        )}
        {office.terms.map((term) => (
          <HolderLine term={term} />
        ))}
      </div>
      <A
        to={officePath(organization.id, office.role)}
        class="btn btn-ghost shrink-0 px-2 text-tarum-700"
        label={vacant ? words.fill(title) : words.manage(title)}
      >
        {vacant ? words.fillShort : words.manageShort}
      </A>
    </li>
  );
}

/** One holder: name, in which capacity when not definitive, until or from when. */
export function HolderLine({ term }: { term: HolderTerm }) {
  const { board, titles } = useMessages().people;
  const acting = titles.acting[term.kind].trim();
  return (
    <p class="flex flex-wrap items-center gap-x-2">
      <A to={`/kerja/orang/${term.userId}`} class="link font-semibold">
        {term.name}
      </A>
      {acting && <Chip tone="nila">{acting}</Chip>}
      {term.when === 'future' && <span class="text-sm text-tinta-3">{board.from(formatDate(term.from))}</span>}
      {term.when === 'current' && term.to && (
        <span class="text-sm text-tinta-3">{board.until(formatDate(term.to))}</span>
      )}
    </p>
  );
}
