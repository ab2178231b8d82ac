import {
  A,
  ButtonLink,
  EmptyState,
  ExampleChip,
  ExportLinks,
  FilteredList,
  FilterPanel,
  formatNumber,
  formatShortDate,
  NeighbourPages,
  Page,
  Section,
  Select,
  Table,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { entryStates } from '../competition.ts';
import { entryNumber } from '../entry.ts';
import type { EntryLine, EntryList } from '../entry-list.queries.ts';
import { type EntrySearch, entryListAddress } from '../entry-search.ts';
import { EntryStateChip } from './entry-words.tsx';

/** The entries of a contest for the committee. */
export function EntryListPage({ list, search }: { list: EntryList; search: EntrySearch }) {
  const { entries, competitions } = useMessages();
  const words = entries.list;
  const { id, name } = list.contest;
  const at = (more: Partial<EntrySearch>) => entryListAddress(id, { ...search, after: null, before: null, ...more });
  const active = [search.state, search.category, search.words].filter(Boolean).length;
  return (
    <Page
      title={words.title(name)}
      breadcrumb={[
        { label: competitions.title, to: '/kerja/lomba' },
        { label: name, to: `/kerja/lomba/${id}` },
        { label: entries.page.crumb },
      ]}
    >
      <FilteredList filters={<Filters list={list} search={search} active={active} />}>
        <p class="mb-4 text-tinta-2">
          {words.count(formatNumber(list.matching))} {list.drafts > 0 && words.begun(formatNumber(list.drafts))}
        </p>
        {list.lines.length === 0 ? (
          <EmptyState title={active > 0 ? words.noneFits : words.none}>
            {active > 0 ? words.noneFitsText : words.noneText}
          </EmptyState>
        ) : (
          <>
            <EntryTable caption={words.title(name)} lines={list.lines} />
            <ExportLinks list={at({})} />
            <NeighbourPages
              previous={list.previous === null ? null : at({ before: list.previous })}
              next={list.next === null ? null : at({ after: list.next })}
            />
          </>
        )}
      </FilteredList>
    </Page>
  );
}

function Filters({ list, search, active }: { list: EntryList; search: EntrySearch; active: number }) {
  const { entries } = useMessages();
  const words = entries.list;
  const path = entryListAddress(list.contest.id);
  return (
    <FilterPanel action={path} active={active} clear={path}>
      <TextField name="cari" label={words.search} hint={words.searchHint} value={search.words} />
      <Select
        name="keadaan"
        label={words.state}
        value={search.state}
        empty={words.allStates}
        options={entryStates
          .filter((one) => one !== 'draft')
          .map((one) => ({ value: one, label: entries.states[one] }))}
      />
      <Select
        name="kategori"
        label={words.category}
        value={search.category}
        empty={words.allCategories}
        options={list.categories.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FilterPanel>
  );
}

function EntryTable({ caption, lines }: { caption: string; lines: readonly EntryLine[] }) {
  const words = useMessages().entries.list;
  return (
    <Table
      caption={caption}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          head: words.innovation,
          main: true,
          cell: ({ id, number, title, example }) => (
            <>
              <A to={`/kerja/peserta/${id}`}>{[entryNumber(number), title].filter(Boolean).join(' · ')}</A>{' '}
              {example && <ExampleChip />}
            </>
          ),
        },
        {
          key: 'organization',
          head: words.organization,
          cell: ({ organizationName, teamName }) => [organizationName, teamName].filter(Boolean).join(' · '),
        },
        { key: 'category', head: words.category, cell: ({ categoryName }) => categoryName },
        { key: 'sent', head: words.sentAt, cell: ({ submittedAt }) => submittedAt && formatShortDate(submittedAt) },
        { key: 'state', head: words.state, cell: ({ state }) => <EntryStateChip state={state} /> },
      ]}
    />
  );
}

export interface OwnEntriesPageProps {
  lines: readonly EntryLine[];
  contests: readonly { id: string; name: string }[];
}

/** The entries of one's own organisation, and the contests that take some. */
export function OwnEntriesPage({ lines, contests }: OwnEntriesPageProps) {
  const { entries } = useMessages();
  return (
    <Page title={entries.own.title} lead={entries.own.lead}>
      {lines.length === 0 ? (
        <EmptyState title={entries.own.none}>{entries.own.noneText}</EmptyState>
      ) : (
        <EntryTable caption={entries.own.title} lines={lines} />
      )}
      {contests.length > 0 && (
        <Section title={entries.own.open}>
          <div class="flex flex-wrap gap-3">
            {contests.map(({ id, name }) => (
              <ButtonLink to={`/kerja/lomba/${id}/ikut`} icon="send">
                {entries.enter.link(name)}
              </ButtonLink>
            ))}
          </div>
        </Section>
      )}
    </Page>
  );
}
