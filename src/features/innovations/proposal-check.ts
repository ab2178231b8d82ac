import { z } from 'zod';
import { countDesignWords } from './design.ts';
import { emptyProposal, type Proposal, type ProposalField, placeOf, proposalFields } from './innovation.ts';
import type { ProposalEdition } from './proposal.ts';

/** What a complete proposal lacks, or what its author should know before sending it. */
export interface Remark {
  field: ProposalField;
  message: string;
  values?: Readonly<Record<string, string | number>>;
}

export interface Check {
  /** These keep it from being proposed. */
  faults: Remark[];
  /** These do not; each says what follows from it. */
  warnings: Remark[];
}

const e = (key: string) => `innovations.errors.${key}`;
const given = z.string(e('missing')).min(1, e('missing'));
const chosen = z.unknown().refine((value) => value !== null, e('notChosen'));

/** One field at a time; what several fields decide together stands in `rules`. */
const proposalSchema = z.object({
  title: given.min(5, e('titleShort')),
  summary: given.min(20, e('summaryShort')),
  topics: z.array(z.string()).min(1, e('topicMissing')),
  initiatorKind: chosen,
  initiatorName: given,
  kind: chosen,
  form: chosen,
  classification: chosen,
  mainAffair: chosen,
  astaCita: chosen,
  pkpnCluster: chosen,
  stage: chosen,
  coordinates: z.string(e('coordinatesMissing')).refine(isInIndonesia, e('coordinatesAbroad')),
  designLegalBasis: given,
  designProblem: given,
  designStrategicIssue: given,
  designNovelty: given,
  designHowItWorks: given,
  designAdvantage: given,
  objective: given,
  benefit: given,
  result: given,
});

/** Land and waters between Sabang, Merauke, Miangas and Rote, in degrees. */
function isInIndonesia(text: string): boolean {
  const place = placeOf(text);
  return (
    place !== null &&
    place.latitude >= -11.2 &&
    place.latitude <= 6.3 &&
    place.longitude >= 94.7 &&
    place.longitude <= 141.1
  );
}

interface Rule {
  field: ProposalField;
  message: string;
  broken(p: Proposal, edition: ProposalEdition, today: string): boolean;
  values?(p: Proposal, edition: ProposalEdition): Readonly<Record<string, string | number>>;
}

/** Whether `a` comes after `b`; an unknown day comes after nothing. Days are `YYYY-MM-DD`. */
const after = (a: string | null, b: string | null) => a !== null && b !== null && a > b;
const inWindow = (day: string | null, { window }: ProposalEdition) =>
  day !== null && day >= window.from && day <= window.to;
const windowValues = (_: Proposal, { edition, window }: ProposalEdition) => ({
  edition,
  from: window.from,
  to: window.to,
});

const rules: readonly Rule[] = [
  {
    field: 'crossingAffairs',
    message: e('crossingHoldsMain'),
    broken: (p) => p.mainAffair !== null && p.crossingAffairs.includes(p.mainAffair),
  },
  {
    field: 'pkpnProgram',
    message: e('programMissing'),
    broken: (p, { outsidePkpn }) => p.pkpnCluster !== null && p.pkpnCluster !== outsidePkpn && !p.pkpnProgram,
  },
  { field: 'trialOn', message: e('trialMissing'), broken: (p) => p.stage === 'uji coba' && !p.trialOn },
  { field: 'trialOn', message: e('trialTooEarly'), broken: (p) => p.stage === 'inisiatif' && p.trialOn !== null },
  {
    field: 'implementedOn',
    message: e('implementedMissing'),
    broken: (p) => p.stage === 'penerapan' && !p.implementedOn,
  },
  {
    field: 'implementedOn',
    message: e('implementedTooEarly'),
    broken: (p) => (p.stage === 'inisiatif' || p.stage === 'uji coba') && p.implementedOn !== null,
  },
  { field: 'trialOn', message: e('future'), broken: (p, _, today) => after(p.trialOn, today) },
  { field: 'implementedOn', message: e('future'), broken: (p, _, today) => after(p.implementedOn, today) },
  { field: 'developedOn', message: e('future'), broken: (p, _, today) => after(p.developedOn, today) },
  { field: 'implementedOn', message: e('implementedBeforeTrial'), broken: (p) => after(p.trialOn, p.implementedOn) },
  {
    field: 'developedOn',
    message: e('developedBeforeImplemented'),
    broken: (p) => after(p.implementedOn, p.developedOn),
  },
  {
    field: 'developedOn',
    message: e('developedAlone'),
    broken: (p) => p.developedOn !== null && p.implementedOn === null,
  },
  // "Dibutuhkan bila penerapan awal sebelum jendela": the ministry takes an older innovation only with its further development.
  {
    field: 'developedOn',
    message: e('developedMissing'),
    broken: (p, { window }) => after(window.from, p.implementedOn) && !p.developedOn,
    values: windowValues,
  },
  {
    field: 'designAdvantage',
    message: e('designShort'),
    broken: (p, { designMinWords }) => countDesignWords(p) < designMinWords,
    values: (p, { designMinWords }) => ({ count: countDesignWords(p), min: designMinWords }),
  },
];

const warnings: readonly Rule[] = [
  {
    field: 'stage',
    message: 'innovations.warnings.notApplied',
    broken: (p) => p.stage !== null && p.stage !== 'penerapan',
    values: windowValues,
  },
  {
    field: 'implementedOn',
    message: 'innovations.warnings.outsideWindow',
    broken: (p, edition) =>
      p.implementedOn !== null && !inWindow(p.implementedOn, edition) && !inWindow(p.developedOn, edition),
    values: windowValues,
  },
];

/**
 * Whether a proposal may be sent, as the ministry checks it.
 * @param today the day in WIB, `YYYY-MM-DD`
 */
export function checkProposal(proposal: Proposal, edition: ProposalEdition, today: string): Check {
  const outcome = proposalSchema.safeParse(proposal);
  const single = (outcome.error?.issues ?? []).map(
    (issue): Remark => ({ field: String(issue.path[0]) as ProposalField, message: issue.message }),
  );
  const judge = (list: readonly Rule[]) =>
    list
      .filter((rule) => rule.broken(proposal, edition, today))
      .map(
        ({ field, message, values }): Remark =>
          values ? { field, message, values: values(proposal, edition) } : { field, message },
      );
  return { faults: inFormOrder(firstOfEach([...single, ...judge(rules)])), warnings: judge(warnings) };
}

const contradictions: ReadonlySet<string> = new Set([
  e('future'),
  e('trialTooEarly'),
  e('implementedTooEarly'),
  e('implementedBeforeTrial'),
  e('developedBeforeImplemented'),
]);

/** Whether the answers given cannot all be true, as against one that is still missing. */
export const contradicts = ({ message }: Remark): boolean => contradictions.has(message);

function firstOfEach(all: readonly Remark[]): Remark[] {
  return all.filter((one, at) => all.findIndex((other) => other.field === one.field) === at);
}

function inFormOrder(all: readonly Remark[]): Remark[] {
  return all.toSorted((a, b) => proposalFields.indexOf(a.field) - proposalFields.indexOf(b.field));
}

/** Fields without which nothing can be proposed, for "wajib" and "boleh dikosongkan" on the form. */
export function isRequired(field: ProposalField): boolean {
  return Object.hasOwn(proposalSchema.shape, field);
}

/** Whether somebody has written anything at all into these fields. */
export function isUntouched(proposal: Proposal, fields: readonly ProposalField[]): boolean {
  return fields.every((field) => JSON.stringify(proposal[field]) === JSON.stringify(emptyProposal[field]));
}
