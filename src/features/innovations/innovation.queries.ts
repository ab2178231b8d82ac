import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotFound } from '#platform/errors.ts';
import { unreadable } from '#platform/secrets.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Basis, basisOf } from './basis.queries.ts';
import { type InnovationHistory, readHistory } from './history.queries.ts';
import type { Proposal } from './innovation.ts';
import { type Event, roles, type State, transitionFor } from './life-cycle.ts';
import { mayEdit, mayEditLevels, maySeeEvidence, officeFor } from './policy.ts';
import { proposalEdition } from './proposal.ts';
import { type Check, checkProposal } from './proposal-check.ts';
import { type InnovationRow, readInnovation, storedProposal } from './stored.queries.ts';

export interface InnovationWork {
  id: string;
  state: State;
  version: number;
  example: boolean;
  updatedAt: Date;
  organization: { id: string; name: string; kind: string };
  /** Name of the district office that wrote in the village's place, null when nobody did. */
  filledBy: string | null;
  /** The initiator's name is masked. */
  proposal: Proposal;
  check: Check;
  history: InnovationHistory;
  /** The listed entry that this claims. */
  claims: { id: string; title: string } | null;
  basedOn: Basis | null;
  /** What this person may do with it now. */
  may: Readonly<Record<Event | 'edit' | 'discard' | 'edit levels' | 'evidence', boolean>>;
}

/**
 * All that the work pages show of one innovation.
 * @throws NotFound when the person may not know of it
 */
export async function innovationWork(ctx: Ctx, id: string): Promise<InnovationWork> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    const [organization, proposal, history, claims, basedOn] = [
      await organizationOf(tx, ctx, row),
      await storedProposal(tx, ctx, row),
      await readHistory(tx, ctx, id),
      await claimedBy(tx, ctx, row),
      await basisOf(tx, ctx, row.basedOn),
    ];
    return {
      id,
      state: row.state,
      version: row.version,
      example: row.example,
      updatedAt: row.updatedAt,
      organization,
      filledBy: await filledByName(tx, row),
      proposal: { ...proposal, initiatorName: maskName(proposal.initiatorName) },
      check: checkProposal(proposal, proposalEdition, dayInWib(ctx.now)),
      history,
      claims,
      basedOn,
      may: rightsOver(ctx, row, history),
    };
  });
}

export interface Draft {
  id: string;
  state: State;
  version: number;
  organization: { id: string; name: string; kind: string };
  proposal: Proposal;
  check: Check;
  history: InnovationHistory;
  claimsId: string | null;
  basedOn: Basis | null;
}

/**
 * The proposal for whoever writes it, the initiator's name in clear.
 * @throws NotFound when the person may not write it now
 */
export async function draftToEdit(ctx: Ctx, id: string): Promise<Draft> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    if (!mayEdit(ctx.actor, row)) throw new NotFound(`no draft ${id}`);
    const proposal = await storedProposal(tx, ctx, row);
    return {
      id,
      state: row.state,
      version: row.version,
      organization: await organizationOf(tx, ctx, row),
      proposal,
      check: checkProposal(proposal, proposalEdition, dayInWib(ctx.now)),
      history: await readHistory(tx, ctx, id),
      claimsId: row.claimsId,
      basedOn: await basisOf(tx, ctx, row.basedOn),
    };
  });
}

/** @throws NotFound when this person may not know of it */
export async function visibleInnovation(tx: Tx, ctx: Ctx, id: string): Promise<InnovationRow> {
  actorOf(ctx);
  const row = await readInnovation(tx, ctx, id);
  if (!officeFor('view', ctx.actor, row) || row.state === 'listed') throw new NotFound(`no innovation ${id}`);
  return row;
}

const events: readonly Event[] = ['create', 'claim', 'propose', 'confirm', 'decline', 'return', 'accept', 'archive'];

function rightsOver(ctx: Ctx, row: InnovationRow, { steps }: InnovationHistory): InnovationWork['may'] {
  const now = (event: Event) =>
    transitionFor(event, row.state) !== undefined && officeFor(event, ctx.actor, row) !== undefined;
  const proposedOnce = steps.some((step) => step.to === 'proposed');
  return {
    ...(Object.fromEntries(events.map((event) => [event, now(event)])) as Record<Event, boolean>),
    edit: mayEdit(ctx.actor, row),
    discard: row.state === 'draft' && !proposedOnce && officeFor('discard', ctx.actor, row) !== undefined,
    'edit levels': mayEditLevels(ctx.actor, row),
    evidence: maySeeEvidence(ctx.actor, row),
  };
}

export async function organizationOf(tx: Tx, ctx: Ctx, row: InnovationRow) {
  return tx
    .selectFrom('organizations')
    .select(['id', 'name', 'kind'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', row.organizationId)
    .executeTakeFirstOrThrow();
}

async function filledByName(tx: Tx, { tenantId, filledBy }: InnovationRow): Promise<string | null> {
  if (filledBy === null) return null;
  const office = await tx
    .selectFrom('organizations')
    .select('name')
    .where('tenantId', '=', tenantId)
    .where('id', '=', filledBy)
    .executeTakeFirstOrThrow();
  return office.name;
}

async function claimedBy(tx: Tx, ctx: Ctx, row: InnovationRow) {
  if (row.claimsId === null) return null;
  const listed = await readInnovation(tx, ctx, row.claimsId);
  return { id: listed.id, title: listed.title };
}

/** "Sari Rahayu" → "S••• R•••": enough to recognise, too little to learn. */
export function maskName(name: string | null): string | null {
  return name === unreadable ? name : (name?.replace(/(\S)\S*/gu, '$1•••') ?? null);
}

export interface InnovationLine {
  id: string;
  title: string;
  state: State;
  example: boolean;
  updatedAt: Date;
  organizationName: string;
}

/** District offices whose innovator the person is: they may fill in for the villages and wards below. */
function districtOffices(ctx: Ctx): string[] {
  return actorOf(ctx)
    .offices.filter((office) => office.role === 'innovator' && office.organizationKind === 'district_office')
    .map((office) => office.organizationId);
}

/** A village or ward for which the person may write. */
export interface VillageChoice {
  id: string;
  name: string;
}

/** Villages and wards below the district offices whose innovator the person is. */
export async function villagesToFillIn(ctx: Ctx): Promise<VillageChoice[]> {
  const districts = districtOffices(ctx);
  if (districts.length === 0) return [];
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select(['id', 'name'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('kind', 'in', ['village', 'ward'])
      .where('parentId', 'in', districts)
      .orderBy('name')
      .execute(),
  );
}

/** Innovations of the organisations in which the person holds an office, and of the villages for which they may write, newest change first. */
export async function ownInnovations(ctx: Ctx): Promise<InnovationLine[]> {
  const own = actorOf(ctx)
    .offices.filter((office) => (roles as readonly string[]).includes(office.role))
    .map((office) => office.organizationId);
  const districts = districtOffices(ctx);
  if (own.length === 0) return [];
  return inTenant(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('innovations as i')
      .innerJoin('organizations as o', (join) =>
        join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
      )
      .select(['i.id', 'i.title', 'i.state', 'i.example', 'i.updatedAt', 'o.name as organizationName'])
      .where('i.tenantId', '=', tenantOf(ctx).id)
      .where((where) =>
        where.or([
          where('i.organizationId', 'in', own),
          where.and([
            where('o.kind', 'in', ['village', 'ward']),
            where('o.parentId', 'in', districts.length > 0 ? districts : [null]),
          ]),
        ]),
      )
      .where('i.state', '<>', 'listed')
      .orderBy('i.updatedAt', 'desc')
      .limit(500)
      .execute();
    return rows.map((row) => ({ ...row, state: row.state as State }));
  });
}
