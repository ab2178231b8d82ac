import type { Ctx } from '#platform/tenancy.ts';
import { type Candidate, type Chosen, choose, type Quota } from './quota.ts';
import { type PairPreference, type Settled, settle, type TieChain, type Why } from './tie-chain.ts';

/** What the results room knows of an entry. */
export interface Calibrated {
  entryId: string;
  /** Calibrated score, on the scale of the rubric. */
  calibrated: number;
  sd: number | null;
  /** Entries with the same number are too close to tell apart; null: it stands clear of the others. */
  tieBand: number | null;
}

/** Calibrated results of one category, handed over by the app: the feature `judging` works them out. */
export type StandingOf = (ctx: Ctx, competitionId: string, categoryId: string) => Promise<readonly Calibrated[]>;

/** An entry that stands for a place, with what the chain and the quotas ask of it. */
export interface Contender {
  entryId: string;
  number: number;
  title: string;
  organizationId: string;
  organizationName: string;
  organizationKind: string;
  district: string | null;
  newcomer: boolean;
  criteria: Readonly<Record<string, number>>;
  presentation: number | null;
}

/** What the plenary has before it for one category. */
export interface Deliberation {
  /** Best first; null where nothing in the chain parts an entry from its neighbours. */
  order: (Contender & Calibrated)[];
  settled: Settled;
  /** Entries that nobody scored: they stand for no place. */
  unscored: Contender[];
  /** Entry of each place as chain and quotas have it; null while a tie is open there. */
  suggested: (string | null)[];
  /** null: the quotas cannot all be met. */
  chosen: Chosen | null;
  quotas: readonly Quota[];
}

export interface Table {
  chain: TieChain;
  quotas: readonly Quota[];
  /** How many places there are. */
  winners: number;
  contenders: readonly Contender[];
  calibrated: readonly Calibrated[];
  pairs: readonly PairPreference[];
  chair: readonly { order: readonly string[]; reason: string }[];
}

/** Orders the entries of a category by the chain and fills its places under the quotas. */
export function deliberate(table: Table): Deliberation {
  const scores = new Map(table.calibrated.map((one) => [one.entryId, one]));
  const known = table.contenders.flatMap((one) => {
    const score = scores.get(one.entryId);
    return score ? [{ ...one, ...score }] : [];
  });
  const settled = settle(table.chain, { entries: known, pairs: table.pairs, chair: table.chair });
  const byId = new Map(known.map((one) => [one.entryId, one]));
  const order = settled.groups.flat().flatMap((id) => byId.get(id) ?? []);
  const chosen = choose(candidatesOf(order), table.winners, table.quotas);
  return {
    order,
    settled,
    unscored: table.contenders.filter(({ entryId }) => !scores.has(entryId)),
    suggested: placesOf(chosen, settled, Math.min(table.winners, order.length)),
    chosen,
    quotas: table.quotas,
  };
}

/**
 * What each is worth to the quotas. The chain reorders within tie bands only; the points of a band go to its entries in the
 * chain's order, so that without quotas the first ones are always the best set.
 */
function candidatesOf(order: readonly (Contender & Calibrated)[]): Candidate[] {
  const points = order.map(({ calibrated }) => calibrated).sort((a, b) => b - a);
  return order.map(({ entryId, district, organizationKind, organizationId, newcomer }, at) => ({
    entryId,
    points: points[at] ?? 0,
    district,
    organizationKind,
    organization: organizationId,
    newcomer,
  }));
}

function placesOf(chosen: Chosen | null, { groups }: Settled, places: number): (string | null)[] {
  if (!chosen) return Array.from({ length: places }, () => null);
  const tied = new Set(groups.filter((group) => group.length > 1).flat());
  return chosen.entryIds.map((id) => (tied.has(id) ? null : id));
}

/** Why the entry stands where it does: what parted it from the next, or a quota that let it in. */
export function settledBy(entryId: string, { settled, chosen }: Deliberation): Why | { link: 'quota' } | null {
  if (chosen?.came.includes(entryId)) return { link: 'quota' };
  const step =
    settled.steps.find(({ above }) => above === entryId) ?? settled.steps.find(({ below }) => below === entryId);
  return step?.why ?? null;
}

/** Ties that are still open and reach into the places: what the chair is asked to decide. */
export function openTies({ settled, chosen, suggested }: Deliberation): string[][] {
  const reach = new Set(settled.groups.flat().slice(0, suggested.length));
  const wanted = new Set([...reach, ...(chosen?.entryIds ?? [])]);
  return settled.groups.filter((group) => group.length > 1 && group.some((id) => wanted.has(id)));
}
