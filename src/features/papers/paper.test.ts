import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorWith } from '#platform/testing/database.ts';
import { compare } from './compare.ts';
import { codeFrom, type Event, readCode, type State, states, transitionFor, transitions } from './paper.ts';
import { officeFor } from './policy.ts';

describe('the life of a paper', () => {
  it('begins as a draft and leads everywhere; what is void stays void', () => {
    const reached = new Set<State | null>([null]);
    for (let round = 0; round < states.length; round++) {
      for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].filter(Boolean).sort()).toEqual([...states].sort());
    expect(transitions.filter(({ from }) => from === 'void')).toEqual([]);
    expect(transitions.filter(({ from }) => from === 'valid').map(({ to }) => to)).toEqual(['void']);
  });

  it('is unambiguous: one transition an event and a state', () => {
    const keys = transitions.map(({ event, from }) => `${event} ${from}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(transitionFor('sign', 'draft')).toBeUndefined();
  });

  it('nothing becomes valid but by a signed file or a compared scan', () => {
    expect(transitions.filter(({ to }) => to === 'valid').map(({ needs }) => needs)).toEqual([
      'signed file',
      'scan brought by somebody else',
    ]);
  });
});

describe('who may', () => {
  const office = (role: string) => ({
    id: role,
    role,
    kind: 'definitive' as const,
    organizationId: 'o',
    organizationName: 'Balitbangda',
    organizationKind: 'agency',
  });
  const deeds: readonly (Event | 'look')[] = [
    'look',
    'create',
    'edit',
    'issue',
    'recall',
    'scan',
    'sign',
    'confirm',
    'void',
  ];
  const allowed = (role: string) => deeds.filter((deed) => officeFor(deed, actorWith([office(role)])) !== undefined);

  it('is the table, by role', () => {
    expect(allowed('tenant_admin')).toEqual(deeds);
    expect(allowed('verifier')).toEqual(['look', 'confirm']);
    expect(allowed('organization_head')).toEqual([]);
    expect(allowed('innovator')).toEqual([]);
    expect(deeds.filter((deed) => officeFor(deed, null) !== undefined)).toEqual([]);
  });
});

describe('the code', () => {
  it('is read as a person types it off paper', () => {
    expect(readCode('0123-4567 89AB')).toBe('0123456789ab');
    expect(readCode('O123456789il')).toBe('012345678911');
    expect([readCode(''), readCode('0123456789a'), readCode('0123456789a!'), readCode('u'.repeat(12))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('of any digest is read back as itself, in capitals too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 40 }), (bytes) => {
        const code = codeFrom(bytes);
        return readCode(code) === code && readCode(code.toUpperCase()) === code;
      }),
    );
  });
});

it('a file is the valid one, the one before it was signed, or another', () => {
  const kept = { state: 'valid', validSha256: 'a', issuedSha256: 'b' };
  expect(['a', 'b', 'c'].map((digest) => compare(digest, kept))).toEqual(['same', 'unsigned', 'different']);
  expect(compare('a', { ...kept, state: 'void' })).toBe('same but void');
  expect(compare('b', { ...kept, state: 'draft', validSha256: null, issuedSha256: null })).toBe('different');
});
