import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { type DemandInput, demandSchema } from './assignment.ts';
import { assigned, partsIn, randomFrom, refusedOf } from './testing-demands.ts';

describe('the edges', () => {
  const two: DemandInput = {
    entries: [
      { id: 'a', k: 1 },
      { id: 'b', k: 1 },
    ],
    jurors: [
      { id: 'x', max: 2 },
      { id: 'y', max: 2 },
    ],
    similarity: [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
  };

  it('nothing asked, nothing given', () => {
    const none = { entries: [], jurors: [], similarity: [] };
    for (const objective of ['total', 'maxmin'] as const) {
      expect(assign(demandSchema.parse({ ...none, objective }))).toEqual({
        assigned: { pairs: [], total: 0, worst: 0, bound: 0, gap: 0 },
      });
    }
  });

  it('more readings than jurors are refused by name', () => {
    expect(
      refusedOf({
        ...two,
        entries: [
          { id: 'a', k: 3 },
          { id: 'b', k: 1 },
        ],
      }),
    ).toEqual([{ kind: 'few_jurors', entry: 'a', k: 3, able: 2 }]);
  });

  it('says who is full, who is idle and what is fixed too often', () => {
    const jurors = [
      { id: 'x', max: 1 },
      { id: 'y', max: 0 },
    ];
    expect(refusedOf({ ...two, jurors })).toEqual([
      { kind: 'full', readings: 1, raise: [{ juror: 'x', by: 1, to: 2 }], lower: ['a', 'b'] },
    ]);
    expect(
      refusedOf({
        ...two,
        jurors: [
          { id: 'x', min: 2, max: 2 },
          { id: 'y', min: 1, max: 2 },
        ],
      }),
    ).toEqual([{ kind: 'idle', juror: 'x', min: 2, reachable: 1 }]);
    expect(
      refusedOf({
        ...two,
        fixed: [
          ['x', 'a'],
          ['y', 'a'],
        ],
      }),
    ).toEqual([{ kind: 'fixed_above_k', entry: 'a', k: 1, fixed: 2 }]);
    expect(refusedOf({ ...two, jurors, fixed: [['y', 'a']] })).toEqual([
      { kind: 'fixed_above_max', juror: 'y', max: 0, fixed: 1 },
    ]);
  });

  it('ties the parts together by the cheapest exchange and says what it costs', () => {
    const demand: DemandInput = {
      entries: [
        { id: 'a', k: 1 },
        { id: 'b', k: 1 },
      ],
      jurors: [
        { id: 'x', max: 2 },
        { id: 'y', max: 2 },
      ],
      similarity: [
        [0.9, 0.6],
        [0.2, 0.8],
      ],
      connected: true,
      prices: true,
    };
    const { pairs, prices, total, bound } = assigned(demandSchema.parse(demand));
    expect([pairs, prices]).toEqual([
      [
        ['x', 'a'],
        ['x', 'b'],
      ],
      [{ constraint: 'connected', points: 0.2 }],
    ]);
    expect([total, bound]).toEqual([1.5, 1.7000000000000002]);
    expect(
      refusedOf({
        ...demand,
        jurors: [
          { id: 'x', max: 1 },
          { id: 'y', max: 1 },
        ],
      }),
    ).toEqual([{ kind: 'apart', parts: 2, readings: 1 }]);
  });

  it('ties twenty parts together in one go', () => {
    const random = randomFrom(3);
    const at = (count: number, mark: string) => Array.from({ length: count }, (_, one) => `${mark}${one}`);
    const [jurors, entries] = [at(100, 'j'), at(200, 'e')];
    const demand = demandSchema.parse({
      entries: entries.map((id) => ({ id, k: 3 })),
      jurors: jurors.map((id) => ({ id, max: 8 })),
      similarity: jurors.map((_, j) => entries.map((_, e) => (j % 20 === e % 20 ? 0.8 : 0) + 0.2 * random())),
      prices: true,
    });
    expect(partsIn(assigned(demand).pairs)).toBe(20);
    const tied = assigned({ ...demand, connected: true });
    expect(partsIn(tied.pairs)).toBe(1);
    expect(tied.prices?.[0]?.points).toBeGreaterThan(0);
  });

  it('keeps an earlier assignment where that costs less than it counts', () => {
    const random = randomFrom(7);
    const entries = Array.from({ length: 100 }, (_, at) => ({ id: `e${at}`, k: 3 }));
    const jurors = Array.from({ length: 20 }, (_, at) => ({ id: `j${at}`, max: 17 }));
    const similarity = jurors.map(() => entries.map(() => random()));
    const { pairs: previous } = assigned(demandSchema.parse({ entries, jurors, similarity }));
    const changed = similarity.map((row) => row.map((value, at) => (at === 50 ? random() : value)));
    const { kept, total, bound } = assigned(demandSchema.parse({ entries, jurors, similarity: changed, previous }));
    expect(kept?.of).toBe(300);
    expect(kept?.pairs).toBeGreaterThanOrEqual(285);
    expect(bound - total).toBeCloseTo(kept?.points ?? -1, 8);
  });

  it('takes single pairs as well as rows', () => {
    const similarity = [
      { juror: 'x', entry: 'a', value: 0.9 },
      { juror: 'x', entry: 'b', value: 0.1 },
      { juror: 'y', entry: 'a', value: 0.2 },
      { juror: 'y', entry: 'b', value: 0.8 },
    ];
    expect(assign(demandSchema.parse({ ...two, similarity }))).toEqual(assign(demandSchema.parse(two)));
  });

  it.each([
    [
      {
        entries: [
          { id: 'a', k: 1 },
          { id: 'a', k: 1 },
        ],
      },
      'duplicate',
    ],
    [{ conflicts: [['x', 'nobody']] }, 'unknownEntry'],
    [{ fixed: [['nobody', 'a']] }, 'unknownJuror'],
    [{ conflicts: [['x', 'a']], fixed: [['x', 'a']] }, 'fixedAndBarred'],
    [{ similarity: [[1, 1]] }, 'rows'],
    [{ similarity: [[1, 1], [1]] }, 'columns'],
    [
      {
        jurors: [
          { id: 'x', min: 3, max: 2 },
          { id: 'y', max: 2 },
        ],
      },
      'minAboveMax',
    ],
  ])('refuses %j', (change, message) => {
    const { error } = demandSchema.safeParse({ ...two, ...change });
    expect(error?.issues.map((issue) => issue.message)).toContain(message);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, null, '1'])('refuses a similarity of %s', (value) => {
    expect(
      demandSchema.safeParse({
        ...two,
        similarity: [
          [value, 1],
          [1, 1],
        ],
      }).success,
    ).toBe(false);
  });
});
