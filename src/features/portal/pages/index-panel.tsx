import type { IndexSummary } from '#features/innovation-index/index.ts';
import { formatNumber } from '#ui/format.ts';
import { A, Chip, ExampleChip, HeroPanel, StackedBar, useFrame, useMessages } from '#ui/index.ts';

/** The index on the home page: reached, of what parts, and what is missing for the next predicate. */
export function IndexPanel({ summary }: { summary: IndexSummary }) {
  const { tenant } = useFrame();
  const { index } = useMessages().portal.home;
  return (
    <HeroPanel>
      <p class="flex flex-wrap items-center gap-2">
        {index.title(summary.edition)} {tenant?.example && <ExampleChip />}
      </p>
      {summary.index === null ? (
        <p class="mt-3">{index.missing}</p>
      ) : (
        <Reached summary={summary} value={summary.index} />
      )}
      <p class="mt-3 text-md">
        <A to="/indeks" class="underline underline-offset-2">
          {index.gains}
        </A>
      </p>
    </HeroPanel>
  );
}

function Reached({ summary, value }: { summary: IndexSummary; value: number }) {
  const { index } = useMessages().portal.home;
  const shown = formatNumber(value, 2);
  const { spd, maturity, count } = summary.parts;
  return (
    <>
      <p class="my-3 flex items-center gap-3">
        <b class="text-4xl font-extrabold tabular-nums">{shown}</b>
        <Chip tone="kunyit">{summary.predicate}</Chip>
      </p>
      <StackedBar
        dark
        label={index.barLabel(shown)}
        max={100}
        parts={[
          { label: index.spd, value: tenth(spd), tone: 'kunyit' },
          { label: index.maturity, value: tenth(maturity), tone: 'tarum' },
          { label: index.count, value: tenth(count), tone: 'mint' },
        ]}
      />
      <p class="mt-3 text-md text-tarum-100">
        {summary.next ? index.toNext(formatNumber(summary.next.missing, 2), summary.next.name) : index.top}
        {summary.verified === null && <> {index.note}</>}
      </p>
    </>
  );
}

const tenth = (value: number) => Math.round(value * 10) / 10;
