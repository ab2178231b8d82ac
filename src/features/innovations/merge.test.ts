import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proposal } from './innovation.ts';
import { type Edit, mergePatch } from './merge.ts';
import { completeProposal } from './testing.ts';

const current: Proposal = { ...completeProposal, title: 'Baru', summary: 'Ringkasan lama' };
const edits: Edit[] = [
  { version: 3, field: 'title', before: 'Tengah' },
  { version: 2, field: 'title', before: 'Lama' },
];

describe('what two people typed', () => {
  it('is kept when they changed different fields', () => {
    expect(mergePatch(current, { title: 'Lama', summary: 'Ringkasan baru' }, 1, edits)).toEqual({
      apply: { summary: 'Ringkasan baru' },
      conflicts: [],
      outdated: ['title'],
    });
  });

  it('collides when both changed the same field differently', () => {
    expect(mergePatch(current, { title: 'Lain' }, 1, edits)).toEqual({ apply: {}, conflicts: ['title'], outdated: [] });
  });

  it('does not collide when both typed the same', () => {
    expect(mergePatch(current, { title: 'Baru' }, 1, edits)).toEqual({ apply: {}, conflicts: [], outdated: [] });
  });

  it('compares with the field as the sender saw it, not as it was before', () => {
    expect(mergePatch(current, { title: 'Tengah' }, 2, edits).outdated).toEqual(['title']);
    expect(mergePatch(current, { title: 'Lama' }, 2, edits).conflicts).toEqual(['title']);
  });

  it('collides with every difference when the saves between are no longer known', () => {
    expect(mergePatch(current, { title: 'Lama', summary: current.summary, topics: [] }, 1, null)).toEqual({
      apply: {},
      conflicts: ['title', 'topics'],
      outdated: [],
    });
  });

  it('does not mind the order of ticked boxes', () => {
    const two = { ...current, crossingAffairs: ['Kesehatan', 'Sosial'] };
    expect(mergePatch(two, { crossingAffairs: ['Sosial', 'Kesehatan'] }, 1, [])).toEqual({
      apply: {},
      conflicts: [],
      outdated: [],
    });
  });

  it('never loses a value silently: what is sent is applied, already there, outdated or in conflict', () => {
    const text = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (now, before, sent, edited) => {
        const history: Edit[] = edited ? [{ version: 2, field: 'title', before }] : [];
        const merge = mergePatch({ ...current, title: now }, { title: sent }, 1, history);
        const fates = [
          merge.apply.title === sent,
          merge.conflicts.includes('title'),
          merge.outdated.includes('title'),
          now === sent,
        ];
        expect(fates.filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});
