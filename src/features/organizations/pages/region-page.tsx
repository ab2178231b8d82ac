import { type Area, kindOfArea, titleOf } from '#features/areas/index.ts';
import {
  A,
  Card,
  EmptyState,
  FigureStrip,
  formatNumber,
  MeterBar,
  Page,
  SearchBox,
  Table,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { DistrictRow, RegionFigures } from '../pages.queries.ts';
import { AreaSource } from './area-source.tsx';
import { knownFigure } from './known.tsx';

interface Props extends RegionFigures {
  text: string;
  innovations: ReadonlyMap<string, number>;
}

export function RegionPage({ districts, villages, wards, counts, found, text, innovations }: Props) {
  const { tenant, messages } = useFrame();
  const { area, known, kinds } = messages.organizations;
  const title = area.titleOf(tenant?.name ?? '');
  if (districts.length === 0) {
    return (
      <Page title={title}>
        <EmptyState title={area.noArea} action={<A to="/organisasi">{messages.organizations.list.title}</A>}>
          {area.noAreaHelp}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={title} lead={area.lead(formatNumber(districts.length), formatNumber(villages + wards))}>
      <div class="mb-6 max-w-xl">
        <SearchBox action="/wilayah" label={area.search} placeholder={area.searchHint} value={text} />
      </div>
      {found && <Found areas={found} text={text} />}
      <FigureStrip
        figures={[
          { value: districts.length, label: area.districtsShort },
          { value: villages, label: area.villages },
          { value: wards, label: area.wards },
          knownFigure(counts, 'puskesmas', known.label(kinds.puskesmas), '/organisasi?jenis=puskesmas'),
          knownFigure(counts, 'school', area.schoolsLabel, '/organisasi?jenis=school'),
        ]}
      />
      <Card title={area.districts} class="mt-6">
        <Districts districts={districts} innovations={innovations} />
      </Card>
      <AreaSource />
    </Page>
  );
}

function Districts({ districts, innovations }: { districts: DistrictRow[]; innovations: ReadonlyMap<string, number> }) {
  const { area, innovations: words } = useMessages().organizations;
  const most = Math.max(1, ...districts.map(({ code }) => innovations.get(code) ?? 0));
  return (
    <Table
      caption={area.districts}
      rows={districts}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'name',
          head: area.districts,
          main: true,
          cell: (district) => (
            <>
              <A to={`/kecamatan/${district.code}`} class="link inline-flex min-h-11 items-center sm:min-h-7">
                {district.name}
              </A>
              <span class="block text-sm font-normal text-tinta-2">
                <Summary district={district} />
              </span>
            </>
          ),
        },
        {
          key: 'innovations',
          head: words.title,
          wide: true,
          cell: ({ code, name }) => <InnovationBar value={innovations.get(code) ?? 0} most={most} name={name} />,
        },
      ]}
    />
  );
}

function Summary({ district }: { district: DistrictRow }) {
  const { count } = useMessages().organizations.area;
  const parts = [
    district.villages > 0 && count.village(formatNumber(district.villages)),
    district.wards > 0 && count.ward(formatNumber(district.wards)),
    district.puskesmas > 0 && count.puskesmas(formatNumber(district.puskesmas)),
    district.schools > 0 && count.school(formatNumber(district.schools)),
  ];
  return <>{parts.filter((part) => part !== false).join(' · ')}</>;
}

export function InnovationBar({ value, most, name }: { value: number; most: number; name: string }) {
  const { area, innovations } = useMessages().organizations;
  return (
    <div class="flex min-w-28 items-center gap-3">
      <MeterBar value={value} max={most} label={area.barLabel(name)} />
      <span class="w-20 shrink-0 text-end tabular-nums">{innovations.count(formatNumber(value))}</span>
    </div>
  );
}

function Found({ areas, text }: { areas: Area[]; text: string }) {
  const { area } = useMessages().organizations;
  return (
    <Card title={areas.length > 0 ? area.found(text) : area.foundNone(text)} tone="tint" class="mb-6">
      {areas.length === 0 && <p>{area.foundNoneHelp}</p>}
      <ul class="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {areas.map((one) => (
          <li>
            <A to={addressOfArea(one)} class="link inline-flex min-h-11 items-center">
              {titleOf(one)}
            </A>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function addressOfArea({ code }: Pick<Area, 'code'>): string {
  return kindOfArea(code) === 'district' ? `/kecamatan/${code}` : `/desa/${code}`;
}
