import { type Area, titleOf } from '#features/areas/index.ts';
import { EmptyState, Page, useMessages } from '#ui/index.ts';
import { AreaSource } from './area-source.tsx';

/** A village that is in the list of areas while no organisation was loaded for it. */
export function BareVillagePage({ village, chain }: { village: Area; chain: readonly Area[] }) {
  const { area, innovations } = useMessages().organizations;
  const district = chain.find(({ level }) => level === 3);
  return (
    <Page
      title={titleOf(village)}
      breadcrumb={[
        { label: area.title, to: '/wilayah' },
        ...(district ? [{ label: titleOf(district), to: `/kecamatan/${district.code}` }] : []),
        { label: village.name },
      ]}
    >
      <EmptyState title={innovations.none}>{innovations.noneOrganization}</EmptyState>
      <AreaSource />
    </Page>
  );
}
