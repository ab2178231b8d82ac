import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { accountsCalled, mentorsToName, readRecordable } from './choices.queries.ts';
import { type MentoredSession, namesOthers, officeToCancel, officeToTick, recordsAsOwner } from './policy.ts';
import { readSession, whoOf } from './session.queries.ts';
import { type CancelInput, limits, type Mentor, type Session, type SessionInput, type TickInput } from './session.ts';

/**
 * Records a session of an innovation. The same again changes nothing.
 * @throws NotFound for who has nothing to do with it, Invalid without a mentor or for a day to come
 */
export async function recordSession(ctx: Ctx, input: SessionInput): Promise<void> {
  const actor = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const { innovation, office } = await readRecordable(tx, ctx, input.innovationId);
    if (input.heldOn > dayInWib(ctx.now)) throw wrong('heldOn', 'future');
    const mentors = await mentorsFor(tx, ctx, office, input);
    const { id, innovationId, heldOn, way, topic, advice } = input;
    const { numInsertedOrUpdatedRows: made } = await tx
      .insertInto('mentoringSessions')
      .values({
        ...{ tenantId: tenantOf(ctx).id, id, innovationId, heldOn, way, topic, advice },
        recordedBy: actor.userId,
        recordedOfficeId: office.id,
        recordedAt: ctx.now,
        example: innovation.example,
      })
      .onConflict((clash) => clash.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (made === 0n) return recognise(tx, ctx, input);
    await writeParts(tx, ctx, input, mentors);
    await record(tx, ctx, office, 'recorded', id, {
      ...{ innovationId, heldOn, way, topic, steps: input.steps.length },
      mentors: mentors.map(({ userId, name }) => userId ?? ctx.secrets.digest('audit', name)),
    });
  });
}

async function recognise(tx: Tx, ctx: Ctx, input: SessionInput): Promise<void> {
  const known = await tx
    .selectFrom('mentoringSessions')
    .select(['innovationId', 'heldOn', 'way', 'topic', 'advice', 'recordedBy'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow();
  const same = (['innovationId', 'heldOn', 'way', 'topic', 'advice'] as const).every(
    (one) => known[one] === input[one],
  );
  if (!same || known.recordedBy !== actorOf(ctx).userId) throw new Conflict('mentoring.errors.idTaken');
}

/** Whom the session names: who records as a mentor is always one of them. */
async function mentorsFor(tx: Tx, ctx: Ctx, office: HeldOffice, input: SessionInput): Promise<Mentor[]> {
  const actor = actorOf(ctx);
  const self = recordsAsOwner(office) || namesOthers(office) ? [] : [actor.userId];
  const offered = namesOthers(office) ? await mentorsToName(tx, ctx, office) : [];
  const known = new Map([...offered.map(({ userId, name }) => [userId, name] as const), [actor.userId, actor.name]]);
  const chosen = [...new Set([...self, ...input.mentorIds])];
  if (chosen.some((one) => !known.has(one) || (one === actor.userId && recordsAsOwner(office)))) {
    throw wrong('mentorIds', 'mentorUnknown');
  }
  const called = await accountsCalled(
    tx,
    ctx,
    input.mentorNames.map(({ name }) => name),
  );
  const mentors: Mentor[] = [
    ...chosen.map((userId) => ({ userId, name: known.get(userId) ?? '', institution: '' })),
    ...input.mentorNames
      .map((one) => ({ ...one, userId: called.get(one.name) ?? null }))
      .filter(({ userId }) => userId === null || !chosen.includes(userId)),
  ];
  if (mentors.length === 0) throw wrong('mentorNames', 'noMentor');
  if (mentors.length > limits.mentors) throw wrong('mentorNames', 'tooManyMentors');
  return mentors;
}

const wrong = (field: string, message: string) => new Invalid([{ field, message: `mentoring.errors.${message}` }]);

async function writeParts(tx: Tx, ctx: Ctx, { id: sessionId, steps }: SessionInput, mentors: readonly Mentor[]) {
  const tenantId = tenantOf(ctx).id;
  await tx
    .insertInto('mentoringMentors')
    .values(mentors.map((mentor, position) => ({ tenantId, sessionId, position, ...mentor })))
    .execute();
  if (steps.length === 0) return;
  await tx
    .insertInto('mentoringSteps')
    .values(steps.map((step, position) => ({ tenantId, id: newId(), sessionId, position, ...step })))
    .execute();
}

/** Says that a step is done, or not yet. Saying it again changes nothing. */
export async function tickStep(ctx: Ctx, { id, stepId, version, done, note }: TickInput): Promise<void> {
  await change(
    ctx,
    { id, version, verb: done ? 'step_done' : 'step_reopened', office: officeToTick },
    async (tx, session) => {
      const step = session.steps.find((one) => one.id === stepId);
      if (!step) throw wrong('', 'stepGone');
      if ((step.doneAt !== null) === done) return null;
      if (session.cancelled) throw new Conflict('mentoring.errors.cancelledAlready');
      await tx
        .updateTable('mentoringSteps')
        .set(
          done
            ? { doneAt: ctx.now, doneBy: actorOf(ctx).userId, doneNote: note }
            : { doneAt: null, doneBy: null, doneNote: '' },
        )
        .where('tenantId', '=', tenantOf(ctx).id)
        .where('id', '=', stepId)
        .execute();
      return { set: {}, changes: { stepId } };
    },
  );
}

/** Calls a session off: it stays to be read with the reason, and counts no more. */
export async function cancelSession(ctx: Ctx, { id, version, reason }: CancelInput): Promise<void> {
  await change(ctx, { id, version, verb: 'cancelled', office: officeToCancel }, async (_, session) =>
    session.cancelled ? null : { set: { cancelledAt: ctx.now, cancelReason: reason }, changes: { reason } },
  );
}

interface Changing {
  id: string;
  version: number;
  verb: string;
  office: (actor: ReturnType<typeof actorOf>, session: MentoredSession) => HeldOffice | undefined;
}

interface Changed {
  set: { cancelledAt?: Date; cancelReason?: string; evidenceAt?: Date; evidenceBy?: string };
  changes: Record<string, unknown>;
}

/**
 * One change of a session: locked, by the right office, at the version that was read.
 * @param work null when it was so already
 */
export async function change(
  ctx: Ctx,
  { id, version, verb, office: ask }: Changing,
  work: (tx: Tx, session: Session) => Promise<Changed | null>,
): Promise<void> {
  const actor = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const session = await readSession(tx, ctx, id, 'for update');
    const office = ask(actor, whoOf(session));
    if (!office) throw new NotAllowed('mentoring.errors.mayNotChange');
    const changed = await work(tx, session);
    if (!changed) return;
    if (session.version !== version) throw new Conflict('mentoring.errors.changedMeanwhile');
    await tx
      .updateTable('mentoringSessions')
      .set({ ...changed.set, version: session.version + 1 })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await record(tx, ctx, office, verb, id, { innovationId: session.innovationId, ...changed.changes });
  });
}

async function record(
  tx: Tx,
  ctx: Ctx,
  office: HeldOffice,
  verb: string,
  id: string,
  changes: Record<string, unknown>,
) {
  const subject = { kind: 'mentoring_session', id };
  await recordEvent(tx, ctx, { act: `mentoring_session.${verb}`, subject, officeId: office.id, changes });
}
