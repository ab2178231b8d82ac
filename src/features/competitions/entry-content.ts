import { z } from 'zod';

/** What jurors read of an entry: the innovation as it stood when it was sent. Texts may be empty, unknown is null. */
export const entryContentSchema = z.object({
  title: z.string(),
  summary: z.string().default(''),
  /** Named only to those who may know whose it is. */
  organization: z.string().default(''),
  problem: z.string().default(''),
  howItWorks: z.string().default(''),
  novelty: z.string().default(''),
  advantage: z.string().default(''),
  benefit: z.string().default(''),
  result: z.string().default(''),
  /** Day on which it was put to work, `2026-01-31`. */
  implementedOn: z.string().nullable().default(null),
  /** Address of a video. */
  video: z.string().nullable().default(null),
  /** Levels of the national index, by the code of the indicator; null where none are stated. */
  levels: z.record(z.string(), z.number()).nullable().default(null),
});
export type EntryContent = z.output<typeof entryContentSchema>;
