import type { Messages } from '#messages/id.ts';
import { A, FilterPanel, formatNumber, Icon, type Option, Select, useMessages } from '#ui/index.ts';
import type { Facets, FacetValue } from '../catalogue.queries.ts';
import {
  activeFilters,
  type CatalogueFilter,
  type CatalogueSearch,
  everything,
  searchAddress,
  searchNames,
  sortValues,
} from '../search.ts';
import { filterName } from '../search-words.ts';

const order: readonly CatalogueFilter[] = ['affair', 'topic', 'organizationKind', 'district', 'year', 'stage'];
const cleared = Object.fromEntries(order.map((key) => [key, null])) as Pick<CatalogueSearch, CatalogueFilter>;

/** Address of the same search without filters. */
export const withoutFilters = (search: CatalogueSearch) => searchAddress(search, cleared);

/** Only what some innovation has can be chosen, with the number of them. */
export function CatalogueFilters({ search, facets }: { search: CatalogueSearch; facets: Facets }) {
  const messages = useMessages();
  const { catalogue } = messages;
  return (
    <FilterPanel
      action="/inovasi"
      active={activeFilters(search).length}
      clear={withoutFilters(search)}
      hidden={keptBesideFilters(search)}
    >
      {order.map((key) => (
        <Select
          name={searchNames[key]}
          label={catalogue.filters[key]}
          empty={catalogue.any[key]}
          value={search[key] === null ? null : String(search[key])}
          options={optionsOf(key, facets[key] ?? [], messages)}
        />
      ))}
    </FilterPanel>
  );
}

const keptOptions = new WeakMap<Messages, WeakMap<readonly FacetValue[], Option[]>>();

/** Kept for as long as the values are, which change with the catalogue only. */
function optionsOf(key: CatalogueFilter, values: readonly FacetValue[], messages: Messages): Option[] {
  const kept = keptOptions.get(messages) ?? new WeakMap<readonly FacetValue[], Option[]>();
  keptOptions.set(messages, kept);
  const known = kept.get(values);
  if (known) return known;
  const options = sorted(key, values).map((value) => ({
    value: value.value,
    label: messages.catalogue.withCount(filterName(key, value, messages), formatNumber(value.uses)),
  }));
  kept.set(values, options);
  return options;
}

function keptBesideFilters(search: CatalogueSearch): Record<string, string> {
  const kept: Record<string, string> = {};
  if (search.text) kept[searchNames.text] = search.text;
  if (search.exact) kept[searchNames.exact] = '1';
  if (search.sort === 'title') kept[searchNames.sort] = sortValues.title;
  if (search.sort === 'newest' && search.text) kept[searchNames.sort] = sortValues.newest;
  return kept;
}

const stageOrder = ['inisiatif', 'uji coba', 'penerapan'];

function sorted(key: CatalogueFilter, values: readonly FacetValue[]): FacetValue[] {
  if (key === 'year') return values.toSorted((a, b) => Number(b.value) - Number(a.value));
  if (key === 'stage') return values.toSorted((a, b) => stageOrder.indexOf(a.value) - stageOrder.indexOf(b.value));
  return values.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The filters in force, each a link that takes it away. */
export function ActiveFilters({ search, facets }: { search: CatalogueSearch; facets: Facets }) {
  const messages = useMessages();
  const { catalogue } = messages;
  const active = activeFilters(search);
  if (active.length === 0) return null;
  return (
    <ul class="mb-3 flex flex-wrap gap-2" aria-label={catalogue.active}>
      {active.map((key) => {
        const value = String(search[key]);
        const name = filterName(
          key,
          facets[key]?.find((one) => one.value === value) ?? { value, name: value },
          messages,
        );
        return (
          <li>
            <A
              to={searchAddress(search, { [key]: everything[key] })}
              class="chip bg-tarum-100 text-tarum-800 min-h-11"
              label={catalogue.remove(catalogue.filters[key], name)}
            >
              {name}
              <Icon name="x" size={16} />
            </A>
          </li>
        );
      })}
    </ul>
  );
}
