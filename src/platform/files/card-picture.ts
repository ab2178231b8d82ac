import { createRequire } from 'node:module';
import sharp, { type OverlayOptions } from 'sharp';
import { wrapWords } from './wrap-words.ts';

/** What a card for social networks says. */
export interface CardWords {
  /** Small line above: whose innovation it is. */
  above: string;
  title: string;
  /** Line at the foot: the region. */
  foot: string;
  /** "contoh" for what was invented; null for what was not. */
  mark: string | null;
}

const width = 1200;
const height = 630;
const margin = 80;

/** Installed with the library that writes papers; a machine without any font draws the same card. */
const font = createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto/Roboto-Medium.ttf');

/** The tokens of `ui/styles/tokens.css` that a picture needs: it cannot read a style sheet. */
const colors = { ground: '#12342e', leaf: '#1d5f52', mark: '#f2b933', title: '#ffffff', quiet: '#bfe0d6' } as const;

/** A card of 1200 × 630 pixels, PNG: the words on the dark field with the four leaves. */
export async function drawCard({ above, title, foot, mark }: CardWords): Promise<Buffer> {
  const lines = wrapWords(title, 30, 4);
  const [aboveLine = ''] = wrapWords(above, 56, 1);
  const [footLine = ''] = wrapWords(foot, 60, 1);
  const blocks = await Promise.all([
    block(aboveLine, 30, colors.quiet, { left: margin, top: 110 }),
    block(lines.join('\n'), 60, colors.title, { left: margin, top: 180 }),
    block(footLine, 30, colors.quiet, { left: margin, top: 530 }),
    block(mark ?? '', 30, colors.mark, { left: width - 220, top: 530 }),
  ]);
  return sharp(Buffer.from(ground))
    .composite(blocks.filter((one) => one !== null))
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

const leaf = (x: number, y: number, turn: number) =>
  `<path transform="translate(${x} ${y}) rotate(${turn})" d="M0 0C60-20 110-70 120-150C40-140-10-90 0 0Z" fill="${colors.leaf}"/>`;

const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${colors.ground}"/>
${[0, 90, 180, 270].map((turn) => leaf(1010, 330, turn)).join('')}
<rect y="${height - 14}" width="${width}" height="14" fill="${colors.mark}"/></svg>`;

/** null where nothing can be seen. Pango's markup is XML: every letter of the text is escaped. */
async function block(
  words: string,
  size: number,
  color: string,
  place: { left: number; top: number },
): Promise<OverlayOptions | null> {
  const clean = words.replace(/(?!\n)\p{C}/gu, ' ');
  if (clean.trim() === '') return null;
  const markup = `<span foreground="${color}">${escapeXml(clean)}</span>`;
  const drawn = sharp({
    text: { text: markup, fontfile: font, font: `Roboto Medium ${size}`, rgba: true, dpi: 72, spacing: 8 },
  });
  // Thirty capitals M are wider than the card.
  const room = { width: width - place.left - 20, height: height - place.top - 20 };
  return {
    input: await drawn
      .resize({ ...room, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer(),
    ...place,
  };
}

const escapeXml = (words: string) => words.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
