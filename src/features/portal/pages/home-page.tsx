import type { PublishedRow, RegistryFigures } from '#features/innovations/index.ts';
import { formatNumber } from '#ui/format.ts';
import {
  A,
  Card,
  EmptyState,
  type Figure,
  FigureStrip,
  Hero,
  MeterBar,
  Page,
  SearchBox,
  Section,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { HomeView } from '../home.queries.ts';
import { InnovationCards } from '../innovation-slots.tsx';
import { DateList } from './date-list.tsx';
import { IndexPanel } from './index-panel.tsx';

export function HomePage({ view }: { view: HomeView }) {
  const { tenant } = useFrame();
  const { home } = useMessages().portal;
  const region = tenant?.name ?? '';
  const hero = (
    <Hero lifted title={home.headline} lead={home.lead(region)} aside={<IndexPanel summary={view.index} />}>
      <SearchBox
        action="/inovasi"
        label={home.search}
        placeholder={home.searchHint}
        suggestions={view.topics.map(({ slug, name }) => ({ label: name, to: `/inovasi?topik=${slug}` }))}
      />
    </Hero>
  );
  return (
    <Page title={home.title(region)} description={home.lead(region)} hero={hero}>
      <FigureStrip lifted figures={figuresOf(view, home)} />
      <Newest rows={view.newest} />
      <div class="mt-12 grid gap-5 lg:grid-cols-2">
        <AffairCard registry={view.registry} />
        <DistrictCard view={view} />
      </div>
      <DateList dates={view.dates} />
    </Page>
  );
}

type Words = ReturnType<typeof useMessages>['portal']['home'];

function figuresOf({ registry, kinds }: HomeView, home: Words): Figure[] {
  const label =
    registry.examples > 0 ? home.figures.examplesAmong(formatNumber(registry.examples)) : home.figures.innovations;
  const all: (Figure | null)[] = [
    { value: registry.innovations, label, to: '/inovasi' },
    {
      value: registry.applied,
      label: registry.examples > 0 ? home.figures.appliedExamples : home.figures.applied,
      to: '/inovasi?tahap=penerapan',
    },
    registry.villages > 0
      ? { value: registry.villagesWithInnovation, of: registry.villages, label: home.figures.villages, to: '/wilayah' }
      : null,
    kinds.puskesmas
      ? {
          value: kinds.puskesmas.known,
          of: kinds.puskesmas.reported ?? undefined,
          label: home.figures.puskesmas,
          to: '/organisasi?jenis=puskesmas',
        }
      : null,
  ];
  return all.filter((figure): figure is Figure => figure !== null);
}

function Newest({ rows }: { rows: readonly PublishedRow[] }) {
  const { home } = useMessages().portal;
  if (rows.length === 0) return <EmptyState title={home.emptyTitle}>{home.emptyText}</EmptyState>;
  return (
    <Section title={home.newest} aside={<A to="/inovasi">{home.all}</A>}>
      <InnovationCards rows={rows} />
    </Section>
  );
}

const shownAffairs = 5;

function AffairCard({ registry }: { registry: RegistryFigures }) {
  const { home } = useMessages().portal;
  const shown = registry.byAffair.slice(0, shownAffairs);
  const most = shown[0]?.innovations ?? 0;
  if (most === 0) return null;
  return (
    <Card title={home.byAffair} icon="layers">
      <p class="mb-3 text-sm text-tinta-2">{registry.examples > 0 ? home.byAffairExamples : home.byAffairNote}</p>
      <BarList
        rows={shown.map((row) => ({
          label: row.value,
          value: row.innovations,
          to: `/inovasi?urusan=${encodeURIComponent(row.value)}`,
        }))}
        most={most}
      />
    </Card>
  );
}

function DistrictCard({ view }: { view: HomeView }) {
  const { home } = useMessages().portal;
  const rows = view.districts.slice(0, shownAffairs);
  const most = rows[0]?.innovations ?? 0;
  if (most === 0) return null;
  return (
    <Card title={home.byDistrict} icon="map-pin" aside={<A to="/wilayah">{home.districtsAll}</A>}>
      <p class="mb-3 text-sm text-tinta-2">{home.byDistrictNote(view.districts.length, view.districtTotal)}</p>
      <BarList
        rows={rows.map((row) => ({ label: row.name, value: row.innovations, to: `/kecamatan/${row.code}` }))}
        most={most}
      />
    </Card>
  );
}

function BarList({ rows, most }: { rows: readonly { label: string; value: number; to: string }[]; most: number }) {
  const { home } = useMessages().portal;
  return (
    <ul class="grid gap-3">
      {rows.map((row) => (
        <li class="relative">
          <p class="flex items-baseline justify-between gap-3">
            <A to={row.to} class="stretched link-quiet">
              {row.label}
            </A>
            <span class="text-sm whitespace-nowrap text-tinta-2 tabular-nums">
              {home.innovationsOf(formatNumber(row.value))}
            </span>
          </p>
          <MeterBar value={row.value} max={most} label={row.label} />
        </li>
      ))}
    </ul>
  );
}
