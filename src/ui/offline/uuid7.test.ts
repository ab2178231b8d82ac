import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuid7 } from './uuid7.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('has the form of RFC 9562 and carries its time', () => {
  fc.assert(
    fc.property(time, bytes, (now, random) => {
      const id = uuid7(now, random as Uint8Array<ArrayBuffer>);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }),
  );
});

test('sorts by time', () => {
  fc.assert(
    fc.property(time, time, bytes, bytes, (a, b, left, right) => {
      fc.pre(a < b);
      expect(uuid7(a, left as Uint8Array<ArrayBuffer>) < uuid7(b, right as Uint8Array<ArrayBuffer>)).toBe(true);
    }),
  );
});
