import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

/** What can be read of a PDF without drawing it. */
export interface ReadPdf {
  pages: number;
  /** Text of each page, as the embedded fonts map it back. */
  texts: string[];
  /** What is drawn in one go, page by page: between two of them a line may be broken or stretched. */
  runs: string[][];
  metadata: string;
  language: string | null;
  title: string | undefined;
  /** Base names of fonts, with whether their program is in the file. */
  fonts: { name: string; embedded: boolean }[];
  outputIntent: string | null;
}

/** Reads pages, text, metadata, fonts and output intent, for tests. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { catalog, context } = document;
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  const intents = catalog.lookup(PDFName.of('OutputIntents'));
  const runs = document.getPages().map((page) => runsOf(page.node.Contents(), page.node.Resources()));
  const intent = intents instanceof PDFArray ? intents.lookup(0, PDFDict) : undefined;
  return {
    pages: document.getPageCount(),
    texts: runs.map(textOf),
    runs,
    metadata: metadata instanceof PDFRawStream ? Buffer.from(contentsOf(metadata)).toString('utf8') : '',
    language: catalog.lookup(PDFName.of('Lang'))?.toString() ?? null,
    title: document.getTitle(),
    fonts: context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict && object.has(PDFName.of('FontName')) ? [object] : []))
      .map((object) => ({
        name: object.lookup(PDFName.of('FontName'))?.toString() ?? '',
        embedded: object.has(PDFName.of('FontFile2')) || object.has(PDFName.of('FontFile3')),
      })),
    outputIntent: intent?.lookup(PDFName.of('S'))?.toString() ?? null,
  };
}

function contentsOf(stream: PDFRawStream): Uint8Array {
  return stream.dict.has(PDFName.of('Filter')) ? decodePDFRawStream(stream).decode() : stream.contents;
}

/** Each font's map from glyph to letter. */
function mapsOf(resources: PDFDict | undefined): Map<string, Map<string, string>> {
  const fonts = resources?.lookup(PDFName.of('Font'));
  if (!(fonts instanceof PDFDict)) return new Map();
  return new Map(
    fonts.keys().map((key) => {
      const map = fonts.lookup(key, PDFDict).lookup(PDFName.of('ToUnicode'));
      return [key.asString(), map instanceof PDFRawStream ? lettersOf(contentsOf(map)) : new Map()];
    }),
  );
}

function lettersOf(bytes: Uint8Array): Map<string, string> {
  const letters = new Map<string, string>();
  const text = Buffer.from(bytes).toString('latin1');
  for (const [, first = '', list = ''] of text.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], at) => {
      const glyph = (Number.parseInt(first, 16) + at).toString(16).padStart(4, '0');
      letters.set(glyph, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return letters;
}

/** The layout may break a line after a stroke: drawn apart, but one word. */
const textOf = (runs: readonly string[]) => runs.join(' ').replace(/\s+/g, ' ').replaceAll('/ ', '/');

function runsOf(contents: unknown, resources: PDFDict | undefined): string[] {
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, at) => contents.lookup(at)) : [contents];
  const maps = mapsOf(resources);
  let letters = new Map<string, string>();
  let run = '';
  const runs: string[] = [];
  for (const stream of streams) {
    if (!(stream instanceof PDFRawStream)) continue;
    const drawn = Buffer.from(contentsOf(stream)).toString('latin1');
    for (const [whole, font, hex] of drawn.matchAll(/(\/F\d+) [\d.]+ Tf|<([0-9a-f]+)>|ET/gi)) {
      if (font) letters = maps.get(font) ?? letters;
      else if (hex) run += (hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(glyph.toLowerCase()) ?? '').join('');
      else if (whole === 'ET') {
        runs.push(run);
        run = '';
      }
    }
  }
  return run === '' ? runs : [...runs, run];
}
