import { sql } from 'kysely';
import { committeeOffice } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';

export interface ContestRow {
  id: string;
  name: string;
  year: number;
  state: string;
  version: number;
  example: boolean;
  publishedAt: Date | null;
  /** The first instant that is too late for an objection; null before the verdict is published. */
  objectionsUntil: Date | null;
  /** By the database's clock. */
  objectionsOpen: boolean;
}

/** @throws NotFound when this tenant has no such contest */
export async function readContest(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<ContestRow> {
  if (!isId(id)) throw new NotFound(`no contest ${id}`);
  const until = sql<Date | null>`published_at + make_interval(days => objection_days)`;
  const query = tx
    .selectFrom('competitions')
    .select(['id', 'name', 'year', 'state', 'version', 'example', 'publishedAt'])
    .select(until.as('objectionsUntil'))
    .select(sql<boolean>`state = 'published' and ${until} > now()`.as('objectionsOpen'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound(`no contest ${id}`);
  return row;
}

/** A contest whose verdict everybody may read. @throws NotFound before that */
export async function readPublished(tx: Tx, ctx: Ctx, id: string): Promise<ContestRow> {
  const contest = await readContest(tx, ctx, id);
  if (contest.state !== 'published') throw new NotFound('no verdict is published');
  return contest;
}

/**
 * The office in which the person runs contests.
 * @throws NotFound while everybody else may know nothing of the contest, NotAllowed when they may
 */
export function requireCommittee(ctx: Ctx, contest: Pick<ContestRow, 'state'>): HeldOffice {
  const office = committeeOffice(actorOf(ctx));
  if (office) return office;
  if (contest.state === 'draft') throw new NotFound('no contest for this person');
  throw new NotAllowed('aftermath.errors.committeeOnly');
}

/** For a page of the committee. */
export function contestForCommittee(ctx: Ctx, id: string): Promise<ContestRow> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, id);
    requireCommittee(ctx, contest);
    return contest;
  });
}
