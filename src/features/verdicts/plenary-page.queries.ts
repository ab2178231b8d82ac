import { officeForPapers } from '#features/papers/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { choicesOf } from './plenary.ts';
import { itemView } from './plenary-item.queries.ts';
import type { JurorView, OpenPlenary, PlenaryView, QuestionView } from './plenary-page.ts';
import { called, type Reading } from './plenary-reading.queries.ts';
import {
  namedEntries,
  namedJurors,
  type PlenaryRow,
  presentJurors,
  readPlenary,
  recusalsOf,
  sitIn,
} from './plenary-room.queries.ts';
import { correctionsOf, paperLinks, sealView } from './seal-page.queries.ts';
import { criterionNames } from './standing.queries.ts';
import type { StandingOf } from './standing.ts';

/**
 * The page of a contest's plenary for one of those who sit in it. A juror sees nothing of entries they are recused from.
 * @param asked the category to lay out; the first undecided one where it is none of the order of business
 * @throws NotFound for everybody else
 */
export async function plenaryView(
  ctx: Ctx,
  standingOf: StandingOf,
  competitionId: string,
  asked: string | null,
): Promise<PlenaryView> {
  const found = await inTenant(ctx, async (tx) => {
    const { contest, place } = await sitIn(tx, ctx, competitionId, 'any');
    const plenary = await readPlenary(tx, ctx, competitionId);
    const items = plenary ? await itemsOf(tx, plenary) : [];
    return { contest, place, items };
  });
  const { contest, place, items } = found;
  const chosen =
    items.find(({ categoryId }) => categoryId === asked) ?? items.find(({ decided }) => !decided) ?? items[0];
  const calibrated = chosen ? await standingOf(ctx, competitionId, chosen.categoryId) : [];
  return inTenant(ctx, async (tx) => {
    const plenary = await readPlenary(tx, ctx, competitionId);
    const jurors = await jurorsOf(tx, ctx, competitionId, plenary);
    const jurorId = place.part === 'juror' ? place.juror.id : null;
    const me = {
      part: place.part,
      chair: place.part === 'juror' && place.juror.chair,
      jurorId,
      present: jurors.some(({ id, present }) => id === jurorId && present),
      mayDraft: officeForPapers('create', actorOf(ctx)) !== undefined,
    };
    if (!plenary) return { contest, me, jurors, plenary: null };
    const recusals = await recusalsOf(tx, ctx, competitionId);
    const kept = new Set(recusals.filter((one) => one.jurorId === jurorId).map(({ entryId }) => entryId));
    const names = await namedEntries(tx, ctx, competitionId);
    const reading: Reading = { tx, ctx, contest, plenary, place, jurors, names, recusals, kept };
    const item = chosen ? await itemView(reading, chosen.categoryId, calibrated) : null;
    return { contest, me, jurors, plenary: await openView(reading, items, item) };
  });
}

async function itemsOf(tx: Tx, plenary: PlenaryRow) {
  const rows = await tx
    .selectFrom('plenaryItems as i')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.categoryId'),
    )
    .select(['i.categoryId', 'c.name', 'i.decidedAt'])
    .where('i.tenantId', '=', plenary.tenantId)
    .where('i.plenaryId', '=', plenary.id)
    .orderBy('i.position')
    .execute();
  return rows.map(({ categoryId, name, decidedAt }) => ({ categoryId, name, decided: decidedAt !== null }));
}

async function jurorsOf(tx: Tx, ctx: Ctx, competitionId: string, plenary: PlenaryRow | null): Promise<JurorView[]> {
  const jurors = await namedJurors(tx, ctx, competitionId);
  if (!plenary) return jurors.map((juror) => ({ ...juror, present: false, confirmed: false }));
  const present = new Set(await presentJurors(tx, ctx, plenary.id));
  const confirmations = await tx
    .selectFrom('plenaryConfirmations')
    .select('jurorId')
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('version', '=', plenary.sealVersion)
    .execute();
  const confirmed = new Set(confirmations.map(({ jurorId }) => jurorId));
  return jurors.map((juror) => ({ ...juror, present: present.has(juror.id), confirmed: confirmed.has(juror.id) }));
}

async function openView(
  reading: Reading,
  items: OpenPlenary['items'],
  item: OpenPlenary['item'],
): Promise<OpenPlenary> {
  const { tx, ctx, plenary, kept, contest } = reading;
  const { id, state, version, tieChain, quotas } = plenary;
  return {
    id,
    state,
    version,
    chain: tieChain,
    quotas,
    criteria: await criterionNames(tx, ctx, contest.id),
    items,
    item,
    question: await openQuestionOf(reading),
    minutes: await minutesOf(reading),
    withheld: kept.size > 0,
    recusals: await namedRecusals(reading),
    seal: await sealView(reading),
    corrections: await correctionsOf(reading),
    papers: await paperLinks(reading),
  };
}

/** What is asked now; to a juror who is recused from one of its entries nothing is. */
async function openQuestionOf({
  tx,
  ctx,
  plenary,
  kept,
  names,
  recusals,
  place,
  jurors,
}: Reading): Promise<QuestionView | null> {
  const question = await tx
    .selectFrom('plenaryQuestions as q')
    .innerJoin('competitionCategories as c', (join) =>
      join.onRef('c.tenantId', '=', 'q.tenantId').onRef('c.id', '=', 'q.categoryId'),
    )
    .select(['q.id', 'q.body', 'q.entryIds', 'c.name as category'])
    .where('q.tenantId', '=', tenantOf(ctx).id)
    .where('q.plenaryId', '=', plenary.id)
    .where('q.closedAt', 'is', null)
    .executeTakeFirst();
  if (!question || question.entryIds.some((id) => kept.has(id))) return null;
  const votes = await tx
    .selectFrom('plenaryVotes')
    .select(['jurorId', 'choice'])
    .where('tenantId', '=', plenary.tenantId)
    .where('questionId', '=', question.id)
    .execute();
  const out = new Set(
    recusals.filter(({ entryId }) => question.entryIds.includes(entryId)).map(({ jurorId }) => jurorId),
  );
  const own = place.part === 'juror' ? votes.find(({ jurorId }) => jurorId === place.juror.id) : undefined;
  return {
    id: question.id,
    body: question.body,
    category: question.category,
    choices: choicesOf(question.entryIds).map((value) => ({ value, label: called(names, value) })),
    votes: votes.length,
    expected: jurors.filter(({ id, present }) => present && !out.has(id)).length,
    own: own?.choice ?? null,
  };
}

/**
 * Lines that this person may read, newest first. What the secretary wrote of a category without saying of whom is kept from
 * those who are recused from one of its entries.
 */
async function minutesOf({ tx, plenary, kept, names }: Reading): Promise<OpenPlenary['minutes']> {
  const rows = await tx
    .selectFrom('plenaryMinutes')
    .select(['seq', 'at', 'body', 'writtenBy', 'categoryId', 'entryIds'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .orderBy('seq', 'desc')
    .execute();
  const categories = new Set([...kept].map((id) => names.get(id)?.categoryId));
  const hidden = ({ entryIds, categoryId, writtenBy }: (typeof rows)[number]) =>
    entryIds.some((id) => kept.has(id)) ||
    (writtenBy !== null && entryIds.length === 0 && categories.has(categoryId ?? undefined));
  return rows
    .filter((row) => !hidden(row))
    .map(({ seq, at, body, writtenBy }) => ({ seq, at, body, byHand: writtenBy !== null }));
}

/** All of them for the committee, their own for a juror. */
async function namedRecusals({
  tx,
  plenary,
  place,
  recusals,
  jurors,
  names,
}: Reading): Promise<OpenPlenary['recusals']> {
  const own = place.part === 'juror' ? recusals.filter(({ jurorId }) => jurorId === place.juror.id) : recusals;
  const written = await tx
    .selectFrom('plenaryRecusals')
    .select(['jurorId', 'entryId', 'reason'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id)
    .where('source', '=', 'self')
    .execute();
  const eligible = own.filter(({ jurorId, entryId }) => names.has(entryId) && jurors.some(({ id }) => id === jurorId));
  return eligible.map(({ jurorId, entryId }) => ({
    juror: jurors.find(({ id }) => id === jurorId)?.name ?? '',
    entry: called(names, entryId),
    reason: written.find((one) => one.jurorId === jurorId && one.entryId === entryId)?.reason ?? '',
  }));
}
