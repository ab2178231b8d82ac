import {
  A,
  ButtonLink,
  Card,
  formatNumber,
  GainList,
  MeterBar,
  Page,
  Table,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import { numberOf } from '../index-view.ts';
import type { MaturityRow, MaturityView } from '../maturity-view.ts';
import { address, indicatorAddress } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { MaturityFigure } from './maturity-block.tsx';
import { sayLevel } from './question-card.tsx';
import { TwoSides, WideOnly } from './two-sides.tsx';

const plus = (value: number) => `+${formatNumber(value, 2)}`;

export interface MaturityPageProps {
  view: MaturityView;
  levelsOf: number | null;
  mayEdit: boolean;
}

/** Every level of one accepted innovation, and what each next level would add. */
export function MaturityPage({ view, levelsOf, mayEdit }: MaturityPageProps) {
  const { tenant } = useFrame();
  const { indexPages } = useMessages();
  const words = indexPages.maturity;
  const { edition, innovation } = view;
  return (
    <Page
      title={words.titleOf(innovation.title)}
      description={words.description(innovation.title)}
      breadcrumb={[
        { label: indexPages.crumb, to: address('/indeks', edition) },
        { label: innovation.title, to: `/inovasi/${innovation.id}` },
        { label: words.title },
      ]}
      example={tenant?.example || innovation.example}
      lead={innovation.organizationName}
      aside={
        mayEdit && (
          <ButtonLink to={address(`/kerja/inovasi/${innovation.id}/kematangan`, edition)} icon="pencil">
            {words.edit}
          </ButtonLink>
        )
      }
    >
      <EditionTabs path={`/inovasi/${innovation.id}/kematangan`} edition={edition} />
      <EstimateNote edition={edition} levelsOf={levelsOf} />
      <div class="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr] lg:items-start">
        <div class="grid grid-cols-1 gap-6 lg:order-last">
          <Card title={words.label}>
            <MaturityFigure view={view} />
            <p class="mt-4">
              <A to={address('/indeks', edition)}>
                {words.region(formatNumber(view.difference.after, 2), edition.edition)}
              </A>
            </p>
          </Card>
          <BestCard view={view} />
        </div>
        <Card title={words.rows}>
          <LevelTable view={view} />
        </Card>
      </div>
    </Page>
  );
}

/** What would add most to the region from this innovation; nothing while it does not count. */
export function BestCard({ view }: { view: MaturityView }) {
  const words = useMessages().indexPages.maturity;
  const names = new Map(view.rows.map(({ indicator }) => [indicator.code, indicator.name]));
  if (view.gains.length === 0) return null;
  return (
    <Card title={words.best}>
      <GainList
        items={view.gains.slice(0, 5).map(({ code, level, oneLevel }) => ({
          icon: 'lightbulb',
          title: names.get(code) ?? code,
          text: words.gain(plus(oneLevel), level),
          to: indicatorAddress(code, view.edition),
        }))}
      />
    </Card>
  );
}

function LevelTable({ view: { rows, edition } }: { view: MaturityView }) {
  const words = useMessages().indexPages.maturity;
  const longest = Math.max(...rows.map(({ max }) => max));
  const next = ({ nextLevel, level }: MaturityRow) =>
    nextLevel === null ? (level === 3 ? words.full : words.none) : plus(nextLevel);
  return (
    <Table
      caption={words.rowsCaption}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'name',
          head: words.indicator,
          main: true,
          cell: ({ indicator }) => (
            <span class="flex gap-3">
              <span class="min-w-7 text-tinta-3 tabular-nums">{numberOf(indicator.code)}</span>
              <A to={indicatorAddress(indicator.code, edition)} class="link-quiet">
                {indicator.name}
              </A>
            </span>
          ),
        },
        {
          key: 'level',
          head: words.level,
          wide: true,
          cell: (row) => (
            <>
              <MeterBar value={row.score} max={row.max} scale={longest} label={row.indicator.name} />
              <div class="mt-1 text-sm text-tinta-2">
                <LevelWords row={row} />
              </div>
            </>
          ),
        },
        {
          key: 'score',
          head: words.score,
          align: 'end',
          wide: true,
          cell: (row) => (
            <TwoSides beside={row.nextLevel === null ? next(row) : words.nextSide(next(row))}>
              <b>{formatNumber(row.score)}</b> <span class="text-tinta-3">/ {formatNumber(row.max)}</span>
            </TwoSides>
          ),
        },
        {
          key: 'next',
          head: words.next,
          align: 'end',
          wide: true,
          cell: (row) => <WideOnly>{next(row)}</WideOnly>,
        },
      ]}
    />
  );
}

function LevelWords({ row: { level, zero, indicator } }: { row: MaturityRow }) {
  const { indexPages, innovationIndex } = useMessages();
  return <>{zero ? innovationIndex.zeros[zero] : sayLevel(indicator, level, indexPages.form)}</>;
}
