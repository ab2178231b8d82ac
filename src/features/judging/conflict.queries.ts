import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Conflict, numbered } from './conflict.ts';
import {
  type Choice,
  categoriesOf,
  type JudgedContest,
  jurors,
  ownPart,
  readContest,
  readJuror,
} from './juror.queries.ts';
import type { Juror } from './juror.ts';
import { jurorSight } from './juror-policy.ts';

export interface ListedConflict extends Conflict {
  jurorName: string;
  entryNumber: number | null;
  entryTitle: string;
  /** null in a contest that hides whose entries are, for its chair. */
  organizationName: string | null;
  /** The one who looks may decide on it. */
  mayDecide: boolean;
}

export interface ConflictsPage {
  contest: JudgedContest;
  conflicts: ListedConflict[];
  jurors: Choice[];
  entries: Choice[];
}

const title = sql<string>`coalesce(e.content ->> 'title', '')`;

/**
 * All conflicts of a contest, open ones first. The chair is a juror too: those of an entry of theirs stand without the entry.
 * @throws NotFound for anybody but the committee and the chair
 */
export async function conflictsPage(ctx: Ctx, competitionId: string): Promise<ConflictsPage> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId);
    const own = await ownPart(tx, ctx, competitionId);
    if (jurorSight(ctx.actor, own) !== 'all') throw new NotFound(`no contest ${competitionId}`);
    const rows = await conflictRows(tx, ctx, competitionId);
    // A chair learns nothing of entries that they have a conflict with, not even by another juror's.
    const barred = new Set(
      rows
        .filter(({ jurorId, state }) => jurorId === own?.jurorId && state !== 'dismissed')
        .map(({ entryId }) => entryId),
    );
    const conflicts = rows
      .filter(({ entryId }) => !barred.has(entryId))
      .map(({ organizationName, ...row }) => ({
        ...row,
        organizationName: own && contest.blind ? null : organizationName,
        mayDecide: row.jurorId !== own?.jurorId,
      }));
    const people = await activeJurors(tx, ctx, competitionId);
    const entries = (await eligible(tx, ctx, competitionId)).filter(({ id }) => !barred.has(id));
    return {
      contest,
      conflicts,
      jurors: people.filter(({ id }) => id !== own?.jurorId),
      entries: entries.map(asChoice),
    };
  });
}

const asChoice = ({ id, number, title: name }: DeclarableEntry): Choice => ({
  id,
  name: `${numbered(number)} ${name}`,
});

function conflictRows(tx: Tx, ctx: Ctx, competitionId: string) {
  return tx
    .selectFrom('jurorConflicts as k')
    .innerJoin('jurors as j', (join) => join.onRef('j.tenantId', '=', 'k.tenantId').onRef('j.id', '=', 'k.jurorId'))
    .innerJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'j.tenantId').onRef('p.userId', '=', 'j.userId'))
    .innerJoin('entries as e', (join) => join.onRef('e.tenantId', '=', 'k.tenantId').onRef('e.id', '=', 'k.entryId'))
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.organizationId'),
    )
    .select(['k.jurorId', 'k.entryId', 'k.kind', 'k.source', 'k.explanation', 'k.state', 'k.foundAt', 'k.decidedAt'])
    .select(['k.reason', 'p.name as jurorName', 'e.number as entryNumber', 'o.name as organizationName'])
    .select(title.as('entryTitle'))
    .where('k.tenantId', '=', tenantOf(ctx).id)
    .where('j.competitionId', '=', competitionId)
    .orderBy(sql`array_position(array['proposed', 'confirmed', 'dismissed'], k.state)`)
    .orderBy('p.name')
    .orderBy('e.number')
    .orderBy('k.kind')
    .$castTo<Omit<ListedConflict, 'mayDecide' | 'organizationName'> & { organizationName: string }>()
    .execute();
}

function activeJurors(tx: Tx, ctx: Ctx, competitionId: string): Promise<Choice[]> {
  return jurors(tx, ctx)
    .clearSelect()
    .select(['j.id', 'p.name'])
    .where('j.competitionId', '=', competitionId)
    .where('j.state', 'in', ['appointed', 'acknowledged'])
    .orderBy('p.name')
    .$castTo<Choice>()
    .execute();
}

export interface DeclarableEntry {
  id: string;
  number: number | null;
  title: string;
  organizationName: string;
}

function eligible(tx: Tx, ctx: Ctx, competitionId: string): Promise<DeclarableEntry[]> {
  return tx
    .selectFrom('entries as e')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.organizationId'),
    )
    .select(['e.id', 'e.number', 'o.name as organizationName'])
    .select(title.as('title'))
    .where('e.tenantId', '=', tenantOf(ctx).id)
    .where('e.competitionId', '=', competitionId)
    .where('e.state', '=', 'eligible')
    .orderBy('e.number')
    .execute();
}

export interface AppointmentPage {
  contest: JudgedContest;
  juror: Juror;
  categories: Choice[];
  affairs: string[];
  /** Entries that the juror may declare a conflict with: in a blind contest without whose they are. */
  entries: (Omit<DeclarableEntry, 'organizationName'> & { organizationName: string | null })[];
  /** What they declared themself. */
  declared: Pick<Conflict, 'entryId' | 'kind' | 'explanation' | 'state'>[];
  /** Entries kept from them already by what the records or the committee say: a number only. */
  keptAway: number;
}

/** What a juror reads before saying yes. @throws NotFound for everybody else */
export async function appointmentPage(ctx: Ctx, jurorId: string): Promise<AppointmentPage> {
  const { userId } = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const juror = await readJuror(tx, ctx, jurorId);
    if (juror.userId !== userId) throw new NotFound(`no juror ${jurorId}`);
    const contest = await readContest(tx, ctx, juror.competitionId);
    const conflicts = (await conflictRows(tx, ctx, juror.competitionId)).filter((one) => one.jurorId === jurorId);
    const declared = conflicts.filter(({ source }) => source === 'juror');
    const mine = new Set(declared.map(({ entryId }) => entryId));
    const standing = conflicts.filter(({ state, entryId }) => state !== 'dismissed' && !mine.has(entryId));
    const kept = new Set(standing.map(({ entryId }) => entryId));
    const active = juror.state === 'appointed' || juror.state === 'acknowledged';
    const all = active ? await eligible(tx, ctx, juror.competitionId) : [];
    return {
      contest,
      juror,
      categories: await categoriesOf(tx, ctx, juror.competitionId),
      affairs: juror.affairs,
      entries: all
        .filter(({ id }) => !kept.has(id))
        .map((one) => ({ ...one, organizationName: contest.blind ? null : one.organizationName })),
      declared,
      keptAway: kept.size,
    };
  });
}
