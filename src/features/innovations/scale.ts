import { derivedId } from '#platform/ids.ts';
import { scaleWords } from './scale-words.ts';

/** One invented innovation of the measuring tenant. */
export interface ScaleRow {
  title: string;
  summary: string;
  /** Position in the list of its organisations. */
  organization: number;
  affair: string;
  stage: 'inisiatif' | 'uji coba' | 'penerapan';
  topics: string[];
  acceptedAt: Date;
}

export interface ScaleOrganization {
  id: string;
  kind: 'village' | 'puskesmas' | 'agency' | 'school' | 'community';
  name: string;
  areaCode: string | null;
}

/** Same numbers for the same row, whatever was made before it (mulberry32, T. Ettinger 2017, public domain). */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** First items far more often than last ones. */
function pick<T>(items: readonly T[], random: () => number, slope = 2): T {
  const item = items[Math.floor(items.length * random() ** slope)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A made-up name of two to four syllables. */
function inventName(random: () => number): string {
  const count = 2 + Math.floor(random() * 3);
  return Array.from({ length: count }, () => pick(scaleWords.syllables, random, 1)).join('');
}

export interface ScaleChoices {
  affairs: readonly string[];
  organizations: number;
}

const firstDay = Date.UTC(2016, 0, 1);
const minute = 60_000;

/** The row at `position`: invented, but with the lengths and the spread of words of real proposals. Later rows are newer. */
export function scaleRow(position: number, choices: ScaleChoices): ScaleRow {
  const random = randomOf(position);
  const subject = pick(scaleWords.subjects, random);
  const opening = pick(scaleWords.openings, random);
  const topics = scaleTopics.map((topic) => topic.slug);
  return {
    title: `${inventName(random).toUpperCase()} (${opening} ${subject} ${pick(scaleWords.actions, random)})`,
    summary: summaryOf(subject, random),
    organization: Math.floor(choices.organizations * random() ** 1.5),
    affair: pick(choices.affairs, random),
    stage: pick(['penerapan', 'uji coba', 'inisiatif'] as const, random),
    topics: [...new Set([pick(topics, random), pick(topics, random)])],
    acceptedAt: new Date(firstDay + (position * 55 + Math.floor(random() * 50)) * minute),
  };
}

function summaryOf(subject: string, random: () => number): string {
  const { needs, means, effects, subjects } = scaleWords;
  const other = pick(subjects, random, 1).toLowerCase();
  const lines = [
    `${subject} menjadi perhatian karena ${pick(needs, random)}.`,
    `Kini ${pick(means, random)}${aside(random)} untuk ${other}.`,
    `Dalam ${2 + Math.floor(random() * 22)} bulan ${pick(effects, random)} dan ${pick(effects, random, 1)}.`,
  ];
  return lines.join(' ');
}

/** Where the words of known frequency come in. */
function aside(random: () => number): string {
  const { common, middling, rare } = scaleWords;
  const parts = [
    random() < 0.4 ? ` dengan ${pick(common, random)} ${pick(scaleWords.actions, random).toLowerCase()}` : '',
    random() < 0.01 ? ` dan ${middling}` : '',
    random() < 0.0001 ? ` serta ${rare}` : '',
  ];
  return parts.join('');
}

export const scaleTopics = scaleWords.topics.map((name) => ({
  name,
  slug: name.toLowerCase().replace(/[^a-z]+/g, '-'),
}));

/** Four hundred invented organisations, spread over the given areas. */
export function scaleOrganizations(areaCodes: readonly string[]): ScaleOrganization[] {
  const kinds = Object.keys(scaleWords.organizations) as ScaleOrganization['kind'][];
  return Array.from({ length: 400 }, (_, position) => {
    const random = randomOf(position + 1_000_000_000);
    const kind = pick(kinds, random);
    const name = inventName(random);
    return {
      id: derivedId('scale organization', String(position)),
      kind,
      name: `${scaleWords.organizations[kind]} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${position + 1} (contoh)`,
      areaCode: areaCodes[Math.floor(areaCodes.length * random())] ?? null,
    };
  });
}
