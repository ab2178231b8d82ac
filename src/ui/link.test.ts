import { expect, test } from 'vitest';
import { href } from './link.tsx';

test('prefixes paths of the site and nothing else', () => {
  const under = (path: string) => href('/bekasikab', path);
  expect(['/', '/inovasi?q=a', '#isi', '?hal=2', 'https://x.id/a', 'tel:08', '//x.id'].map(under)).toEqual([
    '/bekasikab',
    '/bekasikab/inovasi?q=a',
    '#isi',
    '?hal=2',
    'https://x.id/a',
    'tel:08',
    '//x.id',
  ]);
  expect([href('', '/'), href('', '/inovasi')]).toEqual(['/', '/inovasi']);
});
