import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { Papers } from '#platform/database/schema.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Content, contentSchema, type Kind, type State } from './paper.ts';

export type PaperRow = Omit<Selectable<Papers>, 'state' | 'kind' | 'data'> & {
  state: State;
  kind: Kind;
  content: Content;
};

export function paperRow({ data, ...row }: Selectable<Papers>): PaperRow {
  return { ...row, state: row.state as State, kind: row.kind as Kind, content: contentSchema.parse(data) };
}

/** @throws NotFound when this tenant has no such paper */
export async function readPaper(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<PaperRow> {
  if (!isId(id)) throw new NotFound(`no paper ${id}`);
  const query = tx.selectFrom('papers').selectAll().where('tenantId', '=', tenantOf(ctx).id).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound(`no paper ${id}`);
  return paperRow(row);
}
