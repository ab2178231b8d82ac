import type { VNode } from 'preact';
import { type Area, kindOfArea, titleOf } from '#features/areas/index.ts';
import {
  A,
  Card,
  EmptyState,
  FigureStrip,
  formatNumber,
  Page,
  Section,
  Table,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Organization } from '../organization.ts';
import type { DistrictFigures } from '../pages.queries.ts';
import { AreaSource } from './area-source.tsx';
import { KnownNote } from './known.tsx';
import { InnovationBar } from './region-page.tsx';

interface Props extends DistrictFigures {
  /** Innovations in the district, and by code of the village. */
  total: number;
  innovations: ReadonlyMap<string, number>;
  list: VNode | null;
}

export function DistrictPage(props: Props) {
  const { district, villages, puskesmas, schools, counts, total, list } = props;
  const { tenant, messages } = useFrame();
  const { area, known, kinds, innovations: words } = messages.organizations;
  const wards = villages.filter(({ code }) => kindOfArea(code) === 'ward').length;
  return (
    <Page
      title={titleOf(district)}
      breadcrumb={[{ label: area.title, to: '/wilayah' }, { label: district.name }]}
      lead={tenant?.name}
    >
      <FigureStrip
        figures={[
          { value: villages.length - wards, label: area.villages },
          { value: wards, label: area.wards },
          { value: puskesmas.length, label: known.label(kinds.puskesmas) },
          { value: schools, label: area.schoolsLabel },
          { value: total, label: words.label, to: `/inovasi?kecamatan=${district.code}` },
        ]}
      />
      <div class="mt-6 grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <Card title={area.villagesOf}>
          <Villages {...props} />
        </Card>
        <div class="grid gap-6">
          <Around {...props} />
          <KnownPuskesmas puskesmas={puskesmas} counts={counts} />
        </div>
      </div>
      <Section title={area.innovationsIn(titleOf(district))}>
        {list ?? <EmptyState title={words.none}>{words.noneOrganization}</EmptyState>}
      </Section>
      <AreaSource />
    </Page>
  );
}

function Villages({ villages, innovations }: Pick<Props, 'villages' | 'innovations'>) {
  const { area, innovations: words } = useMessages().organizations;
  const most = Math.max(1, ...villages.map(({ code }) => innovations.get(code) ?? 0));
  return (
    <Table<Area>
      caption={area.villagesOf}
      rows={villages}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'name',
          head: area.villagesOf,
          main: true,
          cell: (village) => (
            <A to={`/desa/${village.code}`} class="link inline-flex min-h-11 items-center sm:min-h-7">
              {titleOf(village)}
            </A>
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

function Around({ district, office, schools }: Pick<Props, 'district' | 'office' | 'schools'>) {
  const { area } = useMessages().organizations;
  return (
    <Card title={area.office}>
      <ul>
        {office && (
          <li>
            <A to={`/organisasi/${office.id}`} class="link inline-flex min-h-11 items-center">
              {office.name}
            </A>
          </li>
        )}
        <li>
          <A to={`/organisasi?kecamatan=${district.code}`} class="link inline-flex min-h-11 items-center">
            {area.allOrganizations}
          </A>
        </li>
        {schools > 0 && (
          <li>
            <A
              to={`/organisasi?jenis=school&kecamatan=${district.code}`}
              class="link inline-flex min-h-11 items-center"
            >
              {area.allSchools} ({formatNumber(schools)})
            </A>
          </li>
        )}
      </ul>
    </Card>
  );
}

function KnownPuskesmas({ puskesmas, counts }: { puskesmas: Organization[]; counts: Props['counts'] }) {
  const { area, kinds } = useMessages().organizations;
  return (
    <Card title={kinds.puskesmas}>
      {puskesmas.length === 0 && <p>{area.noneKnown}</p>}
      <ul>
        {puskesmas.map((one) => (
          <li>
            <A to={`/organisasi/${one.id}`} class="link inline-flex min-h-11 items-center">
              {one.name}
            </A>
          </li>
        ))}
      </ul>
      <KnownNote counts={counts} kind="puskesmas" />
    </Card>
  );
}
