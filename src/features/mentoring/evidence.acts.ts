import { Readable } from 'node:stream';
import { addFiles } from '#features/evidence/index.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { Letterhead } from '#platform/papers/document.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { minutesOf } from './minutes.ts';
import { officeToConfirm } from './policy.ts';
import { change } from './session.acts.ts';
import { readSession, whoOf } from './session.queries.ts';
import type { EvidenceInput, Session } from './session.ts';

/** Indicator of the national index that asks for training and guidance on innovation. */
const indicator = 'SID-20';

/** How the region's letterhead is got. */
export type MinutesPrinting = (ctx: Ctx, files: FileStore) => Promise<Letterhead>;

/**
 * The organisation confirms what a session says; its record becomes a document of the innovation under SID-20. Once more
 * changes nothing.
 * @throws NotFound, NotAllowed for anybody but the organisation, Conflict for a session called off
 */
export async function giveAsEvidence(
  ctx: Ctx,
  store: FileStore,
  letterhead: MinutesPrinting,
  { id, version }: EvidenceInput,
): Promise<void> {
  const session = await inTenant(ctx, (tx) => readSession(tx, ctx, id));
  if (!officeToConfirm(actorOf(ctx), whoOf(session))) throw new NotAllowed('mentoring.errors.mayNotChange');
  if (session.cancelled) throw new Conflict('mentoring.errors.cancelledAlready');
  if (session.evidenceAt) return;
  if (session.version !== version) throw new Conflict('mentoring.errors.changedMeanwhile');
  const file = await fileOf(ctx, store, session, await letterhead(ctx, store));
  // The file first: the same session gives the same bytes, so that after a failure in between the next try finds it there.
  await addFiles(ctx, store, { innovationId: session.innovationId, indicator, files: [file], isPublic: false });
  await change(ctx, { id, version, verb: 'given_as_evidence', office: officeToConfirm }, async (_, now) => {
    if (now.cancelled) throw new Conflict('mentoring.errors.cancelledAlready');
    if (now.evidenceAt) return null;
    const sha256 = file.content.sha256;
    return { set: { evidenceAt: ctx.now, evidenceBy: actorOf(ctx).userId }, changes: { indicator, sha256 } };
  });
}

async function fileOf(ctx: Ctx, store: FileStore, session: Session, letterhead: Letterhead) {
  const body = minutesOf(session, tenantOf(ctx).name);
  const bytes = await makePdf({ body, letterhead, draft: false, verifyAt: null, madeAt: session.recordedAt });
  const content = await store.receive(Readable.from([bytes]), bytes.length);
  return { name: `${body.fileName}.pdf`, mediaType: 'application/pdf' as const, content, thumbnail: null };
}
