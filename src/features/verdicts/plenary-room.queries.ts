import { type Selectable, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { Plenaries } from '#platform/database/schema.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { PlenaryState } from './plenary.ts';
import { type Part, type Place, type PlenaryJuror, placeOf, requirePart } from './policy.ts';
import { type Quota, quotasSchema } from './quota.ts';
import { chainSchema, type TieChain } from './tie-chain.ts';

export type PlenaryRow = Omit<Selectable<Plenaries>, 'state' | 'tieChain' | 'quotas'> & {
  state: PlenaryState;
  tieChain: TieChain;
  quotas: Quota[];
};

export interface ContestRow {
  id: string;
  name: string;
  year: number;
  state: string;
  example: boolean;
  operatorName: string;
}

/**
 * Where this person sits towards the plenary of a contest.
 * @throws NotFound for no such contest and for who may not know of it; NotAllowed for another part
 */
export async function sitIn(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  part: Part,
): Promise<{ contest: ContestRow; place: Place }> {
  if (!isId(competitionId)) throw new NotFound('no such contest');
  const actor = actorOf(ctx);
  const tenant = tenantOf(ctx);
  const contest = await tx
    .selectFrom('competitions')
    .select(['id', 'name', 'year', 'state', 'example'])
    .where('tenantId', '=', tenant.id)
    .where('id', '=', competitionId)
    .executeTakeFirst();
  if (!contest) throw new NotFound('no such contest');
  const juror = await jurorOf(tx, ctx, competitionId, actor.userId);
  const place = requirePart(part, placeOf(actor, juror));
  return { contest: { ...contest, operatorName: tenant.operatorName }, place };
}

async function jurorOf(tx: Tx, ctx: Ctx, competitionId: string, userId: string): Promise<PlenaryJuror | null> {
  const row = await tx
    .selectFrom('jurors')
    .select(['id', 'chair'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', '=', userId)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .executeTakeFirst();
  return row ?? null;
}

export async function readPlenary(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  lock?: 'for update',
): Promise<PlenaryRow | null> {
  const query = tx
    .selectFrom('plenaries')
    .selectAll()
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  const { state, tieChain, quotas, ...rest } = row;
  return {
    ...rest,
    state: state as PlenaryState,
    tieChain: chainSchema.parse(tieChain),
    quotas: quotasSchema.parse(quotas),
  };
}

/** Entries from whose deliberation each juror is kept: said by themselves, or by a conflict that nobody dismissed. */
export async function recusalsOf(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
): Promise<{ jurorId: string; entryId: string }[]> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<{ jurorId: string; entryId: string }>`
    select r.juror_id, r.entry_id from plenary_recusals r
    join plenaries p on p.tenant_id = r.tenant_id and p.id = r.plenary_id
    where r.tenant_id = ${tenantId} and p.competition_id = ${competitionId} and r.source = 'self'
    union
    select c.juror_id, c.entry_id from juror_conflicts c
    join jurors j on j.tenant_id = c.tenant_id and j.id = c.juror_id
    where c.tenant_id = ${tenantId} and j.competition_id = ${competitionId} and c.state <> 'dismissed'
    order by 1, 2`.execute(tx);
  return rows;
}

/** Entries that this juror is kept from. */
export async function recusedFrom(tx: Tx, ctx: Ctx, competitionId: string, jurorId: string): Promise<Set<string>> {
  const all = await recusalsOf(tx, ctx, competitionId);
  return new Set(all.filter((one) => one.jurorId === jurorId).map(({ entryId }) => entryId));
}

/** Who is in the room now. */
export async function presentJurors(tx: Tx, ctx: Ctx, plenaryId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('plenaryAttendance')
    .select('jurorId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('plenaryId', '=', plenaryId)
    .where('leftAt', 'is', null)
    .orderBy('jurorId')
    .execute();
  return rows.map(({ jurorId }) => jurorId);
}

export interface NamedJuror {
  id: string;
  name: string;
  institution: string;
  chair: boolean;
}

/** Jurors of the contest who neither declined nor left, the chair first, then by name. */
export async function namedJurors(tx: Tx, ctx: Ctx, competitionId: string): Promise<NamedJuror[]> {
  return tx
    .selectFrom('jurors as j')
    .innerJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'j.tenantId').onRef('p.userId', '=', 'j.userId'))
    .select(['j.id', 'p.name', 'j.institution', 'j.chair'])
    .where('j.tenantId', '=', tenantOf(ctx).id)
    .where('j.competitionId', '=', competitionId)
    .where('j.state', 'in', ['appointed', 'acknowledged'])
    .orderBy('j.chair', 'desc')
    .orderBy('p.name')
    .execute();
}

/** Entries by id, as they are called in the minutes. */
export async function namedEntries(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
): Promise<Map<string, { number: number | null; title: string; categoryId: string }>> {
  const { rows } = await sql<{ id: string; number: number | null; title: string; categoryId: string }>`
    select id, number, content ->> 'title' as title, category_id from entries
    where tenant_id = ${tenantOf(ctx).id} and competition_id = ${competitionId}`.execute(tx);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
