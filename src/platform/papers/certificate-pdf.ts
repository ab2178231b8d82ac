import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Letterhead } from './document.ts';
import { latticeBorder } from './lattice-border.ts';
import { drawPdf } from './pdf.ts';
import { qrSvg } from './qr.ts';

/** One certificate, all its words ready to print. */
export interface Certificate {
  /** "PIAGAM PENGHARGAAN" */
  heading: string;
  /** "diberikan kepada" */
  given: string;
  name: string;
  /** "sebagai Juara 1" */
  as: string;
  /** What for, line by line. */
  lines: readonly string[];
  signature: { date: string; title: string; name: string };
  verify: { at: string; words: string };
}

const [width, height] = [841.89, 595.28];
const ink = { name: '#174a40', text: '#1b2422', quiet: '#4b5753', accent: '#8a5a00' };

/**
 * Certificates as PDF/A-2b, one landscape A4 page each, in a border of the leaf lattice. The same certificates give the same
 * bytes.
 */
export function makeCertificates(
  certificates: readonly Certificate[],
  { letterhead, title, madeAt }: { letterhead: Letterhead; title: string; madeAt: Date },
): Promise<Buffer> {
  const border = latticeBorder(width, height);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [86, 66, 86, 60],
    defaultStyle: { font: 'Roboto', fontSize: 12, lineHeight: 1.2, color: ink.text },
    styles: { small: { fontSize: 8, color: ink.quiet } },
    background: () => ({ svg: border, width, height }),
    content: certificates.map((one, at) => pageOf(one, letterhead, at > 0)),
  };
  return drawPdf(definition, { title, author: letterhead.lines[0] ?? '', madeAt });
}

function pageOf(certificate: Certificate, letterhead: Letterhead, next: boolean): Content {
  const { name, lines } = certificate;
  // Long words take the room that is otherwise left free.
  const air = [name, ...lines].join(' ').length > 220 || letterhead.logo ? 8 : 24;
  return {
    ...(next ? { pageBreak: 'before' as const } : {}),
    stack: [
      head(letterhead),
      {
        text: certificate.heading,
        bold: true,
        fontSize: 30,
        color: ink.name,
        margin: [0, air, 0, 4],
        characterSpacing: 2,
      },
      { text: certificate.given, color: ink.quiet, margin: [0, 6, 0, 8] },
      { text: certificate.name, bold: true, fontSize: sizeFor(certificate.name, [26, 20, 15]), color: ink.text },
      { canvas: [{ type: 'line', x1: 0, y1: 4, x2: 200, y2: 4, lineWidth: 1.2, lineColor: '#e3a008' }] },
      { text: certificate.as, bold: true, fontSize: 17, color: ink.accent, margin: [0, 14, 0, 8] },
      ...certificate.lines.map((text): Content => ({ text, fontSize: sizeFor(text, [12, 10.5, 9]) })),
      {
        alignment: 'left',
        margin: [0, air + 10, 0, 0],
        columns: [checkPlace(certificate), signaturePlace(certificate)],
      },
    ],
    alignment: 'center',
    unbreakable: true,
  };
}

/** So that long names of teams and titles of innovations stay on the page. */
function sizeFor(text: string, [usual, small, least]: readonly [number, number, number]): number {
  if (text.length > 110) return least;
  return text.length > 48 ? small : usual;
}

function head({ lines, logo }: Letterhead): Content {
  const [first = '', second = ''] = lines;
  return {
    stack: [
      ...(logo ? [{ image: logo, fit: [44, 44] as [number, number] }] : []),
      { text: first.toUpperCase(), bold: true, fontSize: 13 },
      { text: second, fontSize: 10, color: ink.quiet },
    ],
  };
}

function checkPlace({ verify }: Certificate) {
  const said = [verify.words, verify.at].map((text) => ({ text, style: 'small' }));
  return {
    width: '*',
    columns: [
      { svg: qrSvg(verify.at), width: 78 },
      { width: 262, stack: said, margin: [6, 20, 0, 0] as [number, number, number, number] },
    ],
  };
}

function signaturePlace({ signature }: Certificate) {
  const { date, title, name } = signature;
  return {
    width: 220,
    stack: [
      { text: date, fontSize: 10.5 },
      { text: title, bold: true, fontSize: 10.5 },
      { text: name, bold: true, margin: [0, 44, 0, 0] as [number, number, number, number] },
    ],
  };
}
