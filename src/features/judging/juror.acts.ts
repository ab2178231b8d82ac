import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { mailAddresses } from '#platform/identity/accounts.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { domainOfAddress } from './conflict-rules.ts';
import { faultOfPerson, readContest, readJuror, requireAppointing } from './juror.queries.ts';
import { type Appointment, isActive, type Juror, type JurorChange, jurorTransition } from './juror.ts';
import { proposeIn } from './propose.acts.ts';

/**
 * Makes somebody a juror of a contest, and looks for conflicts. The same again changes nothing; who declined or left comes
 * back under their old id.
 * @throws Invalid for somebody who runs contests here, entered this one or has no office of a juror
 */
export async function appointJuror(ctx: Ctx, input: Appointment): Promise<string> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const office = await requireAppointing(tx, ctx, input.competitionId);
    const contest = await readContest(tx, ctx, input.competitionId, 'for update');
    const known = await knownJuror(tx, ctx, input);
    if (known && isActive(known.state)) {
      if (known.id === input.id) return known.id;
      throw new Invalid([{ field: 'userId', message: 'jurors.errors.alreadyJuror' }]);
    }
    requireOpen(contest.state);
    const fault = await faultOfPerson(tx, ctx, input.competitionId, input.userId);
    if (fault) throw new Invalid([{ field: 'userId', message: fault }]);
    await requireNames(tx, ctx, input.competitionId, input);
    await requireChairFree(tx, ctx, input.competitionId, input.chair, null);
    const id = await write(tx, ctx, input, known, contest.acknowledgeDays);
    const changes = { competitionId: input.competitionId, userId: input.userId, chair: input.chair };
    await recordJuror(tx, ctx, office.id, 'appointed', id, changes);
    await proposeIn(tx, ctx, input.competitionId, office.id);
    return id;
  });
}

async function knownJuror(tx: Tx, ctx: Ctx, { id, competitionId, userId }: Appointment) {
  const row = await tx
    .selectFrom('jurors')
    .select(['id', 'userId', 'competitionId'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where((where) =>
      where.or([
        where('id', '=', id),
        where.and([where('competitionId', '=', competitionId), where('userId', '=', userId)]),
      ]),
    )
    .execute();
  if (row.some((one) => one.userId !== userId || one.competitionId !== competitionId)) {
    throw new Conflict('jurors.errors.idTaken');
  }
  return row[0] ? readJuror(tx, ctx, row[0].id, 'for update') : null;
}

function requireOpen(state: string): void {
  if (state !== 'draft' && state !== 'announced') throw new Conflict('jurors.errors.contestOver');
}

/** The domain of their mail where they typed none: what is known need not be asked. */
async function domainOf(tx: Tx, { userId, mailDomain }: Appointment): Promise<string | null> {
  if (mailDomain) return mailDomain;
  const mail = (await mailAddresses(tx, [userId])).get(userId);
  return mail ? domainOfAddress(mail) : null;
}

async function write(tx: Tx, ctx: Ctx, input: Appointment, known: Juror | null, days: number): Promise<string> {
  const tenantId = tenantOf(ctx).id;
  const { id, competitionId, userId, ...fields } = input;
  const values = {
    ...fields,
    mailDomain: await domainOf(tx, input),
    state: 'appointed',
    appointedAt: sql<Date>`now()`,
    acknowledgeBy: sql<Date>`now() + make_interval(days => ${days})`,
  };
  if (!known) {
    await tx
      .insertInto('jurors')
      .values({ tenantId, id, competitionId, userId, ...values })
      .execute();
    return id;
  }
  const fresh = { acknowledgedAt: null, declaredAt: null, leftAt: null, leftReason: '', paperId: null };
  await tx
    .updateTable('jurors')
    .set({ ...values, ...fresh, version: known.version + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', known.id)
    .execute();
  return known.id;
}

/** Categories of this contest and an institution of this register, or nothing. */
async function requireNames(
  tx: Tx,
  ctx: Ctx,
  competitionId: string,
  { categoryIds, institutionId }: Pick<Appointment, 'categoryIds' | 'institutionId'>,
): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  const own = await tx
    .selectFrom('competitionCategories')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('competitionId', '=', competitionId)
    .execute();
  const ids = new Set(own.map(({ id }) => id));
  if (categoryIds.some((one) => !ids.has(one)))
    throw new Invalid([{ field: 'categoryIds', message: 'jurors.errors.category' }]);
  if (institutionId === null) return;
  const found = await tx
    .selectFrom('organizations')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', institutionId)
    .executeTakeFirst();
  if (!found) throw new Invalid([{ field: 'institutionId', message: 'jurors.errors.institution' }]);
}

async function requireChairFree(tx: Tx, ctx: Ctx, competitionId: string, chair: boolean, besides: string | null) {
  if (!chair) return;
  const taken = await tx
    .selectFrom('jurors')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('chair', '=', true)
    .where('state', 'in', ['appointed', 'acknowledged'])
    .$if(besides !== null, (query) => query.where('id', '<>', besides))
    .executeTakeFirst();
  if (taken) throw new Invalid([{ field: 'chair', message: 'jurors.errors.chairTaken' }]);
}

/** Writes all fields of a juror anew, and looks for conflicts again. @throws Conflict when somebody was faster */
export async function changeJuror(ctx: Ctx, { id, version, ...fields }: JurorChange): Promise<void> {
  actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const { competitionId } = await readJuror(tx, ctx, id);
    const office = await requireAppointing(tx, ctx, competitionId);
    const contest = await readContest(tx, ctx, competitionId, 'for update');
    const juror = await readJuror(tx, ctx, id, 'for update');
    const changed = (Object.keys(fields) as (keyof typeof fields)[]).filter(
      (field) => JSON.stringify(fields[field]) !== JSON.stringify(juror[field]),
    );
    if (changed.length === 0) return;
    if (juror.version !== version) throw new Conflict('jurors.errors.changedMeanwhile');
    if (!isActive(juror.state)) throw new Conflict('jurors.errors.stateMoved');
    requireOpen(contest.state);
    await requireNames(tx, ctx, competitionId, fields);
    await requireChairFree(tx, ctx, competitionId, fields.chair, id);
    await tx
      .updateTable('jurors')
      .set({ ...fields, version: juror.version + 1 })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordJuror(tx, ctx, office.id, 'changed', id, { competitionId, fields: changed });
    await proposeIn(tx, ctx, competitionId, office.id);
  });
}

export async function recordJuror(
  tx: Tx,
  ctx: Ctx,
  officeId: string | null,
  verb: string,
  id: string,
  changes: Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, ctx, { act: `juror.${verb}`, subject: { kind: 'juror', id }, officeId, changes });
}

/** @throws Conflict where the juror's state does not allow it */
export function requireTransition(event: 'acknowledge' | 'decline' | 'leave', juror: Juror): void {
  if (!jurorTransition(event, juror.state)) throw new Conflict('jurors.errors.stateMoved');
}
