import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Category } from './category.ts';
import type { MentorRule, State } from './competition.ts';
import { committeeOffice, requireCommittee } from './policy.ts';

export interface Competition {
  id: string;
  year: number;
  name: string;
  theme: string;
  description: string;
  state: State;
  template: string | null;
  mentorRule: MentorRule;
  blind: boolean;
  acknowledgeDays: number;
  objectionDays: number;
  example: boolean;
  version: number;
  announcedAt: Date | null;
  sealedAt: Date | null;
  publishedAt: Date | null;
  cancelReason: string;
  updatedAt: Date;
}

const columns = [
  'id',
  'year',
  'name',
  'theme',
  'description',
  'state',
  'template',
  'mentorRule',
  'blind',
  'acknowledgeDays',
  'objectionDays',
  'example',
  'version',
  'announcedAt',
  'sealedAt',
  'publishedAt',
  'cancelReason',
  'updatedAt',
] as const;

const competitions = (tx: Tx, ctx: Ctx) =>
  tx.selectFrom('competitions').select(columns).where('tenantId', '=', tenantOf(ctx).id).$castTo<Competition>();

/** @throws NotFound when this tenant has no such contest */
export async function readCompetition(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<Competition> {
  if (!isId(id)) throw new NotFound(`no contest ${id}`);
  const query = competitions(tx, ctx).where('id', '=', id);
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!found) throw new NotFound(`no contest ${id}`);
  return found;
}

/** What is not announced is the committee's alone, and so is what was cancelled before. */
export const isOpen = ({ announcedAt }: Pick<Competition, 'announcedAt'>) => announcedAt !== null;

/** A contest as this visitor may know of it. @throws NotFound also for one that is not announced */
export async function readVisible(tx: Tx, ctx: Ctx, id: string): Promise<Competition> {
  const found = await readCompetition(tx, ctx, id);
  if (!isOpen(found) && !committeeOffice(ctx.actor)) throw new NotFound(`contest ${id} is not announced`);
  return found;
}

export function competitionById(ctx: Ctx, id: string): Promise<Competition> {
  return inTenant(ctx, (tx) => readVisible(tx, ctx, id));
}

/** Every contest, the newest year first: the committee's list. */
export function competitionsForCommittee(ctx: Ctx): Promise<Competition[]> {
  requireCommittee(ctx);
  return inTenant(ctx, (tx) => competitions(tx, ctx).orderBy('year', 'desc').orderBy('id', 'desc').execute());
}

/** A contest with the time in which entries come in; null where it has no such stage. */
export interface OpenCompetition extends Competition {
  entryFrom: Date | null;
  entryUntil: Date | null;
  /** Now, by the database's clock. */
  now: Date;
}

/** Contests that were announced, the newest year first: for everybody. */
export function openCompetitions(ctx: Ctx): Promise<OpenCompetition[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('competitions as c')
      .leftJoin('competitionStages as s', (join) =>
        join.onRef('s.tenantId', '=', 'c.tenantId').onRef('s.competitionId', '=', 'c.id').on('s.kind', '=', 'entry'),
      )
      .select(columns.map((column) => `c.${column}` as const))
      .select(['s.startsAt as entryFrom', 's.endsAt as entryUntil'])
      .select(sql<Date>`now()`.as('now'))
      .where('c.tenantId', '=', tenantOf(ctx).id)
      .where('c.announcedAt', 'is not', null)
      .orderBy('c.year', 'desc')
      .orderBy('c.id', 'desc')
      .$castTo<OpenCompetition>()
      .execute(),
  );
}

export function readCategories(tx: Tx, ctx: Ctx, competitionId: string): Promise<Category[]> {
  return tx
    .selectFrom('competitionCategories')
    .select([
      'id',
      'position',
      'name',
      'description',
      'organizationKinds',
      'form',
      'team',
      'sustained',
      'minimumAgeMonths',
      'capPerOrganization',
      'winnersBarredYears',
      'shortlistSize',
      'winners',
    ])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .orderBy('position')
    .orderBy('id')
    .$castTo<Category>()
    .execute();
}

export interface EntryCount {
  categoryId: string;
  state: string;
  count: number;
}

export function readEntryCounts(tx: Tx, ctx: Ctx, competitionId: string): Promise<EntryCount[]> {
  return tx
    .selectFrom('entries')
    .select(['categoryId', 'state', sql<number>`count(*)::int`.as('count')])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .groupBy(['categoryId', 'state'])
    .execute();
}
