import { partTokens } from './charts/chart-options.ts';
import type { DrawnChart } from './charts/draw-chart.ts';
import { formatNumber, formatShare } from './format.ts';
import { useMessages } from './frame.tsx';
import { A } from './link.tsx';

const dots: Record<(typeof partTokens)[number], string> = {
  'tarum-600': 'bg-tarum-600',
  'kunyit-400': 'bg-kunyit-400',
  'tarum-200': 'bg-tarum-200',
  'nila-700': 'bg-nila-700',
  'tarum-800': 'bg-tarum-800',
  'kunyit-700': 'bg-kunyit-700',
};

/** A chart that was drawn by `drawChart` (in the route, before the page), with its figures as a table beside it. */
export function Chart({ chart }: { chart: DrawnChart }) {
  const { ui } = useMessages();
  const { title, kind, items } = chart.spec;
  const figures = items.map((item) => `${item.label} ${formatNumber(item.value)}`).join('; ');
  return (
    <figure class={`chart chart-${kind}`}>
      <div class="chart-drawing" role="img" aria-label={`${title}. ${figures}`}>
        {/* Made by ECharts on this server from figures and escaped words. */}
        <div class="chart-narrow" dangerouslySetInnerHTML={{ __html: chart.narrow }} />
        <div class="chart-wide" dangerouslySetInnerHTML={{ __html: chart.wide }} />
      </div>
      {kind === 'donut' && <Legend chart={chart} />}
      <details class="chart-table">
        <summary>{ui.chartTable}</summary>
        <FigureTable chart={chart} />
      </details>
    </figure>
  );
}

function Legend({ chart }: { chart: DrawnChart }) {
  const { items } = chart.spec;
  const total = items.reduce((sum, item) => sum + item.value, 0);
  return (
    <ul class="grid gap-1.5 text-md">
      {items.map((item, i) => (
        <li class="flex items-baseline gap-2">
          <span class={`size-2.5 shrink-0 rounded-xs ${dots[partTokens[i % partTokens.length] ?? 'tarum-600']}`} />
          <span class="grow">{item.label}</span>
          <b class="tabular-nums">{formatNumber(item.value)}</b>
          <span class="w-14 text-end text-tinta-3 tabular-nums">
            {total > 0 ? formatShare(item.value / total) : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function FigureTable({ chart }: { chart: DrawnChart }) {
  const { title, items, heads } = chart.spec;
  return (
    <table class="table">
      <caption class="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col" class="text-start">
            {heads[0]}
          </th>
          <th scope="col" class="text-end">
            {heads[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr>
            <th scope="row" class="text-start">
              {item.to ? <A to={item.to}>{item.label}</A> : item.label}
            </th>
            <td class="text-end tabular-nums">{formatNumber(item.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
