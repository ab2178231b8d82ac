import { PDFDocument } from '@cantoo/pdf-lib';
import { type PagePicture, pictureForPage } from '../files/pictures.ts';

/** Side in pixels and quality of JPEG, from good enough to print down to just readable. */
const rungs: readonly (readonly [side: number, quality: number])[] = [
  [1600, 80],
  [1600, 65],
  [1400, 58],
  [1200, 52],
  [1000, 48],
  [850, 45],
  [720, 42],
  [600, 38],
  [480, 34],
];

/** What a page costs besides its picture, and the document besides its pages. */
const bytesOfPage = 1500;
const bytesOfDocument = 4000;

/** A4 in points. */
const [shortSide, longSide] = [595.28, 841.89];
const margin = 24;

/**
 * The pictures of the files as one PDF, one a page in their order, each as good as its share of `mostBytes` allows.
 * The same pictures make the same bytes. @returns null when they do not fit even at their smallest
 */
export async function photosAsPdf(paths: readonly string[], mostBytes: number): Promise<Uint8Array | null> {
  let left = mostBytes - bytesOfDocument - paths.length * bytesOfPage;
  const pictures: PagePicture[] = [];
  for (const [at, path] of paths.entries()) {
    // What one picture leaves of its share is for those after it.
    const picture = await bestWithin(path, left / (paths.length - at));
    if (!picture) return null;
    left -= picture.jpeg.length;
    pictures.push(picture);
  }
  const pdf = await composePdf(pictures);
  return pdf.length <= mostBytes ? pdf : null;
}

/** The highest rung that fits, by halving: a picture is written three or four times, never nine. */
async function bestWithin(path: string, mostBytes: number): Promise<PagePicture | null> {
  let best: PagePicture | null = null;
  let [from, to] = [0, rungs.length - 1];
  for (let at = 0; from <= to; at = Math.floor((from + to) / 2)) {
    const [side, quality] = rungs[at] ?? [480, 34];
    const picture = await pictureForPage(path, side, quality);
    if (picture.jpeg.length <= mostBytes) {
      best = picture;
      to = at - 1;
    } else {
      from = at + 1;
    }
  }
  return best;
}

async function composePdf(pictures: readonly PagePicture[]): Promise<Uint8Array> {
  // Without dates of its own: the same photos sent again are the same content.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (const { jpeg, width, height } of pictures) {
    const size: [number, number] = width > height ? [longSide, shortSide] : [shortSide, longSide];
    const page = pdf.addPage(size);
    const scale = Math.min((size[0] - 2 * margin) / width, (size[1] - 2 * margin) / height);
    const [w, h] = [width * scale, height * scale];
    const image = await pdf.embedJpg(jpeg);
    page.drawImage(image, { x: (size[0] - w) / 2, y: (size[1] - h) / 2, width: w, height: h });
  }
  return pdf.save();
}
