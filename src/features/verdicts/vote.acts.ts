import { id as messages } from '#messages/id.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { type ChairVote, choicesOf, countVotes, entryName, type Question, type Vote } from './plenary.ts';
import { noteConflicts } from './plenary-people.acts.ts';
import {
  callEntries,
  type ItemRow,
  inPlenary,
  type Room,
  readItem,
  recordDeed,
  requireUnrecused,
  writeLine,
} from './plenary-room.acts.ts';
import { namedEntries, presentJurors, recusalsOf } from './plenary-room.queries.ts';

const { lines } = messages.verdicts;

/** Puts something to the vote. The same id again changes nothing. @throws Conflict while another vote is open */
export async function callVote(ctx: Ctx, competitionId: string, input: Question): Promise<void> {
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    if (await questionOf(room, input.id)) return;
    const item = await requireBusiness(room, input.categoryId, input.entryIds);
    const open = await openQuestion(room);
    if (open) throw new Conflict('verdicts.errors.voteOpen');
    await noteConflicts(room);
    await insertQuestion(room, { ...input, kind: 'vote', closed: null });
    const entries = await callEntries(room, input.entryIds);
    const { categoryId, entryIds } = input;
    await writeLine(room, { body: lines.asked(item.name, input.body, entries), categoryId, entryIds });
    await recordDeed(room, 'ask', { question: input.id, category: categoryId, entries: entryIds });
  });
}

/** The item, when all these entries are of its category. */
async function requireBusiness(room: Room, categoryId: string, entryIds: readonly string[]): Promise<ItemRow> {
  const item = await readItem(room, categoryId);
  const known = await namedEntries(room.tx, room.ctx, room.competitionId);
  const fits = entryIds.every((id) => known.get(id)?.categoryId === categoryId);
  if (!fits || new Set(entryIds).size !== entryIds.length)
    throw new Invalid([{ field: 'entryIds', message: 'verdicts.errors.entries' }]);
  return item;
}

/**
 * A juror's vote. The same again changes nothing; a vote once cast is not changed.
 * @throws NotFound for who is recused: to them nothing is asked; Conflict once it is closed, and for who is not in the room
 */
export async function castVote(ctx: Ctx, competitionId: string, { questionId, choice }: Vote): Promise<void> {
  await inPlenary(ctx, competitionId, 'juror', async (room) => {
    const { tx, plenary, place } = room;
    const question = await questionOf(room, questionId);
    if (place.part !== 'juror' || question?.kind !== 'vote') throw new NotFound('no such question');
    const jurorId = place.juror.id;
    await requireUnrecused(room, jurorId, question.entryIds);
    const before = await tx
      .selectFrom('plenaryVotes')
      .select('choice')
      .where('tenantId', '=', plenary.tenantId)
      .where('questionId', '=', questionId)
      .where('jurorId', '=', jurorId)
      .executeTakeFirst();
    if (before?.choice === choice) return;
    if (before) throw new Conflict('verdicts.errors.votedAlready');
    if (question.closedAt) throw new Conflict('verdicts.errors.voteClosed');
    if (!(await presentJurors(tx, ctx, plenary.id)).includes(jurorId)) throw new Conflict('verdicts.errors.notPresent');
    if (!choicesOf(question.entryIds).includes(choice))
      throw new Invalid([{ field: 'choice', message: 'verdicts.errors.choose' }]);
    await tx
      .insertInto('plenaryVotes')
      .values({ tenantId: plenary.tenantId, questionId, jurorId, choice, at: ctx.now })
      .execute();
    // How somebody voted stands in the vote alone.
    await recordDeed(room, 'vote', { question: questionId, juror: jurorId });
  });
}

/** Closes a vote and counts it. Once it is closed this changes nothing. */
export async function closeVote(ctx: Ctx, competitionId: string, questionId: string): Promise<void> {
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    const { tx, plenary } = room;
    const question = await questionOf(room, questionId);
    if (question?.kind !== 'vote') throw new NotFound('no such question');
    if (question.closedAt) return;
    const votes = await tx
      .selectFrom('plenaryVotes')
      .select('choice')
      .where('tenantId', '=', plenary.tenantId)
      .where('questionId', '=', questionId)
      .execute();
    const counts = countVotes(
      question.entryIds,
      votes.map(({ choice }) => choice),
    );
    await tx
      .updateTable('plenaryQuestions')
      .set({ closedAt: ctx.now, outcome: JSON.stringify(counts) })
      .where('tenantId', '=', plenary.tenantId)
      .where('id', '=', questionId)
      .execute();
    const said = await sayCounts(room, counts);
    const left = await abstained(room, question.entryIds, votes.length);
    const { categoryId, entryIds } = question;
    await writeLine(room, { body: lines.counted(question.body, said, left), categoryId, entryIds });
    await recordDeed(room, 'count', { question: questionId, counts });
  });
}

async function sayCounts({ tx, ctx, competitionId }: Room, counts: Record<string, number>): Promise<string[]> {
  const names = await namedEntries(tx, ctx, competitionId);
  const words: Record<string, string> = messages.verdicts.choices;
  return Object.entries(counts).map(([choice, count]) => {
    const entry = names.get(choice);
    return `${entry ? entryName(entry) : words[choice]}: ${count}`;
  });
}

/** How many in the room could have voted and did not. */
async function abstained(
  { tx, ctx, plenary, competitionId }: Room,
  entryIds: readonly string[],
  votes: number,
): Promise<number> {
  const recusals = await recusalsOf(tx, ctx, competitionId);
  const kept = new Set(recusals.filter(({ entryId }) => entryIds.includes(entryId)).map(({ jurorId }) => jurorId));
  const present = await presentJurors(tx, ctx, plenary.id);
  return Math.max(0, present.filter((id) => !kept.has(id)).length - votes);
}

/** The chair orders entries that nothing else parts, and says why. The same id again changes nothing. */
export async function decideAsChair(ctx: Ctx, competitionId: string, input: ChairVote): Promise<void> {
  await inPlenary(ctx, competitionId, 'chair', async (room) => {
    if (room.place.part !== 'juror' || (await questionOf(room, input.id))) return;
    const { id, categoryId, order, reason } = input;
    await requireUnrecused(room, room.place.juror.id, order);
    const item = await requireBusiness(room, categoryId, order);
    if (item.decidedAt) throw new Conflict('verdicts.errors.decidedAlready');
    await insertQuestion(room, {
      id,
      categoryId,
      entryIds: order,
      body: reason,
      kind: 'chair',
      closed: { order, reason },
    });
    const entries = await callEntries(room, order);
    await writeLine(room, { body: lines.chairDecided(item.name, entries, reason), categoryId, entryIds: order });
    await recordDeed(room, 'chair', { question: id, category: categoryId, order });
  });
}

interface NewQuestion {
  id: string;
  categoryId: string;
  body: string;
  entryIds: readonly string[];
  kind: 'vote' | 'chair';
  closed: object | null;
}

async function insertQuestion({ tx, ctx, plenary }: Room, { closed, entryIds, ...input }: NewQuestion): Promise<void> {
  await tx
    .insertInto('plenaryQuestions')
    .values({
      ...input,
      entryIds: [...entryIds],
      tenantId: plenary.tenantId,
      plenaryId: plenary.id,
      askedBy: actorOf(ctx).userId,
      askedAt: ctx.now,
      ...(closed ? { closedAt: ctx.now, outcome: JSON.stringify(closed) } : {}),
    })
    .execute();
}

const questions = ({ tx, plenary }: Room) =>
  tx
    .selectFrom('plenaryQuestions')
    .select(['id', 'kind', 'categoryId', 'body', 'entryIds', 'closedAt'])
    .where('tenantId', '=', plenary.tenantId)
    .where('plenaryId', '=', plenary.id);

const questionOf = (room: Room, id: string) => questions(room).where('id', '=', id).executeTakeFirst();

/** The one that is open now. */
export const openQuestion = (room: Room) => questions(room).where('closedAt', 'is', null).executeTakeFirst();
