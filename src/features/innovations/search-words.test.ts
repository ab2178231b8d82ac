import { expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { everything } from './search.ts';
import { searchInWords } from './search-words.ts';

const nothing = { topic: null, district: null };

test('a search is said in words, with the names of what it asks for', () => {
  expect(searchInWords(everything, nothing, messages)).toBe('');
  const search = { ...everything, text: 'sampah', topic: 'lingkungan-hidup', district: '32.16.02', year: 2025 };
  expect(searchInWords(search, { topic: 'lingkungan hidup', district: 'Babelan' }, messages)).toBe(
    'untuk “sampah”; Topik: lingkungan hidup; Kecamatan: Babelan; Tahun: 2025',
  );
  // An address may name what there is not.
  expect(searchInWords({ ...everything, district: '99.99.99' }, nothing, messages)).toBe('Kecamatan: 99.99.99');
  const other = { ...everything, programs: true, organizationKind: 'village', stage: 'penerapan' };
  expect(searchInWords(other, nothing, messages)).toMatch(/^Program dan layanan lain; Jenis organisasi: Desa; Tahap: /);
});
