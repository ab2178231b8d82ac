import type { Actor, Ctx } from '#platform/tenancy.ts';
import type { Indicator } from './edition.ts';

/** What the index must know of evidence, which belongs to a later feature: the app hands it over. */
export interface EvidenceSlots {
  /**
   * Of these innovations, the codes of the indicators for which evidence is stored. An innovation whose evidence the
   * person may not see yet is left out.
   */
  provenOf(
    ctx: Ctx,
    innovationIds: readonly string[],
    indicators: readonly Indicator[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Address of the list of missing evidence; null for who may not see it. */
  missingList(actor: Actor | null): string | null;
}

/** An innovation of the registry that a row of a workbook means, with the codes for which evidence is stored. */
export interface Registered {
  id: string;
  proven: ReadonlySet<string>;
}

/** By the row's place among the innovations of the workbook. */
export type RegisteredRows = ReadonlyMap<number, Registered>;

/** `unmatched`: the registry knows no such innovation; `region`: evidence of the region itself is not stored. */
export type Proof = 'stored' | 'missing' | 'unmatched' | 'region';

export function proofOf(registered: Registered | undefined, code: string): Proof {
  if (!registered) return 'unmatched';
  return registered.proven.has(code) ? 'stored' : 'missing';
}

/** So many of each. */
export function countProofs(needed: readonly { proof: Proof }[]): Record<Proof, number> {
  const counts = { stored: 0, missing: 0, unmatched: 0, region: 0 };
  for (const { proof } of needed) counts[proof] += 1;
  return counts;
}
