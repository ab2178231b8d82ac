import { describe, expect, it } from 'vitest';
import type { ScoredPart } from './aftermath.ts';
import { namesIn, withoutNames } from './discretion.ts';
import { quantile, stageFeedback } from './feedback.ts';

const scored = (values: Record<string, number[]>): ScoredPart => ({
  ...{ categoryId: 'c', category: 'Desa', stage: 'desk', seed: 1, scale: [1, 5], mentored: [] },
  criteria: [{ id: 'k', name: 'Manfaat', question: '', weight: 1 }],
  scores: Object.entries(values).flatMap(([entry, all]) =>
    all.map((value, at) => ({ entry, juror: `j${at}`, criterion: 'k', value })),
  ),
});

describe('feedback on one entry', () => {
  it('stands beside quartiles of the category', () => {
    const part = scored({ a: [5, 4], b: [4, 4], c: [3, 3], d: [2, 2], e: [1, 1] });
    expect(stageFeedback(part, 'a')).toEqual({
      ...{ stage: 'desk', scale: [1, 5], entries: 5 },
      criteria: [{ name: 'Manfaat', own: 4.5, field: { low: 2, median: 3, high: 4 } }],
    });
    expect(stageFeedback(part, 'x')).toBeNull();
  });

  it('tells no figures of a single juror, and no field of a few', () => {
    expect(stageFeedback(scored({ a: [5], b: [1, 2] }), 'a')?.criteria).toBeNull();
    expect(stageFeedback(scored({ a: [5, 5], b: [1, 2] }), 'a')?.criteria?.[0]?.field).toBeNull();
  });

  it('takes quartiles between neighbours', () => {
    expect([quantile([1, 2, 3, 4], 0.25), quantile([1, 2, 3, 4], 0.5), quantile([7], 0.75)]).toEqual([1.75, 2.5, 7]);
  });
});

describe('names in free text', () => {
  const names = ['Dr. Rina Contoh, M.Si. (contoh)'];

  it('are found with and without titles, never inside other words', () => {
    expect(namesIn('kata RINA CONTOH kemarin', names)).toBe(true);
    expect(namesIn('Rina Contohnya', names)).toBe(false);
    expect(namesIn('tanpa nama', names)).toBe(false);
  });

  it('are blotted out', () => {
    expect(withoutNames('Salam, Rina Contoh.', names)).toBe('Salam, ….');
  });
});
