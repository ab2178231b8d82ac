import type { Content } from 'pdfmake/interfaces.js';
import { id as messages } from '#messages/id.ts';
import type { Letter, Letterhead } from './document.ts';
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

/** A *surat dinas*, in the order of Permendagri 1/2023. */
export function letterContent(letter: Letter, letterhead: Letterhead): Content {
  const { print } = messages.papers;
  const { signature } = letter;
  const opening = [
    [print.letterNumber, ':', openIfEmpty(letter.number)],
    [print.enclosed, ':', letter.enclosed],
    [print.subject, ':', { text: letter.about, bold: true }],
  ];
  return [
    letterheadContent(letterhead, width),
    { text: `${openIfEmpty(signature.place)}, ${dayInWords(signature.date)}`, alignment: 'right' },
    labelled(opening, [60, 8, '*']),
    { stack: [print.to, ...letter.recipient], margin: [0, 10, 0, 14] },
    ...letter.paragraphs.map((text): Content => ({ ...justified(text), margin: [0, 0, 0, 8] })),
    signatureContent(signature, []),
    ...(letter.copies.length === 0 ? [] : [copies(letter.copies)]),
    ...letter.annexes.flatMap((annex): Content[] => [
      { text: annex.title.toUpperCase(), bold: true, alignment: 'center', pageBreak: 'before' },
      annexTable(annex, width),
    ]),
  ];
}

function copies(names: readonly string[]): Content {
  return { stack: [messages.papers.print.copies, { ol: [...names] }], fontSize: 9.5, margin: [0, 18, 0, 0] };
}
