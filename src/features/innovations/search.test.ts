import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeFilters,
  type CatalogueSearch,
  deepestPage,
  everything,
  parseSearch,
  saysNothing,
  searchAddress,
  searchedWords,
  stopWords,
} from './search.ts';

const read = (address: string): CatalogueSearch => {
  const query = new URL(address, 'http://x').searchParams;
  return parseSearch((name) => query.get(name) ?? undefined);
};

const search: fc.Arbitrary<CatalogueSearch> = fc
  .record({
    text: fc.oneof(
      fc.constantFrom('', 'bank sampah', 'dan', 'Posyandu Keliling 3R'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
    exact: fc.boolean(),
    programs: fc.boolean(),
    affair: fc.constantFrom(null, 'Kesehatan', 'Koperasi, Usaha Kecil dan Menengah'),
    topic: fc.constantFrom(null, 'pangan-sehat'),
    organizationKind: fc.constantFrom(null, 'district_office'),
    district: fc.constantFrom(null, '32.16.02'),
    stage: fc.constantFrom(null, 'uji coba'),
    year: fc.constantFrom(null, 2024),
    sort: fc.constantFrom('best' as const, 'newest' as const, 'title' as const),
    page: fc.integer({ min: 1, max: deepestPage }),
  })
  // What a page holds is always something that was read.
  .map((wild) => {
    const text = parseSearch((name) => (name === 'q' ? wild.text : undefined)).text;
    const sort = wild.sort === 'best' && searchedWords(text).length === 0 ? 'newest' : wild.sort;
    return { ...wild, text, sort };
  });

describe('the address of a search', () => {
  it('is read back as the same search', () => {
    fc.assert(
      fc.property(search, (one) => {
        expect(read(searchAddress(one, { page: one.page }))).toEqual(one);
      }),
    );
  });

  it('leads to the first page whenever anything else changes, and keeps all other filters', () => {
    fc.assert(
      fc.property(search, (one) => {
        const next = read(searchAddress(one, { affair: 'Pendidikan' }));
        expect(next).toEqual({ ...one, affair: 'Pendidikan', page: 1 });
      }),
    );
  });

  it('is short for everything', () => {
    expect(searchAddress(everything)).toBe('/inovasi');
    expect(searchAddress({ ...everything, text: 'bank sampah', sort: 'best', year: 2024, page: 3 }, { page: 3 })).toBe(
      '/inovasi?q=bank+sampah&tahun=2024&hal=3',
    );
  });

  it('is read whatever stands in it', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(undefined, '-1', '1e9', '٣', 'NaN', '999999'),
    );
    fc.assert(
      fc.property(fc.func(anything), (value) => {
        const read = parseSearch(value);
        expect(read.text.length).toBeLessThanOrEqual(200);
        expect(read.text.isWellFormed()).toBe(true);
        expect(read.text).not.toMatch(/[\p{C}]/u);
        expect(read.page).toBeGreaterThanOrEqual(1);
        expect(read.page).toBeLessThanOrEqual(deepestPage);
        for (const key of activeFilters(read)) expect(String(read[key])).toMatch(/^[\p{L}\p{N} ,./()&_-]+$/u);
      }),
    );
  });
});

describe('the words of a search', () => {
  it('are those with a meaning, each once, at most eight', () => {
    expect(searchedWords('Pelayanan yang CEPAT di puskesmas, untuk pelayanan!')).toEqual([
      'pelayanan',
      'cepat',
      'puskesmas',
    ]);
    expect(searchedWords('TPS-3R / e-KTP')).toEqual(['tps', '3r', 'e', 'ktp']);
    expect(searchedWords('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10')).toHaveLength(8);
  });

  it('hold letters and digits only, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        for (const word of searchedWords(text)) expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
      }),
    );
  });

  it('are none when all of them stand everywhere', () => {
    expect(saysNothing('dan yang untuk')).toBe(true);
    expect(searchedWords('dan yang untuk')).toEqual([]);
    expect(saysNothing('')).toBe(false);
    expect(saysNothing('!!')).toBe(false);
    expect(saysNothing('dan desa')).toBe(false);
  });

  it('leave no word of the domain out', () => {
    for (const word of ['desa', 'warga', 'pelayanan', 'inovasi', 'kali', 'air', 'baru', 'anak'])
      expect(stopWords.has(word)).toBe(false);
  });
});
