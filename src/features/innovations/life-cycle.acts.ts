import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, type Fault, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { recordTransition } from './innovation.acts.ts';
import { isProposalField, limits } from './innovation.ts';
import { type Event, type Transition, transitionFor } from './life-cycle.ts';
import { mailOutcome } from './notice.acts.ts';
import { officeFor } from './policy.ts';
import { proposalEdition } from './proposal.ts';
import { checkProposal } from './proposal-check.ts';
import { publishInnovation, withdrawInnovation } from './published.acts.ts';
import { type InnovationRow, lockInnovation, storedProposal } from './stored.queries.ts';
import { recordVersion } from './write.acts.ts';

export interface Step {
  id: string;
  /** UUIDv7 of the form: a repeat with the same key is recognised. */
  key: string;
  /** Version that the person read before deciding. */
  version: number;
  note?: string;
}

/** The innovator sends the complete proposal to the organisation's head. */
export const proposeInnovation = (ctx: Ctx, step: Step) => takeStep(ctx, 'propose', step);

/** The organisation's head confirms it and so submits it to the region. */
export const confirmInnovation = (ctx: Ctx, step: Step) => takeStep(ctx, 'confirm', step);

/** The head gives it back to the innovator with a reason. */
export const declineInnovation = (ctx: Ctx, step: Step) => takeStep(ctx, 'decline', step);

/** A verifier gives it back with remarks beside fields. */
export const returnInnovation = (ctx: Ctx, step: Step & { remarks: Readonly<Record<string, string>> }) =>
  takeStep(ctx, 'return', step, step.remarks);

/** A verifier accepts it: from now on it is public and counts. A listed entry that it claims gives way. */
export const acceptInnovation = (ctx: Ctx, step: Step) => takeStep(ctx, 'accept', step);

/** The tenant's administrator takes an accepted innovation out of catalogue and index. */
export const archiveInnovation = (ctx: Ctx, step: Step) => takeStep(ctx, 'archive', step);

async function takeStep(
  ctx: Ctx,
  event: Event,
  step: Step,
  remarks: Readonly<Record<string, string>> = {},
): Promise<void> {
  const actor = actorOf(ctx);
  const note = (step.note ?? '').trim();
  await inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, step.id);
    if (!officeFor('view', actor, row)) throw new NotFound(`no innovation ${step.id}`);
    const office = officeFor(event, actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    if (await wasTaken(tx, ctx, event, step)) return;
    const transition = transitionFor(event, row.state);
    if (!transition) throw new Conflict('innovations.errors.stateMoved');
    if (row.version !== step.version) throw new Conflict('innovations.errors.changedMeanwhile');
    const written = writtenRemarks(remarks);
    await requireNeeds(tx, ctx, transition, row, note, written);
    await moveRow(tx, ctx, row, transition);
    await recordTransition(tx, ctx, {
      key: step.key,
      innovationId: row.id,
      from: row.state,
      to: transition.to,
      note,
      office,
    });
    await recordVersion(tx, ctx, { innovationId: row.id, before: row, state: transition.to, cause: event, office });
    await writeRemarks(tx, row, step.key, written);
    await recordEvent(tx, ctx, {
      act: `innovation.${event}`,
      subject: { kind: 'innovation', id: row.id },
      officeId: office.id,
      changes: { from: row.state, to: transition.to, note, remarks: Object.fromEntries(written) },
    });
    await followUp(tx, ctx, row, event);
  });
}

/** @throws Conflict when the key belongs to another step */
async function wasTaken(tx: Tx, ctx: Ctx, event: Event, { id, key }: Step): Promise<boolean> {
  const known = await tx
    .selectFrom('innovationTransitions')
    .select(['innovationId', 'fromState', 'toState', 'userId'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', key)
    .executeTakeFirst();
  if (!known) return false;
  const same = known.innovationId === id && known.userId === ctx.actor?.userId && isStepOf(event, known);
  if (!same) throw new Conflict('innovations.errors.idTaken');
  return true;
}

function isStepOf(event: Event, { fromState, toState }: { fromState: string | null; toState: string }): boolean {
  return transitionFor(event, fromState as Transition['from'])?.to === toState;
}

async function requireNeeds(
  tx: Tx,
  ctx: Ctx,
  { needs }: Transition,
  row: InnovationRow,
  note: string,
  remarks: readonly [string, string][],
): Promise<void> {
  const faults: Fault[] = note.length > limits.note ? [{ field: 'note', message: 'innovations.errors.tooLong' }] : [];
  if (needs === 'reason' && note === '') faults.push({ field: 'note', message: 'innovations.errors.reasonMissing' });
  if (needs === 'remarks' && remarks.length === 0)
    faults.push({ field: 'note', message: 'innovations.errors.remarkMissing' });
  for (const [field, body] of remarks) {
    if (body.length > limits.remark) faults.push({ field: `remark-${field}`, message: 'innovations.errors.tooLong' });
  }
  if (needs === 'complete proposal') {
    faults.push(...checkProposal(await storedProposal(tx, ctx, row), proposalEdition, dayInWib(ctx.now)).faults);
  }
  if (faults.length > 0) throw new Invalid(faults);
}

function writtenRemarks(remarks: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(remarks)
    .map(([field, body]): [string, string] => [field, body.trim()])
    .filter(([field, body]) => isProposalField(field) && body !== '');
}

async function moveRow(tx: Tx, ctx: Ctx, row: InnovationRow, { to }: Transition): Promise<void> {
  await tx
    .updateTable('innovations')
    .set({
      state: to,
      version: row.version + 1,
      updatedAt: ctx.now,
      ...(to === 'accepted' ? { acceptedAt: ctx.now } : {}),
    })
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
}

async function writeRemarks(
  tx: Tx,
  row: InnovationRow,
  key: string,
  remarks: readonly [string, string][],
): Promise<void> {
  if (remarks.length === 0) return;
  await tx
    .insertInto('innovationRemarks')
    .values(
      remarks.map(([field, body]) => ({
        tenantId: row.tenantId,
        transitionId: key,
        innovationId: row.id,
        field,
        body,
      })),
    )
    .execute();
}

/** What the public sees changes in the same transaction. */
async function followUp(tx: Tx, ctx: Ctx, row: InnovationRow, event: Event): Promise<void> {
  if (event === 'return' || event === 'accept') await mailOutcome(tx, ctx, row, event);
  if (event === 'archive') await withdrawArchived(tx, ctx, row);
  if (event !== 'accept') return;
  if (row.claimsId) await replaceListed(tx, ctx, row.claimsId, row.id);
  await publishInnovation(tx, ctx, row.id);
}

/** The listed entry that had given way to it stands for itself again, and may be claimed anew. */
async function withdrawArchived(tx: Tx, ctx: Ctx, { id, claimsId }: InnovationRow): Promise<void> {
  await withdrawInnovation(tx, ctx, id);
  if (!claimsId) return;
  await setReplacedBy(tx, ctx, claimsId, null);
  await publishInnovation(tx, ctx, claimsId);
}

async function replaceListed(tx: Tx, ctx: Ctx, listedId: string, byId: string): Promise<void> {
  await setReplacedBy(tx, ctx, listedId, byId);
  await withdrawInnovation(tx, ctx, listedId);
}

/**
 * The version stays: it counts what its history tells, and of a listed entry nothing that has versions is changed by
 * this. Nobody writes on top of it either; who claims it waits for the row.
 */
async function setReplacedBy(tx: Tx, ctx: Ctx, listedId: string, replacedBy: string | null): Promise<void> {
  await tx
    .updateTable('innovations')
    .set({ replacedBy, updatedAt: ctx.now })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', listedId)
    .execute();
}
