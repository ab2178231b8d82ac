import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { maskName, organizationOf, visibleInnovation } from './innovation.queries.ts';
import type { State } from './life-cycle.ts';
import { mayEdit, visibleStates } from './policy.ts';
import { type InnovationRow, storedProposal } from './stored.queries.ts';
import {
  type Cause,
  isVersionedField,
  type VersionedField,
  versionedFields,
  versionsPerPage,
  type Whole,
} from './version.ts';

/** A field as the first edit after a version found it. */
export interface FoundBefore {
  version: number;
  field: VersionedField;
  before: Whole[VersionedField];
}

/**
 * The first edit of each field after a version: what it found is what stood at that version. A field without one stands
 * as it stood.
 * @returns null when nothing is known of that version
 */
export async function firstEditsAfter(
  tx: Tx,
  ctx: Ctx,
  id: string,
  version: number,
  fields: readonly VersionedField[],
): Promise<FoundBefore[] | null> {
  const tenantId = tenantOf(ctx).id;
  const { rows } = await sql<{ known: boolean; field: string | null; version: number; before: unknown }>`
    select k.known, e.field, e.version, e.before
    from (select exists (select from innovation_versions where tenant_id = ${tenantId} and innovation_id = ${id}
      and version <= ${version}) as known) k
    left join (unnest(${[...fields]}::text[]) as f (field) cross join lateral (
      select e.field, e.version, e.before from innovation_edits e
      where e.tenant_id = ${tenantId} and e.innovation_id = ${id} and e.field = f.field and e.version > ${version}
      order by e.version limit 1) e) on true`.execute(tx);
  if (!rows[0]?.known) return null;
  return rows.flatMap(({ field, version: at, before }) =>
    field !== null && isVersionedField(field) ? [{ version: at, field, before: opened(ctx, field, before) }] : [],
  );
}

function opened(ctx: Ctx, field: VersionedField, before: unknown): Whole[VersionedField] {
  const value = before as Whole[VersionedField];
  return field === 'initiatorName' && typeof value === 'string' ? ctx.secrets.show(value) : value;
}

/**
 * The innovation as it stood at a version, the initiator's name in clear.
 * @throws NotFound when nothing is known of that version
 */
export async function wholeAt(tx: Tx, ctx: Ctx, row: InnovationRow, version: number): Promise<Whole> {
  const current = await storedWhole(tx, ctx, row);
  if (version === row.version) return current;
  const edits = await firstEditsAfter(tx, ctx, row.id, version, versionedFields);
  if (!edits) throw new NotFound(`no version ${version}`);
  return { ...current, ...Object.fromEntries(edits.map(({ field, before }) => [field, before])) };
}

export async function storedWhole(tx: Tx, ctx: Ctx, row: InnovationRow): Promise<Whole> {
  return { ...(await storedProposal(tx, ctx, row)), basedOn: row.basedOn };
}

/** Who made a version, in which office, when and by what. */
export interface VersionHead {
  version: number;
  cause: Cause;
  state: State;
  at: Date;
  restoredFrom: number | null;
  /** null when it was not a person, or before the history began. */
  personName: string | null;
  office: { role: string; kind: string; organization: string; organizationKind: string } | null;
}

interface HeadRow extends Omit<VersionHead, 'office'> {
  officeRole: string | null;
  officeKind: string | null;
  officeOrganization: string | null;
  organizationKind: string | null;
}

const heads = sql`v.version, v.cause, v.state, v.at, v.restored_from, p.name as person_name, v.office_role, v.office_kind,
  v.office_organization, o.kind as organization_kind`;
const whoMade = sql`left join people p on p.tenant_id = v.tenant_id and p.user_id = v.user_id
  left join offices f on f.tenant_id = v.tenant_id and f.id = v.office_id
  left join organizations o on o.tenant_id = f.tenant_id and o.id = f.organization_id`;

function headOf({ officeRole, officeKind, officeOrganization, organizationKind, ...head }: HeadRow): VersionHead {
  const office = officeRole !== null && {
    role: officeRole,
    kind: officeKind ?? 'definitive',
    organization: officeOrganization ?? '',
    organizationKind: organizationKind ?? '',
  };
  return { ...head, office: office || null };
}

/** One line of the history: a version, or a run of saves by one person. */
export interface VersionEntry extends VersionHead {
  /** Named by its first version. */
  run: number;
  /** How many versions stand behind the line. */
  versions: number;
  beganAt: Date;
  /** The version before it that this person may see; null for the first. */
  from: number | null;
  fields: VersionedField[];
}

export interface VersionList {
  id: string;
  title: string;
  organizationName: string;
  current: number;
  mayRestore: boolean;
  entries: VersionEntry[];
  page: number;
  hasNext: boolean;
  /** The run whose versions are listed one by one. */
  run: number | null;
}

/**
 * The history of an innovation, newest first: versions of the time when it stood where this person may see it.
 * @throws NotFound when they may not know of it
 */
export async function versionList(ctx: Ctx, id: string, page: number, run: number | null): Promise<VersionList> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    const entries = await readEntries(tx, ctx, row, page, run);
    if (run !== null && entries.length === 0) throw new NotFound(`no run ${run}`);
    return {
      id,
      title: row.title,
      organizationName: (await organizationOf(tx, ctx, row)).name,
      current: row.version,
      mayRestore: mayEdit(ctx.actor, row),
      entries: entries.slice(0, versionsPerPage),
      page,
      hasNext: entries.length > versionsPerPage,
      run,
    };
  });
}

async function readEntries(tx: Tx, ctx: Ctx, row: InnovationRow, page: number, run: number | null) {
  const one = run === null ? sql.ref('run') : sql.ref('version');
  const { rows } = await sql<HeadRow & Pick<VersionEntry, 'run' | 'versions' | 'beganAt' | 'from' | 'fields'>>`
    with visible as (select version, run, at from innovation_versions where tenant_id = ${row.tenantId}
      and innovation_id = ${row.id} and state = any(${visibleStates(ctx.actor, row)}::text[])),
    lines as (select min(run) as run, max(version) as last, count(*)::integer as versions, min(at) as began_at,
      lag(max(version)) over (order by ${one}) as before from visible group by ${one}),
    page as (select * from lines where ${run === null ? sql`true` : sql`run = ${run}`}
      order by last desc limit ${versionsPerPage + 1} offset ${(page - 1) * versionsPerPage})
    select ${heads}, l.run, l.versions, l.began_at, l.before as "from",
      array(select distinct e.field from innovation_edits e where e.tenant_id = ${row.tenantId}
        and e.innovation_id = ${row.id} and e.version > l.before and e.version <= l.last) as fields
    from page l join innovation_versions v on v.tenant_id = ${row.tenantId} and v.innovation_id = ${row.id} and v.version = l.last
    ${whoMade} order by l.last desc`.execute(tx);
  return rows.map(({ run, versions, beganAt, from, fields, ...head }): VersionEntry => {
    const inOrder = versionedFields.filter((field) => fields.includes(field));
    return { ...headOf(head), run, versions, beganAt, from, fields: inOrder };
  });
}

/** @throws NotFound when there is no such version, or this person may not see what stood then */
export async function headAt(tx: Tx, ctx: Ctx, row: InnovationRow, version: number): Promise<VersionHead> {
  const { rows } = await sql<HeadRow>`
    select ${heads} from innovation_versions v ${whoMade}
    where v.tenant_id = ${row.tenantId} and v.innovation_id = ${row.id} and v.version = ${version}
      and v.state = any(${visibleStates(ctx.actor, row)}::text[])`.execute(tx);
  if (!rows[0]) throw new NotFound(`no version ${version}`);
  return headOf(rows[0]);
}

/** The newest version by which a verifier gave it back; undefined when none did. */
export async function lastReturned(tx: Tx, row: InnovationRow): Promise<number | undefined> {
  const found = await tx
    .selectFrom('innovationVersions')
    .select('version')
    .where('tenantId', '=', row.tenantId)
    .where('innovationId', '=', row.id)
    .where('cause', '=', 'return')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return found?.version;
}

/** What a reader may see of it: the initiator's name masked. */
export function masked(whole: Whole): Whole {
  return { ...whole, initiatorName: maskName(whole.initiatorName) };
}
