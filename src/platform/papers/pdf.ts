import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { id as messages } from '#messages/id.ts';
import { decreeContent } from './decree-layout.ts';
import type { PrintedPaper } from './document.ts';
import { letterContent } from './letter-layout.ts';
import { qrSvg } from './qr.ts';
import { reportContent } from './report-layout.ts';

// Roboto (Apache 2.0) comes with pdfmake as TrueType, which embedding needs; the pages' own font is WOFF2 only.
const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
pdfmake.setFonts({
  Roboto: {
    normal: join(fontFolder, 'Roboto-Regular.ttf'),
    bold: join(fontFolder, 'Roboto-Medium.ttf'),
    italics: join(fontFolder, 'Roboto-Italic.ttf'),
    bolditalics: join(fontFolder, 'Roboto-MediumItalic.ttf'),
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

/**
 * The paper as PDF/A-2b: A4, fonts embedded, colours by sRGB. The same paper gives the same bytes, whenever and however
 * often it is made.
 */
export function makePdf(paper: PrintedPaper): Promise<Buffer> {
  const { letterhead, madeAt } = paper;
  return drawPdf(definitionOf(paper), { title: titleOf(paper), author: letterhead.lines[0] ?? '', madeAt });
}

/** Draws any description as PDF/A-2b in the one way that every paper of ours is made. */
export function drawPdf(
  definition: TDocumentDefinitions,
  { title, author, madeAt }: { title: string; author: string; madeAt: Date },
): Promise<Buffer> {
  const product = messages.common.product;
  const whole: TDocumentDefinitions = {
    version: '1.7',
    subset: 'PDF/A-2b',
    language: 'id-ID',
    displayTitle: true,
    info: { title, author, creator: product, producer: product, creationDate: madeAt, modDate: madeAt },
    ...definition,
  };
  return pdfmake.createPdf(whole).getBuffer();
}

function definitionOf(paper: PrintedPaper): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: paper.body.form === 'report' ? [48, 44, 48, 62] : [72, 56, 62, 96],
    defaultStyle: { font: 'Roboto', fontSize: paper.body.form === 'report' ? 9.5 : 11, lineHeight: 1.2 },
    ...(paper.draft ? draftMarks() : {}),
    footer: (page: number, pages: number) => footerOf(paper, page, pages),
    styles: { small: { fontSize: 8, color: '#4b5753' } },
    content: contentOf(paper),
  };
}

function draftMarks(): Pick<TDocumentDefinitions, 'watermark' | 'header'> {
  const { print } = messages.papers;
  return {
    watermark: { text: print.draftMark, color: '#4b5753', opacity: 0.12, bold: true },
    header: { text: print.draftWords, style: 'small', alignment: 'center', margin: [48, 22, 48, 0] },
  };
}

function titleOf({ body }: PrintedPaper): string {
  if (body.form === 'report') return body.title;
  return body.form === 'decree' ? `${body.heading} ${body.about}` : body.about;
}

function contentOf({ body, letterhead }: PrintedPaper): Content {
  if (body.form === 'decree') return decreeContent(body, letterhead);
  return body.form === 'letter' ? letterContent(body, letterhead) : reportContent(body, letterhead);
}

function footerOf(paper: PrintedPaper, page: number, pages: number): Content {
  const { print } = messages.papers;
  const number: Column = {
    text: print.page(page, pages),
    style: 'small',
    alignment: 'right',
    width: 70,
    margin: [0, 14, 0, 0],
  };
  if (!paper.verifyAt) return { columns: [{ text: '', width: '*' }, number], margin: [48, 8, 48, 0] };
  const said = [print.originOnly, paper.verifyAt];
  return {
    columns: [
      { svg: qrSvg(paper.verifyAt), width: 56 },
      { stack: said.map((text) => ({ text, style: 'small' })), width: '*', margin: [8, 12, 8, 0] },
      number,
    ],
    margin: [72, 18, 62, 0],
  };
}
