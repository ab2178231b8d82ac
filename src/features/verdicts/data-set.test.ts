import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoredPart } from './aftermath.ts';
import { changedPlaces, makeDataSet, sha256Of, shuffled, standingOf } from './data-set.ts';
import { rankByMean } from './testing-aftermath.ts';

const part = (changes: Partial<ScoredPart> = {}): ScoredPart => ({
  categoryId: 'c',
  category: 'Desa',
  stage: 'desk',
  seed: 2027,
  scale: [1, 5],
  criteria: [{ id: 'crit-a', name: 'Manfaat', question: '', weight: 50 }],
  scores: [
    { entry: 'entry-a', juror: 'juror-a', criterion: 'crit-a', value: 5 },
    { entry: 'entry-a', juror: 'juror-b', criterion: 'crit-a', value: 4 },
    { entry: 'entry-b', juror: 'juror-b', criterion: 'crit-a', value: 2 },
  ],
  mentored: [['juror-b', 'entry-b']],
  ...changes,
});
const last = (below: number) => below - 1;
const first = () => 0;

describe('the published data set', () => {
  it('is what `gelar jury rank` reads, with names in the order of the rows', () => {
    const { labels, parts } = makeDataSet([part()], ['entry-z'], rankByMean, last);
    expect([...labels]).toEqual([
      ['entry-a', 'E001'],
      ['entry-b', 'E002'],
      ['entry-z', 'E003'],
    ]);
    expect(parts[0]?.file).toEqual({
      seed: 2027,
      criteria: [{ id: 'K1', weight: 50 }],
      scale: [1, 5],
      scores: [
        { entry: 'E001', juror: 'J01', criterion: 'K1', value: 5 },
        { entry: 'E001', juror: 'J02', criterion: 'K1', value: 4 },
        { entry: 'E002', juror: 'J02', criterion: 'K1', value: 2 },
      ],
      mentored: [['J02', 'E002']],
      draws: 2000,
    });
  });

  it('has the ranking that its own bytes give', () => {
    for (const lot of [first, last]) {
      for (const { input, sha256, report } of makeDataSet([part()], [], rankByMean, lot).parts) {
        expect(sha256).toBe(sha256Of(input));
        expect(report).toEqual(rankByMean(JSON.parse(input)));
      }
    }
  });

  it('orders entries by lot and not by id', () => {
    const order = (lot: (below: number) => number) => [...makeDataSet([part()], [], rankByMean, lot).labels.keys()];
    expect(order(first)).not.toEqual(order(last));
  });

  it('says nothing of ids', () => {
    const { parts } = makeDataSet([part()], [], rankByMean, first);
    expect(parts.map(({ input }) => input).join()).not.toMatch(/entry-|juror-|crit-/);
  });

  it('knows who is alone in a band, and who was never scored', () => {
    const equal = part().scores.map((row) => ({ ...row, value: 3 }));
    expect(standingOf(makeDataSet([part()], ['x'], rankByMean, last), 'entry-a')).toBe('clear');
    expect(standingOf(makeDataSet([part({ scores: equal })], [], rankByMean, last), 'entry-a')).toBe('close');
    expect(standingOf(makeDataSet([part()], ['x'], rankByMean, last), 'x')).toBe('unscored');
  });

  it('shuffles without losing anybody', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.infiniteStream(fc.nat()), (ids, numbers) => {
        const lot = (below: number) => (numbers.next().value ?? 0) % below;
        expect(shuffled(ids, lot).toSorted()).toEqual(ids.toSorted());
      }),
    );
  });
});

describe('a corrected verdict', () => {
  it('names who lost a place and who holds another', () => {
    const sealed = [
      { categoryId: 'c', entryId: 'b', place: 1 },
      { categoryId: 'c', entryId: 'c', place: 2 },
    ];
    const published = new Map([
      ['a', 1],
      ['b', 2],
      ['c', null],
    ]);
    expect(changedPlaces(published, sealed)).toEqual({ lost: ['a', 'b'], placed: sealed });
    expect(changedPlaces(new Map([['b', 1]]), sealed.slice(0, 1))).toEqual({ lost: [], placed: [] });
  });
});
