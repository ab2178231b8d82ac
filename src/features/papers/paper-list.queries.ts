import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { requireLook } from './paper.queries.ts';
import type { Kind, State } from './paper.ts';
import type { PaperSearch } from './paper-search.ts';

export interface PaperLine {
  id: string;
  kind: Kind;
  state: State;
  number: string;
  about: string;
  datedOn: string | null;
  createdAt: Date;
  simulated: boolean;
}

export interface PaperList {
  papers: PaperLine[];
  /** Papers from which the pages beside this one go on; null where there is none. */
  newer: string | null;
  older: string | null;
}

export const papersPerPage = 50;

/**
 * A page of the tenant's papers, the newest first: what stands beyond the paper named, or the first page when nothing
 * does. A paper made meanwhile moves none of the others to another page.
 * @throws NotFound for who may not look at any
 */
export async function listPapers(ctx: Ctx, search: PaperSearch): Promise<PaperList> {
  requireLook(ctx);
  return inTenant(ctx, async (tx) => {
    if (search.newerThan !== null) {
      const found = await readLines(tx, ctx, search, 'newer');
      // Fewer than a page are left: whoever goes back to the start sees the start whole.
      if (found.length > papersPerPage) return pageOf(found.slice(0, papersPerPage).reverse(), true, true);
    } else if (search.olderThan !== null) {
      const found = await readLines(tx, ctx, search, 'older');
      if (found.length > 0) return pageOf(found.slice(0, papersPerPage), true, found.length > papersPerPage);
    }
    const first = await readLines(tx, ctx, search, 'first');
    return pageOf(first.slice(0, papersPerPage), false, first.length > papersPerPage);
  });
}

function pageOf(papers: PaperLine[], newer: boolean, older: boolean): PaperList {
  return { papers, newer: newer ? (papers[0]?.id ?? null) : null, older: older ? (papers.at(-1)?.id ?? null) : null };
}

/** One more than a page, to know whether there is another. */
async function readLines(
  tx: Tx,
  ctx: Ctx,
  search: PaperSearch,
  way: 'first' | 'older' | 'newer',
): Promise<PaperLine[]> {
  const tenantId = tenantOf(ctx).id;
  const { kind, state, olderThan, newerThan } = search;
  const place = (id: string | null) =>
    sql`(select p.created_at, p.id from papers p where p.tenant_id = ${tenantId} and p.id = ${id})`;
  const order = way === 'newer' ? 'asc' : 'desc';
  const rows = await tx
    .selectFrom('papers')
    .select(['id', 'kind', 'state', 'number', 'about', 'datedOn', 'createdAt', 'simulated'])
    .where('tenantId', '=', tenantId)
    .$if(kind !== null, (query) => query.where('kind', '=', kind))
    .$if(state !== null, (query) => query.where('state', '=', state))
    .$if(way === 'older', (query) => query.where(sql<boolean>`(created_at, id) < ${place(olderThan)}`))
    .$if(way === 'newer', (query) => query.where(sql<boolean>`(created_at, id) > ${place(newerThan)}`))
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(papersPerPage + 1)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Kind, state: row.state as State }));
}
