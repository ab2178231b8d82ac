import { z } from 'zod';
import { codeOf, type Fault, Invalid } from './errors.ts';
import { reservedSlugs } from './http/addresses.ts';
import { derivedId, newId } from './ids.ts';

/** What may be asked with the owning role's connection: a pool or a client. */
export interface OwnerConnection {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
}

const error = (
  key: 'SlugShape' | 'SlugReserved' | 'SlugTaken' | 'AreaUnknown' | 'AreaTaken' | 'TextLong' | 'Demonstration',
) => `common.errors.tenant${key}`;
const text = z.string().trim().min(1, 'common.errors.required').max(200, error('TextLong'));

export const newTenant = z.object({
  slug: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/, error('SlugShape'))
    .refine((slug) => !reservedSlugs.has(slug), error('SlugReserved')),
  name: text,
  shortName: text,
  /** Kemendagri's code; null for an invented government. */
  areaCode: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/, error('AreaUnknown'))
    .nullable(),
  operatorName: text,
  helpLabel: text,
  helpHref: z.string().max(300).nullable().default(null),
  demonstration: z.boolean().default(false),
  /** How many organisations of a kind are reported where fewer are known by name, with the source. */
  reportedTotals: z.record(z.string(), z.object({ reported: z.number().int().min(0), source: z.string() })).default({}),
});
export type NewTenant = z.input<typeof newTenant>;

/**
 * Makes a tenant, as the owner: the app may only read tenants. Repeating it for the same slug and area changes nothing.
 * @returns its id, and whether it was made now
 * @throws Invalid for a reserved or taken slug, an unknown area, one that has a tenant already, and one that the
 *   demonstration holds
 */
export async function createTenant(
  owner: OwnerConnection,
  input: NewTenant,
): Promise<{ id: string; created: boolean }> {
  const outcome = newTenant.safeParse(input);
  if (!outcome.success) {
    throw new Invalid(outcome.error.issues.map((issue) => fault(String(issue.path[0] ?? ''), issue.message)));
  }
  const tenant = outcome.data;
  const created = await insertTenant(owner, tenant);
  if (created) return { id: created, created: true };
  const { rows } = await owner.query('select id, area_code, demonstration from tenants where slug = $1', [tenant.slug]);
  const [known] = rows;
  if (!known) throw new Invalid([fault('areaCode', error('AreaTaken'))]);
  if (known.area_code !== tenant.areaCode) throw new Invalid([fault('slug', error('SlugTaken'))]);
  if (known.demonstration !== tenant.demonstration) throw new Invalid([fault('slug', error('Demonstration'))]);
  return { id: String(known.id), created: false };
}

const fault = (field: string, message: string): Fault => ({ field, message });

async function insertTenant(owner: OwnerConnection, tenant: z.output<typeof newTenant>): Promise<string | null> {
  try {
    const { rowCount, rows } = await owner.query(
      `with made as (
         insert into tenants (id, slug, name, short_name, area_code, operator_name, help_label, help_href, demonstration, reported_totals)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning *
       ), event as (
         insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes)
         select id, $11, 'tenant.created', 'tenant', id::text,
           jsonb_build_object('slug', slug, 'areaCode', area_code, 'demonstration', demonstration) from made
       ) select id from made`,
      [
        derivedId('tenant', tenant.slug),
        tenant.slug,
        tenant.name,
        tenant.shortName,
        tenant.areaCode,
        tenant.operatorName,
        tenant.helpLabel,
        tenant.helpHref,
        tenant.demonstration,
        JSON.stringify(tenant.reportedTotals),
        newId(),
      ],
    );
    return rowCount === 1 ? String(rows[0]?.id) : null;
  } catch (problem) {
    if (codeOf(problem) === '23503') throw new Invalid([fault('areaCode', error('AreaUnknown'))]);
    throw problem;
  }
}

/** Who runs a region while nobody has said which of its agencies does: never the name of one that may not exist. */
export const governmentOf = (areaName: string): string => `Pemerintah ${areaName}`;

/** Whether pages of the product begin with it, so that no region may. */
export const isReservedSlug = (slug: string): boolean => reservedSlugs.has(slug);

/** "Kabupaten Karawang" → `karawangkab`, "Kota Bekasi" → `bekasikota`, a province → `jawabaratprov`. */
export function slugFor(areaName: string): string {
  const [, kind, rest] = /^(kabupaten|kota)\s+(?:administrasi\s+)?(.+)$/i.exec(areaName) ?? [];
  const ending = kind === undefined ? 'prov' : kind.toLowerCase() === 'kota' ? 'kota' : 'kab';
  const plain = (rest ?? areaName)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return `${plain.slice(0, 36)}${ending}`;
}
