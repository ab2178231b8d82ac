import type { BinView } from './judging.ts';

const side = 400;
const margin = 56;

/** Shown chance across, true share up; on the line both agree. Colours fit light and dark pages. */
export function plotOfChances(bins: readonly BinView[], contests: number): string {
  const x = (share: number) => (margin + share * side).toFixed(1);
  const y = (share: number) => (margin / 2 + (1 - share) * side).toFixed(1);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const text = (at: string, word: string) => `<text ${at} font-size="13" fill="#555">${word}</text>`;
  const marks = bins.map(({ place, shown, true: truth }) =>
    place === 3
      ? `<circle cx="${x(shown)}" cy="${y(truth)}" r="5" fill="#1d4e89"/>`
      : `<rect x="${Number(x(shown)) - 5}" y="${Number(y(truth)) - 5}" width="10" height="10" fill="none" stroke="#c2410c" stroke-width="2"/>`,
  );
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side + 2 * margin} ${side + 2 * margin}" font-family="sans-serif" role="img">`,
    `<title>Shown chance against true share, ${contests} invented contests</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...ticks.flatMap((tick) => [
      `<path d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}" stroke="#ddd"/>`,
      text(`x="${x(tick)}" y="${Number(y(0)) + 20}" text-anchor="middle"`, `${tick * 100} %`),
      text(`x="${Number(x(0)) - 8}" y="${Number(y(tick)) + 4}" text-anchor="end"`, `${tick * 100} %`),
    ]),
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4 4"/>`,
    ...marks,
    text(`x="${x(0.5)}" y="${Number(y(0)) + 42}" text-anchor="middle"`, 'chance shown'),
    text(`x="${Number(x(0)) + 10}" y="${Number(y(1)) + 20}"`, 'share that was true: ● top 3, □ top 10'),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
