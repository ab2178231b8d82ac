import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { secretsFrom, unreadable } from './secrets.ts';

const secrets = secretsFrom(randomBytes(32));
const other = secretsFrom(randomBytes(32));
const sealed = secrets.seal('Kelompok Melati');
const logged: string[] = [];

beforeEach(() => {
  logged.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  return () => vi.restoreAllMocks();
});

test('what was sealed is read and shown, masked where it is asked for', () => {
  expect([secrets.open(sealed), secrets.read(sealed), secrets.show(sealed)]).toEqual(Array(3).fill('Kelompok Melati'));
  expect(secrets.show(sealed, (plain) => plain.slice(0, 3))).toBe('Kel');
});

test('another key opens nothing, and says so on a page without a word in the log', () => {
  expect(() => other.open(sealed)).toThrow('another key');
  expect([other.read(sealed), other.show(sealed, () => 'masked')]).toEqual([null, unreadable]);
  expect(logged).toEqual([]);
});

test.each([
  ['a changed byte', `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`],
  ['a piece of one', sealed.slice(0, 20)],
])('%s is broken: it is told once and shown as what cannot be read', (_name, broken) => {
  const mine = secretsFrom(randomBytes(32));
  const [id = ''] = mine.seal('').split('.');
  const own = [id, ...broken.split('.').slice(1)].join('.');
  expect(() => mine.open(own)).toThrow();
  expect([mine.read(own), mine.show(own), mine.read(own)]).toEqual([null, unreadable, null]);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('a sealed field is broken');
  expect(logged[0]).not.toContain(broken.split('.')[2] || '\0');
});
