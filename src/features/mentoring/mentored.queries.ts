import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

/** Somebody with an account mentored an innovation: what the firewall between mentors and judges reads. */
export interface Mentored {
  userId: string;
  innovationId: string;
  sessions: number;
  /** Day of the last session. */
  lastOn: string;
}

/** Somebody without an account did, as far as the records know. */
export interface MentoredByName {
  name: string;
  institution: string;
  innovationId: string;
  lastOn: string;
}

const held = (tx: Tx, ctx: Ctx, innovationIds: readonly string[]) =>
  tx
    .selectFrom('mentoringSessions as s')
    .innerJoin('mentoringMentors as m', (join) =>
      join.onRef('m.tenantId', '=', 's.tenantId').onRef('m.sessionId', '=', 's.id'),
    )
    .select(['s.innovationId', sql<string>`max(s.held_on)`.as('lastOn')])
    .where('s.tenantId', '=', tenantOf(ctx).id)
    .where('s.cancelledAt', 'is', null)
    .where('s.innovationId', 'in', [...innovationIds]);

/**
 * Who mentored these innovations, sessions called off left out. Asks for no right: the caller decides who learns of it.
 */
export async function mentorsOf(tx: Tx, ctx: Ctx, innovationIds: readonly string[]): Promise<Mentored[]> {
  if (innovationIds.length === 0) return [];
  const rows = await held(tx, ctx, innovationIds)
    .select(['m.userId', sql<string>`count(distinct s.id)`.as('sessions')])
    .where('m.userId', 'is not', null)
    .groupBy(['s.innovationId', 'm.userId'])
    .orderBy('s.innovationId')
    .orderBy('m.userId')
    .execute();
  return rows.flatMap(({ userId, sessions, ...row }) => (userId ? { userId, ...row, sessions: Number(sessions) } : []));
}

/** Mentors who stand by name only; who compares names decides what it means. */
export async function namedMentorsOf(tx: Tx, ctx: Ctx, innovationIds: readonly string[]): Promise<MentoredByName[]> {
  if (innovationIds.length === 0) return [];
  return held(tx, ctx, innovationIds)
    .select(['m.name', 'm.institution'])
    .where('m.userId', 'is', null)
    .groupBy(['s.innovationId', 'm.name', 'm.institution'])
    .orderBy('s.innovationId')
    .orderBy('m.name')
    .execute();
}
