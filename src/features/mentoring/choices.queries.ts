import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  mentorOffice,
  namesOthers,
  officeToRecord,
  organizationsRead,
  overseerOffice,
  recordsAsOwner,
} from './policy.ts';
import { requirePart } from './session.queries.ts';
import { plainName } from './session.ts';

export interface RecordableInnovation {
  id: string;
  title: string;
  organizationId: string | null;
  organizationName: string;
  state: string;
}

const innovations = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom('innovations as i')
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
    )
    .select(['i.id', 'i.title', 'i.state', 'i.organizationId', 'i.example', 'o.name as organizationName'])
    .where('i.tenantId', '=', tenantOf(ctx).id);

/** @throws NotFound when the person may record nothing of it */
export async function readRecordable(tx: Tx, ctx: Ctx, id: string) {
  const row = isId(id) ? await innovations(tx, ctx).where('i.id', '=', id).executeTakeFirst() : undefined;
  const office = row && officeToRecord(actorOf(ctx), row);
  if (!row || !office) throw new NotFound(`no innovation ${id}`);
  return { innovation: { ...row, organizationName: row.organizationName ?? '' }, office };
}

/** Whether the person may record a session of it; false for what there is none of. */
export async function mayRecordOf(ctx: Ctx, id: string): Promise<boolean> {
  const row = await inTenant(ctx, (tx) => innovations(tx, ctx).where('i.id', '=', id).executeTakeFirst());
  return row !== undefined && officeToRecord(ctx.actor, row) !== undefined;
}

export interface MentorChoice {
  userId: string;
  name: string;
}

/** What the form of a new session needs. @throws NotFound */
export async function formForSession(
  ctx: Ctx,
  innovationId: string,
): Promise<{ innovation: RecordableInnovation; mentors: MentorChoice[]; self: boolean }> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const { innovation, office } = await readRecordable(tx, ctx, innovationId);
    const mentors = namesOthers(office) ? await mentorsToName(tx, ctx, office) : [];
    return { innovation, mentors, self: !recordsAsOwner(office) };
  });
}

/**
 * Accounts that may be named as mentors. An organisation sees mentors only: who is a juror is not told to entrants.
 */
export async function mentorsToName(tx: Tx, ctx: Ctx, office: HeldOffice): Promise<MentorChoice[]> {
  const roles = recordsAsOwner(office) ? ['mentor'] : ['mentor', 'juror', 'verifier', 'committee', 'tenant_admin'];
  return holdersOf(tx, ctx, roles).orderBy('p.name').orderBy('p.userId').limit(200).execute();
}

function holdersOf(tx: Tx, ctx: Ctx, roles: readonly string[]) {
  const today = dayInWib(ctx.now);
  return tx
    .selectFrom('people as p')
    .select(['p.userId', 'p.name'])
    .where('p.tenantId', '=', tenantOf(ctx).id)
    .where((where) =>
      where.exists(
        where
          .selectFrom('officeHolders as h')
          .select('h.id')
          .whereRef('h.tenantId', '=', 'p.tenantId')
          .whereRef('h.userId', '=', 'p.userId')
          .where('h.role', 'in', [...roles])
          .where('h.validFrom', '<=', today)
          .where((or) => or.or([or('h.validTo', 'is', null), or('h.validTo', '>=', today)])),
      ),
    );
}

/**
 * The accounts that typed names mean: of everybody who may mentor, where exactly one is called so. An entrant who writes a
 * juror's name learns nothing by it, and the firewall knows.
 */
export async function accountsCalled(tx: Tx, ctx: Ctx, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const all = await holdersOf(tx, ctx, ['mentor', 'juror', 'verifier', 'committee', 'tenant_admin']).execute();
  const byName = Map.groupBy(all, ({ name }) => plainName(name));
  return new Map(
    names.flatMap((name) => {
      const [only, second] = byName.get(plainName(name)) ?? [];
      return only && !second ? [[name, only.userId] as const] : [];
    }),
  );
}

/** Innovations to choose from: the own organisation's, or what is published; whoever oversees also finds submitted ones. */
export async function innovationsToMentor(ctx: Ctx, q: string): Promise<RecordableInnovation[]> {
  requirePart(ctx);
  const own = organizationsRead(ctx.actor);
  const states = overseerOffice(ctx.actor) ? ['submitted', 'returned', 'accepted'] : ['accepted'];
  const mentors = mentorOffice(ctx.actor) !== undefined;
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await inTenant(ctx, (tx) =>
    innovations(tx, ctx)
      .where((where) =>
        where.or([
          where.and([where.lit(mentors), where('i.state', 'in', states)]),
          where.and([
            where('i.organizationId', 'in', own === 'all' || own.length === 0 ? [null] : own),
            where('i.state', 'not in', ['listed', 'archived']),
          ]),
        ]),
      )
      .$if(q.trim() !== '', (query) => query.where('i.title', 'ilike', like))
      .orderBy('i.title')
      .orderBy('i.id')
      .limit(20)
      .execute(),
  );
  return rows.map((row) => ({ ...row, organizationName: row.organizationName ?? '' }));
}
