import { draftPaper, officeForPapers } from '#features/papers/index.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, tenantOf } from '#platform/tenancy.ts';
import { notePaper } from './appointment.acts.ts';
import { appointmentPaper } from './appointment-paper.ts';
import { jurorsPage } from './juror.queries.ts';
import { isActive } from './juror.ts';

/**
 * Drafts the paper that appoints the jurors as they stand now. The same id again changes nothing.
 * @throws NotFound for who may not know the jurors, NotAllowed for who drafts no papers, Invalid without jurors
 */
export async function draftAppointment(
  ctx: Ctx,
  { id, competitionId }: { id: string; competitionId: string },
): Promise<void> {
  const { contest, jurors, mayAppoint } = await jurorsPage(ctx, competitionId);
  if (!mayAppoint || !officeForPapers('create', actorOf(ctx))) throw new NotAllowed('papers.errors.notYours');
  const named = jurors.filter(({ state }) => isActive(state));
  if (named.length === 0) throw new Invalid([{ field: '', message: 'jurors.errors.nobody' }]);
  await draftPaper(ctx, { id, ...appointmentPaper(tenantOf(ctx), contest, named) });
  await notePaper(ctx, competitionId, id);
}
