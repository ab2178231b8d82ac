import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { secretsFrom } from '../secrets.ts';
import {
  addressOfSecret,
  codeAt,
  fromBase32,
  inventSecret,
  readRecoveryCode,
  recoveryCodes,
  stepAt,
  stepOfCode,
  toBase32,
} from './totp.ts';

/** RFC 6238, appendix B: the key is "12345678901234567890"; the table shows eight digits, apps show the last six. */
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code of RFC 6238 is %s', (second, code) => {
  expect(codeAt(toBase32(Buffer.from('12345678901234567890')), stepAt(new Date(second * 1000)))).toBe(code);
});

/** RFC 4648, section 10. */
test.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is %s', (text, letters) => {
  expect([toBase32(Buffer.from(text)), fromBase32(letters).toString()]).toEqual([letters, text]);
});

test('what is written in base32 is read back, and secrets have 160 bits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect([...fromBase32(toBase32(bytes))]).toEqual([...bytes]);
    }),
  );
  expect(inventSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(inventSecret()).not.toBe(inventSecret());
});

test('a code is known half a minute early and late, and no longer', () => {
  const secret = inventSecret();
  const now = new Date('2026-11-24T02:30:10Z');
  const step = stepAt(now);
  const known = [-2, -1, 0, 1, 2].map((distance) => stepOfCode(secret, codeAt(secret, step + distance), now));
  expect(known).toEqual([null, step - 1, step, step + 1, null]);
  for (const odd of ['', '12345', '1234567', 'abcdef', '１２３４５６', "' or 1"]) {
    expect([odd, stepOfCode(secret, odd, now)]).toEqual([odd, null]);
  }
});

test('the address for the app names the product and the person, whatever the name', () => {
  const url = new URL(addressOfSecret('ABCD', 'sari?secret=X&y:z'));
  expect([url.protocol, url.searchParams.get('secret'), url.searchParams.get('issuer')]).toEqual([
    'otpauth:',
    'ABCD',
    'Gelar',
  ]);
  expect(decodeURIComponent(url.pathname)).toContain('Gelar:sari?secret=X&y:z');
});

test('recovery codes follow from the request alone, differ, and are read however they are typed', () => {
  const [ours, theirs] = [secretsFrom(randomBytes(32)), secretsFrom(randomBytes(32))];
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (person, request) => {
      const codes = recoveryCodes(ours, person, request);
      expect(recoveryCodes(ours, person, request)).toEqual(codes);
      const others = [recoveryCodes(theirs, person, request), recoveryCodes(ours, newId(), request)].flat();
      expect(new Set([...codes, ...others]).size).toBe(30);
      for (const code of codes) {
        expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
        expect(readRecoveryCode(` ${code.toUpperCase().replace('-', ' ')} `)).toBe(code);
      }
    }),
    { numRuns: 20 },
  );
  for (const odd of ['', 'abcde', 'abcde-1234', 'abcde-123456', 'x'.repeat(500)])
    expect(readRecoveryCode(odd)).toBeNull();
});
