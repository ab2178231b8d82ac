import { z } from 'zod';
import raw2026 from './proposal-2026.json' with { type: 'json' };

const text = z.string().min(1);
const texts = z.tuple([text], text);

/** The rules of one year's proposal form, as the JSON file of that year states them. */
const editionSchema = z
  .strictObject({
    edition: z.int().min(2000).max(2999),
    /** The letter or regulation it comes from. */
    source: text,
    sources: texts,
    notes: z.array(text),
    /** Implementation or further development inside these days counts in that year's index. */
    window: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    designMinWords: z.int().positive(),
    basicServiceAffairs: texts,
    affairs: texts,
    astaCita: z.array(text).length(8),
    pkpnClusters: texts,
    /** The cluster that names no programme. */
    outsidePkpn: text,
  })
  .refine(({ window }) => window.from <= window.to, 'the window ends before it begins')
  .refine(({ affairs }) => new Set(affairs).size === affairs.length, 'an affair stands twice')
  .refine(
    ({ affairs, basicServiceAffairs }) => basicServiceAffairs.every((one) => affairs.includes(one)),
    'unknown basic-service affair',
  )
  .refine(({ pkpnClusters, outsidePkpn }) => pkpnClusters.includes(outsidePkpn), 'unknown cluster');

export type ProposalEdition = z.infer<typeof editionSchema>;

export function readProposalEdition(raw: unknown): ProposalEdition {
  return editionSchema.parse(raw);
}

/** The edition whose form is filled in now. */
export const proposalEdition: ProposalEdition = readProposalEdition(raw2026);

/** The official spelling of an affair, however it was capitalised; undefined when the list has none. */
export function affairCalled(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  return proposalEdition.affairs.find((affair) => affair.toLowerCase() === wanted);
}
