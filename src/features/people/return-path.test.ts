import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeReturnPath } from './return-path.ts';

test.each(['/kerja', '/kerja/inovasi?urut=baru', '/', '/akun/sandi#f-next', '/inovasi/%2fa'])('%s is kept', (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

test.each([
  '//jahat.example',
  '/\\jahat.example',
  '\\\\jahat.example',
  'https://jahat.example/',
  'javascript:alert(1)',
  'kerja',
  '',
  '/\t/jahat.example',
  '/ /jahat.example',
  '/\n/jahat.example',
  '/a/../\\jahat.example',
  '/..//jahat.example',
  '/masuk',
  '/masuk?ke=/masuk',
  '/keluar',
  `/${'x'.repeat(600)}`,
  undefined,
  ['/kerja'],
])('%j is dropped', (path) => {
  expect(safeReturnPath(path)).toBeNull();
});

test('no path leaves the site, whatever it is', () => {
  const odd = fc.stringMatching(/^[/\\.\t\n @:a%25]{0,12}$/);
  fc.assert(
    fc.property(
      fc.oneof(
        odd,
        odd.map((text) => `/${text}`),
      ),
      (text) => {
        const kept = safeReturnPath(text);
        return kept === null || new URL(kept, 'https://gelar.example/masuk').origin === 'https://gelar.example';
      },
    ),
    { numRuns: 2000 },
  );
});
