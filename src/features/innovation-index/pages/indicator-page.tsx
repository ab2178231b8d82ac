import {
  Alert,
  Card,
  type Definition,
  DefinitionList,
  formatNumber,
  MeterBar,
  Page,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { IndicatorView } from '../indicator-view.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { GivingCard } from './giving-card.tsx';
import { LevelCard } from './level-card.tsx';
import { AffairsCard } from './side-cards.tsx';

const two = (value: number) => formatNumber(value, 2);

export interface IndicatorPageProps {
  view: IndicatorView;
  /** The region stated this row. */
  stated: boolean;
  levelsOf: number | null;
}

/** One row of the index: what is reached, what each level means, and who gave what. */
export function IndicatorPage({ view, stated, levelsOf }: IndicatorPageProps) {
  const { tenant } = useFrame();
  const { indexPages } = useMessages();
  const { edition } = view;
  const name = view.name || indexPages.rows.spdTotal;
  return (
    <Page
      title={indexPages.indicator.title(view.number, name)}
      description={indexPages.indicator.description(name)}
      breadcrumb={[
        { label: indexPages.crumb, to: address('/indeks', edition) },
        { label: indexPages.edition(edition.edition) },
      ]}
      example={tenant?.example}
    >
      <EditionTabs path={`/indeks/indikator/${view.row.code}`} edition={edition} editions={view.editions} />
      <EstimateNote edition={edition} levelsOf={levelsOf} />
      <div class="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr] lg:items-start">
        <div class="grid grid-cols-1 gap-6">
          <ReachedCard view={view} name={name} />
          {view.indicator && <LevelCard view={view} indicator={view.indicator} />}
          <GivingCard view={view} stated={stated} />
        </div>
        {view.basicServices && <AffairsCard view={view.basicServices} />}
        {view.indicator && (
          <Card title={indexPages.indicator.about}>
            <DefinitionList items={definitionsOf(view, indexPages.indicator)} />
          </Card>
        )}
      </div>
    </Page>
  );
}

function ReachedCard({ view, name }: { view: IndicatorView; name: string }) {
  const { indexPages, innovationIndex } = useMessages();
  const words = indexPages.indicator;
  const { row, oneLevel, raisable, kind } = view;
  const full = row.score >= row.max;
  return (
    <Card>
      <p class="text-tinta-2">{words.reached}</p>
      <p class="mb-3 flex flex-wrap items-baseline gap-x-3">
        <b class="text-3xl font-extrabold tabular-nums">{words.points(two(view.points), two(view.maxPoints))}</b>
        <span class="text-tinta-2 tabular-nums">{words.score(two(row.score), formatNumber(row.max))}</span>
      </p>
      <MeterBar value={row.score} max={row.max} label={name} />
      {row.zero && (
        <p class="mt-3">
          <Alert tone="warning">{innovationIndex.zeros[row.zero]}</Alert>
        </p>
      )}
      {full && <p class="mt-3 font-semibold text-tarum-700">{words.full}</p>}
      {oneLevel > 0 && (
        <p class="mt-3 font-semibold text-kunyit-700">
          {kind === 'sid' ? words.nextSid(`+${two(oneLevel)}`, raisable) : words.next(two(oneLevel))}
        </p>
      )}
    </Card>
  );
}

type Words = ReturnType<typeof useMessages>['indexPages']['indicator'];

function definitionsOf({ indicator }: IndicatorView, words: Words): Definition[] {
  if (!indicator) return [];
  const { weight, mandatory, variable, definition, evidence, fileTypes, note } = indicator;
  const items: (Definition | null)[] = [
    { term: words.weight, value: formatNumber(weight) },
    {
      term: words.mandatoryTerm,
      value: mandatory === null ? null : mandatory ? words.mandatory.yes : words.mandatory.no,
    },
    { term: words.variable, value: variable },
    definition ? { term: words.definition, value: definition } : null,
    evidence ? { term: words.evidence, value: evidence } : null,
    fileTypes ? { term: words.files, value: fileTypes.join(', ') } : null,
    note ? { term: words.note, value: note } : null,
  ];
  return items.filter((item) => item !== null);
}
