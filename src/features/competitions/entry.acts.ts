import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { deadlinesOf } from './deadline.queries.ts';
import { barring, judgeEligibility } from './eligibility.ts';
import { teamNameSchema } from './entry.ts';
import { entryFacts } from './entry-facts.queries.ts';
import { snapshotOf } from './entry-snapshot.queries.ts';
import { type Changes, type EntryStep, lockContest, recordStep, takeEntryStep } from './entry-step.acts.ts';
import { type CategoryRow, districtOfficeOf, type EntryRow, readCategory, readEntry } from './entry-stored.queries.ts';
import { enteringOffice } from './policy.ts';

export interface NewEntry {
  /** Made by the caller: a repeat with the same id makes nothing new. */
  id: string;
  competitionId: string;
  categoryId: string;
  innovationId: string;
  /** Of pupils; '' elsewhere. */
  teamName?: string;
  /** Of the short form. */
  video?: string | null;
}

/**
 * Enters an innovation of the person's organisation. An entry of a team stays a draft until its members are recorded, and
 * so does a short form (`draft`) until it is sent; every other is sent at once.
 * @throws Invalid with the rule that keeps it out and its figures
 */
export async function enterInnovation(ctx: Ctx, entry: NewEntry, draft = false): Promise<void> {
  actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    await lockContest(tx, ctx, entry.competitionId);
    if (await wasEntered(tx, ctx, entry)) return;
    const innovation = await ownInnovation(tx, ctx, entry.innovationId);
    const category = await readCategory(tx, ctx, entry.competitionId, entry.categoryId);
    const { takesEntries } = await deadlinesOf(tx, ctx, entry.competitionId, null);
    if (!takesEntries) throw new Conflict('entries.errors.closed');
    await refuseTwice(tx, ctx, entry);
    await requireRules(tx, ctx, category, { ...entry, id: null, organizationId: innovation.organizationId }, true);
    await insertEntry(tx, ctx, category, entry, innovation);
    await recordStep(tx, ctx, {
      key: newId(),
      entryId: entry.id,
      from: null,
      to: 'draft',
      note: '',
      office: innovation.office,
    });
    await recordEvent(tx, ctx, {
      act: 'entry.entered',
      subject: { kind: 'entry', id: entry.id },
      officeId: innovation.office.id,
      changes: { competitionId: entry.competitionId, categoryId: category.id, innovationId: entry.innovationId },
    });
    if (!draft && !category.team) await sendNow(tx, ctx, entry.id, innovation.office);
  });
}

/** Sends it, or sends it anew with what the innovation says now. */
export async function sendEntry(ctx: Ctx, step: EntryStep): Promise<void> {
  await takeEntryStep(ctx, 'send', step, (tx, { row }) => sending(tx, ctx, row));
}

/** The entrant takes it back while entries are taken; the committee takes it out, with a reason. */
export async function withdrawEntry(ctx: Ctx, step: EntryStep): Promise<void> {
  await takeEntryStep(ctx, 'withdraw', step);
}

async function wasEntered(tx: Tx, ctx: Ctx, entry: NewEntry): Promise<boolean> {
  if (!isId(entry.id)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  const known = await tx
    .selectFrom('entries')
    .select(['innovationId', 'competitionId', 'createdBy'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', entry.id)
    .executeTakeFirst();
  if (!known) return false;
  const same = known.innovationId === entry.innovationId && known.competitionId === entry.competitionId;
  if (!same || known.createdBy !== ctx.actor?.userId) throw new Conflict('entries.errors.idTaken');
  return true;
}

interface OwnInnovation {
  organizationId: string;
  office: HeldOffice;
  example: boolean;
}

/** @throws NotFound for an innovation that the person may not know of, NotAllowed for another organisation's public one */
async function ownInnovation(tx: Tx, ctx: Ctx, id: string): Promise<OwnInnovation> {
  const row = isId(id)
    ? await tx
        .selectFrom('innovations as i')
        .innerJoin('organizations as o', (join) =>
          join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
        )
        .select(['i.state', 'i.example', 'o.id as organizationId'])
        .select(districtOfficeOf('o').as('districtOfficeId'))
        .where('i.tenantId', '=', tenantOf(ctx).id)
        .where('i.id', '=', id)
        .executeTakeFirst()
    : undefined;
  const office = row && enteringOffice(ctx.actor, row);
  if (office) return { organizationId: row.organizationId, office, example: row.example };
  if (row?.state === 'accepted') throw new NotAllowed('entries.errors.notYours');
  throw new NotFound(`no innovation ${id}`);
}

async function refuseTwice(tx: Tx, ctx: Ctx, { competitionId, innovationId }: NewEntry): Promise<void> {
  const other = await tx
    .selectFrom('entries')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('innovationId', '=', innovationId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
  if (other) throw new Conflict('entries.errors.alreadyEntered');
}

interface Ruled {
  id: string | null;
  competitionId: string;
  innovationId: string;
  organizationId: string;
}

/** @param begins a team has no members yet */
async function requireRules(tx: Tx, ctx: Ctx, category: CategoryRow, of: Ruled, begins: boolean): Promise<void> {
  const facts = await entryFacts(tx, ctx, category, { ...of, entryId: of.id, persons: [ctx.actor?.userId ?? null] });
  const outcomes = judgeEligibility(facts).filter(({ rule }) => !(begins && rule === 'team'));
  const first = barring(outcomes);
  if (first) {
    throw new Invalid([{ field: '', message: `entries.rules.${first.rule}.${first.verdict}`, values: first.values }]);
  }
}

async function insertEntry(tx: Tx, ctx: Ctx, category: CategoryRow, entry: NewEntry, of: OwnInnovation): Promise<void> {
  const team = category.team ? teamNameSchema.safeParse(entry.teamName ?? '') : null;
  if (team && !team.success)
    throw new Invalid([{ field: 'teamName', message: team.error.issues[0]?.message ?? 'entries.errors.teamName' }]);
  await tx
    .insertInto('entries')
    .values({
      tenantId: tenantOf(ctx).id,
      id: entry.id,
      competitionId: entry.competitionId,
      categoryId: category.id,
      organizationId: of.organizationId,
      innovationId: entry.innovationId,
      state: 'draft',
      content: JSON.stringify({ title: '', video: entry.video ?? null }),
      teamName: team?.data ?? '',
      teacherId: category.team ? (ctx.actor?.userId ?? null) : null,
      example: of.example,
      createdBy: ctx.actor?.userId ?? null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
}

async function sendNow(tx: Tx, ctx: Ctx, id: string, office: HeldOffice): Promise<void> {
  const row = await readEntry(tx, ctx, id);
  await tx
    .updateTable('entries')
    .set({ ...(await sending(tx, ctx, row)), state: 'submitted', version: row.version + 1 })
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', id)
    .execute();
  await recordStep(tx, ctx, { key: newId(), entryId: id, from: 'draft', to: 'submitted', note: '', office });
  await recordEvent(tx, ctx, {
    act: 'entry.send',
    subject: { kind: 'entry', id },
    officeId: office.id,
    changes: { from: 'draft', to: 'submitted' },
  });
}

/** The contest is locked: numbers follow one another without a gap. */
async function sending(tx: Tx, ctx: Ctx, row: EntryRow): Promise<Changes> {
  const category = await readCategory(tx, ctx, row.competitionId, row.categoryId);
  await requireRules(tx, ctx, category, row, false);
  const content = await snapshotOf(tx, ctx, row.innovationId, typedVideo(category, row));
  const next = sql<number>`coalesce(${row.number}::integer, (select coalesce(max(number), 0) + 1 from entries
    where tenant_id = ${row.tenantId} and competition_id = ${row.competitionId}))`;
  return {
    number: next,
    content: JSON.stringify(content),
    submittedAt: sql<Date>`clock_timestamp()`,
    reasons: [],
  };
}

/** The short form asks for it; of every other it is found among the innovation's documents each time. */
const typedVideo = ({ form }: CategoryRow, { content }: EntryRow) => (form === 'short' ? content.video : null);
