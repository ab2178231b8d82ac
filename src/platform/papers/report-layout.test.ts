import { expect, test } from 'vitest';
import { reportContent } from './report-layout.ts';

test('sentences stand below their table, and heads above their figures', () => {
  const part = {
    title: 'Kecamatan',
    lines: ['Dan 13 kecamatan lain.'],
    figures: [],
    tables: [{ heads: ['Kecamatan', 'Poin'], rows: [['Babelan', '12']] }],
    source: 'Sumber',
    newPage: false,
  };
  const report = { form: 'report', title: 'Ringkasan', lead: 'Keadaan', parts: [part] } as const;
  const drawn = reportContent(report, { lines: ['Pemerintah Daerah Contoh'] }) as {
    stack?: { text?: string; table?: { body: { text: string; alignment: string }[][] } }[];
  }[];
  const stack = drawn.at(-1)?.stack ?? [];
  const texts = stack.map(({ text, table }) => (table ? 'table' : text));
  expect(texts).toEqual(['Kecamatan', 'table', 'Dan 13 kecamatan lain.', 'Sumber']);
  const cells = stack[1]?.table?.body.map((row) => row.map(({ text, alignment }) => [text, alignment]));
  expect(cells).toEqual([
    [
      ['Kecamatan', 'left'],
      ['Poin', 'right'],
    ],
    [
      ['Babelan', 'left'],
      ['12', 'right'],
    ],
  ]);
});
