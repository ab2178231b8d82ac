import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { assignFile } from './assign-command.ts';
import { assignedSchema, describeAssignFiles } from './assignment-schema.ts';

const file = {
  entries: [
    { id: 'a', k: 2 },
    { id: 'b', k: 1 },
  ],
  jurors: [
    { id: 'x', min: 0, max: 1 },
    { id: 'y', min: 0, max: 2 },
  ],
  similarity: [
    [0.5, 0.25],
    [1, 0.75],
  ],
  conflicts: [],
  fixed: [],
  objective: 'total',
  connected: true,
};
const run = (change: object, options = { json: true, prices: false }) =>
  assignFile(JSON.stringify({ ...file, ...change }), options);

test('prints pairs, total, worst and bound', () => {
  expect(JSON.parse(run({}).stdout)).toEqual({
    pairs: [
      ['x', 'a'],
      ['y', 'a'],
      ['y', 'b'],
    ],
    total: 2.25,
    worst: 0.75,
    bound: 2.25,
    gap: 0,
  });
  expect(JSON.parse(run({}, { json: true, prices: true }).stdout).prices).toEqual([
    { constraint: 'connected', points: 0 },
  ]);
  expect(run({}, { json: false, prices: false }).stdout).toBe(
    'JURI  PESERTA\nx     a\ny     a b\n\n3 pasangan; jumlah 2,25; peserta terlemah 0,75; batas atas 2,25\n',
  );
});

test('refuses with the smallest change, as data and in words', () => {
  const { stdout, stderr, exitCode } = run({
    jurors: [
      { id: 'x', max: 1 },
      { id: 'y', max: 1 },
    ],
  });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).refused).toMatchObject([
    { kind: 'full', readings: 1, raise: [{ juror: 'x', by: 1, to: 2 }] },
  ]);
  expect(stderr).toContain('naikkan batas x sebanyak 1 (menjadi 2)');
});

test.each([
  [
    {
      similarity: [
        ['u', 1],
        [1, 1],
      ],
    },
    '$.similarity[0][0]: harus bilangan biasa',
  ],
  [{ entries: [{ id: 'a', k: -1 }] }, '$.entries[0].k: tidak sesuai bentuk berkas'],
  [
    {
      entries: [
        { id: 'a', k: 1 },
        { id: 'a', k: 1 },
      ],
    },
    '$.entries[1].id: ada dua kali',
  ],
  [{ conflicts: [['z', 'a']] }, '$.conflicts[0][0]: juri ini tidak ada dalam "jurors"'],
  [{ objektif: 'total' }, '$.objektif: kunci tidak dikenal'],
])('says what is wrong with %j', (change, words) => {
  const { stderr, exitCode } = run(change);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(words)]);
});

test('a file that is no JSON', () => {
  expect(assignFile('{', { json: true, prices: false })).toMatchObject({ exitCode: 1, stdout: '' });
});

test('both files are described in docs/jury-assign.schema.json', async () => {
  const text = await readFile(new URL('../../../docs/jury-assign.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(describeAssignFiles())));
  const more = { previous: [['x', 'a']] };
  expect(assignedSchema.safeParse(JSON.parse(run(more, { json: true, prices: true }).stdout)).error).toBeUndefined();
});
