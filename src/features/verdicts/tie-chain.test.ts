import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainSchema, type PairPreference, type RivalEntry, type Rivals, settle, type TieChain } from './tie-chain.ts';

const chain: TieChain = [
  { link: 'score' },
  { link: 'criterion', name: 'Manfaat' },
  { link: 'pairwise' },
  { link: 'presentation' },
  { link: 'chair' },
];

const entry = (entryId: string, calibrated: number, more: Partial<RivalEntry> = {}): RivalEntry => ({
  entryId,
  calibrated,
  tieBand: null,
  criteria: { Manfaat: 3 },
  presentation: null,
  ...more,
});
const ask = (entries: RivalEntry[], more: Partial<Rivals> = {}) =>
  settle(chain, { entries, pairs: [], chair: [], ...more });
const prefers = (first: string, second: string, forFirst: number, forSecond: number): PairPreference => ({
  first,
  second,
  forFirst,
  forSecond,
});

test('outside a tie band the calibrated score decides, inside it does not', () => {
  const apart = ask([entry('a', 3.1), entry('b', 3.9)]);
  expect(apart.groups).toEqual([['b'], ['a']]);
  expect(apart.steps).toEqual([{ above: 'b', below: 'a', why: { link: 'score', above: 3.9, below: 3.1 } }]);
  const tied = ask([entry('a', 3.8, { tieBand: 1 }), entry('b', 3.9, { tieBand: 1 })]);
  expect(tied).toEqual({ groups: [['a', 'b']], steps: [] });
});

test('the same score is a tie also without a band', () => {
  expect(ask([entry('a', 3.5), entry('b', 3.5), entry('c', 3.4)]).groups).toEqual([['a', 'b'], ['c']]);
});

test.each([
  ['criterion', { criteria: { Manfaat: 4 } }, {}, { link: 'criterion', name: 'Manfaat', above: 4, below: 3 }],
  ['pairwise', {}, { pairs: [prefers('a', 'b', 1, 2)] }, { link: 'pairwise', above: 2, below: 1 }],
  ['presentation', { presentation: 4 }, {}, { link: 'presentation', above: 4, below: 3.5 }],
  ['chair', {}, { chair: [{ order: ['b', 'a'], reason: 'jangkauan' }] }, { link: 'chair', reason: 'jangkauan' }],
])('a tie is settled by %s and says so', (_, ofB, more, why) => {
  const a = entry('a', 3.9, { tieBand: 1, presentation: 'presentation' in ofB ? 3.5 : null });
  const { groups, steps } = ask([a, entry('b', 3.8, { tieBand: 1, ...ofB })], more);
  expect(groups).toEqual([['b'], ['a']]);
  expect(steps).toEqual([{ above: 'b', below: 'a', why }]);
});

test('what is not known of one entry of a tie decides nothing', () => {
  const entries = [
    entry('a', 3, { tieBand: 1, criteria: {} }),
    entry('b', 3, { tieBand: 1, criteria: { Manfaat: 5 } }),
  ];
  expect(ask(entries).groups).toEqual([['a', 'b']]);
});

test('a circle of majorities passes to the next rule, whoever stands outside it is parted', () => {
  const entries = ['a', 'b', 'c', 'd'].map((id, at) => entry(id, 3, { tieBand: 7, presentation: at }));
  const pairs = [
    prefers('a', 'b', 2, 1),
    prefers('b', 'c', 2, 1),
    prefers('a', 'c', 1, 2),
    prefers('a', 'd', 0, 3),
    prefers('b', 'd', 0, 3),
    prefers('c', 'd', 0, 3),
  ];
  const { groups, steps } = ask(entries, { pairs });
  expect(groups).toEqual([['d'], ['c'], ['b'], ['a']]);
  expect(steps.map(({ why }) => why.link)).toEqual(['pairwise', 'presentation', 'presentation']);
});

test('the newest vote of the chair that names the whole tie counts', () => {
  const entries = ['a', 'b', 'c'].map((id) => entry(id, 3, { tieBand: 1 }));
  const some = { order: ['b', 'a'], reason: 'dua saja' };
  expect(ask(entries, { chair: [some] }).groups).toEqual([['a', 'b', 'c']]);
  const all = [
    { order: ['a', 'b', 'c'], reason: 'pertama' },
    { order: ['c', 'a', 'b'], reason: 'kedua' },
  ];
  expect(ask(entries, { chair: all }).groups).toEqual([['c'], ['a'], ['b']]);
});

test('a chain begins with the score and names no rule twice', () => {
  expect(chainSchema.safeParse(chain).success).toBe(true);
  expect(chainSchema.safeParse([{ link: 'pairwise' }]).success).toBe(false);
  expect(chainSchema.safeParse([{ link: 'score' }, { link: 'chair' }, { link: 'chair' }]).success).toBe(false);
});

const rivals = fc
  .array(
    fc.record({
      score: fc.integer({ min: 0, max: 4 }),
      band: fc.option(fc.integer({ min: 0, max: 1 })),
      benefit: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((list) => {
    const entries = list.map(({ score, band, benefit }, at) =>
      entry(`e${at}`, score, { tieBand: band, criteria: { Manfaat: benefit } }),
    );
    const all = entries.flatMap((a, at) => entries.slice(at + 1).map((b) => [a.entryId, b.entryId] as const));
    const counts = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
    return fc.array(counts, { minLength: all.length, maxLength: all.length }).map((votes) => ({
      entries,
      pairs: all.map(([a, b], at) => prefers(a, b, votes[at]?.[0] ?? 0, votes[at]?.[1] ?? 0)),
    }));
  });

test('every entry stands once, each step is between neighbours, and the order of the input says nothing', () => {
  fc.assert(
    fc.property(rivals, ({ entries, pairs }) => {
      const found = ask(entries, { pairs });
      expect(found.groups.flat().sort()).toEqual(entries.map(({ entryId }) => entryId).sort());
      expect(found.steps).toHaveLength(found.groups.length - 1);
      expect(ask(entries.toReversed(), { pairs: pairs.toReversed() })).toEqual(found);
    }),
  );
});

test('a majority within a tie is never turned around by the layers, unless it runs in a circle', () => {
  fc.assert(
    fc.property(rivals, ({ entries, pairs }) => {
      const tied = entries.map((one) => ({ ...one, tieBand: 1 }));
      const { groups } = settle([{ link: 'score' }, { link: 'pairwise' }], { entries: tied, pairs, chair: [] });
      const layer = (id: string) => groups.findIndex((group) => group.includes(id));
      for (const { first, second, forFirst, forSecond } of pairs) {
        if (forFirst > forSecond) expect(layer(first)).toBeLessThanOrEqual(layer(second));
        if (forFirst < forSecond) expect(layer(second)).toBeLessThanOrEqual(layer(first));
        if (forFirst === forSecond) expect(layer(first)).toBe(layer(second));
      }
    }),
  );
});
