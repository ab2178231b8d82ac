import { z } from 'zod';

/** Constraints on the winners of a category, as the plenary set them before its first decision. */
export const quotaSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('at_most'),
    by: z.enum(['district', 'organizationKind', 'organization']),
    count: z.int().min(1).max(50),
  }),
  /** Organisations that never won before. */
  z.object({ kind: z.literal('newcomers'), count: z.int().min(1).max(50) }),
]);
export type Quota = z.output<typeof quotaSchema>;
export const quotasSchema = z
  .array(quotaSchema)
  .max(4)
  .refine((all) => new Set(all.map((one) => (one.kind === 'at_most' ? one.by : one.kind))).size === all.length);

export interface Candidate {
  entryId: string;
  /** Points that choosing it is worth. */
  points: number;
  district: string | null;
  organizationKind: string;
  organization: string;
  newcomer: boolean;
}

export interface Chosen {
  /** In the order in which they were given. */
  entryIds: string[];
  points: number;
  /** Points that the constraints cost: what the first ones have together, less what these have. Never negative. */
  price: number;
  /** Who would be chosen without constraints and is not, and who came in for them. */
  left: string[];
  came: string[];
}

/**
 * The best set of that size under all constraints, exactly: over districts, and within each its candidates, keeping for each
 * state of the counters the best way to reach it.
 * @param candidates best first; of equal points the earlier is preferred
 * @returns null when no set of that size meets the constraints
 */
export function choose(candidates: readonly Candidate[], size: number, quotas: readonly Quota[]): Chosen | null {
  const wanted = Math.min(size, candidates.length);
  const free = candidates.slice(0, wanted);
  const best = bestUnder(candidates, wanted, quotas);
  if (!best) return null;
  const entryIds = best.map(({ entryId }) => entryId);
  const sum = (list: readonly Candidate[]) => list.reduce((total, { points }) => total + points, 0);
  return {
    entryIds,
    points: sum(best),
    price: Math.max(0, sum(free) - sum(best)),
    left: free.filter(({ entryId }) => !entryIds.includes(entryId)).map(({ entryId }) => entryId),
    came: best.filter((one) => !free.includes(one)).map(({ entryId }) => entryId),
  };
}

interface Way {
  points: number;
  /** How many of the first, the second, … are taken: what decides between equal points. */
  taken: readonly number[];
}

function bestUnder(candidates: readonly Candidate[], wanted: number, quotas: readonly Quota[]): Candidate[] | null {
  const caps = quotas.filter((one) => one.kind === 'at_most');
  const newcomers = quotas.find((one) => one.kind === 'newcomers')?.count ?? 0;
  const order = grouped(candidates, caps);
  let ways = new Map<string, { counters: Counters; way: Way }>([
    ['', { counters: { size: 0, new: 0, by: {} }, way: { points: 0, taken: [] } }],
  ]);
  for (const [place, at] of order.entries()) {
    const candidate = candidates[at];
    if (!candidate) continue;
    const open = openGroups(order.slice(place + 1), candidates, caps);
    const next: typeof ways = new Map();
    for (const { counters, way } of ways.values()) {
      keep(next, trimmed(counters, open), way);
      const after = counted(counters, candidate, caps, wanted, newcomers);
      if (after) keep(next, trimmed(after, open), { points: way.points + candidate.points, taken: [...way.taken, at] });
    }
    ways = next;
  }
  const ends = [...ways.values()].filter(
    ({ counters }) => counters.size === wanted && counters.new >= Math.min(newcomers, wanted),
  );
  const best = ends.reduce<Way | null>((found, { way }) => (found === null || better(way, found) ? way : found), null);
  return best && [...best.taken].sort((a, b) => a - b).flatMap((at) => candidates[at] ?? []);
}

interface Counters {
  size: number;
  new: number;
  by: Readonly<Record<string, number>>;
}

type Cap = Extract<Quota, { kind: 'at_most' }>;

/** Who has no district shares none with anybody. */
const groupOf = (candidate: Candidate, { by }: Cap) => (candidate[by] === null ? null : `${by} ${candidate[by]}`);

/** District by district, then organisation by organisation: a group's counter is forgotten once all its members were asked. */
function grouped(candidates: readonly Candidate[], caps: readonly Cap[]): number[] {
  const capped = caps.filter(({ by }) => by !== 'organizationKind').sort((a, b) => (a.by < b.by ? -1 : 1));
  const keys = candidates.map((one) => capped.map((cap) => groupOf(one, cap) ?? '').join('\n'));
  const key = (at: number) => keys[at] ?? '';
  return candidates.map((_, at) => at).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}

function counted(
  was: Counters,
  candidate: Candidate,
  caps: readonly Cap[],
  wanted: number,
  newcomers: number,
): Counters | null {
  if (was.size === wanted) return null;
  const by = { ...was.by };
  for (const cap of caps) {
    const group = groupOf(candidate, cap);
    if (group === null) continue;
    const count = (by[group] ?? 0) + 1;
    if (count > cap.count) return null;
    by[group] = count;
  }
  return { size: was.size + 1, new: Math.min(newcomers, was.new + (candidate.newcomer ? 1 : 0)), by };
}

/** Groups of which more is to come: the others need no counter any more. */
function openGroups(rest: readonly number[], candidates: readonly Candidate[], caps: readonly Cap[]): Set<string> {
  const open = new Set<string>();
  for (const at of rest)
    for (const cap of caps) {
      const candidate = candidates[at];
      const group = candidate && groupOf(candidate, cap);
      if (group) open.add(group);
    }
  return open;
}

function trimmed(counters: Counters, open: ReadonlySet<string>): Counters {
  return { ...counters, by: Object.fromEntries(Object.entries(counters.by).filter(([group]) => open.has(group))) };
}

function keep(ways: Map<string, { counters: Counters; way: Way }>, counters: Counters, way: Way): void {
  const key = JSON.stringify([counters.size, counters.new, Object.entries(counters.by).sort()]);
  const known = ways.get(key);
  if (!known || better(way, known.way)) ways.set(key, { counters, way });
}

/** More points; of equal points whoever takes the earlier candidates. */
function better(a: Way, b: Way): boolean {
  if (Math.abs(a.points - b.points) > 1e-9) return a.points > b.points;
  const [first, second] = [a, b].map(({ taken }) => [...taken].sort((x, y) => x - y));
  const at = first?.findIndex((one, index) => one !== second?.[index]) ?? -1;
  return at >= 0 && (first?.[at] ?? 0) < (second?.[at] ?? 0);
}
