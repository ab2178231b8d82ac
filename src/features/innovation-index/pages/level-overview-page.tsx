import type { LeveledInnovation } from '#features/innovations/index.ts';
import { Alert, Card, Page, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { EDITIONS } from '../editions.ts';
import { takesLevels } from '../level.ts';
import type { GroupLine } from '../level-form.ts';
import type { MaturityView } from '../maturity-view.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { GroupList } from './group-list.tsx';
import { MaturityFigure } from './maturity-block.tsx';
import { BestCard } from './maturity-page.tsx';

export interface LevelOverviewPageProps {
  edition: Edition;
  innovation: LeveledInnovation;
  groups: readonly GroupLine[];
  /** null while the innovation is not accepted. */
  view: MaturityView | null;
  mayState: boolean;
}

/** Where an organisation sees and states the levels of its innovation. */
export function LevelOverviewPage({ edition, innovation, groups, view, mayState }: LevelOverviewPageProps) {
  const { indexPages } = useMessages();
  const words = indexPages.form;
  const path = `/kerja/inovasi/${innovation.id}/kematangan`;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      breadcrumb={[{ label: innovation.title, to: `/kerja/inovasi/${innovation.id}` }, { label: words.title }]}
      example={innovation.example}
    >
      <EditionTabs path={path} edition={edition} editions={EDITIONS.filter(takesLevels)} />
      <EstimateNote edition={edition} levelsOf={null} />
      <div class="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr] lg:items-start">
        <div class="grid grid-cols-1 gap-6 lg:order-last">
          {view ? (
            <>
              <Card title={indexPages.maturity.label}>
                <MaturityFigure view={view} />
              </Card>
              <BestCard view={view} />
            </>
          ) : (
            <Alert>{words.notAccepted}</Alert>
          )}
          {!mayState && <Alert>{words.readOnly}</Alert>}
        </div>
        <GroupList
          title={words.groups}
          groups={groups}
          to={mayState ? (slug) => address(`${path}/${slug}`, edition) : null}
        />
      </div>
    </Page>
  );
}
