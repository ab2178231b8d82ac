import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  catchUp,
  delayOf,
  differingNames,
  type Entry,
  holdBack,
  keep,
  meet,
  resolve,
  sendable,
  settle,
  type Typed,
} from './outbox.ts';

const typed: Typed = { key: 'k1', url: '/a', owner: 'o', fields: { text: 'satu' }, version: 3, savedAt: 1000 };
const waiting: Entry = { ...typed, state: 'waiting', attempts: 0 };
const theirs = { version: 5, fields: { text: 'dua' } };

describe('keep', () => {
  test('newer words take the place of older ones', () => {
    const next = { ...typed, key: 'k2', fields: { text: 'satu dua' }, savedAt: 2000 };
    expect(keep({ ...waiting, attempts: 4, state: 'signed-out' }, next)).toEqual({
      ...next,
      state: 'waiting',
      attempts: 0,
    });
  });

  test('an open conflict stays open and holds the newest words', () => {
    const conflict: Entry = { ...waiting, state: 'conflict', theirs };
    expect(keep(conflict, { ...typed, key: 'k2', fields: { text: 'tiga' }, savedAt: 9 })).toEqual({
      ...conflict,
      key: 'k2',
      fields: { text: 'tiga' },
      savedAt: 9,
    });
  });
});

describe('settle', () => {
  const cases: [string, Entry | undefined, Answer, Entry | null][] = [
    ['saved and nothing newer', waiting, { kind: 'saved', version: 4, savedAt: '', fields: {} }, null],
    [
      'saved, but more was typed meanwhile',
      { ...waiting, key: 'k2' },
      { kind: 'saved', version: 4, savedAt: '', fields: {} },
      { ...waiting, key: 'k2', version: 4 },
    ],
    ['a newer version on the server', waiting, { kind: 'conflict', theirs }, { ...waiting, state: 'conflict', theirs }],
    ['nobody signed in', waiting, { kind: 'signed-out' }, { ...waiting, state: 'signed-out' }],
    ['refused', waiting, { kind: 'refused' }, { ...waiting, state: 'refused' }],
    [
      'refused, but more was typed meanwhile',
      { ...waiting, key: 'k2' },
      { kind: 'refused' },
      { ...waiting, key: 'k2' },
    ],
    ['no signal', waiting, { kind: 'unreachable' }, { ...waiting, attempts: 1 }],
    ['done by another tab', undefined, { kind: 'unreachable' }, null],
  ];
  test.each(cases)('%s', (_, now, answer, left) => {
    expect(settle(now, waiting, answer)).toEqual(left);
  });

  test('typed words leave the outbox only when the server has them', () => {
    const answers: fc.Arbitrary<Answer> = fc.oneof(
      fc.record({
        kind: fc.constant('saved' as const),
        version: fc.nat(),
        savedAt: fc.constant(''),
        fields: fc.constant({}),
      }),
      fc.constantFrom<Answer>(
        { kind: 'signed-out' },
        { kind: 'refused' },
        { kind: 'unreachable' },
        { kind: 'conflict', theirs },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), answers)), (steps) => {
        let now: Entry | null = waiting;
        let newest = waiting.fields;
        let count = 0;
        for (const [typesMeanwhile, answer] of steps) {
          if (!now) break;
          const sent: Entry = now;
          count += 1;
          if (typesMeanwhile) {
            newest = { text: `kata ${count}` };
            now = keep(now, { ...typed, key: `n${count}`, fields: newest });
          }
          now = settle(now ?? undefined, sent, answer);
          if (now) expect(now.fields).toEqual(newest);
          else expect([answer.kind, sent.fields]).toEqual(['saved', newest]);
        }
      }),
    );
  });
});

test('the person keeps their own words against the newer version, or gives way', () => {
  const conflict: Entry = { ...waiting, attempts: 2, state: 'conflict', theirs };
  expect(resolve(conflict, 'mine', 'k9')).toEqual({ ...waiting, key: 'k9', version: 5 });
  expect(resolve(conflict, 'theirs', 'k9')).toBeNull();
});

test('only the words of the person who is here are sent, oldest first', () => {
  const older = { ...waiting, key: 'k0', savedAt: 1 };
  const signedOut: Entry = { ...waiting, key: 'k3', savedAt: 500, state: 'signed-out' };
  const others = { ...waiting, key: 'kx', owner: 'somebody else' };
  const refused: Entry = { ...waiting, key: 'k4', state: 'refused' };
  expect(sendable([waiting, others, refused, signedOut, older], 'o')).toEqual([older, signedOut, waiting]);
});

describe('meet', () => {
  test('the server already has the words (an answer that got lost)', () => {
    expect(meet(waiting, 4, { text: 'satu', other: 'x' })).toBeNull();
  });
  test('line ends of a posted form are no difference', () => {
    expect(meet({ ...waiting, fields: { text: 'a\nb' } }, 4, { text: 'a\r\nb' })).toBeNull();
  });
  test('unsent words on the version that is shown', () => {
    expect(meet(waiting, 3, { text: '' })).toEqual(waiting);
  });
  test('what the form’s own submit brought to the server', () => {
    expect(meet({ ...waiting, submitted: true }, 4, { text: 'dua' })).toBeNull();
    expect(meet({ ...waiting, submitted: true }, 3, { text: '' })).toEqual({ ...waiting, submitted: true });
  });
  test('the server has moved on', () => {
    const shown = { text: 'dua' };
    expect(meet(waiting, 5, shown)).toEqual({ ...waiting, state: 'conflict', theirs: { version: 5, fields: shown } });
  });
});

test('what the page shows again with its faults is held back until it is saved', () => {
  const conflict: Entry = { ...waiting, state: 'conflict', theirs: { version: 4, fields: {} }, submitted: true };
  expect(holdBack(conflict, 5, { text: 'dua' })).toEqual({
    ...waiting,
    state: 'refused',
    version: 5,
    fields: { text: 'dua' },
  });
});

test('what somebody else changed is taken over where nothing was typed since', () => {
  const sent = { a: '1', b: '1' };
  expect(catchUp({ a: '1', b: 'typed since' }, sent, { a: '2', b: '2', elsewhere: '2' })).toEqual({
    a: '2',
    b: 'typed since',
  });
});

test('only what somebody else changed is in question', () => {
  expect(differingNames({ a: '1', b: ['x'], c: '3' }, { a: '1', b: ['y'], other: 'z' })).toEqual(['b']);
});

test('waits grow to two minutes and no further', () => {
  expect([0, 1, 2, 3, 6, 7, 50].map(delayOf)).toEqual([2000, 2000, 4000, 8000, 64_000, 120_000, 120_000]);
});
