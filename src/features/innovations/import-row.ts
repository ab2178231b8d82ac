import type { SheetRow } from '#platform/sheets/sheet-row.ts';
import { importLimits, type RowFault } from './import.ts';
import { type ColumnKey, fault, type HeadMap, isField, plain } from './import-columns.ts';
import {
  classifications,
  forms,
  initiatorKinds,
  kinds,
  type ProposalField,
  type ProposalPatch,
  patchSchema,
  stages,
} from './innovation.ts';
import { proposalEdition } from './proposal.ts';
import type { Topic } from './topic.ts';
import { readDay } from './typed-day.ts';

/** A row that can be used, as far as its own cells tell. */
export interface GoodRow {
  number: number;
  reference: string | null;
  organization: string;
  organizationCode: string | null;
  title: string;
  /** Filled cells only: an empty cell leaves its field as it is. */
  patch: ProposalPatch;
  places: HeadMap;
}

export interface ReadRow {
  number: number;
  /** null when a cell is wrong. */
  row: GoodRow | null;
  faults: RowFault[];
}

/** The example of the template: not meant to be brought in. */
export function isExample(cells: readonly string[], places: HeadMap): boolean {
  return plain(cells[places.get('reference') ?? -1] ?? '') === 'contoh';
}

/** Reads one row by the schema of the proposal form. */
export function readRow(sheetRow: SheetRow, places: HeadMap, topics: readonly Topic[]): ReadRow {
  const { number, cells } = sheetRow;
  const cell = (key: ColumnKey) => tidy(cells[places.get(key) ?? -1] ?? '');
  const faults: RowFault[] = [];
  const wrong = (key: ColumnKey, message: string, values: RowFault['values'] = {}) =>
    faults.push({ cell: places.get(key) ?? null, message, values });
  for (const key of ['organization', 'title'] as const) if (cell(key) === '') wrong(key, fault(`${key}Missing`));
  const reference = cell('reference');
  if (reference.length > importLimits.reference)
    wrong('reference', fault('referenceLong'), { max: importLimits.reference });
  const typed = typedFields(cell, places, topics);
  const parsed = patchSchema.safeParse(typed);
  for (const issue of parsed.error?.issues ?? []) {
    const key = String(issue.path[0]) as ProposalField;
    const listed = issue.message.endsWith('.choose') || issue.message.endsWith('.topicUnknown');
    const values = { value: shortened(cell(key)), max: 0 };
    if (!faults.some((one) => one.cell === places.get(key)))
      wrong(key, listed ? fault('choice') : issue.message, values);
  }
  if (faults.length > 0 || !parsed.data) return { number, row: null, faults };
  const { title = '' } = parsed.data;
  const code = cell('organizationCode');
  return {
    number,
    faults,
    row: {
      number,
      reference: reference || null,
      organization: cell('organization'),
      organizationCode: code || null,
      title,
      patch: parsed.data,
      places,
    },
  };
}

/** Form fields as the schema reads them, of the cells that hold something. */
function typedFields(cell: (key: ColumnKey) => string, places: HeadMap, topics: readonly Topic[]) {
  const typed: Record<string, string | string[]> = {};
  for (const key of places.keys()) {
    if (isField(key) && cell(key) !== '') typed[key] = fieldValue(key, cell(key), topics);
  }
  return typed;
}

const lists: Partial<Record<ProposalField, readonly string[]>> = {
  stage: stages,
  initiatorKind: initiatorKinds,
  kind: kinds,
  form: forms,
  classification: classifications,
  mainAffair: proposalEdition.affairs,
  pkpnCluster: proposalEdition.pkpnClusters,
};

/** The values that a column takes, for the template. */
export const listedValues: Readonly<Partial<Record<ProposalField, readonly string[]>>> = {
  ...lists,
  crossingAffairs: proposalEdition.affairs,
  astaCita: proposalEdition.astaCita.map((text, at) => `${at + 1}. ${text}`),
};

function fieldValue(key: ProposalField, text: string, topics: readonly Topic[]): string | string[] {
  const list = lists[key];
  if (list) return inList(list, text);
  switch (key) {
    case 'crossingAffairs':
      return parts(text).map((one) => inList(proposalEdition.affairs, one));
    case 'topics':
      // A topic that the list lacks is made one that no slug can be: the schema says that it is unknown.
      return parts(text).map((one) => topicCalled(topics, one) ?? `?${one}`.padEnd(61, '?'));
    case 'astaCita':
      return /^[1-8](?=\D|$)/.exec(text)?.[0] ?? text;
    case 'trialOn':
    case 'implementedOn':
    case 'developedOn':
      return readDay(text);
    default:
      return text;
  }
}

const inList = (list: readonly string[], text: string) => list.find((one) => plain(one) === plain(text)) ?? text;
const parts = (text: string) =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

function topicCalled(topics: readonly Topic[], text: string): string | undefined {
  return topics.find(({ name, slug, retired }) => !retired && (plain(name) === plain(text) || slug === text))?.slug;
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** As `cleanText` of a posted form does: no control characters, no marks that turn the text around. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .toWellFormed()
    .trim();
}
