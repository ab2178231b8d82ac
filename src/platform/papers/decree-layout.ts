import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { id as messages } from '#messages/id.ts';
import type { Annex, Decree, Letterhead } from './document.ts';
import {
  annexTable,
  dayInWords,
  justified,
  labelled,
  letterheadContent,
  openIfEmpty,
  signatureContent,
  textWidth as width,
} from './parts.ts';

/** Wide enough for "Memperhatikan". */
const firstColumn = 86;

export function decreeContent(decree: Decree, letterhead: Letterhead): Content {
  const { print } = messages.papers;
  const { signature } = decree;
  return [
    letterheadContent(letterhead, width),
    {
      alignment: 'center',
      stack: [
        { text: decree.heading.toUpperCase(), bold: true, fontSize: 12 },
        { text: print.numberLine(openIfEmpty(decree.number)) },
        { text: print.aboutLine, margin: [0, 8, 0, 4] },
        { text: decree.about.toUpperCase(), bold: true },
        { text: `${signature.title.toUpperCase()},`, margin: [0, 12, 0, 12] },
      ],
    },
    labelled(reasons(decree), [firstColumn, 8, 18, '*']),
    ...decisions(decree),
    signatureContent(signature, [print.setIn(openIfEmpty(signature.place)), print.setOn(dayInWords(signature.date))]),
    ...decree.annexes.flatMap((annex) => annexContent(decree, annex)),
  ];
}

function reasons({ considering, recalling, noting }: Decree): TableCell[][] {
  const { print } = messages.papers;
  return [
    ...listed(print.considering, considering, letter),
    ...listed(print.recalling, recalling, (at) => `${at + 1}.`),
    ...listed(print.noting, noting, (at) => `${at + 1}.`),
  ];
}

/** 0 → "a.", 26 → "aa." */
export function letter(at: number): string {
  const rest = Math.floor(at / 26);
  return `${rest > 0 ? String.fromCharCode(96 + rest) : ''}${String.fromCharCode(97 + (at % 26))}.`;
}

function listed(word: string, items: readonly string[], mark: (at: number) => string): TableCell[][] {
  return items.map((text, at) => [at === 0 ? word : '', at === 0 ? ':' : '', mark(at), justified(text)]);
}

/** Its heading never stands alone at the foot of a page. */
function decisions(decree: Decree): Content[] {
  const rows = dicta(decree);
  const widths: (number | '*')[] = [firstColumn, 8, '*'];
  const heading: Content = {
    text: messages.papers.print.decides,
    bold: true,
    alignment: 'center',
    margin: [0, 8, 0, 8],
  };
  const begin: Content = { unbreakable: true, stack: [heading, labelled(rows.slice(0, 2), widths)] };
  return rows.length > 2 ? [begin, labelled(rows.slice(2), widths)] : [begin];
}

function dicta({ heading, about, decides }: Decree): TableCell[][] {
  const { print } = messages.papers;
  const first: TableCell[] = [print.setting, ':', print.settingWhat(heading, about)];
  const numbered = decides.map((text, at): TableCell[] => [
    { text: print.ordinals[at] ?? `KE-${at + 1}`, bold: true },
    ':',
    justified(text),
  ]);
  return [first, ...numbered];
}

function annexContent(decree: Decree, annex: Annex): Content[] {
  const { print } = messages.papers;
  const { number, about, heading, signature } = decree;
  const head = [
    [print.annexOf, '', heading.toUpperCase()],
    [print.number, ':', openIfEmpty(number)],
    [print.date, ':', dayInWords(signature.date)],
    [print.about, ':', about],
  ];
  return [
    { text: '', pageBreak: 'before' },
    { ...labelled(head, [52, 8, '*']), fontSize: 9.5, margin: [width - 250, 0, 0, 14] },
    { text: annex.title.toUpperCase(), bold: true, alignment: 'center' },
    annexTable(annex, width),
    signatureContent(signature, []),
  ];
}
