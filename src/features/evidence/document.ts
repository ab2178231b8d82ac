import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';

const wrong = (key: string) => `evidence.errors.${key}`;

/** A film that lives elsewhere: only its address is kept. */
export const videoSchema = z.object({
  title: z.string().overwrite(oneLine).min(3, wrong('titleShort')).max(200, wrong('titleLong')),
  address: z
    .string()
    .trim()
    .max(500, wrong('address'))
    .refine((text) => URL.canParse(text) && /^https:\/\/[^\s]+$/i.test(text), wrong('address')),
});
export type Video = z.infer<typeof videoSchema>;

/** Most documents in one place, so that a checker can still read them; also the most files of one form. */
export const mostInOnePlace = 40;

/** Largest file that is taken, in bytes: a scanned regulation, or a photo as a phone makes it. */
export const largestFile = 25_000_000;

/** '' for the innovation itself, else one of the indicators of the edition in force. */
export function isPlace(place: string, codes: readonly string[]): boolean {
  return place === '' || codes.includes(place);
}

/** How a place stands in an address. */
export const placeInAddress = (place: string) => (place === '' ? 'inovasi' : place);

/** The place that an address names; null when it is none. */
export function placeFromAddress(text: string, codes: readonly string[]): string | null {
  if (text === 'inovasi') return '';
  return text !== '' && codes.includes(text) ? text : null;
}

/** Title of a file: its name without the ending. */
export function titleOf(fileName: string): string {
  return fileName.replace(/\.[a-z0-9]+$/i, '') || fileName;
}

/** A document as a list shows it. */
export interface ShownDocument {
  id: string;
  title: string;
  kind: 'file' | 'video';
  mediaType: string | null;
  bytes: number | null;
  hasThumbnail: boolean;
  address: string | null;
  isPublic: boolean;
  addedAt: Date;
}

/** Documents by place: code of an indicator, '' for the innovation itself. */
export type EvidenceByPlace = ReadonlyMap<string, readonly ShownDocument[]>;
