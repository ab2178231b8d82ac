import type { ComponentChildren } from 'preact';
import { Alert, EmptyState, formatNumber, Page, Tabs, useMessages } from '#ui/index.ts';
import type { ChosenResults, ResultRoom } from '../result-room.ts';

/** Address of the results of a category in a stage. */
export function resultAddress(
  { contest }: Pick<ResultRoom, 'contest'>,
  chosen: { stage: { kind: string }; category: { id: string } },
  more = '',
): string {
  return `/kerja/lomba/${contest.id}/hasil${more}?tahap=${chosen.stage.kind}&kategori=${chosen.category.id}`;
}

interface Props {
  room: ResultRoom;
  /** Of the calculation: "/perhitungan". */
  under?: string;
  title: string;
  lead: string;
  children: (chosen: ChosenResults) => ComponentChildren;
}

/** What both result pages begin with: where they stand, which stage and category, and what must be known before reading. */
export function ResultFrame({ room, under = '', title, lead, children }: Props) {
  const { results } = useMessages();
  const { contest, chosen } = room;
  const crumbs = [
    { label: contest.name, to: `/kerja/lomba/${contest.id}` },
    ...(under && chosen ? [{ label: results.title, to: resultAddress(room, chosen) }] : []),
    { label: title },
  ];
  return (
    <Page title={title} lead={lead} breadcrumb={crumbs} example={contest.example}>
      {chosen ? (
        <>
          <Choices room={room} chosen={chosen} under={under} />
          <Remarks chosen={chosen} />
          {chosen.lines.length === 0 ? (
            <EmptyState title={results.noScores}>{results.noScoresHelp}</EmptyState>
          ) : (
            children(chosen)
          )}
        </>
      ) : (
        <EmptyState title={results.nothingToScore}>{results.nothingToScoreHelp}</EmptyState>
      )}
    </Page>
  );
}

function Choices({ room, chosen, under }: { room: ResultRoom; chosen: ChosenResults; under: string }) {
  const { results } = useMessages();
  const { stages, categories } = room.contest;
  return (
    <div class="mb-5 grid gap-3">
      <Tabs
        label={results.categoryTabs}
        tabs={categories.map((category) => ({
          label: category.name,
          to: resultAddress(room, { stage: chosen.stage, category }, under),
          current: category.id === chosen.category.id,
        }))}
      />
      {stages.length > 1 && (
        <Tabs
          label={results.stageTabs}
          tabs={stages.map((stage) => ({
            label: results.stages[stage.kind],
            to: resultAddress(room, { stage, category: chosen.category }, under),
            current: stage.kind === chosen.stage.kind,
          }))}
        />
      )}
    </div>
  );
}

function Remarks({ chosen: { standing, hidden, lines } }: { chosen: ChosenResults }) {
  const { results } = useMessages();
  const { components, complete, leftOut } = standing;
  return (
    <div class="mb-5 grid gap-3 empty:hidden">
      {components > 1 && <Alert tone="warning">{results.apart(formatNumber(components))}</Alert>}
      {leftOut > 0 && <Alert tone="warning">{results.leftOut(formatNumber(leftOut))}</Alert>}
      {complete && lines.length > 0 && <Alert>{results.complete}</Alert>}
      {hidden && <Alert>{results.hidden}</Alert>}
    </div>
  );
}
