import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NamedOrganization, normalizeName, ownerMatcher } from './owner.ts';

const one = (id: string, kind: NamedOrganization['kind'], name: string, more: Partial<NamedOrganization> = {}) => ({
  id,
  kind,
  name,
  shortName: null,
  reference: null,
  ...more,
});

test.each([
  ['Puskesmas Lemahabang', 'PUSKESMAS LEMAH  ABANG'],
  ['RSUD Cabangbungin', 'Rumah Sakit Umum Daerah Cabangbungin'],
  ['SMK Mitra Industri', 'SMKS MITRA INDUSTRI'],
  ['SMK Negeri 1 Babelan', 'SMKN 1 BABELAN'],
  ['Kec. Babelan', 'Kecamatan Babelan'],
  ['Dinas Komunikasi, Informatika, Persandian & Statistik', 'Dinas Komunikasi Informatika Persandian dan Statistik'],
])('"%s" and "%s" are one name', (a, b) => {
  expect(normalizeName(a)).toBe(normalizeName(b));
});

describe('an owner is exactly one organisation or none', () => {
  const list = [
    one('a', 'village', 'Desa Sukamaju', { reference: '32.16.01.2001' }),
    one('b', 'village', 'Desa Sukamaju', { reference: '32.16.02.2001' }),
    one('c', 'agency', 'Dinas Kesehatan', { shortName: 'Dinkes' }),
    one('d', 'puskesmas', 'Puskesmas Sukamaju', { reference: 'P1' }),
  ];
  const match = ownerMatcher(list);

  test.each([
    ['two of the same name', { name: 'Desa Sukamaju', kind: 'desa' }, null],
    ['told apart by their code', { name: 'Desa Suka Maju', code: '32.16.02.2001', kind: 'desa' }, 'b'],
    ['a code that another name has', { name: 'Desa Sukarasa', code: '32.16.02.2001', kind: 'desa' }, null],
    ['a name with an unknown code', { name: 'Puskesmas Sukamaju', code: 'P2', kind: 'puskesmas' }, null],
    ['a short name', { name: 'DINKES', kind: 'perangkat-daerah' }, 'c'],
    ['a right name of the wrong kind', { name: 'Dinas Kesehatan', kind: 'desa' }, null],
    ['a word for a kind that nobody has', { name: 'Dinas Kesehatan', kind: 'kabupaten' }, null],
    ['no kind and no code', { name: 'Dinas Kesehatan' }, 'c'],
    ['part of an organisation', { name: 'Bidang Gizi, Dinas Kesehatan', kind: 'perangkat-daerah' }, null],
    ['several at once', { name: 'Desa Sukamaju, Sukarasa dan Sukadami', kind: 'desa' }, null],
    ['nothing', { name: ' ', kind: 'desa' }, null],
  ])('%s', (_, owner, id) => {
    expect(match(owner)).toBe(id);
  });
});

test('capitals, spaces and punctuation never change a name; nothing else is left of any text', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(' ', '  ', ', ', ' - ', '. '),
      (words, gap) => {
        const name = words.join(' ');
        expect(normalizeName(words.map((part) => part.toUpperCase()).join(gap))).toBe(normalizeName(name));
      },
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(normalizeName(text)).toMatch(/^[\p{L}\p{N}]*$/u);
    }),
  );
});
