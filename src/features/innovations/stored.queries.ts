import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { Innovations } from '#platform/database/schema.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { unreadable } from '#platform/secrets.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import {
  draftSchema,
  fieldText,
  type Proposal,
  type ProposalPatch,
  placeOf,
  placeText,
  proposalFields,
} from './innovation.ts';
import type { State } from './life-cycle.ts';

export type InnovationRow = Omit<Selectable<Innovations>, 'state'> & {
  state: State;
  /** The district office above the village or ward whose it is. */
  districtOfficeId: string | null;
};

/** The office of the district in which that organisation is a village or a ward, else null. */
export const districtOfficeOf = (organizationId: RawBuilder<unknown>) => sql<string | null>`(
  select d.id from organizations o join organizations d on d.tenant_id = o.tenant_id and d.id = o.parent_id
  where o.tenant_id = (select app_tenant()) and o.id = ${organizationId} and o.kind in ('village', 'ward') and d.kind = 'district_office')`;

/** @throws NotFound when this tenant has no such innovation */
export async function readInnovation(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<InnovationRow> {
  if (!isId(id)) throw new NotFound(`no innovation ${id}`);
  const query = tx
    .selectFrom('innovations')
    .selectAll()
    .select(districtOfficeOf(sql.ref('innovations.organization_id')).as('districtOfficeId'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound(`no innovation ${id}`);
  return { ...row, state: row.state as State };
}

/** The row, locked against every other act until the transaction ends. */
export function lockInnovation(tx: Tx, ctx: Ctx, id: string): Promise<InnovationRow> {
  return readInnovation(tx, ctx, id, 'for update');
}

export async function topicsOf(tx: Tx, ctx: Ctx, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('innovationTopics')
    .select('topicSlug')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', id)
    .orderBy('topicSlug')
    .execute();
  return rows.map((row) => row.topicSlug);
}

/** The proposal as it is stored, the initiator's name in clear: for whoever writes it, and for checks. */
export async function storedProposal(tx: Tx, ctx: Ctx, row: InnovationRow): Promise<Proposal> {
  return proposalOf(ctx, row, await topicsOf(tx, ctx, row.id));
}

export function proposalOf(ctx: Ctx, row: InnovationRow, topics: readonly string[]): Proposal {
  const { latitude, longitude, initiatorNameSealed } = row;
  const coordinates = latitude === null || longitude === null ? null : placeText({ latitude, longitude });
  const initiatorName = initiatorNameSealed && ctx.secrets.show(initiatorNameSealed);
  const stored: Record<string, unknown> = { ...row, topics, coordinates, initiatorName };
  // Through the schema, so that a value that no list knows any more is noticed here and not on a page.
  return draftSchema.parse(
    Object.fromEntries(proposalFields.map((field) => [field, fieldText(stored[field] as Proposal[typeof field])])),
  );
}

/** Columns and values that a patch writes; topics have a table of their own. */
export function columnsOf(ctx: Ctx, patch: ProposalPatch) {
  const { topics: _, coordinates, initiatorName, ...columns } = patch;
  return {
    ...columns,
    ...(coordinates === undefined ? {} : placeColumns(coordinates)),
    ...(initiatorName === undefined || initiatorName === unreadable
      ? {}
      : { initiatorNameSealed: initiatorName === null ? null : ctx.secrets.seal(initiatorName) }),
  };
}

function placeColumns(coordinates: string | null) {
  return (coordinates && placeOf(coordinates)) || { latitude: null, longitude: null };
}
