import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeDigest, codeFor } from '#platform/identity/codes.ts';
import { secretsFrom } from '#platform/secrets.ts';
import { codeAddress, codeLives, expiryOf, isOpen, whatsappAddress } from './code.ts';

const secrets = secretsFrom(randomBytes(32));
const ids = fc.uuid();

test('a code has four groups of four letters that nobody mixes up: 79 bits', () => {
  fc.assert(
    fc.property(ids, ids, (thing, request) => {
      expect(codeFor(secrets, thing, request)).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    }),
  );
  expect(Math.log2(31) * 16).toBeGreaterThan(60);
});

test('the same form gives the same code; another form, thing or key another', () => {
  const code = codeFor(secrets, 'undangan', 'formulir');
  const others = [
    codeFor(secrets, 'undangan', 'lain'),
    codeFor(secrets, 'lain', 'formulir'),
    codeFor(secretsFrom(randomBytes(32)), 'undangan', 'formulir'),
  ];
  expect(codeFor(secrets, 'undangan', 'formulir')).toBe(code);
  expect(new Set([code, ...others]).size).toBe(4);
});

test('however a code is typed, it is the same one, and another tenant does not know it', () => {
  const code = codeFor(secrets, 'a', 'b');
  const kept = codeDigest(secrets, 't1', code);
  const typed = [
    code.toUpperCase(),
    code.replaceAll('-', ' '),
    ` ${code.replaceAll('-', '')}\t`,
    code.replaceAll('-', '–'),
  ];
  expect(typed.map((one) => codeDigest(secrets, 't1', one))).toEqual([kept, kept, kept, kept]);
  expect(codeDigest(secrets, 't2', code)).not.toBe(kept);
  expect(kept).not.toContain(code.slice(0, 4));
});

test('an invitation lives fourteen days, leave for a new password three, each with its reason', () => {
  const from = new Date('2026-11-24T02:30:00Z');
  expect([expiryOf('invitation', from), expiryOf('reset', from)].map((date) => date.toISOString())).toEqual([
    '2026-12-08T02:30:00.000Z',
    '2026-11-27T02:30:00.000Z',
  ]);
  expect(Object.values(codeLives).every((life) => life.reason.length > 40)).toBe(true);
});

test('open is: not used, not taken back, its time not over', () => {
  const now = new Date('2026-11-24T02:30:00Z');
  const kept = { usedAt: null, revokedAt: null, expiresAt: new Date(now.getTime() + 1) };
  expect([
    isOpen(kept, now),
    isOpen({ ...kept, usedAt: now }, now),
    isOpen({ ...kept, revokedAt: now }, now),
    isOpen({ ...kept, expiresAt: now }, now),
  ]).toEqual([true, false, false, false]);
});

test('addresses: of the letter, and of WhatsApp with its words', () => {
  expect(codeAddress('https://gelar.id', 'bekasikab', 'abcd-efgh')).toBe(
    'https://gelar.id/bekasikab/undangan/abcd-efgh',
  );
  expect(whatsappAddress('+62 812-3456', 'Yth. Siti & Ani\nhttps://x')).toBe(
    'https://wa.me/628123456?text=Yth.%20Siti%20%26%20Ani%0Ahttps%3A%2F%2Fx',
  );
});
