import { randomBytes } from 'node:crypto';
import { getMigrations } from 'better-auth/db/migration';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { secretsFrom } from '../secrets.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { inventPassword, temporaryPassword } from './passwords.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('the sign-in library finds nothing left to create in its schema', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(db.identity.auth.options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
});

test('passwords can be read out, and no two are alike', () => {
  const many = Array.from({ length: 500 }, inventPassword);
  expect(new Set(many).size).toBe(500);
  for (const password of many)
    expect(password).toMatch(/^[a-hj-kmnp-z2-9]{4}-[a-hj-kmnp-z2-9]{4}-[a-hj-kmnp-z2-9]{4}$/);
});

test('a request gives a person one temporary password; another request, person or installation another', () => {
  const [ours, theirs] = [secretsFrom(randomBytes(32)), secretsFrom(randomBytes(32))];
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (person, request) => {
      const password = temporaryPassword(ours, person, request);
      expect(temporaryPassword(ours, person, request)).toBe(password);
      const others = [
        temporaryPassword(theirs, person, request),
        temporaryPassword(ours, person, newId()),
        temporaryPassword(ours, newId(), request),
      ];
      expect(others).not.toContain(password);
    }),
  );
});
