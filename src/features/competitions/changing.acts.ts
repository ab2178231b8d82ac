import { placeEvents } from '#features/calendar/index.ts';
import { id as indonesian } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict } from '#platform/errors.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Competition, isOpen, readCompetition } from './competition.queries.ts';
import { type Event, stageKinds, transitionFor } from './competition.ts';
import { requireCommittee } from './policy.ts';
import type { Stage } from './stage.ts';

/** What every change of a contest begins with: the office, the transaction, and the contest locked, so that one waits for another. */
export interface Changing {
  tx: Tx;
  ctx: Ctx;
  office: HeldOffice;
  competition: Competition;
}

/** @throws NotAllowed for everybody but the committee, NotFound without such a contest */
export function changing<T>(ctx: Ctx, competitionId: string, work: (at: Changing) => Promise<T>): Promise<T> {
  const office = requireCommittee(ctx);
  return inTenant(ctx, async (tx) =>
    work({ tx, ctx, office, competition: await readCompetition(tx, ctx, competitionId, 'for update') }),
  );
}

/** @throws Conflict where the contest's state does not let that happen */
export function requireTransition({ competition }: Changing, event: Event): void {
  if (!transitionFor(event, competition.state)) throw new Conflict('competitions.errors.state');
}

/** @throws Conflict when somebody changed the contest since the form was read */
export function requireVersion({ competition }: Changing, version: number): void {
  if (competition.version !== version) throw new Conflict('competitions.errors.changedMeanwhile');
}

/** Writes fields of the contest and counts its version up. */
export async function update(at: Changing, values: Record<string, unknown> = {}): Promise<void> {
  const { tx, ctx, competition } = at;
  await tx
    .updateTable('competitions')
    .set({ ...values, version: competition.version + 1, updatedAt: ctx.now })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', competition.id)
    .execute();
}

/** @param verb e.g. `announced` */
export async function record(at: Changing, verb: string, changes: Record<string, unknown> = {}): Promise<void> {
  const { tx, ctx, office, competition } = at;
  const subject = { kind: 'competition', id: competition.id };
  await recordEvent(tx, ctx, { act: `competition.${verb}`, subject, officeId: office.id, changes });
}

const stageWords = indonesian.competitions.stages;

/**
 * Keeps the dates of an announced contest in the calendar: one event a stage; of stages left out, and of a cancelled
 * contest, they stand as cancelled.
 */
export async function keepInCalendar(
  { tx, ctx, competition }: Pick<Changing, 'tx' | 'ctx' | 'competition'>,
  stages: readonly Pick<Stage, 'kind' | 'startsAt' | 'endsAt'>[],
  gone: readonly Pick<Stage, 'kind' | 'startsAt' | 'endsAt'>[] = [],
): Promise<void> {
  if (!isOpen(competition)) return;
  const event = (one: Pick<Stage, 'kind' | 'startsAt' | 'endsAt'>, cancelled: boolean) => ({
    id: derivedId('contest stage', tenantOf(ctx).id, competition.id, one.kind),
    kind: one.kind === 'presentation' ? ('presentation' as const) : ('contest' as const),
    year: competition.year,
    name: `${stageWords[one.kind]}: ${competition.name}`.slice(0, 160),
    firstDay: dayInWib(one.startsAt),
    // The end is the first instant that is too late: midnight belongs to the day before.
    lastDay: dayInWib(new Date(one.endsAt.getTime() - 1)),
    deadline: one.kind === 'entry',
    example: competition.example,
    cancelled,
  });
  const all = [...stages.map((one) => event(one, false)), ...gone.map((one) => event(one, true))];
  all.sort((a, b) => a.id.localeCompare(b.id));
  await placeEvents(tx, ctx, all);
}

export const inOrder = <T extends Pick<Stage, 'kind'>>(stages: readonly T[]): T[] =>
  stages.toSorted((a, b) => stageKinds.indexOf(a.kind) - stageKinds.indexOf(b.kind));
