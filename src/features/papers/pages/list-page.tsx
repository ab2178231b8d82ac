import {
  A,
  ButtonLink,
  EmptyState,
  FilteredList,
  FilterPanel,
  formatDate,
  NeighbourPages,
  Page,
  Select,
  Table,
  useMessages,
} from '#ui/index.ts';
import { kinds, states } from '../paper.ts';
import type { PaperLine, PaperList } from '../paper-list.queries.ts';
import { everyPaper, type PaperSearch, paperSearchAddress } from '../paper-search.ts';
import { StateChip } from './state-chip.tsx';

interface PaperListPageProps {
  list: PaperList;
  search: PaperSearch;
  /** Offers to make one; who only checks scans does not see it. */
  mayMake: boolean;
}

export function PaperListPage({ list, search, mayMake }: PaperListPageProps) {
  const words = useMessages().papers.list;
  const make = mayMake && (
    <ButtonLink to="/kerja/naskah/baru" icon="plus">
      {words.new}
    </ButtonLink>
  );
  const filtered = search.kind !== null || search.state !== null;
  if (list.papers.length === 0 && !filtered) {
    return (
      <Page title={words.title} lead={words.lead}>
        <EmptyState title={words.empty} action={make}>
          {words.emptyHelp}
        </EmptyState>
      </Page>
    );
  }
  const from = (place: Partial<PaperSearch>) =>
    paperSearchAddress({ ...search, olderThan: null, newerThan: null, ...place });
  return (
    <Page title={words.title} lead={words.lead} aside={make}>
      <FilteredList filters={<Filters search={search} />}>
        {list.papers.length > 0 ? <PaperTable rows={list.papers} /> : <NoneFits />}
        <NeighbourPages
          previous={list.newer && from({ newerThan: list.newer })}
          next={list.older && from({ olderThan: list.older })}
        />
      </FilteredList>
    </Page>
  );
}

function NoneFits() {
  const { ui, papers } = useMessages();
  return (
    <EmptyState title={papers.list.noneFits} action={<A to={paperSearchAddress(everyPaper)}>{ui.clearFilter}</A>}>
      {papers.list.noneFitsHelp}
    </EmptyState>
  );
}

function Filters({ search }: { search: PaperSearch }) {
  const { list: words, kinds: kindNames, states: stateNames } = useMessages().papers;
  const active = [search.kind, search.state].filter((one) => one !== null).length;
  return (
    <FilterPanel action="/kerja/naskah" active={active} clear={paperSearchAddress(everyPaper)}>
      <Select
        name="jenis"
        label={words.kind}
        value={search.kind}
        empty={words.everyKind}
        options={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
      />
      <Select
        name="keadaan"
        label={words.state}
        value={search.state}
        empty={words.everyState}
        options={states.map((state) => ({ value: state, label: stateNames[state] }))}
      />
    </FilterPanel>
  );
}

function PaperTable({ rows }: { rows: readonly PaperLine[] }) {
  const { papers } = useMessages();
  const words = papers.list;
  return (
    <Table
      caption={words.title}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'about',
          head: words.about,
          main: true,
          cell: (row) => (
            <A to={`/kerja/naskah/${row.id}`}>
              {papers.kinds[row.kind]}: {row.about}
            </A>
          ),
        },
        {
          key: 'number',
          head: words.number,
          cell: (row) => row.number || <span class="text-tinta-3">{words.noNumber}</span>,
        },
        { key: 'date', head: words.date, cell: (row) => formatDate(row.datedOn ?? row.createdAt) },
        {
          key: 'state',
          head: words.state,
          cell: (row) => <StateChip state={row.state} simulated={row.simulated} />,
        },
      ]}
    />
  );
}
