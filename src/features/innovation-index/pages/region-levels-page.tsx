import { formatNumber, Page, useFrame, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { EDITIONS } from '../editions.ts';
import { takesLevels } from '../level.ts';
import type { GroupLine } from '../level-form.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { GroupList } from './group-list.tsx';
import { RegionIndexLink } from './region-index-link.tsx';

export interface RegionLevelsPageProps {
  edition: Edition;
  groups: readonly GroupLine[];
  index: number;
}

/** Where a region sees and states the levels of its own indicators. */
export function RegionLevelsPage({ edition, groups, index }: RegionLevelsPageProps) {
  const { tenant } = useFrame();
  const { indexPages } = useMessages();
  const words = indexPages.spd;
  const path = '/kerja/indeks/spd';
  return (
    <Page
      title={words.title}
      lead={words.lead}
      width="text"
      breadcrumb={[{ label: indexPages.crumb, to: address('/indeks', edition) }, { label: words.title }]}
      example={tenant?.example}
      aside={<RegionIndexLink edition={edition} index={formatNumber(index, 2)} />}
    >
      <EditionTabs path={path} edition={edition} editions={EDITIONS.filter(takesLevels)} />
      <EstimateNote edition={edition} levelsOf={null} />
      <GroupList title={words.groups} groups={groups} to={(slug) => address(`${path}/${slug}`, edition)} />
    </Page>
  );
}
