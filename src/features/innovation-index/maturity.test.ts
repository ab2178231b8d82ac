import { describe, expect, it } from 'vitest';
import { maturityRows, readInnovation, scoreInnovation } from './maturity.ts';
import { DEFAULT_OPTIONS, type RuleOptions } from './options.ts';
import { anInnovation, editionOf, sidLevels } from './region-arbitrary.ts';
import { scoreRegion } from './scoring.ts';

const edition = editionOf(2026);
const levels = sidLevels(edition, 2);

describe('readInnovation', () => {
  const judged = (over: Parameters<typeof anInnovation>[0], options: Partial<RuleOptions> = {}) => {
    const rules = { ...DEFAULT_OPTIONS, ...options };
    const { counted, scored, represents, reasons } = readInnovation(edition, anInnovation({ levels, ...over }), rules);
    return [counted, scored, represents, ...reasons];
  };

  it('counts an accepted one in the window', () => {
    expect(judged({})).toEqual([true, true, true]);
  });

  it('counts the first and the last day of the window, of either date', () => {
    expect(judged({ implementedOn: '2024-01-01' })).toEqual([true, true, true]);
    expect(judged({ implementedOn: '2025-12-31' })).toEqual([true, true, true]);
    expect(judged({ implementedOn: '2019-01-01', developedOn: '2025-01-01' })).toEqual([true, true, true]);
    expect(judged({ implementedOn: null, developedOn: '2025-01-01' })).toEqual([true, true, true]);
  });

  it('leaves out what lies outside, or has no date', () => {
    const outside = [false, false, false, 'outside-window'];
    expect(judged({ implementedOn: '2023-12-31' })).toEqual(outside);
    expect(judged({ implementedOn: '2026-01-01', developedOn: '2023-01-01' })).toEqual(outside);
    expect(judged({ implementedOn: null })).toEqual([false, false, false, 'no-date']);
    expect(judged({ implementedOn: undefined, developedOn: undefined })).toEqual([false, false, false, 'no-date']);
    expect(judged({ implementedOn: '2023-12-31' }, { outsideWindow: 'counted' })).toEqual([true, true, true]);
    expect(judged({ implementedOn: null }, { outsideWindow: 'counted' })).toEqual([true, true, true]);
  });

  it('counts penerapan only, unless told', () => {
    expect(judged({ stage: 'uji coba' })).toEqual([false, false, false, 'stage']);
    expect(judged({ stage: 'inisiatif' })).toEqual([false, false, false, 'stage']);
    expect(judged({ stage: 'uji coba' }, { stages: ['penerapan', 'uji coba'] })).toEqual([true, true, true]);
    expect(judged({}, { stages: ['uji coba'] })).toEqual([false, false, false, 'stage']);
  });

  it('keeps a rejected one in n without levels and affair, unless told', () => {
    const rejected = { status: 'rejected' as const };
    expect(judged(rejected)).toEqual([true, false, false, 'rejected']);
    expect(judged(rejected, { rejected: 'zero-with-affair' })).toEqual([true, false, true, 'rejected']);
    expect(judged(rejected, { rejected: 'excluded' })).toEqual([false, false, false, 'rejected']);
  });

  it('names every reason', () => {
    const all = { stage: 'inisiatif', implementedOn: null, status: 'rejected', levels: { 'SID-16': 0 } } as const;
    expect(judged(all)).toEqual([false, false, false, 'stage', 'no-date', 'rejected', 'no-levels']);
    expect(judged({ levels: {} })).toEqual([true, true, true, 'no-levels']);
  });
});

describe('scoreInnovation', () => {
  it('sums weight x level: 37 at level 1, 111 at level 3', () => {
    const maturity = (level: number) =>
      scoreInnovation(edition, anInnovation({ levels: sidLevels(edition, level) })).maturity;
    expect([0, 1, 2, 3].map(maturity)).toEqual([0, 37, 74, 111]);
    expect(scoreInnovation(edition, anInnovation({ levels: { 'SID-16': 2, 'SID-35': 3 } })).maturity).toBe(18);
  });

  it('is 0 for a rejected one, and its own for one that is not counted', () => {
    expect(scoreInnovation(edition, anInnovation({ status: 'rejected', levels }))).toEqual({
      id: 'satu',
      maturity: 0,
      counted: true,
      reasons: ['rejected'],
    });
    expect(scoreInnovation(edition, anInnovation({ stage: 'uji coba', levels }))).toEqual({
      id: 'satu',
      maturity: 74,
      counted: false,
      reasons: ['stage'],
    });
  });

  it('shows each row with the reason for its zero', () => {
    const rows = maturityRows(edition, anInnovation({ levels: { 'SID-16': 2, 'SID-17': 0 } }));
    expect(rows.length).toBe(20);
    expect(rows.slice(0, 3)).toEqual([
      { code: 'SID-16', weight: 3, level: 2, score: 6, max: 9, zero: null },
      { code: 'SID-17', weight: 2, level: 0, score: 0, max: 6, zero: 'level-zero' },
      { code: 'SID-18', weight: 2, level: 0, score: 0, max: 6, zero: 'not-filled' },
    ]);
    expect(maturityRows(edition, anInnovation({ status: 'rejected', levels }))[0]).toEqual({
      code: 'SID-16',
      weight: 3,
      level: 2,
      score: 0,
      max: 9,
      zero: 'rejected',
    });
  });
});

describe('options in a region', () => {
  const affairs = edition.basicServiceAffairs;
  const innovations = affairs
    .slice(0, 5)
    .map((affair, at) => anInnovation({ id: affair, affair, levels, status: at === 0 ? 'rejected' : 'accepted' }));
  const scored = (options: Partial<RuleOptions>, list = innovations) => {
    const score = scoreRegion(edition, { spd: {}, innovations: list }, { ...DEFAULT_OPTIONS, ...options });
    return [score.n, score.basicServiceAffairs, score.countScore, score.meanMaturity];
  };

  it('a rejected innovation stays in n and in the count score, its affair does not', () => {
    expect(scored({})).toEqual([5, 4, 0, 296 / 12]);
    expect(scored({ rejected: 'zero-with-affair' })).toEqual([5, 5, 1.9, 296 / 12]);
    expect(scored({ rejected: 'excluded' })).toEqual([4, 4, 0, 296 / 12]);
    const sixth = anInnovation({ affair: affairs[5] ?? '', levels });
    expect(scored({}, [...innovations, sixth])).toEqual([6, 5, 2.28, 370 / 12]);
  });

  it('crossing affairs represent only when told', () => {
    const crossing = innovations.map((one) => ({ ...one, affair: 'Pangan', crossingAffairs: [one.affair] }));
    expect(scored({ rejected: 'zero-with-affair' }, crossing)).toEqual([5, 0, 0, 296 / 12]);
    expect(scored({ rejected: 'zero-with-affair', affairs: 'main-and-crossing' }, crossing)).toEqual([
      5,
      5,
      1.9,
      296 / 12,
    ]);
  });

  it('rounding and the source of the predicate are choices', () => {
    // 80 innovations that sum to 7,961 and SPD 63: exactly 65.005
    const full = Array.from({ length: 71 }, (_, at) => anInnovation({ id: `f${at}`, levels: sidLevels(edition, 3) }));
    const eighty = anInnovation({ levels: sidLevels(edition, 2, { 'SID-35': 3, 'SID-17': 3 }) });
    const empty = Array.from({ length: 8 }, (_, at) => anInnovation({ id: `e${at}` }));
    const spd = edition.spd.entry === 'rows' ? edition.spd.indicators : [];
    const region = {
      spd: Object.fromEntries(spd.map(({ code }) => [code, 3])),
      innovations: [...full, eighty, ...empty],
    };
    const index = (options: Partial<RuleOptions>) => {
      const score = scoreRegion(edition, region, { ...DEFAULT_OPTIONS, ...options });
      return [score.index, score.predicate];
    };
    expect(index({})).toEqual([65.01, 'Sangat Inovatif']);
    expect(index({ predicateFrom: 'exact' })).toEqual([65.01, 'Inovatif']);
    expect(index({ rounding: 'half-even' })).toEqual([65, 'Inovatif']);
    expect(index({ rounding: 'down' })).toEqual([65, 'Inovatif']);
  });
});
