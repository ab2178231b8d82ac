import type { Messages } from '#messages/id.ts';
import type { RowFault } from './import.ts';
import { isProposalField, type ProposalField, proposalFields } from './innovation.ts';

/** What a column may hold: a field of the proposal, or who it belongs to. */
export type ColumnKey = 'reference' | 'organization' | 'organizationCode' | ProposalField;

export interface ImportColumn {
  key: ColumnKey;
  head: string;
  hint: string;
  required: boolean;
}

/** The columns of the template, in their order and in the words of `messages`. */
export function importColumns({ innovations }: Messages): ImportColumn[] {
  const own = innovations.imports.columns;
  const field = (key: ProposalField): ImportColumn => {
    const { name, hint } = innovations.form[key];
    return { key, head: name, hint: own.hints[key] ?? hint, required: key === 'title' };
  };
  return [
    { key: 'reference', ...own.reference, required: false },
    { key: 'organization', ...own.organization, required: true },
    { key: 'organizationCode', ...own.organizationCode, required: false },
    ...proposalFields.map(field),
  ];
}

/** Place of each column in a sheet. */
export type HeadMap = ReadonlyMap<ColumnKey, number>;

export interface ReadHeads {
  places: HeadMap;
  /** Heads that no column has: their cells are not read, and the person is told. */
  unknown: string[];
  /** Why the sheet cannot be read; empty when it can. */
  faults: RowFault[];
}

/** Heads in any order and capitals. A column left out leaves its field as it is. */
export function readHeads(cells: readonly string[], messages: Messages): ReadHeads {
  const known = new Map(importColumns(messages).map(({ key, head }) => [plain(head), key]));
  const ignored = Object.values(messages.innovations.imports.reasons.columns).map(plain);
  const places = new Map<ColumnKey, number>();
  const unknown: string[] = [];
  const faults: RowFault[] = [];
  for (const [cell, head] of cells.entries()) {
    const key = known.get(plain(head));
    if (key === undefined) {
      if (plain(head) !== '' && !ignored.includes(plain(head))) unknown.push(head);
    } else if (places.has(key)) {
      faults.push({ cell, message: fault('headTwice'), values: { head: head.slice(0, 60) } });
    } else places.set(key, cell);
  }
  for (const { key, head, required } of importColumns(messages)) {
    if (required && !places.has(key)) faults.push({ cell: null, message: fault('headMissing'), values: { head } });
  }
  return { places, unknown, faults };
}

export const fault = (key: string) => `innovations.imports.faults.${key}`;

/** Capitals, spaces and signs do not matter. */
export const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a row of heads is that of this template at all: a workbook has other sheets too. */
export function looksLikeHeads(cells: readonly string[], messages: Messages): boolean {
  const { places } = readHeads(cells, messages);
  return places.has('title') || places.has('organization');
}

export const isField = (key: ColumnKey): key is ProposalField => isProposalField(key);

/** "A" for the first column: as `columnLetter` of the platform, for pages. */
export function letterOf(cell: number): string {
  const last = String.fromCharCode(65 + (cell % 26));
  return cell < 26 ? last : `${letterOf(Math.floor(cell / 26) - 1)}${last}`;
}
