import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWord, slips, slipsAllowed } from './spelling.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'k', 'n'), maxLength: 8 });

describe('slips between two words', () => {
  it.each([
    ['sampah', 'sampah', 0],
    ['smpah', 'sampah', 1],
    ['sammpah', 'sampah', 1],
    ['sampih', 'sampah', 1],
    ['pelayanna', 'pelayanan', 1],
    ['hidropnik', 'hidroponik', 1],
    ['pusksmas', 'puskesmas', 1],
    ['', 'desa', 4],
  ])('%s → %s: %i', (from, to, expected) => expect(slips(from, to)).toBe(expected));

  it('are a distance: none only to itself, the same both ways, never more than the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slips(a, b)).toBe(slips(b, a));
        expect(slips(a, b) === 0).toBe(a === b);
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(slips(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('the word that is meant', () => {
  const known = [
    { word: 'sampah', uses: 40 },
    { word: 'sampan', uses: 2 },
    { word: 'hidroponik', uses: 9 },
    { word: 'hidrologi', uses: 3 },
    { word: 'sumpah', uses: 1 },
  ];
  it('is the one with fewest slips, then the most used', () => {
    expect(nearestWord('smpah', known)).toBe('sampah');
    expect(nearestWord('sampaj', known)).toBe('sampah');
    expect(nearestWord('sumpah', known)).toBe('sumpah');
    expect(nearestWord('hidropnik', known)).toBe('hidroponik');
  });
  it('is the most used one that begins like it when none is near', () => {
    expect(nearestWord('hidr', known)).toBe('hidroponik');
  });
  it('is none when nothing is alike', () => {
    expect(nearestWord('robot', known)).toBeNull();
    expect(nearestWord('smp', known)).toBeNull();
  });
  it('is always one of those known, within the slips allowed or beginning alike', () => {
    const candidates = fc.array(fc.record({ word, uses: fc.nat() }));
    fc.assert(
      fc.property(word, candidates, (typed, among) => {
        const meant = nearestWord(typed, among);
        if (meant === null) return;
        expect(among.map((one) => one.word)).toContain(meant);
        expect(slips(typed, meant) <= slipsAllowed(typed.length) || meant.startsWith(typed)).toBe(true);
      }),
    );
  });
});
