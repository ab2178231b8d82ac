import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexedInnovation } from './maturity.ts';
import { anInnovation, arbitraryInnovation, arbitraryOptions, arbitraryRegion, editionOf } from './region-arbitrary.ts';
import { scoreTally } from './scoring.ts';
import { replaceInTally, tallyInnovations } from './tally.ts';

const edition = editionOf(2026);

describe('replaceInTally', () => {
  it('gives the same as counting anew when an innovation changes, comes or goes', () => {
    fc.assert(
      fc.property(
        arbitraryRegion(edition),
        arbitraryInnovation(edition),
        arbitraryOptions,
        fc.nat(),
        ({ spd, innovations }, fresh, options, place) => {
          const at = place % Math.max(1, innovations.length);
          const before = innovations[at] ?? null;
          const tally = tallyInnovations(edition, innovations, options);
          const kept = structuredClone(tally);
          const outcomes: [IndexedInnovation | null, IndexedInnovation | null, IndexedInnovation[]][] = [
            [before, fresh, before ? innovations.with(at, fresh) : [fresh]],
            [null, fresh, [...innovations, fresh]],
            [before, null, innovations.toSpliced(at, 1)],
          ];
          for (const [from, to, result] of outcomes) {
            const changed = replaceInTally(edition, tally, from, to, options);
            const anew = tallyInnovations(edition, result, options);
            expect(changed).toEqual(anew);
            expect(scoreTally(edition, spd, changed, options)).toEqual(scoreTally(edition, spd, anew, options));
          }
          expect(tally).toEqual(kept);
        },
      ),
    );
  });

  it('follows one level', () => {
    const before = anInnovation({ levels: { 'SID-16': 2 } });
    const after = anInnovation({ levels: { 'SID-16': 3 } });
    const tally = tallyInnovations(edition, [before]);
    const changed = replaceInTally(edition, tally, before, after);
    expect([tally.levelSums[0], changed.levelSums[0]]).toEqual([2, 3]);
    expect([tally.raisable[0], changed.raisable[0], changed.n]).toEqual([1, 0, 1]);
  });
});
