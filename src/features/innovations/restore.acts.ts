import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant } from '#platform/tenancy.ts';
import { editableStates } from './life-cycle.ts';
import { officeFor } from './policy.ts';
import { restorePlan } from './restore.queries.ts';
import { changesNothing } from './restore.ts';
import { auditedChanges } from './save.acts.ts';
import { type InnovationRow, lockInnovation } from './stored.queries.ts';
import { headAt } from './version.queries.ts';
import { writeChange } from './write.acts.ts';

export interface Restore {
  id: string;
  /** The older version that comes back. */
  from: number;
  /** The version that the person saw before deciding. */
  version: number;
}

/**
 * Makes an older version the newest, as a version of its own: nothing of what came between is lost. A repeat changes
 * nothing.
 * @throws Conflict when the draft changed since the person looked
 */
export async function restoreVersion(ctx: Ctx, { id, from, version }: Restore): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id);
    if (!officeFor('view', actorOf(ctx), row)) throw new NotFound(`no innovation ${id}`);
    const office = officeFor('edit', ctx.actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    await headAt(tx, ctx, row, from);
    if (await wasRestored(tx, ctx, row, { id, from, version })) return;
    if (!editableStates.includes(row.state)) throw new Conflict('innovations.errors.notEditable');
    if (row.version !== version) throw new Conflict('innovations.errors.changedMeanwhile');
    const { current, plan } = await restorePlan(tx, ctx, row, from);
    if (changesNothing(plan)) return;
    await writeChange(tx, ctx, row, current, plan, { cause: 'restore', office, restoredFrom: from });
    await recordEvent(tx, ctx, {
      act: 'innovation.restored',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: {
        ...auditedChanges(ctx, plan.patch),
        version: from,
        ...(plan.basedOn === undefined ? {} : { basedOn: plan.basedOn }),
      },
    });
  });
}

/** The same restoring, sent again: the version after the one seen is it. */
async function wasRestored(tx: Tx, ctx: Ctx, row: InnovationRow, { from, version }: Restore): Promise<boolean> {
  const made = await tx
    .selectFrom('innovationVersions')
    .select('version')
    .where('tenantId', '=', row.tenantId)
    .where('innovationId', '=', row.id)
    .where('version', '=', version + 1)
    .where('cause', '=', 'restore')
    .where('restoredFrom', '=', from)
    .where('userId', '=', actorOf(ctx).userId)
    .executeTakeFirst();
  return made !== undefined;
}
