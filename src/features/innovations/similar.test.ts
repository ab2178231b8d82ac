import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stopWords } from './search.ts';
import { markWords } from './similar.ts';
import { ideaWords, planSearch, type Stem, tsqueryOf } from './similar-plan.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('bank', 'sampah', 'di', 'sekolah', '3R', 'TPS-3R', "d'esa", 'dan', '2024'), {
      maxLength: 40,
    })
    .map((list) => list.join(' ')),
);

describe('the words of an idea', () => {
  it('are known to the projection by their shape, each once, those of the title first', () => {
    fc.assert(
      fc.property(text, text, (title, body) => {
        const words = ideaWords({ title, text: body });
        expect(new Set(words.map((one) => one.word)).size).toBe(words.length);
        expect(words.toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle))).toEqual(words);
        for (const { word } of words) {
          expect(word).toMatch(/^\p{L}{3,40}$/u);
          expect(stopWords.has(word)).toBe(false);
        }
      }),
    );
  });

  it('are few, however long the text', () => {
    const long = Array.from(
      { length: 5000 },
      (_, at) => `kata${String.fromCharCode(97 + (at % 26), 97 + ((at / 26) % 26))}`,
    ).join(' ');
    expect(ideaWords({ title: long, text: long }).length).toBeLessThanOrEqual(120);
  });
});

const stem = fc.record({
  stem: fc.stringMatching(/^[a-z]{3,8}$/),
  inTitle: fc.boolean(),
  uses: fc.integer({ min: 0, max: 100_000 }),
});
const stems = fc.uniqueArray(stem, { selector: (one) => one.stem, maxLength: 60 });

describe('the plan of the search', () => {
  it('is bounded: few terms, few groups, few rows by the counts', () => {
    fc.assert(
      fc.property(stems, fc.integer({ min: 1, max: 100_000 }), (list, total) => {
        const { terms, groups } = planSearch(list, total);
        expect(terms.length).toBeLessThanOrEqual(8);
        expect(groups.length).toBeLessThanOrEqual(10);
        const uses = new Map(list.map((one) => [one.stem, one.uses]));
        const alone = groups.filter((group) => group.length === 1).map(([one]) => uses.get(one ?? '') ?? 0);
        // One stem that stands everywhere may be all there is: then the statement's own limit bounds the rows.
        if (groups.length > 1) expect(alone.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1500);
        for (const { uses: count, weight } of terms) expect([count > 0, weight > 0]).toEqual([true, true]);
        for (const group of groups) for (const one of group) expect(terms.map((term) => term.stem)).toContain(one);
      }),
    );
  });

  it('takes telling stems alone and common ones of the title together', () => {
    const list: Stem[] = [
      { stem: 'hidroponik', inTitle: true, uses: 900 },
      { stem: 'layan', inTitle: true, uses: 40_000 },
      { stem: 'warga', inTitle: true, uses: 20_000 },
      { stem: 'sampah', inTitle: true, uses: 8000 },
      { stem: 'desa', inTitle: false, uses: 30_000 },
      { stem: 'tidakada', inTitle: true, uses: 0 },
    ];
    expect(planSearch(list, 100_000).groups).toEqual([['hidroponik']]);
    const without = planSearch(list.slice(1), 1_000_000);
    expect(without.groups).toEqual([
      ['sampah', 'warga'],
      ['sampah', 'layan'],
    ]);
    expect(planSearch(list.slice(1, 3), 50_000).groups).toEqual([['warga', 'layan']]);
    expect(planSearch([], 10)).toEqual({ terms: [], groups: [] });
    expect(planSearch(list, 0)).toEqual({ terms: [], groups: [] });
  });

  it('is written as PostgreSQL reads it', () => {
    expect(tsqueryOf([['air'], ['bank', 'sampah']])).toBe("('air') | ('bank' & 'sampah')");
  });
});

it('marking words changes no letter of the text', () => {
  fc.assert(
    fc.property(text, fc.array(fc.constantFrom<string>('bank', 'sampah', 'desa')), (body, words) => {
      const parts = markWords(body, words);
      expect(parts.map((one) => one.text).join('')).toBe(body);
      for (const part of parts) expect(part.shared).toBe(words.includes(part.text.toLowerCase()));
    }),
  );
});
