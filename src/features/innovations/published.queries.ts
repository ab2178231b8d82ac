import { type RawBuilder, sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

/** An entry as lists show it. */
export interface PublishedRow {
  id: string;
  title: string;
  summary: string;
  organizationName: string;
  organizationKind: string | null;
  districtName: string | null;
  affair: string | null;
  stage: string | null;
  year: number | null;
  state: 'listed' | 'accepted';
  /** false: its source does not call it an innovation, and it is not counted as one. */
  calledInnovation: boolean;
  example: boolean;
}

/** The innovations that were published last. */
export function newestInnovations(ctx: Ctx, count: number): Promise<PublishedRow[]> {
  return listWhere(ctx, sql`p.called_innovation`, count);
}

/** Everything published of one organisation, innovations and others. */
export function innovationsOfOrganization(ctx: Ctx, organizationId: string, count = 100): Promise<PublishedRow[]> {
  return listWhere(ctx, sql`p.organization_id = ${organizationId}`, count);
}

/** Innovations of organisations in a village, or in a district with all its villages. */
export function innovationsOfArea(ctx: Ctx, code: string, count = 100): Promise<PublishedRow[]> {
  const within = code.split('.').length > 3 ? sql`p.village_code = ${code}` : sql`p.district_code = ${code}`;
  return listWhere(ctx, sql`p.called_innovation and ${within}`, count);
}

function listWhere(ctx: Ctx, condition: RawBuilder<unknown>, count: number): Promise<PublishedRow[]> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<PublishedRow>`
      select p.id, p.title, p.summary, p.organization_name, p.organization_kind, d.name as district_name, p.affair, p.stage,
        p.year, p.state, p.called_innovation, p.example
      from published_innovations p left join areas d on d.code = p.district_code
      where p.tenant_id = ${tenantOf(ctx).id} and ${condition}
      order by p.dated_at desc, p.id desc limit ${count}`.execute(tx);
    return rows;
  });
}

export interface Count {
  value: string;
  innovations: number;
}

export interface RegistryFigures {
  innovations: number;
  /** Of these, at the stage "penerapan". */
  applied: number;
  /** Of these, invented for the demonstration. */
  examples: number;
  /** Entries of public sources that are not called innovations. */
  programs: number;
  /** Villages and wards of the region, and those that have an innovation. */
  villages: number;
  villagesWithInnovation: number;
  /** Most first. */
  byAffair: Count[];
  /** Oldest first. */
  byYear: Count[];
  /** By code of the district; a district without innovations is missing. */
  byDistrict: Count[];
}

/** The registry in figures, from kept counts: the same cost for ten innovations and for a hundred thousand. */
export function registryFigures(ctx: Ctx): Promise<RegistryFigures> {
  const tenant = tenantOf(ctx);
  return inTenant(ctx, async (tx) => {
    const [{ rows }, villages] = await Promise.all([
      sql<{ facet: string; value: string; uses: number }>`
        select facet, value, uses from published_counts where tenant_id = ${tenant.id} and facet <> 'topic'`.execute(
        tx,
      ),
      sql<{ villages: number }>`
        select count(*)::integer as villages from areas where level = 4 and code ^@ ${`${tenant.areaCode ?? '-'}.`}`.execute(
        tx,
      ),
    ]);
    const counts = (facet: string) =>
      rows.filter((row) => row.facet === facet).map(({ value, uses }) => ({ value, innovations: uses }));
    const count = (facet: string, value = '') => counts(facet).find((row) => row.value === value)?.innovations ?? 0;
    return {
      innovations: count('all'),
      applied: count('stage', 'penerapan'),
      examples: count('example'),
      programs: count('programs'),
      villages: villages.rows[0]?.villages ?? 0,
      villagesWithInnovation: counts('village').length,
      byAffair: counts('affair').sort((a, b) => b.innovations - a.innovations || a.value.localeCompare(b.value, 'id')),
      byYear: counts('year').sort((a, b) => a.value.localeCompare(b.value)),
      byDistrict: counts('district'),
    };
  });
}

/** Number of innovations by code of the district; those without are missing. */
export async function innovationCountsByDistrict(ctx: Ctx): Promise<Map<string, number>> {
  return countsOf(ctx, 'district');
}

/** Number of innovations by code of the village or ward; those without are missing. */
export async function innovationCountsByVillage(ctx: Ctx): Promise<Map<string, number>> {
  return countsOf(ctx, 'village');
}

function countsOf(ctx: Ctx, facet: 'district' | 'village'): Promise<Map<string, number>> {
  return inTenant(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('publishedCounts')
      .select(['value', 'uses'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('facet', '=', facet)
      .execute();
    return new Map(rows.map((row) => [row.value, row.uses]));
  });
}
