import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant } from '#platform/tenancy.ts';
import { requireBasis } from './basis.queries.ts';
import { editableStates } from './life-cycle.ts';
import { officeFor } from './policy.ts';
import { lockInnovation, storedProposal } from './stored.queries.ts';
import { firstEditsAfter } from './version.queries.ts';
import { writeChange } from './write.acts.ts';

export interface BuildOn {
  id: string;
  /** The accepted innovation or listed entry that it develops further; null for none. */
  basedOn: string | null;
  /** Version of the draft that the person saw. */
  version: number;
}

/**
 * Says on what a draft builds, or that it builds on nothing. A repeat changes nothing.
 * @returns the version that stands now
 * @throws Conflict when somebody else chose another meanwhile
 */
export async function buildOn(ctx: Ctx, { id, basedOn, version }: BuildOn): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const row = await lockInnovation(tx, ctx, id);
    if (!officeFor('view', actorOf(ctx), row)) throw new NotFound(`no innovation ${id}`);
    const office = officeFor('edit', ctx.actor, row);
    if (!office) throw new NotAllowed('innovations.errors.notYours');
    if (!editableStates.includes(row.state)) throw new Conflict('innovations.errors.notEditable');
    if (row.basedOn === basedOn) return row.version;
    const chosenSince = version < row.version && (await firstEditsAfter(tx, ctx, id, version, ['basedOn']));
    if (version > row.version || chosenSince === null || (chosenSince && chosenSince.length > 0)) {
      throw new Conflict('innovations.errors.changedMeanwhile');
    }
    if (basedOn !== null) await requireBasis(tx, ctx, row, basedOn);
    const current = await storedProposal(tx, ctx, row);
    await writeChange(tx, ctx, row, current, { patch: {}, basedOn }, { cause: 'build on', office });
    await recordEvent(tx, ctx, {
      act: 'innovation.based_on',
      subject: { kind: 'innovation', id },
      officeId: office.id,
      changes: { from: row.basedOn, to: basedOn },
    });
    return row.version + 1;
  });
}
