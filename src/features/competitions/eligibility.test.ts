import { describe, expect, test } from 'vitest';
import { barring, type CategoryRules, type EntryFacts, judgeEligibility, monthsBefore } from './eligibility.ts';

const category: CategoryRules = {
  organizationKinds: ['village'],
  form: 'official',
  team: false,
  sustained: false,
  minimumAgeMonths: 6,
  capPerOrganization: 2,
  winnersBarredYears: 2,
};
const sound: EntryFacts = {
  category,
  contestYear: 2027,
  closesOn: '2027-03-31',
  organizationKind: 'village',
  innovationState: 'accepted',
  implementedOn: '2026-09-30',
  othersOfOrganization: 1,
  awards: [{ year: 2024, title: 'Juara 1' }],
  judges: false,
  sameTitle: [],
  members: 0,
};
const verdicts = (facts: Partial<EntryFacts>, rules: Partial<CategoryRules> = {}) =>
  Object.fromEntries(
    judgeEligibility({ ...sound, ...facts, category: { ...category, ...rules } }).map(({ rule, verdict }) => [
      rule,
      verdict,
    ]),
  );

describe('eligibility', () => {
  test('a sound entry meets every rule that its category sets, and no other is asked', () => {
    expect(verdicts({})).toEqual({
      kind: 'met',
      form: 'met',
      age: 'met',
      cap: 'met',
      winners: 'met',
      judges: 'met',
      title: 'met',
    });
    expect(
      Object.keys(verdicts({}, { minimumAgeMonths: null, capPerOrganization: null, winnersBarredYears: null })),
    ).toEqual(['kind', 'form', 'judges', 'title']);
  });

  test.each<[string, Partial<EntryFacts>, Partial<CategoryRules>, string, string]>([
    ['another kind of organisation', { organizationKind: 'agency' }, {}, 'kind', 'broken'],
    ['a draft where the official form is asked', { innovationState: 'draft' }, {}, 'form', 'broken'],
    ['a draft where a short form will do', { innovationState: 'draft' }, { form: 'short' }, 'form', 'met'],
    ['an archived one never', { innovationState: 'archived' }, { form: 'short' }, 'form', 'broken'],
    ['one day too young', { implementedOn: '2026-10-01' }, {}, 'age', 'broken'],
    ['no day of work', { implementedOn: null }, {}, 'age', 'unknown'],
    ['the cap is reached', { othersOfOrganization: 2 }, {}, 'cap', 'broken'],
    ['won two years ago', { awards: [{ year: 2025, title: 'Juara 2' }] }, {}, 'winners', 'broken'],
    ['won this very year, in the same contest', { awards: [{ year: 2027, title: 'x' }] }, {}, 'winners', 'met'],
    ['a past winner in the category for them', {}, { sustained: true }, 'sustained', 'met'],
    ['never won', { awards: [] }, { sustained: true }, 'sustained', 'broken'],
    ['a juror enters', { judges: true }, {}, 'judges', 'broken'],
    ['the same title', { sameTitle: ['003'] }, {}, 'title', 'flagged'],
    ['a team without consent', {}, { team: true }, 'team', 'broken'],
    ['a team of one', { members: 1 }, { team: true }, 'team', 'met'],
  ])('%s', (_name, facts, rules, rule, verdict) => expect(verdicts(facts, rules)[rule]).toBe(verdict));

  test('figures come along, and only some rules keep an entry from being sent', () => {
    const young = judgeEligibility({ ...sound, implementedOn: '2026-12-01' });
    expect(young.find(({ rule }) => rule === 'age')?.values).toEqual({
      months: 6,
      closes: '2027-03-31',
      latest: '2026-09-30',
      since: '2026-12-01',
    });
    expect(barring(young)).toBeUndefined();
    expect(barring(judgeEligibility({ ...sound, othersOfOrganization: 5 }))?.rule).toBe('cap');
  });

  test('months are counted back to a day that exists', () => {
    expect(monthsBefore('2027-03-31', 1)).toBe('2027-02-28');
    expect(monthsBefore('2027-01-15', 24)).toBe('2025-01-15');
  });
});
