import type { MentorRule } from '#features/competitions/index.ts';
import type { ConflictKind, ConflictState } from './conflict.ts';
import { isActive, type JurorState } from './juror.ts';

export interface ScoringJuror {
  id: string;
  userId: string;
  state: JurorState;
}

export interface ScoredEntry {
  id: string;
  innovationId: string;
}

export interface FirewallFacts {
  mentorRule: MentorRule;
  conflicts: readonly { jurorId: string; entryId: string; kind: ConflictKind; state: ConflictState }[];
  mentored: readonly { userId: string; innovationId: string }[];
}

export interface MayScore {
  allowed: boolean;
  /** They mentored it: where it is allowed, the effect is estimated and taken out. */
  mentored: boolean;
  /** What bars them; empty where nothing does, or where they are no juror any more. */
  why: ConflictKind[];
}

/**
 * The wall between mentors and judges, and every other conflict: one answer for assignment, desk and plenary. A conflict
 * counts from the moment it is found until it is dismissed; who mentored an entry may score it only where the contest
 * estimates that effect.
 */
export function openFirewall(facts: FirewallFacts): (juror: ScoringJuror, entry: ScoredEntry) => MayScore {
  const key = (one: string, other: string) => `${one} ${other}`;
  const standing = Map.groupBy(
    facts.conflicts.filter(({ state }) => state !== 'dismissed'),
    ({ jurorId, entryId }) => key(jurorId, entryId),
  );
  const mentors = new Set(facts.mentored.map(({ userId, innovationId }) => key(userId, innovationId)));
  return (juror, entry) => {
    const kinds = new Set((standing.get(key(juror.id, entry.id)) ?? []).map(({ kind }) => kind));
    if (mentors.has(key(juror.userId, entry.innovationId))) kinds.add('mentored');
    const why = [...kinds].filter((kind) => kind !== 'mentored' || facts.mentorRule === 'bar').sort();
    return { allowed: why.length === 0 && isActive(juror.state), mentored: kinds.has('mentored'), why };
  };
}

/** The same for one pair. */
export const mayScore = (juror: ScoringJuror, entry: ScoredEntry, facts: FirewallFacts): MayScore =>
  openFirewall(facts)(juror, entry);
