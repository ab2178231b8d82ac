import { expect, test } from 'vitest';
import { type ChartSpec, optionOf } from './chart-options.ts';
import { drawChart, withoutStyles } from './draw-chart.ts';

const items = [
  { label: '<b>"A" & co</b>', value: 12 },
  { label: 'Sosial', value: 0 },
];
const kinds: ChartSpec['kind'][] = ['bars', 'columns', 'line', 'donut'];

test.each(kinds)('%s obey the policy and escape their words', async (kind) => {
  const { narrow, wide } = await drawChart({ kind, title: 'Judul', heads: ['a', 'b'], items });
  for (const svg of [narrow, wide]) {
    expect(svg).toMatch(/^<svg xmlns=[^>]* viewBox="0 0 \d+ \d+" focusable="false" aria-hidden="true">/);
    expect(svg).not.toMatch(/style=|<b>|<style|<script|NaN|undefined| on\w+=/);
    expect(svg).toContain('var(--color-');
  }
});

test('empty figures draw an empty chart', async () => {
  for (const kind of kinds) {
    const { wide } = await drawChart({ kind, title: 'Kosong', heads: ['a', 'b'], items: [] });
    expect(wide).toMatch(/^<svg .*<\/svg>$/s);
  }
});

test('the same figures are drawn once', async () => {
  const spec: ChartSpec = { kind: 'bars', title: 'Sekali', heads: ['a', 'b'], items };
  expect(await drawChart(spec)).toBe(await drawChart({ ...spec }));
});

test('styles become attributes', () => {
  expect(
    withoutStyles('<svg width="9" height="8" x="1"><text style="font-size:13px;font-weight:700;">a</text></svg>'),
  ).toBe('<svg x="1" focusable="false" aria-hidden="true"><text font-size="13px" font-weight="700">a</text></svg>');
});

test('bars start at zero, so that lengths can be compared', () => {
  const option = optionOf({ kind: 'bars', title: '', heads: ['a', 'b'], items }, 320);
  expect(option.xAxis).toEqual({ type: 'value', show: false, min: 0, max: 12 });
});
