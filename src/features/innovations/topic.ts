import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';

export const topicNameSchema = z
  .string('innovations.errors.topicName')
  .overwrite(oneLine)
  .min(2, 'innovations.errors.topicName')
  .max(60, 'innovations.errors.topicName');

export interface Topic {
  slug: string;
  name: string;
  position: number;
  retired: boolean;
}

/** "Tanaman & hidroponik" → "tanaman-hidroponik". Empty when the name has neither letter nor digit. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
