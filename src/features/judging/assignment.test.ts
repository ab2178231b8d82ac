import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { type Assigned, type Demand, type DemandInput, demandSchema, type Refused } from './assignment.ts';
import { independentOptimum, randomFrom, smallDemand } from './testing-demands.ts';

const seeds = (count: number, first = 1) => Array.from({ length: count }, (_, at) => first + at);

function assigned(demand: Demand): Assigned {
  const outcome = assign(demand);
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome.assigned;
}

function refusedOf(input: DemandInput): Refused[] {
  const outcome = assign(demandSchema.parse(input));
  return 'refused' in outcome ? outcome.refused : [];
}

describe('against an independent exact solver', () => {
  it('the total is the optimum, and what is refused is impossible (290 demands)', async () => {
    let possible = 0;
    for (const seed of seeds(290)) {
      const demand = smallDemand(seed);
      const [own, theirs] = [assign(demand), await independentOptimum(demand)];
      expect([seed, 'refused' in own]).toEqual([seed, theirs === null]);
      if ('refused' in own || theirs === null) continue;
      possible += 1;
      expect(own.assigned.total, `seed ${seed}`).toBeCloseTo(theirs, 6);
      expect(own.assigned.gap, `seed ${seed}`).toBe(0);
    }
    expect(possible).toBeGreaterThanOrEqual(200);
  });

  it('the worst entry gets as much as it can (290 demands)', async () => {
    let possible = 0;
    for (const seed of seeds(290, 1000)) {
      const demand = smallDemand(seed, { objective: 'maxmin' });
      if (demand.entries.every(({ k }) => k === 0)) continue;
      const [own, theirs] = [assign(demand), await independentOptimum(demand)];
      expect([seed, 'refused' in own]).toEqual([seed, theirs === null]);
      if ('refused' in own || theirs === null) continue;
      possible += 1;
      expect(own.assigned.worst, `seed ${seed}`).toBeCloseTo(theirs, 6);
      expect(own.assigned.bound, `seed ${seed}`).toBeCloseTo(theirs, 6);
    }
    expect(possible).toBeGreaterThanOrEqual(200);
  });
});

describe('whatever is asked', () => {
  const seed = fc.integer({ min: 1, max: 1_000_000 });
  const objective = fc.constantFrom('total' as const, 'maxmin' as const);

  it('every pair may be, none stands twice, needs and loads are met', () => {
    fc.assert(
      fc.property(seed, objective, fc.boolean(), (at, goal, connected) => {
        const demand = smallDemand(at, { objective: goal, connected });
        const outcome = assign(demand);
        if ('refused' in outcome) return outcome.refused.length > 0;
        checkPairs(demand, outcome.assigned);
        if (connected) expect(partsIn(outcome.assigned.pairs)).toBeLessThanOrEqual(1);
        return true;
      }),
      { numRuns: 150 },
    );
  });

  it('names mean nothing: other ids, the same assignment', () => {
    fc.assert(
      fc.property(seed, objective, (at, goal) => {
        const demand = smallDemand(at, { objective: goal });
        expect(assign(renamed(demand, 'zz'))).toEqual(renamedOutcome(assign(demand), 'zz'));
      }),
      { numRuns: 60 },
    );
  });

  it('the change that a refusal names makes it possible, and a smaller one does not', () => {
    let full = 0;
    for (const at of seeds(400, 5000)) {
      const demand = smallDemand(at, {
        jurors: smallDemand(at).jurors.map((one) => ({ ...one, min: 0, max: 1 })),
        fixed: [],
      });
      const outcome = assign(demand);
      const told = 'refused' in outcome ? outcome.refused[0] : undefined;
      if (told?.kind !== 'full') continue;
      full += 1;
      const raise = (by: (one: { juror: string; by: number }) => number) => ({
        ...demand,
        jurors: demand.jurors.map((one) => {
          const mine = told.raise.find(({ juror }) => juror === one.id);
          return { ...one, max: one.max + (mine ? by(mine) : 0) };
        }),
      });
      expect(told.raise.reduce((sum, { by }) => sum + by, 0)).toBe(told.readings);
      expect('assigned' in assign(raise(({ by }) => by))).toBe(true);
      const [first] = told.raise;
      expect('refused' in assign(raise((one) => (one === first ? one.by - 1 : one.by)))).toBe(true);
    }
    expect(full).toBeGreaterThan(30);
  });
});

function checkPairs({ entries, jurors, conflicts, fixed }: Demand, { pairs, total, worst }: Assigned): void {
  const key = (pair: [string, string]) => pair.join(' ');
  const all = new Set(pairs.map(key));
  expect(all.size).toBe(pairs.length);
  expect(conflicts.filter((pair) => all.has(key(pair)))).toEqual([]);
  expect(fixed.filter((pair) => !all.has(key(pair)))).toEqual([]);
  for (const { id, k } of entries) expect(pairs.filter(([, entry]) => entry === id)).toHaveLength(k);
  for (const { id, min, max } of jurors) {
    const load = pairs.filter(([juror]) => juror === id).length;
    expect(load).toBeGreaterThanOrEqual(min);
    expect(load).toBeLessThanOrEqual(max);
  }
  expect(Number.isFinite(total) && Number.isFinite(worst)).toBe(true);
}

function partsIn(pairs: readonly [string, string][]): number {
  const parents = new Map<string, string>();
  const rootOf = (one: string): string => {
    const parent = parents.get(one) ?? one;
    return parent === one ? one : rootOf(parent);
  };
  for (const [juror, entry] of pairs) parents.set(rootOf(`j ${juror}`), rootOf(`e ${entry}`));
  return new Set(pairs.map(([juror]) => rootOf(`j ${juror}`))).size;
}

function renamed(demand: Demand, mark: string): Demand {
  const pair = ([juror, entry]: [string, string]): [string, string] => [mark + juror, mark + entry];
  return {
    ...demand,
    entries: demand.entries.map((one) => ({ ...one, id: mark + one.id })),
    jurors: demand.jurors.map((one) => ({ ...one, id: mark + one.id })),
    conflicts: demand.conflicts.map(pair),
    fixed: demand.fixed.map(pair),
  };
}

function renamedOutcome(outcome: ReturnType<typeof assign>, mark: string): unknown {
  return JSON.parse(JSON.stringify(outcome).replaceAll(/"([ej]\d+)"/g, `"${mark}$1"`));
}

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
