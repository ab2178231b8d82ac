import type { VNode } from 'preact';
import { type Area, titleOf } from '#features/areas/index.ts';
import {
  Alert,
  ButtonLink,
  Card,
  Chip,
  type Crumb,
  EmptyState,
  ExampleChip,
  Page,
  Section,
  type useFrame,
  useMessages,
} from '#ui/index.ts';
import { areaKinds, type Organization } from '../organization.ts';
import type { OrganizationView } from '../pages.queries.ts';
import { AreaSource } from './area-source.tsx';
import { OrganizationDetails } from './organization-details.tsx';
import { plainName } from './organization-name.tsx';
import { Under } from './under.tsx';

interface Props extends OrganizationView {
  mayChange: boolean;
  list: VNode | null;
  awards: VNode | null;
}

export function OrganizationPage(props: Props) {
  const { organization, chain, under, counts, mayChange, list, awards } = props;
  const { common, organizations: words } = useMessages();
  const name = plainName(organization, common.example);
  return (
    <Page
      title={name}
      breadcrumb={crumbs(organization, chain, name, words)}
      aside={mayChange && <ChangeLink id={organization.id} />}
      lead={<Marks organization={organization} />}
    >
      {organization.fictional && (
        <div class="mb-6">
          <Alert tone="warning" title={words.one.fictional}>
            {words.one.fictionalHelp}
          </Alert>
        </div>
      )}
      <div class={`grid items-start gap-6 ${under.length > 0 ? 'lg:grid-cols-[1fr_20rem]' : ''}`}>
        <Card title={words.one.details}>
          <OrganizationDetails {...props} />
        </Card>
        {under.length > 0 && <Under under={under} counts={counts} parent={organization} />}
      </div>
      {awards && <div class="mt-6">{awards}</div>}
      <Section title={words.one.innovationsOf}>
        {list ?? <EmptyState title={words.innovations.none}>{words.innovations.noneOrganization}</EmptyState>}
      </Section>
      {areaKinds.includes(organization.kind) && !organization.fictional && <AreaSource />}
    </Page>
  );
}

function ChangeLink({ id }: { id: string }) {
  const { one } = useMessages().organizations;
  return (
    <ButtonLink to={`/organisasi/${id}/ubah`} tone="plain" icon="pencil">
      {one.change}
    </ButtonLink>
  );
}

function Marks({ organization }: { organization: Organization }) {
  const { kinds } = useMessages().organizations;
  return (
    <span class="flex flex-wrap gap-1.5">
      <Chip tone="tarum">{kinds[organization.kind]}</Chip>
      {organization.fictional && <ExampleChip />}
    </span>
  );
}

type Words = ReturnType<typeof useFrame>['messages']['organizations'];

/** Villages and districts are found under "Wilayah", all others under "Organisasi". */
function crumbs(organization: Organization, chain: readonly Area[], name: string, words: Words): Crumb[] {
  if (!areaKinds.includes(organization.kind) || chain.length === 0) {
    return [{ label: words.list.title, to: '/organisasi' }, { label: name }];
  }
  const around = chain.filter(({ level, code }) => level === 3 && code !== organization.areaCode);
  return [
    { label: words.area.title, to: '/wilayah' },
    ...around.map((area) => ({ label: titleOf(area), to: `/kecamatan/${area.code}` })),
    { label: name },
  ];
}
