import type { ComponentChildren } from 'preact';
import {
  A,
  Alert,
  CardGrid,
  ExportLinks,
  FilteredList,
  formatNumber,
  Page,
  Pagination,
  SearchBox,
  Tabs,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { CataloguePage as Catalogue } from '../catalogue.queries.ts';
import {
  activeFilters,
  type CatalogueSearch,
  type CatalogueSort,
  countCeiling,
  everything,
  pageSize,
  programsValue,
  saysNothing,
  searchAddress,
  searchedWords,
  searchNames,
} from '../search.ts';
import { ActiveFilters, CatalogueFilters } from './catalogue-filters.tsx';
import { EmptyCatalogue } from './empty-catalogue.tsx';
import { InnovationCard } from './innovation-card.tsx';

export interface CataloguePageProps {
  search: CatalogueSearch;
  found: Catalogue;
  /** Above the list of everything: a chart. */
  overview?: ComponentChildren;
}

export function CataloguePage({ search, found, overview }: CataloguePageProps) {
  const { catalogue } = useMessages();
  const { tenant } = useFrame();
  const list = <Results search={search} found={found} />;
  return (
    <Page title={catalogue.title} description={catalogue.description(tenant?.name ?? '')}>
      <div class="mb-5 max-w-2xl">
        <SearchBox
          action="/inovasi"
          name={searchNames.text}
          label={catalogue.searchLabel}
          placeholder={catalogue.searchHint}
          value={search.text}
          hidden={keptBesideWords(search)}
        />
      </div>
      <WhatIsShown search={search} found={found} />
      {overview}
      {search.programs ? (
        list
      ) : (
        <FilteredList filters={<CatalogueFilters search={search} facets={found.facets} />}>{list}</FilteredList>
      )}
    </Page>
  );
}

function keptBesideWords(search: CatalogueSearch): Record<string, string> {
  const filters = activeFilters(search).map((key) => [searchNames[key], String(search[key])]);
  return Object.fromEntries(search.programs ? [[searchNames.programs, programsValue], ...filters] : filters);
}

/** Innovations, and apart from them what no source calls one. */
function WhatIsShown({ search, found }: { search: CatalogueSearch; found: Catalogue }) {
  const { programs } = useMessages().catalogue;
  const programCount = found.facets.programs?.[0]?.uses ?? 0;
  if (programCount === 0 && !search.programs) return null;
  const asked = { text: search.text, exact: search.exact };
  const innovations = {
    label: programs.innovationsTab,
    to: searchAddress({ ...everything, ...asked }),
    current: !search.programs,
  };
  const others = {
    label: programs.tab,
    to: searchAddress({ ...everything, ...asked, programs: true }),
    current: search.programs,
  };
  return (
    <>
      <Tabs
        label={programs.tabs}
        tabs={[
          { ...innovations, ...countOf(search, found, !search.programs, found.facets.all?.[0]?.uses ?? 0) },
          { ...others, ...countOf(search, found, search.programs, programCount) },
        ]}
      />
      {search.programs && <p class="mb-4 max-w-text text-tinta-2">{programs.note}</p>}
    </>
  );
}

/**
 * Beside a tab stands how many it shows: all of them, or of a search those that were found. How many the other tab would
 * find is not counted: a number that belongs to something else would mislead.
 */
function countOf(search: CatalogueSearch, { total, capped }: Catalogue, current: boolean, all: number) {
  const narrowed = searchedWords(search.text).length > 0 || activeFilters(search).length > 0;
  if (!narrowed) return { count: all };
  if (!current) return {};
  return { count: capped ? `${formatNumber(total)}+` : total };
}

function Results({ search, found }: { search: CatalogueSearch; found: Catalogue }) {
  const { catalogue } = useMessages();
  return (
    <>
      <ActiveFilters search={search} facets={found.facets} />
      <Reading search={search} corrected={found.corrected} />
      {found.rows.length === 0 ? (
        <EmptyCatalogue search={search} total={found.total} />
      ) : (
        <>
          <div class="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
            <h2 class="text-lg">
              <ResultLine search={search} found={found} />
            </h2>
            <SortLinks search={search} />
          </div>
          <CardGrid columns={2}>
            {found.rows.map((row) => (
              <InnovationCard row={row} />
            ))}
          </CardGrid>
          <Pagination
            page={search.page}
            pages={found.capped ? null : Math.ceil(found.total / pageSize)}
            hasNext={found.hasNext}
            href={(page) => searchAddress(search, { page })}
          />
          <div class="mt-6">
            <ExportLinks list={searchAddress(search)} />
          </div>
          {search.sort === 'best' && found.capped && !found.hasNext && (
            <p class="mt-3 text-center text-sm text-tinta-3">{catalogue.ceiling(formatNumber(countCeiling))}</p>
          )}
        </>
      )}
    </>
  );
}

/** How the words were read, where that needs saying. */
function Reading({ search, corrected }: { search: CatalogueSearch; corrected: string | null }) {
  const { catalogue } = useMessages();
  if (saysNothing(search.text)) return <Note>{catalogue.tooCommon(search.text)}</Note>;
  if (corrected !== null) {
    return (
      <Note>
        {catalogue.corrected(corrected)}{' '}
        <A to={searchAddress(search, { exact: true })}>{catalogue.exact(search.text)}</A>
      </Note>
    );
  }
  if (!search.exact || search.text === '') return null;
  return (
    <p class="mb-3">
      <A to={searchAddress(search, { exact: false })}>{catalogue.forgiving}</A>
    </p>
  );
}

function Note({ children }: { children: ComponentChildren }) {
  return (
    <div class="mb-4">
      <Alert>{children}</Alert>
    </div>
  );
}

function ResultLine({ search, found }: { search: CatalogueSearch; found: Catalogue }) {
  const { catalogue } = useMessages();
  const from = (search.page - 1) * pageSize + 1;
  const counted = found.capped ? catalogue.moreThan(formatNumber(found.total)) : formatNumber(found.total);
  const count = search.programs ? catalogue.foundPrograms(counted) : catalogue.found(counted);
  const words = found.corrected ?? search.text;
  return (
    <>
      {words === '' || saysNothing(words) ? count : `${count} ${catalogue.for(words)}`}{' '}
      {(found.hasNext || search.page > 1) && (
        <span class="text-md font-normal text-tinta-3">
          {catalogue.shown(formatNumber(from), formatNumber(from + found.rows.length - 1))}
        </span>
      )}
    </>
  );
}

function SortLinks({ search }: { search: CatalogueSearch }) {
  const { sort } = useMessages().catalogue;
  const orders: readonly CatalogueSort[] =
    searchedWords(search.text).length > 0 ? ['best', 'newest', 'title'] : ['newest', 'title'];
  return (
    <nav class="flex flex-wrap items-center gap-1 text-md" aria-label={sort.label}>
      <span class="text-tinta-3" aria-hidden="true">{`${sort.label}:`}</span>
      {orders.map((key) => (
        <A to={searchAddress(search, { sort: key })} class="page-link" current={search.sort === key}>
          {sort[key]}
        </A>
      ))}
    </nav>
  );
}
