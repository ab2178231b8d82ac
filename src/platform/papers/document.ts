/** What stands above a paper: the institution's lines, largest first, and its arms or logo if it has one stored. */
export interface Letterhead {
  lines: readonly string[];
  /** A PNG or JPEG picture as a data address. */
  logo?: string;
}

/** Who signs, in which title ("Plt. Bupati Bekasi"); what is not known yet stays an empty line to fill in. */
export interface Signature {
  place: string;
  /** `YYYY-MM-DD`, '' while it is open. */
  date: string;
  title: string;
  name: string;
}

export interface AnnexColumn {
  head: string;
  /** Share of the page's width. */
  share: number;
}

/** A table that belongs to a paper; it may run over any number of pages. */
export interface Annex {
  title: string;
  columns: readonly AnnexColumn[];
  rows: readonly (readonly string[])[];
}

/** A *keputusan*, in the order of Permendagri 80/2015, Lampiran II. */
export interface Decree {
  form: 'decree';
  /** "KEPUTUSAN BUPATI BEKASI" */
  heading: string;
  number: string;
  about: string;
  considering: readonly string[];
  recalling: readonly string[];
  noting: readonly string[];
  decides: readonly string[];
  annexes: readonly Annex[];
  signature: Signature;
}

export interface Letter {
  form: 'letter';
  number: string;
  about: string;
  /** How many sheets or files go with it, in words. */
  enclosed: string;
  recipient: readonly string[];
  paragraphs: readonly string[];
  annexes: readonly Annex[];
  copies: readonly string[];
  signature: Signature;
}

export interface ReportTable {
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface ReportPart {
  title: string;
  /** Sentences below figures and tables. */
  lines: readonly string[];
  figures: readonly { value: string; label: string }[];
  tables: readonly ReportTable[];
  /** Where the figures are from. */
  source: string;
  /** Begins a new page. */
  newPage: boolean;
}

/** Figures for somebody's desk; binds nobody, so it is not signed. */
export interface Report {
  form: 'report';
  title: string;
  lead: string;
  parts: readonly ReportPart[];
}

export interface PrintedPaper {
  body: Decree | Letter | Report;
  letterhead: Letterhead;
  /** Not valid: a mark across each page, and the same in words. */
  draft: boolean;
  /** Where its origin can be checked; null for what is not registered. */
  verifyAt: string | null;
  /** Stands in the file as its date of making, so that the same paper is the same bytes. */
  madeAt: Date;
}
