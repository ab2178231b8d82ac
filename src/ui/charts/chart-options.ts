import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber } from '../format.ts';

export interface ChartItem {
  label: string;
  value: number;
  /** Where the table's row leads. */
  to?: string;
}

export interface ChartSpec {
  /** `bars` lie and suit long names; `columns` and `line` suit years; `donut` suits at most six parts of one whole. */
  kind: 'bars' | 'columns' | 'line' | 'donut';
  title: string;
  items: readonly ChartItem[];
  /** Heads of the table beside the chart: "Urusan", "Inovasi". */
  heads: readonly [string, string];
}

export interface ChartSize {
  width: number;
  height: number;
}

/** Colours in order; the legend uses the classes, the drawing the variables of the same tokens. */
export const partTokens = ['tarum-600', 'kunyit-400', 'tarum-200', 'nila-700', 'tarum-800', 'kunyit-700'] as const;

const token = (name: string) => `var(--color-${name})`;
const barRow = 46;
const axis = { axisLine: { lineStyle: { color: token('garis') } }, axisTick: { show: false } };
const words = { color: token('tinta-2'), fontSize: 13 };
const value = { show: true, color: token('tinta'), fontSize: 13, fontWeight: 700 };

export function heightOf(spec: ChartSpec): number {
  if (spec.kind === 'bars') return Math.max(1, spec.items.length) * barRow;
  return spec.kind === 'donut' ? 220 : 240;
}

export function optionOf(spec: ChartSpec, width: number): EChartsCoreOption {
  const base = { animation: false, textStyle: { fontFamily: 'inherit' } };
  if (spec.kind === 'bars') return { ...base, ...bars(spec, width) };
  return { ...base, ...(spec.kind === 'donut' ? donut(spec) : upright(spec)) };
}

const said = ({ value: shown }: { value: unknown }) => formatNumber(Number(shown));

/** Each name stands above its bar: long names of affairs fit on a phone. */
function bars({ items }: ChartSpec, width: number): EChartsCoreOption {
  const name = { ...words, color: token('tinta'), position: [0, -21], align: 'left', show: true };
  return {
    grid: { left: 0, right: 52, top: 14, bottom: 0 },
    xAxis: { type: 'value', show: false, min: 0, max: Math.max(1, ...items.map((item) => item.value)) },
    yAxis: { type: 'category', show: false, inverse: true, data: items.map((item) => item.label) },
    series: [
      {
        type: 'bar',
        data: items.map((item) => item.value),
        barWidth: 12,
        itemStyle: { color: token('tarum-600'), borderRadius: 6 },
        label: { ...value, position: 'right', formatter: said },
      },
      {
        // An empty bar that carries the name, since one bar has one label.
        type: 'bar',
        data: items.map(() => 0),
        barWidth: 12,
        barGap: '-100%',
        label: { ...name, formatter: '{b}', width: width - 60, overflow: 'truncate' },
      },
    ],
  };
}

function upright({ kind, items }: ChartSpec): EChartsCoreOption {
  const line = { type: 'line', symbol: 'circle', symbolSize: 9, lineStyle: { color: token('tarum-600'), width: 3 } };
  const column = { type: 'bar', barMaxWidth: 44 };
  return {
    grid: { left: 8, right: 8, top: 26, bottom: 26 },
    xAxis: {
      type: 'category',
      ...axis,
      data: items.map((item) => item.label),
      boundaryGap: true,
      axisLabel: { ...words, hideOverlap: true },
    },
    yAxis: { type: 'value', show: false, min: 0 },
    series: [
      {
        ...(kind === 'line' ? line : column),
        data: items.map((item) => item.value),
        itemStyle: { color: token('tarum-600'), borderRadius: kind === 'line' ? 0 : [6, 6, 0, 0] },
        label: { ...value, position: 'top', formatter: said },
      },
    ],
  };
}

function donut({ items }: ChartSpec): EChartsCoreOption {
  const total = items.reduce((sum, item) => sum + item.value, 0);
  return {
    title: {
      text: formatNumber(total),
      left: 'center',
      top: 'middle',
      textStyle: { color: token('tinta'), fontSize: 30, fontWeight: 800 },
    },
    series: [
      {
        type: 'pie',
        radius: ['62%', '94%'],
        label: { show: false },
        itemStyle: { borderColor: token('white'), borderWidth: 2 },
        data: items.map((item, i) => ({
          name: item.label,
          value: item.value,
          itemStyle: { color: token(partTokens[i % partTokens.length] ?? 'tarum-600') },
        })),
      },
    ],
  };
}
