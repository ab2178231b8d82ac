import { Card, Chip, formatNumber, MeterBar, Table, useMessages } from '#ui/index.ts';
import type { Indicator } from '../edition.ts';
import type { IndicatorView } from '../indicator-view.ts';
import { meaningsOf } from '../level.ts';

/** What each level means in the ministry's words, and how many innovations stand there. */
export function LevelCard({ view, indicator }: { view: IndicatorView; indicator: Indicator }) {
  const { indexPages } = useMessages();
  const words = indexPages.indicator;
  const isSid = view.kind === 'sid';
  const rows = [0, 1, 2, 3].map((level) => ({ level, innovations: view.spread[level] ?? 0 }));
  const most = Math.max(1, ...view.spread);
  return (
    <Card title={words.levels}>
      <Table
        compact
        caption={words.levelsCaption}
        rows={rows}
        rowKey={({ level }) => String(level)}
        columns={[
          {
            key: 'level',
            head: words.level,
            main: true,
            cell: ({ level }) => (
              <span class="flex items-center gap-2">
                {level}
                {!isSid && level === view.row.level && <Chip tone="tarum">{words.current}</Chip>}
              </span>
            ),
          },
          {
            key: 'meaning',
            head: words.meaning,
            wide: true,
            cell: ({ level }) => (level === 0 ? words.level0 : <Meaning indicator={indicator} level={level} />),
          },
          ...(isSid
            ? [
                {
                  key: 'innovations',
                  head: words.innovationsAt,
                  align: 'end' as const,
                  cell: ({ level, innovations }: { level: number; innovations: number }) => (
                    <div class="flex items-center justify-end gap-3">
                      <span class="w-24 max-sm:hidden">
                        <MeterBar value={innovations} max={most} label={`${words.level} ${level}`} />
                      </span>
                      <b class="min-w-6">{formatNumber(innovations)}</b>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** The level's own words, and those of each basis where there are several. */
function Meaning({ indicator, level }: { indicator: Indicator; level: number }) {
  const { label, others } = meaningsOf(indicator, level);
  return (
    <>
      {label}
      {others.length > 0 && (
        <ul class="mt-1 text-sm text-tinta-2">
          {others.map((other) => (
            <li>
              {other.name}: {other.label}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
