import { z } from 'zod';

const wrong = (key: string) => `evidence.errors.${key}`;

/** A film that lives elsewhere: only its address is kept. */
export const videoSchema = z.object({
  title: z.string().trim().min(3, wrong('titleShort')).max(200, wrong('titleLong')),
  address: z
    .string()
    .trim()
    .max(500, wrong('address'))
    .refine((text) => URL.canParse(text) && /^https:$/.test(new URL(text).protocol), wrong('address')),
});
export type Video = z.infer<typeof videoSchema>;

/** Most documents in one place, so that a checker can still read them. */
export const mostInOnePlace = 40;

/** '' for the innovation itself, else one of the indicators of the edition in force. */
export function isPlace(place: string, codes: readonly string[]): boolean {
  return place === '' || codes.includes(place);
}

/** Title of a file: its name without the ending. */
export function titleOf(fileName: string): string {
  return fileName.replace(/\.[a-z0-9]+$/i, '') || fileName;
}
