import { expect, it } from 'vitest';
import { villageCalled } from './village-called.ts';

const villages = [
  { id: 'a', name: 'Desa Pasirsari' },
  { id: 'b', name: 'Desa Sertajaya' },
  { id: 'c', name: 'Kelurahan Sertajaya' },
];

it.each([
  ['Desa Pasirsari', 'a'],
  ['pasirsari', 'a'],
  ['Ds. Pasir Sari', 'a'],
  ['Kel. Sertajaya', 'c'],
  ['Sertajaya', undefined],
  ['Kelurahan Pasirsari', undefined],
  ['', undefined],
])('%j', (typed, id) => {
  expect(villageCalled(villages, typed)).toBe(id);
});
