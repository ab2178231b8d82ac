// The assignment of jurors: random similarities from 0 to 1, three readings an entry, 3 % conflicts.
import { assign } from '#features/judging/assign.ts';
import { type Assigned, type Demand, type DemandInput, demandSchema } from '#features/judging/assignment.ts';
import { randomFrom } from '#features/judging/testing-demands.ts';
import type { Figure } from './figure.ts';

function drawDemand(jurors: number, entries: number, max: number): DemandInput {
  const random = randomFrom(2027);
  const names = (mark: string, count: number) => Array.from({ length: count }, (_, at) => `${mark}${at}`);
  const [jurorIds, entryIds] = [names('j', jurors), names('e', entries)];
  return {
    entries: entryIds.map((id) => ({ id, k: 3 })),
    jurors: jurorIds.map((id) => ({ id, max })),
    similarity: jurorIds.map(() => entryIds.map(() => random())),
    conflicts: jurorIds.flatMap((juror) =>
      entryIds.flatMap((entry): [string, string][] => (random() < 0.03 ? [[juror, entry]] : [])),
    ),
  };
}

function timed(demand: Demand): { milliseconds: number; assigned: Assigned } {
  const began = performance.now();
  const outcome = assign(demand);
  const milliseconds = performance.now() - began;
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return { milliseconds, assigned: outcome.assigned };
}

function median(demand: Demand) {
  const runs = Array.from({ length: 5 }, () => timed(demand)).sort((a, b) => a.milliseconds - b.milliseconds);
  return runs[2] ?? timed(demand);
}

const whole = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;

function totalFigure(input: DemandInput, target: number, against: string): Figure {
  const { milliseconds, assigned } = median(demandSchema.parse(input));
  return {
    name: `Best assignment, ${input.jurors.length} jurors × ${input.entries.length} entries × 3, 3 % conflicts`,
    value: `${whole(milliseconds)}, gap to the bound ${assigned.gap.toFixed(3)}`,
    target: `≤ ${target} ms, gap 0`,
    against,
    met: milliseconds <= target && assigned.gap === 0,
  };
}

function changed(input: DemandInput): DemandInput {
  const random = randomFrom(7);
  const rows = (input.similarity as number[][]).map((row) => row.map((one, at) => (at % 100 === 0 ? random() : one)));
  return { ...input, similarity: rows };
}

export function benchAssignment(): Figure[] {
  const [small, large] = [drawDemand(200, 1000, 18), drawDemand(500, 2000, 15)];
  const fair = timed(demandSchema.parse({ ...large, objective: 'maxmin' }));
  const { assigned } = timed(demandSchema.parse(large));
  const again = timed(demandSchema.parse({ ...changed(large), previous: assigned.pairs }));
  const kept = again.assigned.kept ?? { pairs: 0, of: 1, points: 0 };
  return [
    totalFigure(small, 200, 'HotCRP 3.4: 12.5 s'),
    totalFigure(large, 1000, 'HotCRP 3.4: 66 s'),
    {
      name: 'Fairest to the worst-off entry, 500 × 2000 × 3',
      value: `${whole(fair.milliseconds)}, gap to the bound ${fair.assigned.gap.toFixed(3)}`,
      target: '≤ 10 s, gap printed',
      against: `the worst entry ${fair.assigned.worst.toFixed(3)}, no assignment above ${fair.assigned.bound.toFixed(3)}`,
      met: fair.milliseconds <= 10_000,
    },
    {
      name: 'Run again with 1 % of the entries changed: pairs kept',
      value: `${((100 * kept.pairs) / kept.of).toFixed(1)} %`,
      target: '≥ 95 %',
      against: `price ${kept.points.toFixed(3)} of a total of ${again.assigned.bound.toFixed(0)}`,
      met: kept.pairs / kept.of >= 0.95,
    },
  ];
}

if (import.meta.main) console.table(benchAssignment());
