import { expect, test } from 'vitest';
import type { MentorRule } from '#features/competitions/index.ts';
import type { ConflictKind, ConflictState } from './conflict.ts';
import { mayScore } from './firewall.ts';

const entry = { id: 'e', innovationId: 'i' };
const none = { allowed: true, mentored: false, why: [] };

test.each<[MentorRule, [ConflictKind, ConflictState][], boolean, object]>([
  ['bar', [], false, none],
  ['bar', [], true, { allowed: false, mentored: true, why: ['mentored'] }],
  ['estimate', [], true, { allowed: true, mentored: true, why: [] }],
  ['bar', [['mentored', 'proposed']], false, { allowed: false, mentored: true, why: ['mentored'] }],
  ['estimate', [['mentored', 'confirmed']], false, { allowed: true, mentored: true, why: [] }],
  ['bar', [['mentored', 'dismissed']], false, none],
  ['bar', [['mentored', 'dismissed']], true, { allowed: false, mentored: true, why: ['mentored'] }],
  ['estimate', [['relative', 'proposed']], true, { allowed: false, mentored: true, why: ['relative'] }],
  [
    'bar',
    [
      ['mail_domain', 'confirmed'],
      ['other', 'proposed'],
    ],
    false,
    { allowed: false, mentored: false, why: ['mail_domain', 'other'] },
  ],
  ['bar', [['mail_domain', 'dismissed']], false, none],
])('%s, %j, mentored %s', (mentorRule, conflicts, mentored, answer) => {
  const facts = {
    mentorRule,
    conflicts: conflicts.map(([kind, state]) => ({ jurorId: 'j', entryId: 'e', kind, state })),
    mentored: mentored ? [{ userId: 'u', innovationId: 'i' }] : [],
  };
  expect(mayScore({ id: 'j', userId: 'u', state: 'acknowledged' }, entry, facts)).toEqual(answer);
  // Of anybody else, and of another entry, it says nothing.
  expect(mayScore({ id: 'k', userId: 'v', state: 'acknowledged' }, entry, facts)).toEqual(none);
  expect(mayScore({ id: 'j', userId: 'u', state: 'appointed' }, { id: 'f', innovationId: 'h' }, facts)).toEqual(none);
});

test('who declined or left scores nothing', () => {
  const facts = { mentorRule: 'bar', conflicts: [], mentored: [] } as const;
  for (const state of ['declined', 'left'] as const) {
    expect(mayScore({ id: 'j', userId: 'u', state }, entry, facts)).toEqual({ ...none, allowed: false });
  }
});
