import type { MentorRule } from '#features/competitions/index.ts';
import { mentorsOf } from '#features/mentoring/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { ConflictKind, ConflictState } from './conflict.ts';
import { type FirewallFacts, openFirewall, type ScoredEntry, type ScoringJuror } from './firewall.ts';

export interface BarredPair {
  jurorId: string;
  entryId: string;
  why: ConflictKind[];
}

export interface Firewall {
  mentorRule: MentorRule;
  jurors: ScoringJuror[];
  /** Found eligible. */
  entries: ScoredEntry[];
  /** Pairs of active jurors that must not be. */
  barred: BarredPair[];
  /** Pairs that may be, with the effect of mentoring to be estimated: their reviews are marked `mentored`. */
  mentored: Omit<BarredPair, 'why'>[];
}

/** Everything the firewall says of a contest's active jurors and eligible entries. Asks for no right. */
export async function firewallOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Firewall> {
  const { jurors, entries, facts } = await firewallFacts(tx, ctx, competitionId);
  const ask = openFirewall(facts);
  const [barred, mentored]: [BarredPair[], Omit<BarredPair, 'why'>[]] = [[], []];
  for (const juror of jurors) {
    for (const entry of entries) {
      const answer = ask(juror, entry);
      const pair = { jurorId: juror.id, entryId: entry.id };
      if (!answer.allowed) barred.push({ ...pair, why: answer.why });
      else if (answer.mentored) mentored.push(pair);
    }
  }
  return { mentorRule: facts.mentorRule, jurors, entries, barred, mentored };
}

/** Pairs of the contest's active jurors and eligible entries that must not be. */
export async function barredPairs(tx: Tx, ctx: Ctx, competitionId: string): Promise<BarredPair[]> {
  return (await firewallOf(tx, ctx, competitionId)).barred;
}

/** What `mayScore` is asked with. */
export async function firewallFacts(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
): Promise<{ jurors: ScoringJuror[]; entries: ScoredEntry[]; facts: FirewallFacts }> {
  const tenantId = tenantOf(ctx).id;
  const { mentorRule } = await tx
    .selectFrom('competitions')
    .select('mentorRule')
    .where('tenantId', '=', tenantId)
    .where('id', '=', competitionId)
    .executeTakeFirstOrThrow();
  const jurors = await tx
    .selectFrom('jurors')
    .select(['id', 'userId', 'state'])
    .where('tenantId', '=', tenantId)
    .where('competitionId', '=', competitionId)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .orderBy('id')
    .$castTo<ScoringJuror>()
    .execute();
  const entries = await tx
    .selectFrom('entries')
    .select(['id', 'innovationId'])
    .where('tenantId', '=', tenantId)
    .where('competitionId', '=', competitionId)
    .where('state', '=', 'eligible')
    .orderBy('number')
    .execute();
  const conflicts = await tx
    .selectFrom('jurorConflicts as k')
    .innerJoin('jurors as j', (join) => join.onRef('j.tenantId', '=', 'k.tenantId').onRef('j.id', '=', 'k.jurorId'))
    .select(['k.jurorId', 'k.entryId', 'k.kind', 'k.state'])
    .where('k.tenantId', '=', tenantId)
    .where('j.competitionId', '=', competitionId)
    .$castTo<{ jurorId: string; entryId: string; kind: ConflictKind; state: ConflictState }>()
    .execute();
  const mentored = await mentorsOf(
    tx,
    ctx,
    entries.map(({ innovationId }) => innovationId),
  );
  return { jurors, entries, facts: { mentorRule: mentorRule as MentorRule, conflicts, mentored } };
}
