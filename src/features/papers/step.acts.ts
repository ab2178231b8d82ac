import type { Updateable } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import type { Papers } from '#platform/database/schema.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { type Actor, actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Event, type State, transitionFor } from './paper.ts';
import { officeFor } from './policy.ts';
import { type PaperRow, readPaper } from './stored.queries.ts';

export interface PaperStep {
  id: string;
  /** Version that the person read before deciding. */
  version: number;
}

interface Change {
  set: Updateable<Papers>;
  changes?: Readonly<Record<string, unknown>>;
}

/**
 * The person's office for this; who may not even look learns of no paper.
 * @throws NotFound, NotAllowed
 */
export function requireOffice(event: Event, actor: Actor): HeldOffice {
  const office = officeFor(event, actor);
  if (office) return office;
  throw officeFor('look', actor) ? new NotAllowed('papers.errors.notYours') : new NotFound('no paper for this person');
}

/**
 * One step in a paper's life: the row locked, the state and the version those that the person saw, the change and its
 * event in one transaction.
 * @param was whether the row shows that this very step was taken already: then nothing happens
 */
export async function takeStep(
  ctx: Ctx,
  event: Event,
  step: PaperStep,
  was: (row: PaperRow) => boolean,
  change: (row: PaperRow, actor: Actor) => Change | Promise<Change>,
): Promise<void> {
  const actor = actorOf(ctx);
  const office = requireOffice(event, actor);
  await inTenant(ctx, async (tx) => {
    const row = await readPaper(tx, ctx, step.id, 'for update');
    if (was(row)) return;
    const transition = transitionFor(event, row.state);
    if (!transition) throw new Conflict('papers.errors.stateMoved');
    if (row.version !== step.version) throw new Conflict('papers.errors.changedMeanwhile');
    const { set, changes } = await change(row, actor);
    await writeRow(tx, ctx, row, transition.to, set);
    await recordEvent(tx, ctx, {
      act: `paper.${event}`,
      subject: { kind: 'paper', id: row.id },
      officeId: office.id,
      changes: { from: row.state, to: transition.to, ...changes },
    });
  });
}

async function writeRow(tx: Tx, ctx: Ctx, row: PaperRow, state: State, set: Updateable<Papers>): Promise<void> {
  await tx
    .updateTable('papers')
    .set({ ...set, state, version: row.version + 1 })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', row.id)
    .execute();
}
