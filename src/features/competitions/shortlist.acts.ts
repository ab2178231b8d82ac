import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

export interface Shortlistable {
  id: string;
  shortlisted: boolean;
}

/** Eligible entries of a category, locked until the transaction ends: who is on the shortlist and who could be. */
export async function lockShortlist(tx: Tx, ctx: Ctx, categoryId: string): Promise<Shortlistable[]> {
  const { rows } = await sql<Shortlistable>`
    select id, shortlisted_at is not null as shortlisted from entries
    where tenant_id = ${tenantOf(ctx).id} and category_id = ${categoryId} and state = 'eligible'
    order by id for update`.execute(tx);
  return rows;
}

/** Sets the shortlist of a category to these entries. Who may, and whether it is time, was asked by the caller. */
export async function writeShortlist(tx: Tx, ctx: Ctx, categoryId: string, entryIds: readonly string[]): Promise<void> {
  await sql`
    update entries set shortlisted_at = case when id = any(${[...entryIds]}::uuid[]) then coalesce(shortlisted_at, now()) end,
      version = version + 1, updated_at = now()
    where tenant_id = ${tenantOf(ctx).id} and category_id = ${categoryId} and state = 'eligible'
      and (shortlisted_at is not null) <> (id = any(${[...entryIds]}::uuid[]))`.execute(tx);
}
