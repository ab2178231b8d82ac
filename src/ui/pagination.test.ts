import { expect, test } from 'vitest';
import { nearby } from './pagination.tsx';

test('shows the ends, the neighbours and the gaps', () => {
  expect(nearby(1, 1, false)).toEqual([1]);
  expect(nearby(1, 5, true)).toEqual([1, 2, null, 5]);
  expect(nearby(4, 42, true)).toEqual([1, null, 3, 4, 5, null, 42]);
  expect(nearby(42, 42, false)).toEqual([1, null, 41, 42]);
});

test('without a total it offers the next page only', () => {
  expect(nearby(7, null, true)).toEqual([1, null, 6, 7, 8]);
  expect(nearby(7, null, false)).toEqual([1, null, 6, 7]);
});
