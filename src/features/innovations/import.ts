import type { Fault } from '#platform/errors.ts';

/** The life of a sheet that is brought in. */
export const importStates = ['checking', 'checked', 'writing', 'done', 'refused', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];

/** States in which the job works on it. */
export const workingStates: readonly ImportState[] = ['checking', 'writing'];

export const importLimits = {
  /** So long a sheet is kept that nobody works on any more. */
  daysKept: 30,
  /** So long one is tried again that fails for a reason of ours and gets no further. */
  hoursTried: 24,
  /** So often one is taken up again that ended with its process each time. */
  deaths: 3,
  /** Of the file, in bytes. */
  bytes: 10 * 1024 * 1024,
  rows: 20_000,
  /** Written or looked at in one transaction. */
  batch: 250,
  reference: 60,
  /** Wrong cells listed on the page; the sheet of wrong rows has them all. */
  faultsShown: 100,
  /** Rows named before they are written: so many new ones and so many that change something. */
  rowsShown: 20,
} as const;

/** One wrong cell, or a wrong row when `cell` is null. The message is a path of the catalogue. */
export interface RowFault {
  /** Place in the row, from 0. */
  cell: number | null;
  message: string;
  values?: Fault['values'];
}

/** What a row would do, for whoever is to say yes. */
export interface NamedRow {
  row: number;
  title: string;
  outcome: 'added' | 'changed';
}

export interface ImportCounts {
  added: number;
  changed: number;
  same: number;
  wrong: number;
}

/** Job that works on imports, for whoever wants it to look now. */
export const importJob = 'imports';
