import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rankText } from './ranking-command.ts';
import type { RankReport } from './ranking-report.ts';
import { describeRankFiles } from './ranking-schema.ts';
import { inventContest } from './testing-contests.ts';

const size = { entries: 12, jurors: 5, reviews: 3 };

interface File {
  seed: number | string;
  criteria: { id: string; weight: number }[];
  scale: [number, number];
  scores: { entry: string; juror: string; criterion: string; value: number }[];
  mentored?: [string, string][];
  draws?: number;
}

/** Two criteria of weights 3 and 1 whose weighted mean is the invented score. */
function fileOf(name: (kind: string, i: number) => string): File {
  const { observations } = inventContest(4, size);
  const scores = observations.flatMap(({ entry, juror, value }) => {
    const row = { entry: name('e', entry), juror: name('j', juror) };
    return [
      { ...row, criterion: 'manfaat', value: value + 0.1 },
      { ...row, criterion: 'kebaruan', value: value - 0.3 },
    ];
  });
  return {
    seed: 2027,
    criteria: [
      { id: 'manfaat', weight: 3 },
      { id: 'kebaruan', weight: 1 },
    ],
    scale: [-20, 20],
    scores,
    draws: 300,
  };
}

const rank = (file: File): RankReport => JSON.parse(rankText(JSON.stringify(file), { json: true }).stdout);
const plain = fileOf((kind, i) => `${kind}${i}`);

test('ids say nothing: other names, the same numbers at the same rows', () => {
  const other = rank(fileOf((kind, i) => `${kind}-${(i * 7919 + 13) % 101}`));
  const bare = ({ entries, jurors, model }: RankReport) => ({
    model,
    entries: entries.map(({ id: _, ...rest }) => rest),
    jurors: jurors.map(({ id: _, ...rest }) => rest),
  });
  expect(bare(other)).toEqual(bare(rank(plain)));
});

test('the report holds what the issue asks: places from the best, chances, jurors in the order of the file', () => {
  const report = rank(plain);
  expect(report.entries.map((one) => one.rank)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  const scores = report.entries.map(({ calibrated }) => calibrated);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(report.entries.reduce((sum, { top3 }) => sum + top3, 0)).toBeCloseTo(3, 4);
  expect(report.entries.reduce((sum, { top10 }) => sum + top10, 0)).toBeCloseTo(10, 4);
  expect(report.jurors.map(({ id }) => id)).toEqual([...new Set(plain.scores.map(({ juror }) => juror))]);
  const { observations } = inventContest(4, size);
  const first = observations.filter(({ entry }) => entry === 0).map(({ value }) => value);
  const mean = first.reduce((sum, v) => sum + v, 0) / first.length;
  expect(report.entries.find(({ id }) => id === 'e0')?.mean).toBeCloseTo(mean, 5);
});

test('the table names the seed; without --json no JSON', () => {
  const { stdout, exitCode } = rankText(JSON.stringify(plain), { json: false });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Benih acak 2027, 300 tarikan');
  expect(stdout.split('\n')[0]).toMatch(/^Peringkat\s+Peserta\s+Rata-rata\s+Terkalibrasi/);
});

test('groups that nothing ties together are said', () => {
  const apart = fileOf((kind, i) => `x${kind}${i}`);
  const both = { ...plain, scores: [...plain.scores, ...apart.scores] };
  const { stderr } = rankText(JSON.stringify(both), { json: true });
  expect(rank(both).model.components).toBe(2);
  expect(stderr).toContain('2 kelompok');
});

const broken: [string, (file: File) => unknown, string][] = [
  ['no JSON', () => 'x', '$: harus objek'],
  ['a value outside the scale', (f) => ({ ...f, scale: [0, 1] }), '$.scores[0].value: nilai'],
  ['a scale upside down', (f) => ({ ...f, scale: [9, 1] }), '$.scale: angka pertama'],
  ['a row twice', (f) => ({ ...f, scores: [...f.scores, f.scores[0]] }), '$.scores[72]: juri j'],
  ['a criterion left out', (f) => ({ ...f, scores: f.scores.slice(1) }), 'pada kriteria manfaat'],
  ['an unknown criterion', (f) => ({ ...f, criteria: [{ id: 'lain', weight: 1 }] }), '$.scores[0].criterion: kriteria'],
  ['a criterion twice', (f) => ({ ...f, criteria: [...f.criteria, f.criteria[0]] }), '$.criteria[2].id: kriteria'],
  ['a weight of nothing', (f) => ({ ...f, criteria: [{ id: 'manfaat', weight: 0 }] }), '$.criteria[0].weight'],
  ['mentored the wrong way round', (f) => ({ ...f, mentored: [['e0', 'j0']] }), '$.mentored[0][0]: juri e0'],
  ['an unknown key', (f) => ({ ...f, seeds: 1 }), '$: kunci ini tidak dikenal: seeds'],
  ['too few draws', (f) => ({ ...f, draws: 5 }), '$.draws: terlalu kecil'],
  ['a number as text', (f) => ({ ...f, scores: [{ ...f.scores[0], value: '7' }] }), '$.scores[0].value: harus angka'],
  ['no scores', (f) => ({ ...f, scores: [] }), '$.scores: terlalu kecil'],
  ['too much for a machine', (f) => ({ ...f, draws: 100_000, scores: manyEntries() }), '$.draws: terlalu banyak'],
];

function manyEntries(): File['scores'] {
  return Array.from({ length: 300 }, (_, i) =>
    ['manfaat', 'kebaruan'].map((criterion) => ({ entry: `e${i}`, juror: 'j', criterion, value: 1 })),
  ).flat();
}

test.each(broken)('refused with its place: %s', (_, breakIt, message) => {
  const { stdout, stderr, exitCode } = rankText(JSON.stringify(breakIt(plain)), { json: true });
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  expect(stderr).toContain(message);
});

test('text that is no JSON is refused', () => {
  expect(rankText('{', { json: true }).stderr).toContain('bukan JSON yang sah');
});

test('docs/jury-rank.schema.json is what is read and printed', () => {
  const file = new URL('../../../docs/jury-rank.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(describeRankFiles())));
});
