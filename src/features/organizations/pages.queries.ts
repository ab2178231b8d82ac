import {
  type Area,
  areaChain,
  areasWithin,
  isAreaCode,
  isWithin,
  kindOfArea,
  levelOf,
  searchAreas,
} from '#features/areas/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  allOrganizations,
  countByDistrict,
  countByKind,
  type KindCount,
  listOrganizations,
  type OrganizationList,
  type OrganizationRow,
  organizationById,
  organizationOfArea,
  organizationsInArea,
  organizationsUnder,
  possibleParents,
  sourcesOfOrganizations,
} from './organization.queries.ts';
import type { Organization, OrganizationFilter, OrganizationKind } from './organization.ts';

export type Counts = ReadonlyMap<OrganizationKind, KindCount>;

export interface DistrictRow extends Area {
  villages: number;
  wards: number;
  puskesmas: number;
  schools: number;
}

export interface RegionFigures {
  districts: DistrictRow[];
  villages: number;
  wards: number;
  counts: Counts;
  /** Areas that resemble the typed text, and nothing when nothing was typed. */
  found: Area[] | null;
}

/** The districts of the tenant's regency with what is known in each; none for an invented government. */
export function regionPage(ctx: Ctx, text: string): Promise<RegionFigures> {
  const { areaCode, id } = tenantOf(ctx);
  return inTenant(ctx, async (tx) => {
    const counts = await countByKind(tx, id);
    if (areaCode === null) return { districts: [], villages: 0, wards: 0, counts, found: null };
    const areas = await areasWithin(tx, areaCode);
    const known = await countByDistrict(tx);
    const found = text === '' ? null : await searchAreas(tx, text, { within: areaCode, limit: 12 });
    return { ...figuresOf(areas, known), counts, found };
  });
}

function figuresOf(areas: readonly Area[], known: ReadonlyMap<string, ReadonlyMap<OrganizationKind, number>>) {
  const inside = Map.groupBy(
    areas.filter(({ level }) => level === 4),
    ({ parentCode }) => parentCode,
  );
  const count = (code: string | null, kind: 'village' | 'ward') =>
    inside.get(code)?.filter((area) => kindOfArea(area.code) === kind).length ?? 0;
  const districts = areas
    .filter(({ level }) => level === 3)
    .map((area) => ({
      ...area,
      villages: count(area.code, 'village'),
      wards: count(area.code, 'ward'),
      puskesmas: known.get(area.code)?.get('puskesmas') ?? 0,
      schools: known.get(area.code)?.get('school') ?? 0,
    }));
  const sum = (of: (district: DistrictRow) => number) => districts.reduce((total, district) => total + of(district), 0);
  return { districts, villages: sum(({ villages }) => villages), wards: sum(({ wards }) => wards) };
}

export interface DistrictFigures {
  district: Area;
  office: Organization | null;
  villages: Area[];
  puskesmas: Organization[];
  schools: number;
  counts: Counts;
}

/** @throws NotFound for a code that is no district of the tenant's regency */
export function districtPage(ctx: Ctx, code: string): Promise<DistrictFigures> {
  return inTenant(ctx, async (tx) => {
    const district = (await ownArea(tx, ctx, code, 3)).at(-1);
    if (!district) throw new NotFound('district');
    const inside = await organizationsInArea(tx, code, ['puskesmas', 'school']);
    const real = inside.filter(({ fictional }) => !fictional);
    return {
      district,
      office: await organizationOfArea(tx, code),
      villages: await areasWithin(tx, code),
      puskesmas: real.filter(({ kind }) => kind === 'puskesmas'),
      schools: real.filter(({ kind }) => kind === 'school').length,
      counts: await countByKind(tx, tenantOf(ctx).id),
    };
  });
}

export interface OrganizationView {
  organization: Organization;
  parent: Organization | null;
  under: Organization[];
  /** Province first; empty when its area is unknown. */
  chain: Area[];
  counts: Counts;
}

/** @throws NotFound */
export function organizationPage(ctx: Ctx, id: string): Promise<OrganizationView> {
  return inTenant(ctx, async (tx) => {
    const organization = isId(id) ? await organizationById(tx, id) : null;
    if (!organization) throw new NotFound('organization');
    return viewOf(tx, ctx, organization);
  });
}

export interface VillageView {
  village: Area;
  chain: Area[];
  /** null where no organisation was loaded for the village. */
  view: OrganizationView | null;
}

/** @throws NotFound for a code that is no village or ward of the tenant's regency */
export function villagePage(ctx: Ctx, code: string): Promise<VillageView> {
  return inTenant(ctx, async (tx) => {
    const chain = await ownArea(tx, ctx, code, 4);
    const village = chain.at(-1);
    if (!village) throw new NotFound('village');
    const organization = await organizationOfArea(tx, code);
    return { village, chain, view: organization && (await viewOf(tx, ctx, organization)) };
  });
}

async function viewOf(tx: Tx, ctx: Ctx, organization: Organization): Promise<OrganizationView> {
  const { id, parentId, areaCode } = organization;
  return {
    organization,
    parent: parentId === null ? null : await organizationById(tx, parentId),
    under: await organizationsUnder(tx, id),
    chain: areaCode === null ? [] : await areaChain(tx, areaCode),
    counts: await countByKind(tx, tenantOf(ctx).id),
  };
}

async function ownArea(tx: Tx, ctx: Ctx, code: string, level: number): Promise<Area[]> {
  const outer = tenantOf(ctx).areaCode;
  if (outer === null || !isAreaCode(code) || levelOf(code) !== level || !isWithin(code, outer)) return [];
  return areaChain(tx, code);
}

export interface OrganizationListView {
  list: OrganizationList;
  districts: Area[];
  counts: Counts;
}

/** @throws NotFound for a page after the last */
export function organizationListPage(ctx: Ctx, filter: OrganizationFilter): Promise<OrganizationListView> {
  const { areaCode, id } = tenantOf(ctx);
  return inTenant(ctx, async (tx) => {
    const list = await listOrganizations(tx, filter);
    if (filter.halaman > list.pages) throw new NotFound('page of organisations');
    const areas = areaCode === null ? [] : await areasWithin(tx, areaCode);
    return { list, districts: areas.filter(({ level }) => level === 3), counts: await countByKind(tx, id) };
  });
}

/** The whole list for a file or a print. */
export function organizationRows(ctx: Ctx, filter: OrganizationFilter): Promise<OrganizationRow[]> {
  tenantOf(ctx);
  return inTenant(ctx, (tx) => allOrganizations(tx, filter));
}

/** The choices of the form that registers an organisation. */
export function registrationPage(ctx: Ctx): Promise<{ parents: Organization[]; areas: Area[] }> {
  const { areaCode } = tenantOf(ctx);
  return inTenant(ctx, async (tx) => ({
    parents: await possibleParents(tx),
    areas: areaCode === null ? [] : await areasWithin(tx, areaCode),
  }));
}

export type SourceRow = Awaited<ReturnType<typeof sourcesOfOrganizations>>[number];

export function sourcesPage(ctx: Ctx): Promise<{ sources: SourceRow[]; counts: Counts }> {
  return inTenant(ctx, async (tx) => ({
    sources: await sourcesOfOrganizations(tx),
    counts: await countByKind(tx, tenantOf(ctx).id),
  }));
}
