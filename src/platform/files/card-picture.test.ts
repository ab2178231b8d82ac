import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawCard } from './card-picture.ts';
import { wrapWords } from './wrap-words.ts';

const words = { above: 'Desa Muara Bakti', title: 'Bank Sampah Sabtu', foot: 'Kabupaten Bekasi', mark: null };

test('a card is a PNG of 1200 × 630 pixels, small enough to be fetched by a phone', async () => {
  const card = await drawCard(words);
  expect(await sharp(card).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(card.length).toBeLessThan(100_000);
});

test('what it says is drawn: other words make another picture, the same words the same', async () => {
  const card = await drawCard(words);
  expect((await drawCard(words)).equals(card)).toBe(true);
  expect((await drawCard({ ...words, title: 'Bank Sampah Ahad' })).equals(card)).toBe(false);
  expect((await drawCard({ ...words, mark: 'contoh' })).equals(card)).toBe(false);
});

test('marks, odd letters and very long words do not break it', async () => {
  for (const title of [
    '<b>&"\'</span>',
    '\u0000\u0007',
    '',
    '🌿 نص',
    'a'.repeat(3000),
    'M'.repeat(300),
    'Z\u0335\u0322'.repeat(90),
    'kata '.repeat(200),
  ]) {
    expect(await sharp(await drawCard({ ...words, title, above: title, foot: title })).metadata()).toMatchObject({
      width: 1200,
    });
  }
});

test('lines break between words and end with an ellipsis when there are too many', () => {
  expect(wrapWords('Satu dua tiga empat', 9, 4)).toEqual(['Satu dua', 'tiga', 'empat']);
  expect(wrapWords('Satu dua tiga empat', 9, 2)).toEqual(['Satu dua', 'tiga…']);
  expect(wrapWords('abcdefghijkl', 5, 9)).toEqual(['abcde', 'fghij', 'kl']);
  expect(wrapWords('   ', 5, 2)).toEqual([' ']);
});

test('no line is too wide, none too many, and nothing is lost while there is room', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 6 }),
      (text, wide, most) => {
        const lines = wrapWords(text, wide, most);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(wide);
        const all = wrapWords(text, wide, Number.POSITIVE_INFINITY).join('').replace(/\s/gu, '');
        expect(all).toBe(text.replace(/\s/gu, ''));
      },
    ),
  );
});
