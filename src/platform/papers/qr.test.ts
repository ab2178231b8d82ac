import { expect, test } from 'vitest';
import { qrSvg } from './qr.ts';

/** Dark modules of the drawing, row by row. */
function modulesOf(svg: string): { size: number; dark: Set<string> } {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) - 4;
  const dark = new Set<string>();
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) - 2 + at},${Number(y) - 2}`);
  }
  return { size, dark };
}

test('the drawing has the three corners by which a code is found, and no script', () => {
  const svg = qrSvg('https://inovasi.contoh.id/contoh/naskah/0123456789ab');
  const { size, dark } = modulesOf(svg);
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    const ring = Array.from({ length: 7 }, (_, at) => [dark.has(`${x + at},${y}`), dark.has(`${x},${y + at}`)]).flat();
    expect(ring.every(Boolean)).toBe(true);
    expect(dark.has(`${x + 1},${y + 1}`)).toBe(false);
  }
  expect(svg).not.toMatch(/script|style|href/);
});

test('another text is another code; a long one is a larger one', () => {
  expect(qrSvg('a')).not.toBe(qrSvg('b'));
  expect(modulesOf(qrSvg('a'.repeat(300))).size).toBeGreaterThan(modulesOf(qrSvg('a')).size);
});
