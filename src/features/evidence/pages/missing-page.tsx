import type { Indicator } from '#features/innovation-index/index.ts';
import {
  A,
  ButtonLink,
  EmptyState,
  ExampleChip,
  ExportLinks,
  FilteredList,
  FilterPanel,
  formatNumber,
  Page,
  Pagination,
  Select,
  Table,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { MissingPage as Found, MissingLine } from '../missing.queries.ts';
import { innovationsPerPage, type MissingSearch, missingAddress } from '../missing.ts';
import { sayPlace } from './words.ts';

export interface MissingPageProps {
  search: MissingSearch;
  found: Found;
  indicators: readonly Indicator[];
}

/** Accepted innovations whose claimed levels have no evidence, so that somebody can ask for it in time. */
export function MissingPage({ search, found, indicators }: MissingPageProps) {
  const { evidence, indexPages } = useMessages();
  const words = evidence.lacking;
  const { lines, innovations, levels, capped, whole } = found;
  const isFiltered = search.organization !== '' || search.code !== null;
  return (
    <Page
      title={words.title}
      lead={whole ? words.lead : words.leadOwn}
      breadcrumb={[{ label: indexPages.crumb, to: '/indeks' }, { label: words.title }]}
    >
      <FilteredList filters={<Filters search={search} indicators={indicators} />}>
        {lines.length === 0 ? (
          <Nothing isFiltered={isFiltered} />
        ) : (
          <>
            <p class="mb-4 text-tinta-2">
              {capped
                ? words.countMore(formatNumber(innovations))
                : words.count(formatNumber(levels), formatNumber(innovations))}
            </p>
            <Lines lines={lines} indicators={indicators} />
            <ExportLinks list={missingAddress({ ...search, page: 1 })} />
            <Pagination
              page={search.page}
              pages={Math.ceil(innovations / innovationsPerPage)}
              href={(page) => missingAddress({ ...search, page })}
            />
          </>
        )}
      </FilteredList>
    </Page>
  );
}

function Filters({ search, indicators }: Pick<MissingPageProps, 'search' | 'indicators'>) {
  const messages = useMessages();
  const words = messages.evidence.lacking;
  const active = [search.organization !== '', search.code !== null].filter(Boolean).length;
  return (
    <FilterPanel action={missingAddress()} active={active} clear={missingAddress()}>
      <TextField
        name="organisasi"
        label={words.organization}
        hint={words.organizationHint}
        value={search.organization}
      />
      <Select
        name="indikator"
        label={words.indicator}
        value={search.code}
        empty={words.allIndicators}
        options={indicators.map(({ code }) => ({ value: code, label: sayPlace(messages, code, indicators) }))}
      />
    </FilterPanel>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const words = useMessages().evidence.lacking;
  return isFiltered ? (
    <EmptyState title={words.noneFits} action={<ButtonLink to={missingAddress()}>{words.clear}</ButtonLink>}>
      {words.noneFitsText}
    </EmptyState>
  ) : (
    <EmptyState title={words.none}>{words.noneText}</EmptyState>
  );
}

function Lines({ lines, indicators }: { lines: readonly MissingLine[]; indicators: readonly Indicator[] }) {
  const words = useMessages().evidence.lacking;
  return (
    <Table
      caption={words.title}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'innovation',
          head: words.innovation,
          main: true,
          cell: ({ id, title, example }) => (
            <>
              <A to={`/kerja/inovasi/${id}/berkas`}>{title}</A> {example && <ExampleChip />}
            </>
          ),
        },
        { key: 'organization', head: words.organization, cell: ({ organizationName }) => organizationName },
        {
          key: 'missing',
          head: words.missing,
          wide: true,
          cell: (line) => <Missing line={line} indicators={indicators} />,
        },
      ]}
    />
  );
}

/** More than these are folded behind their number: a page of twenty innovations would be four hundred lines. */
const mostUnfolded = 3;

function Missing({ line: { id, missing }, indicators }: { line: MissingLine; indicators: readonly Indicator[] }) {
  const messages = useMessages();
  const words = messages.evidence.lacking;
  const list = (
    <ul class="grid gap-1">
      {missing.map(({ code, level }) => (
        <li>
          <A to={`/kerja/inovasi/${id}/berkas?untuk=${code}`} class="link inline-flex min-h-11 items-center">
            {words.line(sayPlace(messages, code, indicators), level)}
          </A>
        </li>
      ))}
    </ul>
  );
  if (missing.length <= mostUnfolded) return list;
  return (
    <details>
      <summary class="min-h-11 cursor-pointer py-2.5">{words.many(formatNumber(missing.length))}</summary>
      {list}
    </details>
  );
}
