// The engine's own files: the face brings pages along, which Node cannot read without a build.
import { type Edition, spdIndicators } from '#features/innovation-index/edition.ts';
import { currentEdition } from '#features/innovation-index/editions.ts';
import type { IndexedInnovation, Levels } from '#features/innovation-index/maturity.ts';
import { type RegionInput, scoreTally } from '#features/innovation-index/scoring.ts';
import { replaceInTally, tallyInnovations } from '#features/innovation-index/tally.ts';
import type { Figure } from './figure.ts';

/** The nation of 2025: regions of Indonesia and innovations reported to the ministry. */
const REGIONS = 546;
const INNOVATIONS = 36_742;
const ROUNDS = 15;

/** The same nation in every run (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawLevels(codes: readonly string[], random: () => number): Levels {
  const levels: Record<string, number> = {};
  for (const code of codes) if (random() < 0.9) levels[code] = Math.floor(random() * 4);
  return levels;
}

function drawInnovation(edition: Edition, id: number, random: () => number): IndexedInnovation {
  const affair = edition.affairs[Math.floor(random() * edition.affairs.length)] ?? '';
  return {
    id: `i${id}`,
    affair,
    stage: random() < 0.95 ? 'penerapan' : 'uji coba',
    implementedOn: `${random() < 0.9 ? 2024 : 2020}-07-01`,
    developedOn: random() < 0.3 ? '2025-03-01' : null,
    status: random() < 0.95 ? 'accepted' : 'rejected',
    levels: drawLevels(
      edition.sid.indicators.map(({ code }) => code),
      random,
    ),
  };
}

/** Regions of uneven size: half of all innovations lie in a quarter of the regions. */
function drawNation(edition: Edition): RegionInput[] {
  const random = seededRandom(36_742);
  const spdCodes = spdIndicators(edition).map(({ code }) => code);
  const nation = Array.from({ length: REGIONS }, () => ({
    spd: drawLevels(spdCodes, random),
    innovations: [] as IndexedInnovation[],
  }));
  for (let id = 0; id < INNOVATIONS; id += 1) {
    const region = nation[Math.floor(random() ** 2 * REGIONS)];
    region?.innovations.push(drawInnovation(edition, id, random));
  }
  return nation;
}

function measureMedian(rounds: number, work: (round: number) => unknown): number {
  const times = Array.from({ length: rounds }, (_, round) => {
    const start = performance.now();
    work(round);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

function scoreAnew(edition: Edition, { spd, innovations }: RegionInput) {
  return scoreTally(edition, spd, tallyInnovations(edition, innovations));
}

function measureChangedLevel(edition: Edition, region: RegionInput): number {
  const tally = tallyInnovations(edition, region.innovations);
  const [before] = region.innovations;
  if (before === undefined) throw new Error('a region without innovations');
  const code = edition.sid.indicators[0]?.code ?? '';
  return measureMedian(1001, (round) => {
    const after = { ...before, levels: { ...before.levels, [code]: round % 4 } };
    return scoreTally(edition, region.spd, replaceInTally(edition, tally, before, after));
  });
}

const milliseconds = (value: number) => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

export async function benchNationalIndex(): Promise<Figure[]> {
  const edition = currentEdition();
  // Read as from a file or the database: objects built key by key would be slower than any real ones.
  const nation: RegionInput[] = JSON.parse(JSON.stringify(drawNation(edition)));
  const whole = measureMedian(ROUNDS, () => nation.map((region) => scoreAnew(edition, region)));
  const largest = nation.reduce((a, b) => (b.innovations.length > a.innovations.length ? b : a));
  const changed = measureChangedLevel(edition, largest);
  return [
    {
      name: `Index of a nation, ${REGIONS} regions, ${INNOVATIONS} innovations`,
      value: milliseconds(whole),
      target: '≤ 100 ms',
      against: `every region counted anew with its 41 rows, median of ${ROUNDS}`,
      met: whole <= 100,
    },
    {
      name: `Index after one changed level, region of ${largest.innovations.length} innovations`,
      value: milliseconds(changed),
      target: '≤ 1 ms',
      against: 'the same figures as a full count, median of 1001',
      met: changed <= 1,
    },
  ];
}

if (import.meta.main) console.table(await benchNationalIndex());
