import type { Standing } from './standing.ts';

/**
 * The region as the file that `iid score` reads: whoever has it computes the public figure anew. Documented in
 * docs/iid-score.md.
 */
export function regionFile({ edition, options, spd, innovations }: Standing, code: string) {
  return {
    edition: edition.edition,
    options,
    region: { code: code.slice(0, 20), spd: typeof spd === 'number' ? spd : { ...spd } },
    innovations: innovations.map((one) => ({
      id: one.id,
      affair: one.affair,
      crossingAffairs: [...(one.crossingAffairs ?? [])],
      stage: one.stage,
      implementedOn: one.implementedOn ?? null,
      developedOn: one.developedOn ?? null,
      status: one.status,
      levels: { ...one.levels },
    })),
  };
}
