import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, choose, type Quota, quotasSchema } from './quota.ts';

const candidate = (entryId: string, points: number, more: Partial<Candidate> = {}): Candidate => ({
  entryId,
  points,
  district: null,
  organizationKind: 'village',
  organization: entryId,
  newcomer: false,
  ...more,
});

const ranked = [
  candidate('a', 4.8, { district: '01' }),
  candidate('b', 4.6, { district: '01' }),
  candidate('c', 4.1, { district: '02' }),
  candidate('d', 3.9, { district: '02', newcomer: true }),
];

test.each<[string, Quota[], string[], number]>([
  ['nothing', [], ['a', 'b'], 0],
  ['one a district', [{ kind: 'at_most', by: 'district', count: 1 }], ['a', 'c'], 0.5],
  ['a newcomer', [{ kind: 'newcomers', count: 1 }], ['a', 'd'], 0.7],
  ['two a district', [{ kind: 'at_most', by: 'district', count: 2 }], ['a', 'b'], 0],
])('under %s the best set and its price', (_, quotas, ids, price) => {
  const chosen = choose(ranked, 2, quotas);
  expect(chosen?.entryIds).toEqual(ids);
  expect(chosen?.price).toBeCloseTo(price, 9);
});

test('what cannot be met has no answer, and nobody without a district is counted into one', () => {
  expect(choose(ranked, 2, [{ kind: 'newcomers', count: 2 }])).toBeNull();
  expect(choose(ranked, 3, [{ kind: 'at_most', by: 'organizationKind', count: 2 }])).toBeNull();
  const nowhere = [candidate('x', 2), candidate('y', 1)];
  expect(choose(nowhere, 2, [{ kind: 'at_most', by: 'district', count: 1 }])?.entryIds).toEqual(['x', 'y']);
});

test('a quota is set once', () => {
  const one = { kind: 'newcomers', count: 1 };
  expect([quotasSchema.safeParse([one]).success, quotasSchema.safeParse([one, one]).success]).toEqual([true, false]);
});

const problem = fc.record({
  list: fc.array(
    fc.record({
      points: fc.integer({ min: 0, max: 20 }),
      district: fc.option(fc.constantFrom('01', '02', '03')),
      organizationKind: fc.constantFrom('village', 'ward'),
      organization: fc.constantFrom('p', 'q', 'r', 's'),
      newcomer: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  size: fc.integer({ min: 1, max: 4 }),
  quotas: fc.uniqueArray(
    fc.oneof(
      fc.record({
        kind: fc.constant('at_most' as const),
        by: fc.constantFrom('district' as const, 'organizationKind' as const, 'organization' as const),
        count: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ kind: fc.constant('newcomers' as const), count: fc.integer({ min: 1, max: 3 }) }),
    ),
    { maxLength: 4, selector: (one) => (one.kind === 'at_most' ? one.by : one.kind) },
  ),
});

function meets(set: readonly Candidate[], quotas: readonly Quota[]): boolean {
  return quotas.every((quota) => {
    if (quota.kind === 'newcomers')
      return set.filter(({ newcomer }) => newcomer).length >= Math.min(quota.count, set.length);
    const groups = set.map((one) => one[quota.by]).filter((one) => one !== null);
    return groups.every((group) => groups.filter((other) => other === group).length <= quota.count);
  });
}

function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((one, at) => subsets(list.slice(at + 1), size - 1).map((rest) => [one, ...rest]));
}

test('no other set that meets the quotas has more points, against every set there is', () => {
  fc.assert(
    fc.property(problem, ({ list, size, quotas }) => {
      const all = list.map((one, at) => candidate(`e${at}`, one.points, one)).sort((a, b) => b.points - a.points);
      const possible = subsets(all, Math.min(size, all.length)).filter((set) => meets(set, quotas));
      const best = Math.max(...possible.map((set) => set.reduce((sum, { points }) => sum + points, 0)));
      const chosen = choose(all, size, quotas);
      if (possible.length === 0) {
        expect(chosen).toBeNull();
        return;
      }
      expect(chosen?.points).toBe(best);
      const set = all.filter(({ entryId }) => chosen?.entryIds.includes(entryId));
      expect(meets(set, quotas)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('five hundred entries for fifty places are chosen at once', () => {
  const many = Array.from({ length: 500 }, (_, at) =>
    candidate(`e${at}`, 500 - at, { district: `${at % 23}`, organization: `o${at % 187}`, newcomer: at % 9 === 0 }),
  );
  const quotas: Quota[] = [
    { kind: 'at_most', by: 'district', count: 3 },
    { kind: 'newcomers', count: 10 },
  ];
  const begun = performance.now();
  expect(choose(many, 50, quotas)?.entryIds).toHaveLength(50);
  expect(performance.now() - begun).toBeLessThan(5000);
});
