import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { OrganizationKind } from './organization.ts';

/** What is open data of an organisation: not how it is reached, for a village's number is often its secretary's own. */
export interface OpenOrganization {
  id: string;
  kind: OrganizationKind;
  name: string;
  shortName: string | null;
  parentId: string | null;
  areaCode: string | null;
  reference: string | null;
  latitude: number | null;
  longitude: number | null;
  source: string | null;
  sourceYear: number | null;
  fictional: boolean;
}

const columns = [
  'id',
  'kind',
  'name',
  'shortName',
  'parentId',
  'areaCode',
  'reference',
  'latitude',
  'longitude',
  'source',
  'sourceYear',
  'fictional',
] as const;

export interface OpenOrganizationSearch {
  kind: OrganizationKind | null;
  /** Code of a district: those in it and in its villages. */
  district: string | null;
  /** The id after which to go on. */
  after: string | null;
  limit: number;
}

/** One page of the organisations by id, in an order in which nothing is skipped. */
export function openOrganizations(ctx: Ctx, search: OpenOrganizationSearch): Promise<OpenOrganization[]> {
  const { kind, district, after, limit } = search;
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select(columns)
      .where('tenantId', '=', tenantOf(ctx).id)
      .$if(kind !== null, (query) => query.where('kind', '=', kind ?? ''))
      .$if(district !== null, (query) =>
        query.where((eb) => eb.or([eb('areaCode', '=', district), eb('areaCode', 'like', `${district}.%`)])),
      )
      .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit)
      .$castTo<OpenOrganization>()
      .execute(),
  );
}

export async function openOrganization(ctx: Ctx, id: string): Promise<OpenOrganization | null> {
  const found = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select(columns)
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .$castTo<OpenOrganization>()
      .executeTakeFirst(),
  );
  return found ?? null;
}

/** When an organisation was last added; null while there is none. */
export async function organizationsAddedAt(ctx: Ctx): Promise<Date | null> {
  const row = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select((eb) => eb.fn.max('createdAt').as('at'))
      .where('tenantId', '=', tenantOf(ctx).id)
      .executeTakeFirst(),
  );
  return row?.at ?? null;
}
