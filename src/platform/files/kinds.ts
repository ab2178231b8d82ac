import { readFile, stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { unpackedSize } from './archive.ts';

/** What is taken, by what the content says it is; the name's ending must say the same. */
const kinds = {
  'image/jpeg': { endings: ['jpg', 'jpeg'], family: 'image' },
  'image/png': { endings: ['png'], family: 'image' },
  'image/webp': { endings: ['webp'], family: 'image' },
  'application/pdf': { endings: ['pdf'], family: 'pdf' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { endings: ['xlsx'], family: 'sheet' },
  'application/vnd.oasis.opendocument.spreadsheet': { endings: ['ods'], family: 'sheet' },
  'text/csv': { endings: ['csv'], family: 'sheet' },
} as const satisfies Record<string, { endings: readonly string[]; family: Family }>;

export type Family = 'image' | 'pdf' | 'sheet';
export type MediaType = keyof typeof kinds;

export const acceptedEndings: readonly string[] = Object.values(kinds).flatMap((kind) => kind.endings);

export const familyOf = (mediaType: MediaType): Family => kinds[mediaType].family;

/** The name a document is downloaded under. */
export const fileNameOf = (title: string, mediaType: string) =>
  mediaType in kinds ? `${title}.${kinds[mediaType as MediaType].endings[0]}` : title;

/** Why a file is refused: keys of `common.files`. */
export type Refusal =
  | 'empty'
  | 'kind'
  | 'ending'
  | 'name'
  | 'nameLong'
  | 'bomb'
  | 'damaged'
  | 'large'
  | 'pixels'
  | 'lost';

const longestName = 150;
/** A sheet of that size unpacked is no evidence any more but an attack, or an accident. */
const mostUnpacked = 200 * 1024 * 1024;

/** The name as it is kept and shown. @returns why not, when it cannot be one */
export function checkName(name: string): { name: string } | { refusal: Refusal } {
  const shown = name.normalize('NFC').trim();
  if (shown.length > longestName) return { refusal: 'nameLong' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (shown === '' || /[/\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(shown) || /^\.+$/.test(shown)) {
    return { refusal: 'name' };
  }
  return { name: shown };
}

/** What a stored file really is. @returns why it is refused, when it is */
export async function checkContent(
  path: string,
  name: string,
): Promise<{ mediaType: MediaType } | { refusal: Refusal }> {
  if ((await stat(path)).size === 0) return { refusal: 'empty' };
  const mediaType = await sniff(path, endingOf(name));
  if (mediaType === null) return { refusal: 'kind' };
  if (!(kinds[mediaType].endings as readonly string[]).includes(endingOf(name))) return { refusal: 'ending' };
  if (kinds[mediaType].family !== 'sheet' || mediaType === 'text/csv') return { mediaType };
  const unpacked = await unpackedSize(path);
  if (unpacked === null) return { refusal: 'damaged' };
  return unpacked > mostUnpacked ? { refusal: 'bomb' } : { mediaType };
}

const endingOf = (name: string) => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';

async function sniff(path: string, ending: string): Promise<MediaType | null> {
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found) return found.mime in kinds ? (found.mime as MediaType) : null;
  return ending === 'csv' && (await isPlainText(path)) ? 'text/csv' : null;
}

async function isPlainText(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !text.includes('\0') && !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text);
  } catch {
    return false;
  }
}
