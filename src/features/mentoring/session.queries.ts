import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type MentoredSession, mayRead, mentorOffice, organizationsRead, takesPart } from './policy.ts';
import type { ListFilter, Mentor, NextStep, Session, Way } from './session.ts';

const pageSize = 20;

/** @throws NotAllowed for who neither mentors nor is mentored */
export function requirePart(ctx: Ctx): void {
  if (!takesPart(actorOf(ctx))) throw new NotAllowed('mentoring.errors.notYours');
}

export const whoOf = (session: Pick<Session, 'organizationId' | 'recordedBy' | 'mentors'>): MentoredSession => ({
  organizationId: session.organizationId,
  recordedBy: session.recordedBy,
  mentorIds: session.mentors.flatMap(({ userId }) => userId ?? []),
});

const sessions = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom('mentoringSessions as s')
    .innerJoin('innovations as i', (join) =>
      join.onRef('i.tenantId', '=', 's.tenantId').onRef('i.id', '=', 's.innovationId'),
    )
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
    )
    .select(['s.id', 's.innovationId', 's.heldOn', 's.way', 's.topic', 's.advice', 's.recordedBy', 's.recordedAt'])
    .select(['s.example', 's.version', 's.cancelledAt', 's.cancelReason', 's.evidenceAt', 'i.organizationId'])
    .select(['i.title as innovationTitle', 'o.name as organizationName'])
    .where('s.tenantId', '=', tenantOf(ctx).id);

type Row = Awaited<ReturnType<ReturnType<typeof sessions>['executeTakeFirstOrThrow']>>;

/** Mentors and steps of the rows, in two more queries however many they are. */
async function whole(tx: Tx, ctx: Ctx, rows: readonly Row[]): Promise<Session[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [mentors, steps] = [await mentorsIn(tx, ctx, ids), await stepsIn(tx, ctx, ids)];
  return rows.map(({ cancelledAt, cancelReason, organizationName, way, ...row }) => ({
    ...row,
    way: way as Way,
    organizationName: organizationName ?? '',
    mentors: mentors.get(row.id) ?? [],
    steps: steps.get(row.id) ?? [],
    cancelled: cancelledAt && { at: cancelledAt, reason: cancelReason },
  }));
}

async function mentorsIn(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Mentor[]>> {
  const rows = await tx
    .selectFrom('mentoringMentors')
    .select(['sessionId', 'userId', 'name', 'institution'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('sessionId', 'in', [...ids])
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, ({ sessionId }) => sessionId);
}

async function stepsIn(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Map<string, NextStep[]>> {
  const rows = await tx
    .selectFrom('mentoringSteps')
    .select(['sessionId', 'id', 'body', 'dueOn', 'doneAt', 'doneNote'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('sessionId', 'in', [...ids])
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, ({ sessionId }) => sessionId);
}

/** @throws NotFound for who may not know of it. `lock` keeps it as it is to the end of the transaction. */
export async function readSession(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<Session> {
  if (!isId(id)) throw new NotFound(`no session ${id}`);
  const query = sessions(tx, ctx).where('s.id', '=', id);
  const row = await (lock ? query.forUpdate('s') : query).executeTakeFirst();
  const [session] = row ? await whole(tx, ctx, [row]) : [];
  if (!session || !mayRead(ctx.actor, whoOf(session))) throw new NotFound(`no session ${id}`);
  return session;
}

export function sessionPage(ctx: Ctx, id: string): Promise<Session> {
  actorOf(ctx);
  return inTenant(ctx, (tx) => readSession(tx, ctx, id));
}

/** Sessions that the person may read, newest first. */
export async function listSessions(ctx: Ctx, filter: ListFilter): Promise<{ sessions: Session[]; total: number }> {
  requirePart(ctx);
  return inTenant(ctx, async (tx) => {
    const rows = await readable(tx, ctx, filter)
      .select(sql<string>`count(*) over ()`.as('total'))
      .limit(pageSize)
      .offset((filter.halaman - 1) * pageSize)
      .execute();
    const total = Number(rows[0]?.total ?? 0);
    return {
      sessions: await whole(
        tx,
        ctx,
        rows.map(({ total: _, ...row }) => row),
      ),
      total,
    };
  });
}

export const pagesFor = (total: number): number => Math.max(1, Math.ceil(total / pageSize));

function readable(tx: Tx, ctx: Ctx, { lihat, inovasi }: Pick<ListFilter, 'lihat' | 'inovasi'>) {
  const read = organizationsRead(ctx.actor);
  const self = ctx.actor && mentorOffice(ctx.actor) ? ctx.actor.userId : null;
  return sessions(tx, ctx)
    .$if(read !== 'all', (query) =>
      query.where((where) =>
        where.or([
          where('i.organizationId', 'in', read === 'all' || read.length === 0 ? [null] : read),
          where.exists(
            where
              .selectFrom('mentoringMentors as m')
              .select('m.position')
              .whereRef('m.tenantId', '=', 's.tenantId')
              .whereRef('m.sessionId', '=', 's.id')
              .where('m.userId', '=', self),
          ),
        ]),
      ),
    )
    .where('s.cancelledAt', lihat === 'cancelled' ? 'is not' : 'is', null)
    .$if(inovasi !== null, (query) => query.where('s.innovationId', '=', inovasi))
    .$if(lihat === 'open_steps', (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('mentoringSteps as t')
            .select('t.id')
            .whereRef('t.tenantId', '=', 's.tenantId')
            .whereRef('t.sessionId', '=', 's.id')
            .where('t.doneAt', 'is', null),
        ),
      ),
    )
    .orderBy('s.heldOn', 'desc')
    .orderBy('s.id', 'desc');
}

/** The newest sessions of one innovation that the person may read, for its work page. */
export async function sessionsOfInnovation(ctx: Ctx, innovationId: string, most = 5): Promise<Session[]> {
  return inTenant(ctx, async (tx) =>
    whole(tx, ctx, await readable(tx, ctx, { lihat: 'all', inovasi: innovationId }).limit(most).execute()),
  );
}

export const isOverdue = (step: Pick<NextStep, 'dueOn' | 'doneAt'>, now: Date): boolean =>
  step.doneAt === null && step.dueOn !== null && step.dueOn < dayInWib(now);
