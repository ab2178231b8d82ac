import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { countDesignWords, designFields, joinDesign } from './design.ts';
import {
  draftSchema,
  emptyProposal,
  fieldText,
  isProposalField,
  limits,
  patchSchema,
  placeOf,
  proposalFields,
} from './innovation.ts';
import { sections } from './sections.ts';
import { completeProposal, wordsOf } from './testing.ts';

const asTyped = (proposal: typeof completeProposal) =>
  Object.fromEntries(proposalFields.map((field) => [field, fieldText(proposal[field])]));

describe('the schema of a draft', () => {
  it('reads back what a form shows', () => {
    expect(draftSchema.parse(asTyped(completeProposal))).toEqual(completeProposal);
    expect(draftSchema.parse(asTyped(emptyProposal))).toEqual(emptyProposal);
  });

  it('takes any part of the form, and nothing of what is missing', () => {
    expect(patchSchema.parse({ title: '  Posyandu  ', trialOn: '' })).toEqual({ title: 'Posyandu', trialOn: null });
  });

  it.each([
    ['trialOn', 'besok', 'date'],
    ['trialOn', '2025-02-30', 'date'],
    ['trialOn', '0000-01-01', 'date'],
    ['implementedOn', '9999-12-31', 'date'],
    ['stage', 'selesai', 'choose'],
    ['mainAffair', 'kesehatan', 'choose'],
    ['crossingAffairs', ['Kesehatan', 'Sihir'], 'choose'],
    ['astaCita', '9', 'choose'],
    ['topics', ['a', 'b', 'c', 'd'], 'tooManyTopics'],
    ['coordinates', 'di balai desa', 'coordinates'],
    ['coordinates', '91.0, 107.1', 'coordinates'],
    ['budgetLink', 'http://contoh.go.id/a.pdf', 'link'],
    ['budgetLink', 'javascript:alert(1)', 'link'],
    ['budgetLink', 'https://', 'link'],
    ['budgetLink', 'https://contoh.go.id/"><script>', 'link'],
    ['title', 'x'.repeat(limits.title + 1), 'tooLong'],
    ['title', ['a', 'b'], 'text'],
    ['kind', ['Digital', 'Non Digital'], 'choose'],
  ])('refuses %s = %j', (field, value, key) => {
    const outcome = patchSchema.safeParse({ [field]: value });
    expect(outcome.error?.issues.map((issue) => issue.message)).toContain(`innovations.errors.${key}`);
  });

  it('never throws, and stores nothing longer than the limit', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...proposalFields), fc.anything()), (typed) => {
        const outcome = patchSchema.safeParse(typed);
        for (const issue of outcome.error?.issues ?? []) {
          expect(messageAt(messages, issue.message), issue.message).toBeTypeOf('string');
        }
        if (outcome.success) expect((outcome.data.title ?? '').length).toBeLessThanOrEqual(limits.title);
      }),
    );
  });
});

describe('a place', () => {
  it.each([
    ['-6.2615, 107.153', { latitude: -6.2615, longitude: 107.153 }],
    ['-6,2615; 107,153', { latitude: -6.2615, longitude: 107.153 }],
    ['-6.26150012345 107.15300098765', { latitude: -6.2615, longitude: 107.153001 }],
    ['-6, 107', { latitude: -6, longitude: 107 }],
    ['107.153, -6.2615', null],
    ['-6.2615', null],
    ['', null],
  ])('reads %j', (text, place) => expect(placeOf(text)).toEqual(place));
});

describe('the design', () => {
  it('counts words of the six answers, not headings, signs or dashes', () => {
    const design = {
      ...emptyProposal,
      designProblem: 'Air – meluap ke jalan desa, 140 rumah.',
      designNovelty: wordsOf(3),
    };
    expect(countDesignWords(design)).toBe(10);
  });

  it('joins the answers under their headings and leaves out what is empty', () => {
    const headings = Object.fromEntries(designFields.map((field) => [field, messages.innovations.form[field].name]));
    const design = { ...emptyProposal, designLegalBasis: 'UU 6/2014', designAdvantage: 'Murah' };
    expect(joinDesign(design, headings as Record<(typeof designFields)[number], string>)).toBe(
      'Dasar hukum\nUU 6/2014\n\nKeunggulan\nMurah',
    );
  });
});

it('every field stands in exactly one section of the form and has its words', () => {
  const inSections: string[] = sections.flatMap((section) => [...section.fields]);
  expect(inSections.toSorted()).toEqual([...proposalFields].toSorted());
  for (const field of proposalFields) expect(messages.innovations.form[field].label).not.toBe('');
  expect(['title', 'state', '__proto__', 'toString', 'tenantId'].filter(isProposalField)).toEqual(['title']);
});
