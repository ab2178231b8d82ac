import { type Selectable, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { CompetitionCategories, Entries } from '#platform/database/schema.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { EntryState } from './competition.ts';
import { type EntryContent, entryContentSchema } from './entry-content.ts';
import type { Seat, Sight } from './policy.ts';
import { sightOf } from './policy.ts';

export type EntryRow = Omit<Selectable<Entries>, 'state' | 'content'> & {
  state: EntryState;
  content: EntryContent;
  organizationName: string;
  organizationKind: string;
  /** The district office above the village or ward whose it is. */
  districtOfficeId: string | null;
  contestYear: number;
  contestName: string;
  contestState: string;
};

/** @throws NotFound when this tenant has no such entry */
export async function readEntry(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<EntryRow> {
  if (!isId(id)) throw new NotFound(`no entry ${id}`);
  const query = tx
    .selectFrom('entries as e')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.organizationId'),
    )
    .innerJoin('competitions as c', (join) =>
      join.onRef('c.tenantId', '=', 'e.tenantId').onRef('c.id', '=', 'e.competitionId'),
    )
    .selectAll('e')
    .select(['o.name as organizationName', 'o.kind as organizationKind'])
    .select(['c.year as contestYear', 'c.name as contestName', 'c.state as contestState'])
    .select(districtOfficeOf('o').as('districtOfficeId'))
    .where('e.tenantId', '=', tenantOf(ctx).id)
    .where('e.id', '=', id);
  const row = await (lock ? query.forUpdate('e') : query).executeTakeFirst();
  if (!row) throw new NotFound(`no entry ${id}`);
  return { ...row, state: row.state as EntryState, content: contentOf(row.content) };
}

/** A draft holds no content yet. */
export const contentOf = (stored: unknown): EntryContent =>
  entryContentSchema.parse({ title: '', ...(typeof stored === 'object' ? stored : {}) });

/** The office of the district in which that organisation is a village or a ward, else null. */
export const districtOfficeOf = (organizations: string) => sql<string | null>`(
  select d.id from organizations d where d.tenant_id = ${sql.ref(organizations)}.tenant_id
    and d.id = ${sql.ref(organizations)}.parent_id and d.kind = 'district_office'
    and ${sql.ref(organizations)}.kind in ('village', 'ward'))`;

/** What the person sees of the entry; a draft is its organisation's own affair. */
export async function sightIn(tx: Tx, ctx: Ctx, row: EntryRow): Promise<Sight> {
  const sight = sightOf(ctx.actor, { ...row, shown: false }, await seatIn(tx, ctx, row.competitionId));
  return sight === 'committee' && row.number === null ? 'nothing' : sight;
}

/**
 * Jurors of the contest read entries at their desk, where their assignments and conflicts are known: on the pages of
 * entrants and committee they see nothing.
 */
async function seatIn(tx: Tx, ctx: Ctx, competitionId: string): Promise<Seat | null> {
  return (await isJuror(tx, ctx, competitionId, [ctx.actor?.userId ?? null]))
    ? { assigned: false, conflicted: false, blind: true, plenary: false }
    : null;
}

/** Whether one of these persons is a juror of the contest. */
export async function isJuror(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  userIds: readonly (string | null)[],
): Promise<boolean> {
  const known = userIds.filter((one) => one !== null);
  if (known.length === 0) return false;
  const juror = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('userId', 'in', known)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .limit(1)
    .executeTakeFirst();
  return juror !== undefined;
}

export type CategoryRow = Omit<Selectable<CompetitionCategories>, 'form'> & { form: 'official' | 'short' };

/** @throws NotFound when the contest has no such category */
export async function readCategory(tx: Tx, ctx: Ctx, competitionId: string, id: string): Promise<CategoryRow> {
  const row = isId(id)
    ? await tx
        .selectFrom('competitionCategories')
        .selectAll()
        .where('tenantId', '=', tenantOf(ctx).id)
        .where('competitionId', '=', competitionId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new NotFound(`no category ${id}`);
  return { ...row, form: row.form === 'short' ? 'short' : 'official' };
}
