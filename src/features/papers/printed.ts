import { actingTitle } from '#features/people/index.ts';
import type { Decree, Letter, Letterhead, PrintedPaper } from '#platform/papers/document.ts';
import type { Tenant } from '#platform/tenancy.ts';
import type { Content, State } from './paper.ts';

/** What the printed paper is made of, besides the region's letterhead. */
export interface PrintableRow {
  state: State;
  code: string;
  number: string;
  datedOn: string | null;
  place: string;
  about: string;
  signerOffice: string;
  signerKind: string;
  signerName: string;
  content: Content;
  createdAt: Date;
}

/** The public address that the code on a paper leads to. */
export function verifyAddress(origin: string, tenant: Pick<Tenant, 'slug'>, code: string): string {
  return `${origin}/${tenant.slug}/naskah/${code}`;
}

/** Where a paper is from, and what stands above it. */
export interface Printing {
  /** Scheme and host under which its code is looked up. */
  origin: string;
  /** The region's, for letters; over a decree stands the head of the region, with the same logo. */
  letterhead: Letterhead;
}

function letterheadFor(row: PrintableRow, { lines, logo }: Letterhead): Letterhead {
  return { lines: row.content.form === 'decree' ? [row.signerOffice] : lines, ...(logo ? { logo } : {}) };
}

export function bodyOf(row: PrintableRow): Decree | Letter {
  const { number, about, content } = row;
  const signature = {
    place: row.place,
    date: row.datedOn ?? '',
    title: actingTitle(row.signerKind, row.signerOffice),
    name: row.signerName,
  };
  if (content.form === 'letter') return { ...content, number, about, signature };
  const { recalling, noting } = content;
  return { ...content, recalling: punctuated(recalling), noting: punctuated(noting), number, about, signature };
}

/** What a decree cites is one sentence: each item ends in a semicolon, the last in a full stop, however it was typed. */
export function punctuated(items: readonly string[]): string[] {
  return items.map((item, at) => `${item.replace(/[\s.;]+$/, '')}${at === items.length - 1 ? '.' : ';'}`);
}

/** @param draft with the mark of a draft; the file that is to be signed goes without it */
export function printedPaper(
  row: PrintableRow,
  tenant: Pick<Tenant, 'slug'>,
  { origin, letterhead }: Printing,
  draft: boolean,
): PrintedPaper {
  return {
    body: bodyOf(row),
    letterhead: letterheadFor(row, letterhead),
    draft,
    verifyAt: verifyAddress(origin, tenant, row.code),
    madeAt: row.createdAt,
  };
}
