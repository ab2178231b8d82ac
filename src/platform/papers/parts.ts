import type { Column, Content, ContentTable, ContentText, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { id as messages } from '#messages/id.ts';
import type { Annex, Letterhead, Signature } from './document.ts';

/** Between the margins of A4, in points. */
export const textWidth = 595.28 - 72 - 62;

const months = messages.papers.print.months;

/** `2026-11-24` → "24 November 2026"; a line to fill in while it is open. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return day === '' ? messages.papers.print.openDate : `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year}`;
}

export const openIfEmpty = (text: string) => (text === '' ? messages.papers.print.open : text);

/** Longer than this a word may be torn at its hyphens: it may not fit beside others. */
const longestWhole = 40;

/**
 * Lines of equal length. A word with a hyphen or slash is kept whole: its parts would be pushed apart like words
 * ("Undang- Undang").
 */
export function justified(text: string): ContentText {
  const words = text.split(/(?<= )/);
  return {
    alignment: 'justify',
    text: words.map((word) => (/[-/]/.test(word) && word.length <= longestWhole ? { text: word, noWrap: true } : word)),
  };
}

/** The institution's lines in the middle, its logo beside them, a double line below. */
export function letterheadContent({ lines, logo }: Letterhead, width: number): Content {
  const [first = '', ...rest] = lines;
  const words: Column = {
    stack: [
      { text: first.toUpperCase(), bold: true, fontSize: 14 },
      ...rest.map((text): Content => ({ text, fontSize: 11 })),
    ],
    alignment: 'center',
    width: '*',
  };
  return {
    stack: [
      logo ? { columns: [{ image: logo, fit: [56, 56], width: 60 }, words, { text: '', width: 60 }] } : words,
      {
        canvas: [
          { type: 'line', x1: 0, y1: 6, x2: width, y2: 6, lineWidth: 1.6 },
          { type: 'line', x1: 0, y1: 9, x2: width, y2: 9, lineWidth: 0.5 },
        ],
      },
    ],
    margin: [0, 0, 0, 14],
  };
}

/**
 * On the right, kept on one page: place and date, office, room for signature and stamp, name. The office is in capitals;
 * a name never is, since titles of learning are written in one way only ("Dr.", "M.Si.").
 */
export function signatureContent(signature: Signature, opening: readonly string[]): Content {
  return {
    unbreakable: true,
    margin: [210, 18, 0, 0],
    stack: [
      ...opening.map((text): Content => ({ text })),
      { text: `${signature.title.toUpperCase()},`, bold: true, margin: [0, 6, 0, 0] },
      { text: openIfEmpty(signature.name), bold: true, margin: [0, 64, 0, 0] },
    ],
  };
}

/** A borderless table: a word, a colon, and what it says. */
export function labelled(rows: TableCell[][], widths: (number | '*')[]): ContentTable {
  return { table: { widths, body: rows }, layout: spaced, margin: [0, 0, 0, 4] };
}

const spaced: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 4,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

/** The annex's table; its head comes again on each page, and no row is torn in two. */
export function annexTable({ columns, rows }: Annex, width: number): Content {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const inside = width - columns.length * 10 - 1;
  return {
    fontSize: 9.5,
    margin: [0, 8, 0, 0],
    layout: ruled,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ share }) => (inside * share) / shares),
      body: [
        columns.map(({ head }) => ({ text: head, bold: true, alignment: 'center', fillColor: '#f4f0e8' })),
        ...rows.map((row) => row.map((text) => ({ text }))),
      ],
    },
  };
}

const ruled: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#66726e',
  vLineColor: () => '#66726e',
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};
