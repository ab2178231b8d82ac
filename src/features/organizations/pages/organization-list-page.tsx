import type { Area } from '#features/areas/index.ts';
import {
  A,
  ButtonLink,
  EmptyState,
  ExportLinks,
  FilteredList,
  FilterPanel,
  formatNumber,
  Page,
  Pagination,
  SearchBox,
  Select,
  Table,
  useMessages,
} from '#ui/index.ts';
import type { OrganizationRow } from '../organization.queries.ts';
import { type OrganizationFilter, type OrganizationKind, organizationKinds } from '../organization.ts';
import type { OrganizationListView } from '../pages.queries.ts';
import { KnownNote } from './known.tsx';
import { OrganizationName } from './organization-name.tsx';

interface Props extends OrganizationListView {
  filter: OrganizationFilter;
  mayRegister: boolean;
}

export function OrganizationListPage({ filter, list, districts, counts, mayRegister }: Props) {
  const { ui, organizations } = useMessages();
  const { list: words } = organizations;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      aside={
        mayRegister && (
          <ButtonLink to="/organisasi/baru" tone="plain" icon="plus">
            {words.register}
          </ButtonLink>
        )
      }
    >
      <div class="mb-6 max-w-xl">
        <SearchBox
          action="/organisasi"
          label={words.search}
          placeholder={words.searchHint}
          value={filter.q}
          hidden={chosen({ ...filter, q: '' })}
        />
      </div>
      <FilteredList filters={<Filters filter={filter} districts={districts} kinds={[...counts.keys()]} />}>
        <Total list={list} />
        {filter.jenis && <KnownNote counts={counts} kind={filter.jenis} />}
        {list.rows.length > 0 ? (
          <Rows rows={list.rows} />
        ) : (
          <EmptyState title={words.none} action={<A to="/organisasi">{ui.clearFilter}</A>}>
            {words.noneHelp}
          </EmptyState>
        )}
        {list.rows.length > 0 && (
          <div class="mt-4">
            <ExportLinks list={addressOf({ ...filter, halaman: 1 })} />
          </div>
        )}
        <Pagination page={filter.halaman} pages={list.pages} href={(page) => addressOf({ ...filter, halaman: page })} />
      </FilteredList>
    </Page>
  );
}

function Total({ list }: { list: Props['list'] }) {
  const { list: words } = useMessages().organizations;
  return (
    <p class="mb-2 text-tinta-2" role="status">
      <b class="text-tinta">{words.total(formatNumber(list.real))}</b>
      {list.fictional > 0 && `, ${words.examples(formatNumber(list.fictional))}`}
    </p>
  );
}

function Filters({
  filter,
  districts,
  kinds,
}: {
  filter: OrganizationFilter;
  districts: Area[];
  kinds: OrganizationKind[];
}) {
  const { list: words, kinds: names } = useMessages().organizations;
  const active = [filter.jenis, filter.kecamatan].filter((value) => value !== null).length;
  const present = organizationKinds.filter((kind) => kinds.includes(kind) || kind === filter.jenis);
  return (
    <FilterPanel
      action="/organisasi"
      active={active}
      clear={addressOf({ ...filter, jenis: null, kecamatan: null, halaman: 1 })}
      hidden={filter.q ? { q: filter.q } : {}}
    >
      <Select
        name="jenis"
        label={words.kind}
        value={filter.jenis}
        empty={words.everyKind}
        options={present.map((kind) => ({ value: kind, label: names[kind] }))}
      />
      {districts.length > 0 && (
        <Select
          name="kecamatan"
          label={words.district}
          value={filter.kecamatan}
          empty={words.everyDistrict}
          options={districts.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </FilterPanel>
  );
}

function Rows({ rows }: { rows: readonly OrganizationRow[] }) {
  const { list: words, kinds } = useMessages().organizations;
  return (
    <Table
      caption={words.caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: words.name,
          main: true,
          cell: (row) => (
            <A to={`/organisasi/${row.id}`} class="link inline-flex min-h-11 items-center sm:min-h-7">
              <span>
                <OrganizationName organization={row} />
              </span>
            </A>
          ),
        },
        { key: 'kind', head: words.kind, cell: ({ kind }) => kinds[kind] },
        { key: 'district', head: words.district, cell: ({ districtName }) => districtName ?? '–' },
      ]}
    />
  );
}

/** What is chosen, without what is empty. */
function chosen({ q, jenis, kecamatan }: OrganizationFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ q, jenis, kecamatan }).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
}

function addressOf(filter: OrganizationFilter): string {
  const query = new URLSearchParams(chosen(filter));
  if (filter.halaman > 1) query.set('halaman', String(filter.halaman));
  return `/organisasi${query.size > 0 ? `?${query}` : ''}`;
}
