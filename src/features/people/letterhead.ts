import type { Ctx } from '#platform/tenancy.ts';

/** What stands above a letter that is printed from a page. */
export interface PrintedLetterhead {
  /** The institution's lines, largest first. */
  lines: readonly string[];
  /** Path of the logo's picture inside the tenant. */
  logo: string | null;
}

/** The region's own letterhead; null while nobody wrote one. */
export type LetterheadSource = (ctx: Ctx) => Promise<PrintedLetterhead | null>;
