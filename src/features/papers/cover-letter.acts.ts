import { officeTitle, regionHeadTitle } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { draftPaper } from './paper.acts.ts';
import type { Content } from './paper.ts';
import { readPaper } from './stored.queries.ts';

/**
 * The letter with which the operator's head hands the draft of a decree to the head of the region.
 * @throws NotFound for anything that is no decree
 */
export async function draftCoverLetter(ctx: Ctx, { id, decreeId }: { id: string; decreeId: string }): Promise<void> {
  const tenant = tenantOf(ctx);
  const decree = await inTenant(ctx, (tx) => readPaper(tx, ctx, decreeId));
  if (decree.kind !== 'innovation_decree') throw new NotFound('no decree');
  const words = messages.papers.coverLetter;
  const content: Content = {
    form: 'letter',
    enclosed: words.enclosed,
    recipient: [regionHeadTitle(tenant.name), words.through, words.at],
    paragraphs: [words.first(decree.about), words.second(countRows(decree.content)), words.last],
    copies: [],
    annexes: [],
  };
  await draftPaper(ctx, {
    id,
    kind: 'cover_letter',
    about: words.about(decree.about),
    signerOffice: officeTitle('organization_head', 'definitive', 'agency', tenant.operatorName),
    content,
  });
}

const countRows = ({ annexes }: Content) => annexes.reduce((sum, { rows }) => sum + rows.length, 0);
