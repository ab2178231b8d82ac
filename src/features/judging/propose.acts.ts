import { dayInWords, mentorsOf, namedMentorsOf } from '#features/mentoring/index.ts';
import { id as messages } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotFound } from '#platform/errors.ts';
import { mailAddresses } from '#platform/identity/accounts.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  type ContestFacts,
  domainOfAddress,
  type EntryFacts,
  type FoundConflict,
  findConflicts,
  type JurorFacts,
} from './conflict-rules.ts';
import { jurors, ownPart, readContest } from './juror.queries.ts';
import { jurorSight, officeActing } from './juror-policy.ts';

/**
 * Looks for conflicts in the records and proposes those found, with why. Whatever stands already stays as it was decided; a
 * proposal that the records no longer show goes, but for mentoring, which somebody must decide on. Once more changes nothing.
 * @throws NotFound for anybody but the committee and the chair
 */
export async function proposeConflicts(ctx: Ctx, competitionId: string): Promise<{ found: number; gone: number }> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const own = await ownPart(tx, ctx, competitionId);
    if (jurorSight(ctx.actor, own) !== 'all') throw new NotFound(`no contest ${competitionId}`);
    await readContest(tx, ctx, competitionId, 'for update');
    return proposeIn(tx, ctx, competitionId, officeActing(ctx.actor, own)?.id ?? null);
  });
}

/** A statement takes 65,535 values at most. */
const rowsAtOnce = 5000;

/** The same within an act that changed jurors; the contest is locked. */
export async function proposeIn(tx: Tx, ctx: Ctx, competitionId: string, officeId: string | null) {
  const tenantId = tenantOf(ctx).id;
  const [people, entries] = [await jurorFacts(tx, ctx, competitionId), await entryFacts(tx, ctx, competitionId)];
  const conflicts = findConflicts(people, entries, await contestFacts(tx, ctx, entries));
  const rows = conflicts.map(({ jurorId, entryId, kind, seen }) => ({
    ...{ tenantId, jurorId, entryId, kind, source: 'system', state: 'proposed', foundAt: ctx.now },
    explanation: messages.jurors.seen[kind](kind === 'mentored' ? dayInWords(seen) : seen),
  }));
  const made = [];
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const inserted = await tx
      .insertInto('jurorConflicts')
      .values(rows.slice(at, at + rowsAtOnce))
      .onConflict((clash) => clash.columns(['tenantId', 'jurorId', 'entryId', 'kind']).doNothing())
      .returning(['jurorId', 'entryId', 'kind'])
      .execute();
    made.push(...inserted);
  }
  const gone = await withdrawUnseen(tx, ctx, competitionId, conflicts);
  if (made.length + gone > 0) {
    const changes = { found: made, gone };
    await recordEvent(tx, ctx, {
      act: 'juror_conflicts.proposed',
      subject: { kind: 'competition', id: competitionId },
      officeId,
      changes,
    });
  }
  return { found: made.length, gone };
}

async function withdrawUnseen(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  seen: readonly FoundConflict[],
): Promise<number> {
  const tenantId = tenantOf(ctx).id;
  const keys = new Set(seen.map(({ jurorId, entryId, kind }) => `${jurorId} ${entryId} ${kind}`));
  const standing = await tx
    .selectFrom('jurorConflicts as k')
    .innerJoin('jurors as j', (join) => join.onRef('j.tenantId', '=', 'k.tenantId').onRef('j.id', '=', 'k.jurorId'))
    .select(['k.jurorId', 'k.entryId', 'k.kind'])
    .where('k.tenantId', '=', tenantId)
    .where('j.competitionId', '=', competitionId)
    .where('k.source', '=', 'system')
    .where('k.state', '=', 'proposed')
    .where('k.kind', '<>', 'mentored')
    .execute();
  const stale = standing.filter(({ jurorId, entryId, kind }) => !keys.has(`${jurorId} ${entryId} ${kind}`));
  for (const { jurorId, entryId, kind } of stale) {
    await tx
      .deleteFrom('jurorConflicts')
      .where('tenantId', '=', tenantId)
      .where('jurorId', '=', jurorId)
      .where('entryId', '=', entryId)
      .where('kind', '=', kind)
      .execute();
  }
  return stale.length;
}

async function jurorFacts(tx: Tx, ctx: Ctx, competitionId: string): Promise<JurorFacts[]> {
  const rows = await jurors(tx, ctx)
    .where('j.competitionId', '=', competitionId)
    .where('j.state', 'in', ['appointed', 'acknowledged'])
    .orderBy('j.id')
    .execute();
  const offices = await officesOf(
    tx,
    ctx,
    rows.map(({ userId }) => userId),
  );
  const other = offices.filter(({ role }) => role !== 'juror' && role !== 'mentor');
  const places = Map.groupBy(other, ({ userId }) => userId);
  return rows.map((row) => ({
    ...row,
    organizationIds: (places.get(row.userId) ?? []).map((one) => one.organizationId),
  }));
}

/** Offices that these persons hold today. */
async function officesOf(tx: Tx, ctx: Ctx, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  const today = dayInWib(ctx.now);
  return tx
    .selectFrom('officeHolders as h')
    .innerJoin('offices as o', (join) => join.onRef('o.tenantId', '=', 'h.tenantId').onRef('o.id', '=', 'h.officeId'))
    .select(['h.userId', 'h.role', 'o.organizationId'])
    .where('h.tenantId', '=', tenantOf(ctx).id)
    .where('h.userId', 'in', [...userIds])
    .where('h.validFrom', '<=', today)
    .where((or) => or.or([or('h.validTo', 'is', null), or('h.validTo', '>=', today)]))
    .execute();
}

async function entryFacts(tx: Tx, ctx: Ctx, competitionId: string): Promise<EntryFacts[]> {
  const rows = await tx
    .selectFrom('entries as e')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.organizationId'),
    )
    .select(['e.id', 'e.innovationId', 'e.organizationId', 'o.name as organizationName', 'o.email', 'e.createdBy'])
    .where('e.tenantId', '=', tenantOf(ctx).id)
    .where('e.competitionId', '=', competitionId)
    .where('e.state', '=', 'eligible')
    .orderBy('e.number')
    .execute();
  const mails = await mailAddresses(
    tx,
    rows.flatMap(({ createdBy }) => createdBy ?? []),
  );
  return rows.map(({ email, createdBy, ...row }) => ({
    ...row,
    mailDomains: [email, createdBy && mails.get(createdBy)].flatMap((one) => (one && domainOfAddress(one)) ?? []),
  }));
}

async function contestFacts(tx: Tx, ctx: Ctx, entries: readonly EntryFacts[]): Promise<ContestFacts> {
  const tenant = tenantOf(ctx);
  const rows = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'parentId'])
    .where('tenantId', '=', tenant.id)
    .execute();
  const ids = entries.map(({ innovationId }) => innovationId);
  return {
    regionName: tenant.name,
    regionDomains: [`${tenant.slug}.go.id`],
    parents: new Map(rows.flatMap(({ id, parentId }) => (parentId ? [[id, parentId] as const] : []))),
    organizationNames: new Map(rows.map(({ id, name }) => [id, name])),
    mentored: await mentorsOf(tx, ctx, ids),
    mentoredByName: await namedMentorsOf(tx, ctx, ids),
  };
}
