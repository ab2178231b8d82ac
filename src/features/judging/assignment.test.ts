import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import type { Assigned, Demand } from './assignment.ts';
import { independentOptimum, partsIn, smallDemand } from './testing-demands.ts';

const seeds = (count: number, first = 1) => Array.from({ length: count }, (_, at) => first + at);

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
