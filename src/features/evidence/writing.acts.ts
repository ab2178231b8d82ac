import { officeForLevels } from '#features/innovation-index/index.ts';
import { type InnovationState, innovationForLevels } from '#features/innovations/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { isPlace, mostInOnePlace } from './document.ts';
import { indicatorCodes } from './places.ts';

export interface Place {
  innovationId: string;
  /** Code of an indicator, '' for the innovation itself. */
  indicator: string;
}

/** The office somebody writes in, for the organisation whose documents these are. */
export interface Writer {
  organizationId: string;
  office: HeldOffice;
}

/**
 * Runs `work` for somebody who may add evidence to all these innovations of one organisation. Acts on one innovation
 * come one after the other, and it is not archived meanwhile.
 * @throws NotFound, NotAllowed, Invalid when the place is none
 */
export async function writeEvidence<T>(
  ctx: Ctx,
  innovationIds: readonly [string, ...string[]],
  indicator: string,
  work: (tx: Tx, writer: Writer) => Promise<T>,
): Promise<T> {
  const first = await openEvidence(ctx, innovationIds[0]);
  if (!isPlace(indicator, indicatorCodes())) throw wrongPlace();
  return inTenant(ctx, async (tx) => {
    for (const id of [...new Set(innovationIds)].sort()) {
      const row = await lockInnovation(tx, ctx, id);
      // Another organisation's are not even known here.
      if (!row || row.organizationId !== first.organizationId) throw new NotFound(`no innovation ${id}`);
      if (!officeForLevels(ctx.actor, row)) throw new NotAllowed('evidence.errors.notYours');
    }
    return work(tx, first);
  });
}

const wrongPlace = () => new Invalid([{ field: 'indicator', message: 'evidence.errors.place' }]);

/** Who may add evidence to this innovation, and in which office. @throws NotFound, NotAllowed */
export async function openEvidence(ctx: Ctx, innovationId: string): Promise<Writer> {
  const actor = actorOf(ctx);
  const innovation = await innovationForLevels(ctx, innovationId);
  const office = officeForLevels(actor, innovation);
  if (!office || !innovation.organizationId) throw new NotAllowed('evidence.errors.notYours');
  return { organizationId: innovation.organizationId, office };
}

async function lockInnovation(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx
    .selectFrom('innovations')
    .select(['organizationId', 'state'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { organizationId: row.organizationId, state: row.state as InnovationState };
}

/** @throws Invalid when more serve in the place than somebody who checks can read */
export async function requireRoom(tx: Tx, ctx: Ctx, { innovationId, indicator }: Place): Promise<void> {
  const { count } = await tx
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('innovationId', '=', innovationId)
    .where('indicator', '=', indicator)
    .executeTakeFirstOrThrow();
  if (Number(count) <= mostInOnePlace) return;
  throw new Invalid([{ field: 'berkas', message: 'evidence.errors.tooMany', values: { most: mostInOnePlace } }]);
}

export function record(tx: Tx, ctx: Ctx, { office }: Writer, act: string, place: Place, documentId: string) {
  return recordEvent(tx, ctx, {
    act,
    subject: { kind: 'innovation', id: place.innovationId },
    officeId: office.id,
    changes: { document: documentId, indicator: place.indicator },
  });
}
