import { expect, test } from 'vitest';
import { longestPassword as longest, shortestPassword as shortest } from '#platform/identity/auth.ts';
import { faultOfPassword, longestPassword, passwordInput, shortestPassword } from './password.ts';

test.each([
  ['kebun-jeruk-7', null],
  ['123456789', 'people.errors.passwordShort'],
  ['a1b2c3d4e5', null],
  ['x'.repeat(129), 'people.errors.passwordLong'],
  [`${'abcde'.repeat(25)}xyz`, null],
  ['siti.aminah-2026', 'people.errors.passwordIsName'],
  ['SITI.AMINAH!!', 'people.errors.passwordIsName'],
  ['aaaaaaaaaaaa', 'people.errors.passwordPlain'],
  ['121212121212', 'people.errors.passwordPlain'],
])('the password "%s" has the fault %s', (password, fault) => {
  expect(faultOfPassword(password, 'siti.aminah')).toBe(fault);
});

test('the limits are the sign-in library’s', () => {
  expect([shortestPassword, longestPassword]).toEqual([shortest, longest]);
});

test.each([
  [{ current: 'lama-sekali-1', next: 'baru-sekali-1', again: 'baru-sekali-1' }, []],
  [
    { current: 'lama-sekali-1', next: 'lama-sekali-1', again: 'lama-sekali-1' },
    [['next', 'people.errors.passwordSame']],
  ],
  [
    { current: 'lama-sekali-1', next: 'baru-sekali-1', again: 'baru-sekali-2' },
    [['again', 'people.errors.passwordDiffers']],
  ],
  [
    { current: '', next: 'baru-sekali-1' },
    [
      ['current', 'people.errors.passwordMissing'],
      ['again', 'people.errors.passwordMissing'],
    ],
  ],
])('a change of password %j has the faults %j', (typed, faults) => {
  const read = passwordInput('siti.aminah').safeParse(typed);
  expect(read.error?.issues.map((issue) => [issue.path.join('.'), issue.message]) ?? []).toEqual(faults);
});
