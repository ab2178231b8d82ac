/** One row as text: days as `YYYY-MM-DD`, numbers with a point, formulas as the text they last showed. */
export interface SheetRow {
  /** Name of the sheet; '' in CSV. */
  sheet: string;
  /** As the program that made it counts: the first is 1. */
  number: number;
  cells: readonly string[];
}

export interface SheetLimits {
  rows: number;
  columns: number;
  /** Cells that hold something, all sheets together. */
  cells: number;
  /** Bytes that a workbook unpacks to. */
  unpacked: number;
}

export const usualLimits: SheetLimits = { rows: 20_000, columns: 100, cells: 1_000_000, unpacked: 64 * 1024 * 1024 };

/** Why a file is not read further. */
export type SheetRefusal = 'kind' | 'damaged' | 'bomb' | 'rows' | 'columns' | 'cells';

export class UnreadableSheet extends Error {
  readonly refusal: SheetRefusal;
  constructor(refusal: SheetRefusal) {
    super(`unreadable sheet: ${refusal}`);
    this.refusal = refusal;
  }
}
