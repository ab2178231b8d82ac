import fc from 'fast-check';
import { type Edition, spdIndicators } from './edition.ts';
import { findEdition } from './editions.ts';
import type { IndexedInnovation, Levels } from './maturity.ts';
import { type RuleOptions, STAGES } from './options.ts';

/** Regions for tests and properties. */

export function editionOf(year: number): Edition {
  const edition = findEdition(year);
  if (edition === undefined) throw new Error(`no edition ${year}`);
  return edition;
}

/** Every SID indicator at one level, some at another. */
export function sidLevels(edition: Edition, level: number, others: Levels = {}): Levels {
  const codes = edition.sid.indicators.map(({ code }) => code);
  return { ...Object.fromEntries(codes.map((code) => [code, level])), ...others };
}

export function spdLevels(edition: Edition, level: number): Levels {
  return Object.fromEntries(spdIndicators(edition).map(({ code }) => [code, level]));
}

export function anInnovation(over: Partial<IndexedInnovation> = {}): IndexedInnovation {
  return {
    id: 'satu',
    affair: 'Tenaga Kerja',
    stage: 'penerapan',
    implementedOn: '2024-05-01',
    developedOn: null,
    status: 'accepted',
    levels: {},
    ...over,
  };
}

/** So many like this one. */
export function repeat(count: number, over: Partial<IndexedInnovation>, name = 'i'): IndexedInnovation[] {
  return Array.from({ length: count }, (_, at) => anInnovation({ ...over, id: `${name}-${at}` }));
}

const arbitraryLevel = fc.integer({ min: 0, max: 3 });

function arbitraryLevels(codes: readonly string[]): fc.Arbitrary<Levels> {
  return fc.record(Object.fromEntries(codes.map((code) => [code, arbitraryLevel])), { requiredKeys: [] });
}

const arbitraryDate = fc.constantFrom(null, '2023-12-31', '2024-01-01', '2025-12-31', '2026-01-01', '2025-06-15');

export function arbitraryInnovation(edition: Edition): fc.Arbitrary<IndexedInnovation> {
  const affair = fc.oneof(fc.constantFrom(...edition.basicServiceAffairs), fc.constantFrom(...edition.affairs));
  return fc.record({
    id: fc.uuid(),
    affair,
    crossingAffairs: fc.array(affair, { maxLength: 3 }),
    stage: fc.oneof({ weight: 4, arbitrary: fc.constant('penerapan' as const) }, fc.constantFrom(...STAGES)),
    implementedOn: arbitraryDate,
    developedOn: arbitraryDate,
    status: fc.oneof({ weight: 4, arbitrary: fc.constant('accepted' as const) }, fc.constant('rejected' as const)),
    levels: arbitraryLevels(edition.sid.indicators.map(({ code }) => code)),
  });
}

export type ArbitraryRegion = { spd: Levels | number; innovations: IndexedInnovation[] };

export function arbitraryRegion(edition: Edition, maxLength = 25): fc.Arbitrary<ArbitraryRegion> {
  const codes = spdIndicators(edition).map(({ code }) => code);
  const total = fc.integer({ min: 0, max: edition.spd.max * 100 }).map((hundredths) => hundredths / 100);
  return fc.record({
    spd: edition.spd.entry === 'rows' ? arbitraryLevels(codes) : total,
    innovations: fc.uniqueArray(arbitraryInnovation(edition), {
      maxLength,
      selector: ({ id }) => id,
      size: 'max',
    }),
  });
}

export const arbitraryOptions: fc.Arbitrary<RuleOptions> = fc.record({
  stages: fc.subarray([...STAGES], { minLength: 1 }),
  outsideWindow: fc.constantFrom('excluded', 'counted'),
  rejected: fc.constantFrom('zero', 'zero-with-affair', 'excluded'),
  affairs: fc.constantFrom('main', 'main-and-crossing'),
  betweenLevels: fc.constantFrom('lower', 'higher'),
  rounding: fc.constantFrom('half-up', 'half-even', 'down'),
  predicateFrom: fc.constantFrom('rounded', 'exact'),
});
