import { innovationWork } from '#features/innovations/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Deadlines, deadlinesOf } from './deadline.queries.ts';
import { judgeEligibility, type RuleOutcome } from './eligibility.ts';
import { entryTransition, mayMend } from './entry.ts';
import type { EntryContent } from './entry-content.ts';
import { entryFacts } from './entry-facts.queries.ts';
import { snapshotOf } from './entry-snapshot.queries.ts';
import { type CategoryRow, type EntryRow, readCategory, readEntry, sightIn } from './entry-stored.queries.ts';
import { checksOthers, committeeOffice, enteringOffice, type Sight } from './policy.ts';

export interface EntryStepLine {
  from: string | null;
  to: string;
  note: string;
  /** Who did it; null where this reader does not learn it. */
  by: string | null;
  at: Date;
}

export interface EntryWork {
  row: EntryRow;
  category: CategoryRow;
  /** What was sent; of a draft what would be. */
  content: EntryContent;
  rules: RuleOutcome[];
  deadlines: Deadlines;
  steps: EntryStepLine[];
  sight: 'own' | 'committee';
  may: Readonly<Record<'send' | 'editForm' | 'editInnovation' | 'withdraw' | 'decide' | 'team', boolean>>;
  /** It is of an organisation in which this member of the committee holds an office. */
  ownOrganization: boolean;
  /** A certificate for it was made and counts. */
  certified: boolean;
}

/** One entry for its entrant and the committee. @throws NotFound for everybody else */
export async function entryWork(ctx: Ctx, id: string): Promise<EntryWork> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const row = await readEntry(tx, ctx, id);
    const sight = await sightIn(tx, ctx, row);
    if (sight !== 'own' && sight !== 'committee') throw new NotFound(`no entry ${id}`);
    const category = await readCategory(tx, ctx, row.competitionId, row.categoryId);
    const deadlines = await deadlinesOf(tx, ctx, row.competitionId, id);
    const video = category.form === 'short' ? row.content.video : null;
    const draft = row.number === null;
    const facts = await entryFacts(tx, ctx, category, { ...row, entryId: id, persons: [row.createdBy] });
    return {
      row,
      category,
      content: draft ? await snapshotOf(tx, ctx, row.innovationId, video) : row.content,
      rules: judgeEligibility(facts),
      deadlines,
      steps: await stepsOf(tx, row),
      sight,
      may: rightsOver(ctx, row, category, deadlines, facts.innovationState),
      ownOrganization: committeeOffice(ctx.actor) !== undefined && !checksOthers(ctx.actor, row),
      certified: await certified(tx, row),
    };
  });
}

async function certified(tx: Tx, { tenantId, id }: EntryRow): Promise<boolean> {
  const found = await tx
    .selectFrom('certificates')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('entryId', '=', id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

function rightsOver(ctx: Ctx, row: EntryRow, category: CategoryRow, now: Deadlines, innovationState: string) {
  const entrant = enteringOffice(ctx.actor, row);
  const mends = entrant !== undefined && mayMend(row.state, now);
  const writes = mends && entrant.role === 'innovator';
  const draft = innovationState === 'draft' || innovationState === 'returned';
  const committee = committeeOffice(ctx.actor) !== undefined && checksOthers(ctx.actor, row);
  const taken = now.announced && entryTransition('withdraw', row.state) !== undefined;
  return {
    send: mends,
    editForm: writes && draft && category.form === 'short',
    editInnovation: entrant !== undefined && row.shortlistedAt !== null && innovationState !== 'accepted',
    withdraw: taken && ((entrant !== undefined && now.takesEntries) || committee),
    decide: committee && now.announced && entryTransition('find eligible', row.state) !== undefined,
    team:
      category.team &&
      now.announced &&
      entrant !== undefined &&
      row.state !== 'ineligible' &&
      row.state !== 'withdrawn',
  };
}

async function stepsOf(tx: Tx, row: EntryRow): Promise<EntryStepLine[]> {
  const lines = await tx
    .selectFrom('entryTransitions as t')
    .leftJoin('people as p', (join) => join.onRef('p.tenantId', '=', 't.tenantId').onRef('p.userId', '=', 't.userId'))
    .select(['t.fromState as from', 't.toState as to', 't.note', 't.at', 'p.name as by'])
    .where('t.tenantId', '=', row.tenantId)
    .where('t.entryId', '=', row.id)
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .execute();
  return lines;
}

export interface ShortFormDraft {
  row: EntryRow;
  category: CategoryRow;
  values: Record<string, string>;
}

/** The short form as it stands, for whoever may write it now. @throws NotFound */
export async function shortFormOf(ctx: Ctx, id: string): Promise<ShortFormDraft> {
  const { row, category, may } = await entryWork(ctx, id);
  if (!may.editForm) throw new NotFound(`no short form of ${id}`);
  const { proposal } = await innovationWork(ctx, row.innovationId);
  const values = {
    title: proposal.title,
    problem: proposal.designProblem,
    howItWorks: proposal.designHowItWorks,
    benefit: proposal.benefit,
    implementedOn: proposal.implementedOn ?? '',
    video: row.content.video ?? '',
    teamName: row.teamName,
  };
  return { row, category, values };
}

/** Names of the organisation and the team, also where they stand inside the texts. */
export function cutFor(
  sight: Sight,
  row: Pick<EntryRow, 'content' | 'teamName' | 'organizationName'>,
): { content: EntryContent; teamName: string } {
  const { content, teamName, organizationName } = row;
  if (sight !== 'blind') return { content, teamName };
  const names = [content.organization, organizationName, teamName].filter((name) => name.length > 2);
  const without = (text: string) => names.reduce((left, name) => withoutName(left, name), text);
  const cut = Object.entries(content).map(([field, value]) => [
    field,
    typeof value === 'string' && field !== 'video' && field !== 'implementedOn' ? without(value) : value,
  ]);
  return { content: { ...(Object.fromEntries(cut) as EntryContent), organization: '' }, teamName: '' };
}

function withoutName(text: string, name: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return text.replace(new RegExp(literal, 'giu'), '•••');
}

/** @throws NotFound when the tenant has no contest that was announced */
export async function contestName(tx: Tx, ctx: Ctx, id: string): Promise<string> {
  const row = await tx
    .selectFrom('competitions')
    .select(['name'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound(`no contest ${id}`);
  return row.name;
}
