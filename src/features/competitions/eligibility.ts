/** What a category asks of its entries; see `competition_categories`. */
export interface CategoryRules {
  organizationKinds: readonly string[];
  form: 'official' | 'short';
  team: boolean;
  sustained: boolean;
  minimumAgeMonths: number | null;
  capPerOrganization: number | null;
  winnersBarredYears: number | null;
}

export interface WonAward {
  year: number;
  title: string;
}

/** What the rules must know of one entry. Days are `YYYY-MM-DD` in WIB. */
export interface EntryFacts {
  category: CategoryRules;
  contestYear: number;
  /** Day on which entries close: the age of the innovation is counted back from it. */
  closesOn: string;
  organizationKind: string;
  innovationState: string;
  implementedOn: string | null;
  /** Other entries of the organisation in this category that were not withdrawn. */
  othersOfOrganization: number;
  awards: readonly WonAward[];
  /** Whoever enters, or made the innovation, is a juror of the contest or sits in its committee. */
  judges: boolean;
  /** Other entries of the contest with the same title: their numbers, or '' before one was given. */
  sameTitle: readonly string[];
  /** Pupils for whom a guardian consented. */
  members: number;
}

export const ruleNames = ['kind', 'form', 'age', 'cap', 'winners', 'sustained', 'judges', 'title', 'team'] as const;
export type RuleName = (typeof ruleNames)[number];

/** `flagged`: somebody should look. `unknown`: what the rule asks for is not filled in. */
export type Verdict = 'met' | 'broken' | 'flagged' | 'unknown';

/** What a rule says of an entry, with the figures for the sentence `entries.rules.<rule>.<verdict>`. */
export interface RuleOutcome {
  rule: RuleName;
  verdict: Verdict;
  values: Readonly<Record<string, string | number>>;
}

/** Rules without which nothing can be sent; the others are told to the entrant and weighed by the committee. */
const binding: readonly RuleName[] = ['kind', 'form', 'cap', 'judges', 'team'];

/** Every rule that the category sets, in the order in which they are read. */
export function judgeEligibility(facts: EntryFacts): RuleOutcome[] {
  return [kind, form, age, cap, winners, sustained, judges, title, team]
    .map((rule) => rule(facts))
    .filter((outcome) => outcome !== null);
}

/** The first outcome that keeps an entry from being sent. */
export function barring(outcomes: readonly RuleOutcome[]): RuleOutcome | undefined {
  return outcomes.find(({ rule, verdict }) => binding.includes(rule) && verdict !== 'met' && verdict !== 'flagged');
}

type Rule = (facts: EntryFacts) => RuleOutcome | null;

const kind: Rule = ({ category, organizationKind }) => ({
  rule: 'kind',
  verdict: category.organizationKinds.includes(organizationKind) ? 'met' : 'broken',
  values: {},
});

const form: Rule = ({ category, innovationState }) => {
  const accepted = innovationState === 'accepted';
  if (accepted) return { rule: 'form', verdict: 'met', values: {} };
  const short = category.form === 'short' && ['draft', 'proposed', 'submitted', 'returned'].includes(innovationState);
  return { rule: 'form', verdict: short ? 'met' : 'broken', values: {} };
};

const age: Rule = ({ category: { minimumAgeMonths }, implementedOn, closesOn }) => {
  if (minimumAgeMonths === null) return null;
  const latest = monthsBefore(closesOn, minimumAgeMonths);
  const values = { months: minimumAgeMonths, closes: closesOn, latest, since: implementedOn ?? '' };
  if (implementedOn === null) return { rule: 'age', verdict: 'unknown', values };
  return { rule: 'age', verdict: implementedOn <= latest ? 'met' : 'broken', values };
};

const cap: Rule = ({ category: { capPerOrganization }, othersOfOrganization }) =>
  capPerOrganization === null
    ? null
    : {
        rule: 'cap',
        verdict: othersOfOrganization < capPerOrganization ? 'met' : 'broken',
        values: { cap: capPerOrganization, others: othersOfOrganization },
      };

const winners: Rule = ({ category: { winnersBarredYears, sustained: forWinners }, contestYear, awards }) => {
  if (winnersBarredYears === null || forWinners) return null;
  const won = newest(awards.filter(({ year }) => year < contestYear && year >= contestYear - winnersBarredYears));
  const values = { years: winnersBarredYears, ...(won ?? {}) };
  return { rule: 'winners', verdict: won ? 'broken' : 'met', values };
};

const sustained: Rule = ({ category, awards, contestYear }) => {
  if (!category.sustained) return null;
  const won = newest(awards.filter(({ year }) => year < contestYear));
  return { rule: 'sustained', verdict: won ? 'met' : 'broken', values: { ...(won ?? {}) } };
};

const judges: Rule = (facts) => ({ rule: 'judges', verdict: facts.judges ? 'broken' : 'met', values: {} });

const title: Rule = ({ sameTitle }) => ({
  rule: 'title',
  verdict: sameTitle.length > 0 ? 'flagged' : 'met',
  values: { numbers: sameTitle.filter((one) => one !== '').join(', ') || '–', count: sameTitle.length },
});

const team: Rule = ({ category, members }) =>
  category.team ? { rule: 'team', verdict: members > 0 ? 'met' : 'broken', values: { members } } : null;

function newest(awards: readonly WonAward[]): WonAward | undefined {
  return [...awards].sort((a, b) => b.year - a.year)[0];
}

/** The same day so many months earlier; the last of the month where it has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
