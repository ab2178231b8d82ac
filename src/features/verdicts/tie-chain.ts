import { z } from 'zod';

/** The rules that settle a tie, in their order (domain page, section 4.4): score first, the chair's reasoned vote last. */
export const linkSchema = z.discriminatedUnion('link', [
  z.object({ link: z.literal('score') }),
  /** Mean of a criterion, called by its name, since each category has a rubric of its own. */
  z.object({ link: z.literal('criterion'), name: z.string().min(1) }),
  z.object({ link: z.literal('pairwise') }),
  z.object({ link: z.literal('presentation') }),
  z.object({ link: z.literal('chair') }),
]);
export type Link = z.output<typeof linkSchema>;

/** Score first: it parts tie bands. Everything but criteria at most once. */
export const chainSchema = z
  .array(linkSchema)
  .min(1)
  .max(10)
  .refine((chain) => chain[0]?.link === 'score')
  .refine((chain) => new Set(chain.map((one) => JSON.stringify(one))).size === chain.length);
export type TieChain = z.output<typeof chainSchema>;

export interface Rivals {
  /** In any order; the outcome does not depend on it as long as the chain decides. */
  entries: readonly RivalEntry[];
  pairs: readonly PairPreference[];
  /** The chair's reasoned votes, newest last: entries best first. */
  chair: readonly { order: readonly string[]; reason: string }[];
}

export interface RivalEntry {
  entryId: string;
  /** Calibrated score, on the scale of the rubric. */
  calibrated: number;
  /** Entries with the same number are too close to tell apart; null: nobody is. */
  tieBand: number | null;
  /** Mean of each criterion by its name; what is missing is not known. */
  criteria: Readonly<Record<string, number>>;
  /** Mean score of the presentation; null: there was none. */
  presentation: number | null;
}

/** Of the jurors who scored both: how many put the first before the second, and the other way round. */
export interface PairPreference {
  first: string;
  second: string;
  forFirst: number;
  forSecond: number;
}

/** Why one entry stands before another. */
export type Why =
  | { link: 'score' | 'presentation'; above: number; below: number }
  | { link: 'criterion'; name: string; above: number; below: number }
  | { link: 'pairwise'; above: number; below: number }
  | { link: 'chair'; reason: string };

export interface Settled {
  /** Best first; a group of several is one that nothing in the chain parts. */
  groups: string[][];
  /** Of each entry and the one right after it, unless they share a group. */
  steps: { above: string; below: string; why: Why }[];
}

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * Orders entries by the chain: each rule parts what those before it left together. What a rule does not know of one entry
 * of a group, or where majorities run in a circle, passes on to the next.
 */
export function settle(chain: TieChain, rivals: Rivals): Settled {
  const byId = new Map(rivals.entries.map((entry) => [entry.entryId, entry]));
  let groups: string[][] = [[...byId.keys()].sort()];
  for (const link of chain) {
    groups = groups.flatMap((group) => (group.length < 2 ? [group] : partBy(link, group, byId, rivals)));
  }
  return { groups, steps: stepsBetween(groups, chain, byId, rivals) };
}

type ById = ReadonlyMap<string, RivalEntry>;

function partBy(link: Link, group: readonly string[], byId: ById, rivals: Rivals): string[][] {
  if (link.link === 'score') return bands(group, byId);
  if (link.link === 'pairwise') return majorityLayers(group, rivals.pairs);
  if (link.link === 'chair') return byChair(group, rivals.chair);
  const value = (id: string) => measured(link, byId.get(id));
  return byValue(group, value);
}

function measured(link: Extract<Link, { link: 'criterion' | 'presentation' }>, entry: RivalEntry | undefined) {
  if (!entry) return null;
  return link.link === 'presentation' ? entry.presentation : (entry.criteria[link.name] ?? null);
}

/** Bands by their best entry; whoever shares no band stands alone, unless the scores are the same to the last digit. */
function bands(group: readonly string[], byId: ById): string[][] {
  const score = (id: string) => byId.get(id)?.calibrated ?? Number.NEGATIVE_INFINITY;
  const sorted = [...group].sort((a, b) => score(b) - score(a) || (a < b ? -1 : 1));
  const found: string[][] = [];
  const ofBand = new Map<number, string[]>();
  for (const id of sorted) {
    const band = byId.get(id)?.tieBand ?? null;
    const last = found.at(-1);
    const known = band === null ? undefined : ofBand.get(band);
    const equal = last?.some((other) => same(score(other), score(id)));
    const into = known ?? (equal ? last : undefined) ?? [];
    if (into.length === 0) found.push(into);
    into.push(id);
    if (band !== null) ofBand.set(band, into);
  }
  return found.map((one) => one.sort());
}

function byValue(group: readonly string[], value: (id: string) => number | null): string[][] {
  const known = group.map((id) => ({ id, value: value(id) }));
  if (known.some((one) => one.value === null)) return [[...group]];
  const sorted = known.sort((a, b) => Number(b.value) - Number(a.value) || (a.id < b.id ? -1 : 1));
  const parts: { id: string; value: number | null }[][] = [];
  for (const one of sorted) {
    const last = parts.at(-1)?.at(-1);
    if (last && same(Number(last.value), Number(one.value))) parts.at(-1)?.push(one);
    else parts.push([one]);
  }
  return parts.map((part) => part.map(({ id }) => id).sort());
}

/**
 * Layers of "beats or draws with": between any two at least one way leads, so what reaches one another both ways (a circle,
 * a draw) is one layer and the layers stand in one order (Smith, 1973).
 */
function majorityLayers(group: readonly string[], pairs: readonly PairPreference[]): string[][] {
  const reach = new Map(group.map((id) => [id, new Set([id])]));
  for (const a of group) for (const b of group) if (a !== b && !beats(b, a, pairs)) reach.get(a)?.add(b);
  for (const via of group)
    for (const from of group)
      if (reach.get(from)?.has(via)) for (const to of reach.get(via) ?? []) reach.get(from)?.add(to);
  const size = (id: string) => reach.get(id)?.size ?? 0;
  // Who stands higher reaches more; who reaches the same shares a layer.
  return byValue(group, size);
}

function beats(a: string, b: string, pairs: readonly PairPreference[]): boolean {
  const found = preference(a, b, pairs);
  return found !== null && found.above > found.below;
}

function preference(a: string, b: string, pairs: readonly PairPreference[]): { above: number; below: number } | null {
  for (const { first, second, forFirst, forSecond } of pairs) {
    if (first === a && second === b) return { above: forFirst, below: forSecond };
    if (first === b && second === a) return { above: forSecond, below: forFirst };
  }
  return null;
}

/** The newest vote that names all of the group orders it. */
function byChair(group: readonly string[], votes: Rivals['chair']): string[][] {
  const vote = votes.findLast(({ order }) => group.every((id) => order.includes(id)));
  return vote ? vote.order.filter((id) => group.includes(id)).map((id) => [id]) : [[...group]];
}

function stepsBetween(groups: string[][], chain: TieChain, byId: ById, rivals: Rivals): Settled['steps'] {
  return groups.slice(1).flatMap((group, at) => {
    const above = groups[at]?.at(-1);
    const below = group[0];
    if (!above || !below) return [];
    return [{ above, below, why: whyOf(above, below, chain, byId, rivals) }];
  });
}

/** Walks the chain once more and stops at the rule that takes the two apart. */
function whyOf(above: string, below: string, chain: TieChain, byId: ById, rivals: Rivals): Why {
  let group = [...byId.keys()].sort();
  for (const link of chain) {
    const parts = group.length < 2 ? [group] : partBy(link, group, byId, rivals);
    const own = parts.find((part) => part.includes(above)) ?? [];
    if (!own.includes(below)) return reasonOf(link, above, below, byId, rivals);
    group = own;
  }
  throw new Error('two entries in different groups that no rule parts');
}

function reasonOf(link: Link, above: string, below: string, byId: ById, rivals: Rivals): Why {
  const [a, b] = [byId.get(above), byId.get(below)];
  if (link.link === 'score') return { link: 'score', above: a?.calibrated ?? 0, below: b?.calibrated ?? 0 };
  if (link.link === 'pairwise') {
    return { link: 'pairwise', ...(preference(above, below, rivals.pairs) ?? { above: 0, below: 0 }) };
  }
  if (link.link === 'chair') {
    const vote = rivals.chair.findLast(({ order }) => order.includes(above) && order.includes(below));
    return { link: 'chair', reason: vote?.reason ?? '' };
  }
  const values = { above: measured(link, a) ?? 0, below: measured(link, b) ?? 0 };
  return link.link === 'criterion'
    ? { link: 'criterion', name: link.name, ...values }
    : { link: 'presentation', ...values };
}
