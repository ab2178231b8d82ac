import { legalBasisOn } from '#features/innovations/index.ts';
import { draftPaper, officeForPapers } from '#features/papers/index.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant } from '#platform/tenancy.ts';
import { sealedPlenary } from './minutes-paper.queries.ts';
import { minutesPaper, winnersDecree } from './minutes-paper.ts';
import { readPlenary, sitIn } from './plenary-room.queries.ts';
import { paperFor } from './seal-page.queries.ts';
import type { PlenaryPaper } from './seal-papers.ts';

/**
 * Drafts a paper from the sealed record; from then on it is a paper like others. Where one stands for this seal already,
 * nothing changes.
 * @returns its id
 * @throws NotAllowed for who makes no papers; Conflict before the seal
 */
export async function draftPlenaryPaper(ctx: Ctx, competitionId: string, kind: PlenaryPaper): Promise<string> {
  const { made, next, plenary } = await inTenant(ctx, async (tx) => {
    const { contest } = await sitIn(tx, ctx, competitionId, 'committee');
    if (!officeForPapers('create', actorOf(ctx))) throw new NotAllowed('papers.errors.notYours');
    const row = await readPlenary(tx, ctx, competitionId);
    if (row?.state !== 'sealed') throw new Conflict('verdicts.errors.notSealedYet');
    return { ...(await paperFor(tx, ctx, row, kind)), plenary: await sealedPlenary(tx, ctx, contest, row) };
  });
  if (made) return made;
  const draft =
    kind === 'plenary_minutes' ? minutesPaper(plenary) : winnersDecree(plenary, legalBasisOn(dayInWib(ctx.now)));
  await draftPaper(ctx, { id: next, ...draft });
  return next;
}
