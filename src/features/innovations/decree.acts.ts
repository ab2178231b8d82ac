import { draftPaper, officeForPapers } from '#features/papers/index.ts';
import { dayInWib } from '#platform/day.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, tenantOf } from '#platform/tenancy.ts';
import { innovationsForDecree } from './decree.queries.ts';
import type { DecreeFilter } from './decree.ts';
import { innovationDecree } from './decree-template.ts';

/**
 * Drafts the decree that names the accepted innovations. The list is frozen now; the same id again changes nothing.
 * @throws Invalid when no innovation fits
 */
export async function draftInnovationDecree(ctx: Ctx, id: string, filter: DecreeFilter): Promise<void> {
  if (!officeForPapers('create', actorOf(ctx))) throw new NotAllowed('papers.errors.notYours');
  const innovations = await innovationsForDecree(ctx, filter);
  if (innovations.length === 0) throw new Invalid([{ field: '', message: 'papers.errors.nothingToName' }]);
  await draftPaper(ctx, { id, ...innovationDecree(tenantOf(ctx), filter, innovations, dayInWib(ctx.now)) });
}
