import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';
import { proposalEdition } from './proposal.ts';

// Spelt as on the ministry's form of 2026 (Surat Kepala BSKDN 400.10.11/1887/BSKDN, Lampiran I).
export const stages = ['inisiatif', 'uji coba', 'penerapan'] as const;
export const initiatorKinds = ['Kepala Daerah', 'Anggota DPRD', 'OPD / Perangkat Daerah', 'ASN', 'Masyarakat'] as const;
export const kinds = ['Digital', 'Non Digital'] as const;
export const forms = [
  'Tata kelola pemerintahan daerah',
  'Pelayanan publik',
  'Inovasi daerah lainnya sesuai urusan',
] as const;
export const classifications = ['Inovasi Perangkat Daerah', 'Inovasi Desa', 'Inovasi Masyarakat'] as const;

/** Longest text of each field, in characters. */
export const limits = {
  title: 200,
  summary: 400,
  initiatorName: 120,
  pkpnProgram: 200,
  coordinates: 60,
  designLegalBasis: 6000,
  designProblem: 6000,
  designStrategicIssue: 6000,
  designNovelty: 6000,
  designHowItWorks: 6000,
  designAdvantage: 6000,
  objective: 4000,
  benefit: 4000,
  result: 4000,
  link: 500,
  topics: 3,
  note: 2000,
  remark: 1000,
} as const;

const wrong = (key: string) => `innovations.errors.${key}`;
const words = (max: number) => z.string(wrong('text')).trim().max(max, wrong('tooLong'));
const line = (max: number) => z.string(wrong('text')).overwrite(oneLine).max(max, wrong('tooLong'));
const orNull = (text: string) => (text === '' ? null : text);
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values, wrong('choose'))], wrong('choose'));
const calendarDay = z.iso.date(wrong('date')).refine((text) => text >= '1900' && text < '2101', wrong('date'));
const day = z.union([z.literal('').transform(() => null), calendarDay], wrong('date'));
const link = words(limits.link)
  .refine((text) => text === '' || isHttps(text), wrong('link'))
  .transform(orNull);
/** A box without a tick sends an empty text or nothing at all. */
const several = z
  .union([z.string(), z.array(z.string())], wrong('choose'))
  .transform((chosen) => [...new Set([chosen].flat().filter((one) => one !== ''))]);

/** What the form, the act and an import send: everything may be missing, only kinds of value and lengths count. */
export const draftSchema = z.object({
  title: line(limits.title),
  summary: words(limits.summary),
  topics: several.pipe(z.array(z.string().max(60, wrong('topicUnknown'))).max(limits.topics, wrong('tooManyTopics'))),
  initiatorKind: oneOf(initiatorKinds),
  initiatorName: line(limits.initiatorName).transform(orNull),
  kind: oneOf(kinds),
  form: oneOf(forms),
  classification: oneOf(classifications),
  mainAffair: oneOf(proposalEdition.affairs),
  crossingAffairs: several.pipe(z.array(z.enum(proposalEdition.affairs, wrong('choose')))),
  astaCita: z
    .string(wrong('choose'))
    .regex(/^[1-8]?$/, wrong('choose'))
    .transform((typed) => (typed === '' ? null : Number(typed))),
  pkpnCluster: oneOf(proposalEdition.pkpnClusters),
  pkpnProgram: line(limits.pkpnProgram).transform(orNull),
  stage: oneOf(stages),
  trialOn: day,
  implementedOn: day,
  developedOn: day,
  coordinates: words(limits.coordinates)
    .refine((text) => text === '' || placeOf(text) !== null, wrong('coordinates'))
    .transform((text) => (text === '' ? null : placeText(placeOf(text)))),
  designLegalBasis: words(limits.designLegalBasis),
  designProblem: words(limits.designProblem),
  designStrategicIssue: words(limits.designStrategicIssue),
  designNovelty: words(limits.designNovelty),
  designHowItWorks: words(limits.designHowItWorks),
  designAdvantage: words(limits.designAdvantage),
  objective: words(limits.objective),
  benefit: words(limits.benefit),
  result: words(limits.result),
  budgetLink: link,
  businessProfileLink: link,
  intellectualPropertyLink: link,
  awardLink: link,
});

/** Any of the fields, as one save brings them. */
export const patchSchema = draftSchema.partial();

export type Proposal = z.output<typeof draftSchema>;
export type ProposalPatch = z.output<typeof patchSchema>;
export type ProposalField = keyof Proposal;

export const proposalFields = Object.keys(draftSchema.shape) as readonly ProposalField[];

export function isProposalField(name: string): name is ProposalField {
  return Object.hasOwn(draftSchema.shape, name);
}

export const emptyProposal: Proposal = draftSchema.parse(
  Object.fromEntries(proposalFields.map((field) => [field, ''])),
);

/** What a form field shows for a stored value. */
export function fieldText(value: Proposal[ProposalField]): string | string[] {
  return Array.isArray(value) ? value : String(value ?? '');
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && /^https:\/\/[^\s/]+\.[^\s/]/i.test(text) && !/[\s<>"]/.test(text);
}

export interface Place {
  latitude: number;
  longitude: number;
}

/** Reads what a map copies, "-6.2615, 107.1530"; a decimal comma is understood too. null when it is no place on earth. */
export function placeOf(text: string): Place | null {
  const [, south, east] =
    /^(-?\d{1,2}(?:[.,]\d{1,12})?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d{1,12})?)$/.exec(text.trim()) ?? [];
  if (south === undefined || east === undefined) return null;
  const [latitude, longitude] = [south, east].map((one) => Number(Number(one.replace(',', '.')).toFixed(6)));
  if (latitude === undefined || longitude === undefined) return null;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

export function placeText(place: Place | null): string | null {
  return place && `${place.latitude}, ${place.longitude}`;
}
