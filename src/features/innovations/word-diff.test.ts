import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, type Stretch, shorten } from './word-diff.ts';

const without = (kind: Stretch['kind'], stretches: readonly Stretch[]) =>
  stretches
    .filter((one) => one.kind !== kind)
    .map((one) => one.text)
    .join('');

const words = fc
  .array(fc.constantFrom('sampah', 'warga', 'desa', 'setiap', 'Sabtu', '3R', 'air-bersih', ',', '.', '\n', '\t'), {
    maxLength: 60,
  })
  .map((list) => list.join(' '));
const text = fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constantFrom('', ' ', '\n'));

describe('a difference word by word', () => {
  it('gives back either text', () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const stretches = diffWords(older, newer);
        expect(without('added', stretches)).toBe(older);
        expect(without('removed', stretches)).toBe(newer);
      }),
    );
  });

  it('of a text with itself is the text', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(diffWords(same, same)).toEqual(same === '' ? [] : [{ kind: 'same', text: same }]);
      }),
    );
  });

  it('has no empty stretch, and no two of a kind side by side but removed before added', () => {
    fc.assert(
      fc.property(words, words, (older, newer) => {
        const stretches = diffWords(older, newer);
        for (const [at, { kind, text }] of stretches.entries()) {
          expect(text).not.toBe('');
          expect(stretches[at + 1]?.kind).not.toBe(kind);
        }
      }),
    );
  });

  it('names the words that changed, and a phrase as one', () => {
    expect(
      diffWords('Warga menabung sampah setiap Sabtu.', 'Warga menabung sampah kering setiap Minggu pagi.'),
    ).toEqual([
      { kind: 'same', text: 'Warga menabung sampah ' },
      { kind: 'added', text: 'kering ' },
      { kind: 'same', text: 'setiap ' },
      { kind: 'removed', text: 'Sabtu' },
      { kind: 'added', text: 'Minggu pagi' },
      { kind: 'same', text: '.' },
    ]);
    expect(diffWords('satu dua', 'tiga empat')).toEqual([
      { kind: 'removed', text: 'satu dua' },
      { kind: 'added', text: 'tiga empat' },
    ]);
  });

  it('gives up on words where it would cost much, and stays right', () => {
    const of = (letter: string) => Array.from({ length: 3000 }, (_, at) => `${letter}${at}`).join(' ');
    const began = performance.now();
    const stretches = diffWords(of('a'), of('b'));
    expect(performance.now() - began).toBeLessThan(2000);
    expect(stretches).toEqual([
      { kind: 'removed', text: of('a') },
      { kind: 'added', text: of('b') },
    ]);
  });
});

describe('shortened for reading', () => {
  it('keeps every change and counts the words left out', () => {
    const long = Array.from({ length: 200 }, (_, at) => `kata${at}`).join(' ');
    const shown = shorten(diffWords(`lama ${long} lama`, `baru ${long} baru`));
    expect(shown.filter((one) => one.kind === 'removed' || one.kind === 'added')).toHaveLength(4);
    const left = shown.flatMap((one) => (one.kind === 'same' ? (one.text.match(/\S+/g) ?? []) : [])).length;
    const gap = shown.find((one) => one.kind === 'gap');
    expect(gap?.kind === 'gap' && gap.words + left).toBe(200);
  });

  it('leaves short texts alone', () => {
    fc.assert(
      fc.property(words, words, (older, newer) => {
        const stretches = diffWords(older, newer).filter((one) => one.text.length <= 400);
        expect(shorten(stretches)).toEqual(stretches);
      }),
    );
  });
});
