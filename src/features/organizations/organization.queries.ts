import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import type { Organization, OrganizationFilter, OrganizationKind } from './organization.ts';
import type { NamedOrganization, WrittenOwner } from './owner.ts';
import { ownerMatcher } from './owner.ts';

const columns = [
  'id',
  'kind',
  'name',
  'shortName',
  'parentId',
  'areaCode',
  'reference',
  'address',
  'phone',
  'email',
  'latitude',
  'longitude',
  'source',
  'sourceYear',
  'fictional',
  'version',
] as const;

/** Row security limits every one of these to the tenant of the transaction. */
const organizations = (tx: Tx) => tx.selectFrom('organizations').select(columns).$castTo<Organization>();

export async function organizationById(tx: Tx, id: string): Promise<Organization | null> {
  return (await organizations(tx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The office of a district, the village or the ward that the list of areas knows by this code. */
export async function organizationOfArea(tx: Tx, code: string): Promise<Organization | null> {
  const found = await organizations(tx)
    .where('kind', 'in', ['district_office', 'village', 'ward'])
    .where('reference', '=', code)
    .executeTakeFirst();
  return found ?? null;
}

/** Organisations that sit in a district or in one of its villages, by kind and name. */
export function organizationsInArea(
  tx: Tx,
  code: string,
  kinds?: readonly OrganizationKind[],
): Promise<Organization[]> {
  return organizations(tx)
    .where((eb) => eb.or([eb('areaCode', '=', code), eb('areaCode', 'like', `${code}.%`)]))
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .orderBy('kind')
    .orderBy('name')
    .execute();
}

export function organizationsUnder(tx: Tx, parentId: string): Promise<Organization[]> {
  return organizations(tx).where('parentId', '=', parentId).orderBy('kind').orderBy('name').execute();
}

export interface OrganizationRow extends Organization {
  districtName: string | null;
}

export interface OrganizationList {
  rows: OrganizationRow[];
  /** Real ones; invented ones count apart. */
  real: number;
  fictional: number;
  pages: number;
}

export const organizationsPerPage = 30;

/** One page of the organisations that fit; a misspelt word still finds its organisation, best fit first. */
export async function listOrganizations(tx: Tx, filter: OrganizationFilter): Promise<OrganizationList> {
  const fitting = fittingTo(tx, filter);
  const rows = await listed(fitting, filter.q)
    .limit(organizationsPerPage)
    .offset((filter.halaman - 1) * organizationsPerPage)
    .execute();
  const { real, fictional } = await fitting
    .select([
      sql<number>`count(*) filter (where not fictional)`.as('real'),
      sql<number>`count(*) filter (where fictional)`.as('fictional'),
    ])
    .executeTakeFirstOrThrow();
  return { rows, real, fictional, pages: Math.max(1, Math.ceil((real + fictional) / organizationsPerPage)) };
}

/** All that fit, in the order of the list: a region has some thousands. */
export function allOrganizations(tx: Tx, filter: OrganizationFilter): Promise<OrganizationRow[]> {
  return listed(fittingTo(tx, filter), filter.q).execute();
}

function fittingTo(tx: Tx, { q, jenis, kecamatan }: OrganizationFilter) {
  return tx
    .selectFrom('organizations')
    .$if(jenis !== null, (query) => query.where('kind', '=', jenis))
    .$if(kecamatan !== null, (query) =>
      query.where((eb) => eb.or([eb('areaCode', '=', kecamatan), eb('areaCode', 'like', `${kecamatan}.%`)])),
    )
    .$if(q !== '', (query) => query.where(resembles(q)));
}

function listed(fitting: ReturnType<typeof fittingTo>, q: string) {
  return fitting
    .select(columns)
    .select((eb) =>
      eb.selectFrom('areas').whereRef('areas.code', '=', district).select('areas.name').as('districtName'),
    )
    .$castTo<OrganizationRow>()
    .$if(q !== '', (query) => query.orderBy(likeness(q), 'desc'))
    .orderBy('fictional')
    .orderBy('name')
    .orderBy('id');
}

const district = sql<string>`left(organizations.area_code, 8)`;

/** Name and short name without spaces, so that "lemahabang" is found in "Lemah Abang". */
const joinedName = sql<string>`lower(replace(name || ' ' || coalesce(short_name, '') || ' ' || coalesce(reference, ''), ' ', ''))`;

function resembles(text: string) {
  const joined = `%${text
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(${joinedName} like ${joined} or word_similarity(${text}, name) >= 0.5)`;
}

function likeness(text: string) {
  return sql`greatest(word_similarity(${text}, name), word_similarity(${text}, coalesce(short_name, ''))) + similarity(${text}, name)`;
}

export interface KindCount {
  /** Known by name. */
  known: number;
  /** Reported by the government, where it is more than are known by name; null when nothing is reported. */
  reported: { reported: number; source: string } | null;
}

/** How many real organisations of each kind are known, beside how many are reported. Invented ones count nowhere. */
export async function countByKind(tx: Tx, tenantId: string): Promise<Map<OrganizationKind, KindCount>> {
  const counts = await tx
    .selectFrom('organizations')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('known')])
    .where('fictional', '=', false)
    .groupBy('kind')
    .$castTo<{ kind: OrganizationKind; known: number }>()
    .execute();
  const { reportedTotals } = await tx
    .selectFrom('tenants')
    .select('reportedTotals')
    .where('id', '=', tenantId)
    .$castTo<{ reportedTotals: Partial<Record<OrganizationKind, { reported: number; source: string }>> }>()
    .executeTakeFirstOrThrow();
  const known = new Map(counts.map((one) => [one.kind, one.known]));
  const kinds = new Set([...known.keys(), ...(Object.keys(reportedTotals) as OrganizationKind[])]);
  return new Map(
    [...kinds].map((kind) => [kind, { known: known.get(kind) ?? 0, reported: reportedTotals[kind] ?? null }]),
  );
}

/** Real organisations of each kind in each district, by its code. */
export async function countByDistrict(tx: Tx): Promise<Map<string, Map<OrganizationKind, number>>> {
  const rows = await tx
    .selectFrom('organizations')
    .select((eb) => [district.as('district'), 'kind', eb.fn.countAll<number>().as('known')])
    .where('fictional', '=', false)
    .where(sql<boolean>`length(area_code) >= 8`)
    .groupBy(['district', 'kind'])
    .$castTo<{ district: string; kind: OrganizationKind; known: number }>()
    .execute();
  const districts = new Map<string, Map<OrganizationKind, number>>();
  for (const { district, kind, known } of rows) {
    districts.set(district, (districts.get(district) ?? new Map()).set(kind, known));
  }
  return districts;
}

/** Reads the organisations once and answers which of them a written owner is, or null. */
export async function ownerFinder(tx: Tx): Promise<(owner: WrittenOwner) => string | null> {
  const named = await tx
    .selectFrom('organizations')
    .select(['id', 'kind', 'name', 'shortName', 'reference'])
    .$castTo<NamedOrganization>()
    .execute();
  return ownerMatcher(named);
}

/** What others stand under: the choices of a parent. */
export function possibleParents(tx: Tx): Promise<Organization[]> {
  return organizations(tx)
    .where('kind', 'in', ['agency', 'district_office', 'hospital'])
    .orderBy('kind')
    .orderBy('name')
    .execute();
}

/** Where the rows come from: each source with its year and how many organisations it gave. */
export function sourcesOfOrganizations(
  tx: Tx,
): Promise<{ source: string; sourceYear: number | null; kind: OrganizationKind; known: number }[]> {
  return tx
    .selectFrom('organizations')
    .select((eb) => ['source', 'sourceYear', 'kind', eb.fn.countAll<number>().as('known')])
    .where('fictional', '=', false)
    .where('source', 'is not', null)
    .groupBy(['source', 'sourceYear', 'kind'])
    .orderBy('known', 'desc')
    .orderBy('source')
    .$castTo<{ source: string; sourceYear: number | null; kind: OrganizationKind; known: number }>()
    .execute();
}
