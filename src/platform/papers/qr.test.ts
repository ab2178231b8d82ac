import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { drawQr, type QrDrawing, qrSvg } from './qr.ts';

/** The path drawn again on a grid of cells, as a camera would see it. */
function cellsOf({ size, path }: QrDrawing): string[] {
  const grid = Array.from({ length: size }, () => new Array<string>(size).fill('.'));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(width); i++) {
      const row = grid[Number(y)];
      if (row) row[Number(x) + i] = '#';
    }
  }
  return grid.map((row) => row.join(''));
}

test('the drawing holds exactly the modules of the code, within its quiet zone', () => {
  const text = 'https://inovasi.bekasikab.go.id/bekasikab/undangan/abcd-efgh-jkmn-pqrs';
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const cells = cellsOf(drawQr(text));
  const edge = '.'.repeat(modules.size + 8);
  expect(cells.slice(0, 4)).toEqual([edge, edge, edge, edge]);
  const inner = cells.slice(4, -4).map((row) => row.slice(4, -4));
  const expected = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? '#' : '.')).join(''),
  );
  expect(inner).toEqual(expected);
});

test('another text is another drawing', () => {
  expect(drawQr('satu').path).not.toBe(drawQr('dua').path);
});

test('as an SVG it is the same drawing, without script or style', () => {
  const { size, path } = drawQr('satu');
  const svg = qrSvg('satu');
  expect([svg.includes(`viewBox="0 0 ${size} ${size}"`), svg.includes(`d="${path}"`)]).toEqual([true, true]);
  expect(svg).not.toMatch(/script|style|href/);
});
