import sharp from 'sharp';
import type { MediaType } from './kinds.ts';

const mostPixels = 60_000_000;
const longestSide = 2400;
const thumbnailSide = 360;

sharp.cache(false);
sharp.concurrency(1);

const open = (path: string) => sharp(path, { limitInputPixels: mostPixels, failOn: 'error' }).rotate();

/**
 * The picture written anew, upright and at most 2,400 pixels long: where and with what it was taken is not kept, nor
 * anything else that hid behind it. @returns null when it is no whole picture of a sensible size
 */
export async function cleanPicture(path: string, mediaType: MediaType): Promise<Buffer | null> {
  const picture = open(path).resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
  try {
    if (mediaType === 'image/png') return await picture.png({ compressionLevel: 8 }).toBuffer();
    if (mediaType === 'image/webp') return await picture.webp({ quality: 82 }).toBuffer();
    return await picture.jpeg({ quality: 82, mozjpeg: false }).toBuffer();
  } catch {
    return null;
  }
}

/** A small WebP of a kept picture. */
export function thumbnailOf(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture).resize(thumbnailSide, thumbnailSide, { fit: 'inside' }).webp({ quality: 70 }).toBuffer();
}

/** A JPEG for a page of a document. */
export interface PagePicture {
  jpeg: Buffer;
  width: number;
  height: number;
}

/** The kept picture as a JPEG of at most `side` pixels a side. */
export async function pictureForPage(path: string, side: number, quality: number): Promise<PagePicture> {
  const { data, info } = await open(path)
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}
