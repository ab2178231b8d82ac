import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import { type Event, type State, transitions } from './life-cycle.ts';
import { visibleStates } from './policy.ts';
import { districtOfficeOf } from './stored.queries.ts';

export interface HistoryStep {
  id: string;
  event: Event | 'list';
  from: State | null;
  to: State;
  note: string;
  at: Date;
  /** null when it was not a person: an entry loaded from a source. */
  personName: string | null;
  /** As it was held then: heads act for others, organisations are renamed. */
  office: { role: string; kind: string; organization: string; organizationKind: string } | null;
}

export interface InnovationHistory {
  /** Newest first. */
  steps: HistoryStep[];
  /** Remarks of the last return, by field; empty when it was never returned. */
  remarks: Readonly<Record<string, string>>;
  returnedAt: Date | null;
}

export async function readHistory(tx: Tx, ctx: Ctx, id: string): Promise<InnovationHistory> {
  const steps = await readSteps(tx, ctx, id);
  const last = steps.find((step) => step.to === 'returned');
  return { steps, remarks: last ? await readRemarks(tx, ctx, last.id) : {}, returnedAt: last?.at ?? null };
}

async function readSteps(tx: Tx, ctx: Ctx, id: string): Promise<HistoryStep[]> {
  const rows = await tx
    .selectFrom('innovationTransitions as t')
    .innerJoin('innovations as i', (join) =>
      join.onRef('i.tenantId', '=', 't.tenantId').onRef('i.id', '=', 't.innovationId'),
    )
    .leftJoin('people as p', (join) => join.onRef('p.tenantId', '=', 't.tenantId').onRef('p.userId', '=', 't.userId'))
    .leftJoin('offices as f', (join) => join.onRef('f.tenantId', '=', 't.tenantId').onRef('f.id', '=', 't.officeId'))
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.organizationId'),
    )
    .selectAll('t')
    .select(['p.name as personName', 'i.claimsId', 'o.kind as organizationKind', 'i.organizationId'])
    .select(districtOfficeOf(sql.ref('i.organization_id')).as('districtOfficeId'))
    .where('t.tenantId', '=', tenantOf(ctx).id)
    .where('t.innovationId', '=', id)
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    event: eventOf(row.fromState, row.toState, row.claimsId !== null),
    from: row.fromState as State | null,
    to: row.toState as State,
    // What was said before it was sent is the organisation's own affair.
    note: visibleStates(ctx.actor, row).includes(row.toState as State) ? row.note : '',
    at: row.at,
    personName: row.personName,
    office:
      row.officeRole === null
        ? null
        : {
            role: row.officeRole,
            kind: row.officeKind ?? 'definitive',
            organization: row.officeOrganization ?? '',
            organizationKind: row.organizationKind ?? '',
          },
  }));
}

/** Which event leads from one state to the other; the table has one for each pair, but for the two that begin a draft. */
function eventOf(from: string | null, to: string, claims: boolean): HistoryStep['event'] {
  if (to === 'listed') return 'list';
  if (from === null) return claims ? 'claim' : 'create';
  const found = transitions.find((one) => one.from === from && one.to === to);
  if (!found) throw new Error(`no transition leads from ${from} to ${to}`);
  return found.event;
}

async function readRemarks(tx: Tx, ctx: Ctx, transitionId: string): Promise<Record<string, string>> {
  const rows = await tx
    .selectFrom('innovationRemarks')
    .select(['field', 'body'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('transitionId', '=', transitionId)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.field, row.body]));
}
