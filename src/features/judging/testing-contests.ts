import { type Observation, sourcedVariances } from './calibration.ts';
import { type Random, randomFrom } from './calibration-random.ts';

export interface Variety {
  quality: number;
  tendency: number;
  disagreement: number;
}

/** An invented contest whose truth is known: who is really good, who is really strict. */
export interface InventedContest {
  quality: number[];
  observations: Observation[];
  /** One more score of that entry, by the juror who has read least of those who have not read it; false: all have. */
  readOnce(entry: number): boolean;
}

export interface Size {
  entries: number;
  jurors: number;
  /** Readings an entry. */
  reviews: number;
}

/** Entries and jurors drawn from normal distributions, readings spread evenly and otherwise by chance. */
export function inventContest(seed: number, size: Size, variety: Variety = sourcedVariances): InventedContest {
  const random = randomFrom(seed);
  const normals = (count: number, variance: number) =>
    Array.from({ length: count }, () => random.normal() * Math.sqrt(variance));
  const quality = normals(size.entries, variety.quality);
  const tendency = normals(size.jurors, variety.tendency);
  const observations: Observation[] = [];
  const choose = chooser(size, random);
  const readOnce = (entry: number) => {
    const juror = choose(entry);
    if (juror < 0) return false;
    const noise = random.normal() * Math.sqrt(variety.disagreement);
    observations.push({ entry, juror, value: 5 + (quality[entry] ?? 0) + (tendency[juror] ?? 0) + noise });
    return true;
  };
  for (let k = 0; k < size.reviews; k += 1) for (let i = 0; i < size.entries; i += 1) readOnce(i);
  return { quality, observations, readOnce };
}

function chooser({ entries, jurors }: Size, random: Random): (entry: number) => number {
  const load = Array.from({ length: jurors }, () => 0);
  const read = Array.from({ length: entries }, () => new Set<number>());
  return (entry) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let j = 0; j < jurors; j += 1) {
      const wish = (load[j] ?? 0) + random.uniform();
      if (!read[entry]?.has(j) && wish < least) [best, least] = [j, wish];
    }
    if (best < 0) return -1;
    load[best] = (load[best] ?? 0) + 1;
    read[entry]?.add(best);
    return best;
  };
}

/** Share of the `places` truly best that stand among the `places` best by these scores. */
export function shareFound(quality: readonly number[], scores: ArrayLike<number>, places: number): number {
  const best = (values: ArrayLike<number>) =>
    Array.from(values, (value, i) => ({ value, i }))
      .sort((a, b) => b.value - a.value)
      .slice(0, places)
      .map(({ i }) => i);
  const truth = new Set(best(quality));
  return best(scores).filter((i) => truth.has(i)).length / places;
}
