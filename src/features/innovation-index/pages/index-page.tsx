import { ButtonLink, EmptyState, ExportLinks, Page, useFrame, useMessages } from '#ui/index.ts';
import type { IndexView } from '../index-view.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { InnovationSection } from './innovation-table.tsx';
import { PartsCard } from './parts-card.tsx';
import { RowCards } from './row-table.tsx';
import { RulesSection } from './rules-section.tsx';
import { ScoreCard } from './score-card.tsx';
import { AffairsCard, GainsCard, MovesCard } from './side-cards.tsx';

export interface IndexPageProps {
  view: IndexView;
  /** Of the list of innovations. */
  page: number;
  mayEnterSpd: boolean;
  /** Address of the list of missing evidence; null for who may not see it. */
  missingList: string | null;
}

/** A region's index: what is reached, what is left, what to do, and where every point comes from. */
export function IndexPage({ view, page, mayEnterSpd, missingList }: IndexPageProps) {
  const { tenant } = useFrame();
  const { indexPages: words, evidence } = useMessages();
  const { edition } = view;
  const file = address('/indeks.json', edition);
  return (
    <Page
      title={words.title}
      description={words.description(tenant?.name ?? '', edition.edition)}
      lead={words.lead}
      breadcrumb={[{ label: words.crumb, to: '/indeks' }, { label: words.edition(edition.edition) }]}
      example={tenant?.example}
      aside={
        <div class="flex flex-wrap gap-2">
          <ButtonLink to={file} tone="plain" icon="download">
            {words.download}
          </ButtonLink>
          {missingList !== null && (
            <ButtonLink to={missingList} tone="plain" icon="file-check">
              {evidence.lacking.link}
            </ButtonLink>
          )}
          {mayEnterSpd && (
            <ButtonLink to={address('/kerja/indeks/spd', edition)} icon="pencil">
              {words.enterSpd}
            </ButtonLink>
          )}
        </div>
      }
    >
      <EditionTabs path="/indeks" edition={edition} />
      <EstimateNote edition={edition} levelsOf={view.levelsOf} />
      {view.stated ? (
        <Stated view={view} />
      ) : (
        <EmptyState title={words.nothingTitle(edition.edition)}>{words.nothingText}</EmptyState>
      )}
      {view.stated && <ExportLinks list={address('/indeks', edition)} />}
      <InnovationSection view={view} page={page} />
      <RulesSection view={view} file={file} />
    </Page>
  );
}

/** On a phone what to do comes before the long tables; on a wide screen it stands beside them. */
function Stated({ view }: { view: IndexView }) {
  return (
    <>
      <ScoreCard view={view} />
      <div class="mt-6 grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr] lg:items-start">
        <div class="grid grid-cols-1 gap-6 lg:order-last">
          <GainsCard view={view} />
          <AffairsCard view={view} />
          <MovesCard view={view} />
        </div>
        <div class="grid grid-cols-1 gap-6">
          <PartsCard view={view} />
          <RowCards view={view} />
        </div>
      </div>
    </>
  );
}
