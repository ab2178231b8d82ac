import { expect, it } from 'vitest';
import { type Invented, inventedSchema, proposalOfInvented, stepsOf } from './invented.ts';
import { completeProposal } from './testing.ts';
import { typed } from './testing-region.ts';

const invented = (more: Partial<Record<keyof Invented, unknown>>): Invented =>
  inventedSchema.parse({ slug: 'contoh', organization: 'Desa Contoh', fields: typed(completeProposal), ...more });

it('the way to a state is the transition table’s, each step before the next', () => {
  const steps = stepsOf(invented({ state: 'archived', acceptedOn: '2026-05-18', archivedOn: '2026-09-14' }));
  expect(steps.map(({ from, to, at }) => `${at.toISOString().slice(0, 10)} ${from ?? '·'} → ${to}`)).toEqual([
    '2026-04-21 · → draft',
    '2026-04-30 draft → proposed',
    '2026-05-09 proposed → submitted',
    '2026-05-18 submitted → accepted',
    '2026-09-14 accepted → archived',
  ]);
});

it('a file holds what a form would send', () => {
  expect(proposalOfInvented(invented({ state: 'draft', createdOn: '2026-01-01' }))).toEqual(completeProposal);
  expect(() => invented({ state: 'listed' })).toThrow();
  expect(() => invented({ state: 'draft', organization: '' })).toThrow();
});
