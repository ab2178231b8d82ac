import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { RowFault } from './import.ts';
import { fault } from './import-columns.ts';
import type { GoodRow } from './import-row.ts';
import type { Proposal, ProposalField, ProposalPatch } from './innovation.ts';
import { editableStates } from './life-cycle.ts';
import { type InnovationRow, proposalOf } from './stored.queries.ts';

/** Finds the one organisation that a row names; null for none and for several. */
export type OwnerFinder = (owner: { name: string; code: string | null }) => string | null;

interface Wrong {
  outcome: 'wrong';
  row: GoodRow;
  faults: RowFault[];
}

/** What bringing in a row would do. */
export type Weighed =
  | Wrong
  | { outcome: 'same'; row: GoodRow }
  | { outcome: 'added'; row: GoodRow; id: string; organizationId: string }
  | { outcome: 'changed'; row: GoodRow; stored: InnovationRow; current: Proposal; patch: ProposalPatch };

interface Named extends GoodRow {
  organizationId: string;
  /** The id it gets when it is new: the same whenever it is brought in again. */
  id: string;
}

/** Says of every row whether it is new, changes something, changes nothing, or cannot be. Changes nothing itself. */
export async function weighRows(
  tx: Tx,
  ctx: Ctx,
  rows: readonly GoodRow[],
  findOwner: OwnerFinder,
): Promise<Weighed[]> {
  const named = rows.map((row) => withOwner(ctx, row, findOwner));
  const good = named.filter((one): one is Named => !('outcome' in one));
  const known = await knownInnovations(tx, ctx, good);
  const discarded = await discardedIds(tx, ctx, good);
  const taken = new Map<string, number>();
  return named.map((one): Weighed => {
    if ('outcome' in one) return one;
    if (discarded.has(one.id)) return wrongRow(one, 'title', 'discarded');
    return onceOnly(weigh(ctx, one, known), taken);
  });
}

/** Two rows that meet the same innovation by different marks: the second is wrong. */
function onceOnly(weighed: Weighed, taken: Map<string, number>): Weighed {
  const id = weighed.outcome === 'added' ? weighed.id : weighed.outcome === 'changed' ? weighed.stored.id : null;
  if (id === null) return weighed;
  const first = taken.get(id);
  if (first !== undefined) return wrongRow(weighed.row, 'title', 'repeated', { row: first });
  taken.set(id, weighed.row.number);
  return weighed;
}

function withOwner(ctx: Ctx, row: GoodRow, findOwner: OwnerFinder): Named | Wrong {
  const organizationId = findOwner({ name: row.organization, code: row.organizationCode });
  if (!organizationId)
    return wrongRow(row, 'organization', 'organizationUnknown', { value: row.organization.slice(0, 80) });
  const key = row.reference ? ['reference', row.reference.toLowerCase()] : [organizationId, titleKey(row.title)];
  return { ...row, organizationId, id: derivedId('imported innovation', tenantOf(ctx).id, ...key) };
}

function wrongRow(row: GoodRow, column: 'reference' | 'organization' | 'title', key: string, values = {}): Wrong {
  return { outcome: 'wrong', row, faults: [{ cell: row.places.get(column) ?? null, message: fault(key), values }] };
}

/** Capitals and spaces do not make another title. Written once more in `knownInnovations`. */
export const titleKey = (title: string) => title.trim().replace(/\s+/g, ' ').toLowerCase();

type Known = InnovationRow & {
  key: string;
  reference: string | null;
  importedVersion: number | null;
  topics: string[];
};

/** Innovations that any of the rows may mean, locked against other acts. */
async function knownInnovations(tx: Tx, ctx: Ctx, rows: readonly Named[]): Promise<Known[]> {
  if (rows.length === 0) return [];
  const tenantId = tenantOf(ctx).id;
  const references = rows.flatMap(({ reference }) => (reference ? [reference.toLowerCase()] : []));
  const { rows: found } = await sql<Known>`
    with asked as (select * from unnest(${rows.map((one) => one.organizationId)}::uuid[], ${rows.map((one) => titleKey(one.title))}::text[]) a (organization_id, key)),
    titled as (select i.tenant_id, i.id, i.organization_id, lower(regexp_replace(btrim(i.title), '\\s+', ' ', 'g')) as key from innovations i
      where i.tenant_id = ${tenantId} and i.organization_id in (select organization_id from asked) and i.state not in ('listed', 'archived')),
    meant as (select t.id from titled t join asked a on a.organization_id = t.organization_id and a.key = t.key
      union select innovation_id from imported_innovations where tenant_id = ${tenantId} and lower(reference) = any(${references}::text[])
      union select unnest(${rows.map((one) => one.id)}::uuid[]))
    select i.*, lower(regexp_replace(btrim(i.title), '\\s+', ' ', 'g')) as key, m.reference, m.version as imported_version,
      array(select t.topic_slug from innovation_topics t where t.tenant_id = i.tenant_id and t.innovation_id = i.id order by 1) as topics
    from innovations i left join imported_innovations m on m.tenant_id = i.tenant_id and m.innovation_id = i.id
    where i.tenant_id = ${tenantId} and i.id in (select id from meant) order by i.id for update of i`.execute(tx);
  return found;
}

/** What its organisation threw away does not come back. */
async function discardedIds(tx: Tx, ctx: Ctx, rows: readonly Named[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const found = await tx
    .selectFrom('auditEvents')
    .select('subjectId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('subjectKind', '=', 'innovation')
    .where('act', '=', 'innovation.discarded')
    .where(
      'subjectId',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return new Set(found.map(({ subjectId }) => subjectId));
}

function weigh(ctx: Ctx, row: Named, known: readonly Known[]): Weighed {
  const byReference = known.find((one) => row.reference !== null && same(one.reference, row.reference));
  if (byReference && byReference.organizationId !== row.organizationId)
    return wrongRow(row, 'reference', 'otherOrganization');
  const key = titleKey(row.title);
  const stored =
    byReference ??
    known.find((one) => one.organizationId === row.organizationId && one.key === key) ??
    known.find((one) => one.id === row.id);
  if (!stored) return { outcome: 'added', row, id: row.id, organizationId: row.organizationId };
  if (row.reference && stored.reference && !same(stored.reference, row.reference)) {
    return wrongRow(row, 'reference', 'otherReference', { reference: stored.reference });
  }
  const current = proposalOf(ctx, stored, stored.topics);
  const patch = differing(current, row.patch);
  const untouched = Object.keys(patch).length === 0;
  if (untouched && (row.reference === null || stored.reference !== null)) return { outcome: 'same', row };
  if (!untouched && !editableStates.includes(stored.state)) return wrongRow(row, 'title', 'closed');
  if (!untouched && stored.version !== stored.importedVersion) return wrongRow(row, 'title', 'touched');
  return { outcome: 'changed', row, stored, current, patch };
}

const same = (a: string | null, b: string) => a !== null && a.toLowerCase() === b.toLowerCase();

function differing(current: Proposal, patch: ProposalPatch): ProposalPatch {
  const sorted = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
  return Object.fromEntries(
    Object.entries(patch).filter(([field, value]) => sorted(value) !== sorted(current[field as ProposalField])),
  );
}
