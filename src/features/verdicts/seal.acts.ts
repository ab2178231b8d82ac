import { sql } from 'kysely';
import { sealContest } from '#features/competitions/index.ts';
import { id as messages } from '#messages/id.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import { noteConflicts } from './plenary-people.acts.ts';
import { inPlenary, type Room, recordDeed, writeLine } from './plenary-room.acts.ts';
import { presentJurors } from './plenary-room.queries.ts';
import { newestSeal, sealRecord } from './seal.queries.ts';
import { digestOf } from './seal.ts';
import { openQuestion } from './vote.acts.ts';

const { lines } = messages.verdicts;

/**
 * Closes the plenary for good: minutes, votes and places are one record, told apart by its digest. Once sealed this changes
 * nothing. @throws Conflict while a category is undecided or a vote is open
 */
export async function sealPlenary(ctx: Ctx, competitionId: string): Promise<void> {
  await inPlenary(
    ctx,
    competitionId,
    'committee',
    async (room) => {
      const { tx, plenary } = room;
      if (plenary.state === 'sealed') return;
      if (await openQuestion(room)) throw new Conflict('verdicts.errors.voteOpen');
      const undecided = await tx
        .selectFrom('plenaryItems')
        .select('categoryId')
        .where('tenantId', '=', plenary.tenantId)
        .where('plenaryId', '=', plenary.id)
        .where('decidedAt', 'is', null)
        .executeTakeFirst();
      if (undecided) throw new Conflict('verdicts.errors.undecided');
      await noteConflicts(room);
      await writeLine(room, { body: lines.sealed });
      await writeSeal(room, null);
      await sealContest(tx, ctx, competitionId);
      await recordDeed(room, 'seal', { version: 1 });
    },
    { sealed: true },
  );
}

/** Writes the next seal over what now stands in the tables. */
export async function writeSeal({ tx, ctx, plenary }: Room, correctionId: string | null): Promise<void> {
  const version = plenary.sealVersion + 1;
  const digest = digestOf(await sealRecord(tx, ctx, plenary));
  const { tenantId } = plenary;
  await tx
    .insertInto('plenarySeals')
    .values({
      tenantId,
      plenaryId: plenary.id,
      version,
      digest,
      correctionId,
      sealedBy: actorOf(ctx).userId,
      sealedAt: ctx.now,
    })
    .execute();
  await tx
    .updateTable('plenaries')
    .set({ state: 'sealed', sealVersion: version, sealedAt: sql`coalesce(sealed_at, ${ctx.now})` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', plenary.id)
    .execute();
}

/**
 * A juror who was in the room confirms the record that they saw. The same again changes nothing.
 * @throws Conflict when it was corrected since; NotFound before it is sealed and for a juror who was not in the room
 */
export async function confirmSeal(ctx: Ctx, competitionId: string, digest: string): Promise<void> {
  await inPlenary(
    ctx,
    competitionId,
    'juror',
    async (room) => {
      const { tx, plenary, place } = room;
      const seal = await newestSeal(tx, plenary);
      if (place.part !== 'juror' || !seal) throw new NotFound('nothing to confirm');
      const jurorId = place.juror.id;
      if (!(await presentJurors(tx, ctx, plenary.id)).includes(jurorId)) throw new NotFound('was not in the room');
      if (seal.digest !== digest) throw new Conflict('verdicts.errors.sealMoved');
      const { tenantId } = plenary;
      const made = await tx
        .insertInto('plenaryConfirmations')
        .values({ tenantId, plenaryId: plenary.id, version: seal.version, jurorId, digest, at: ctx.now })
        .onConflict((clash) => clash.columns(['tenantId', 'plenaryId', 'version', 'jurorId']).doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows)
        await recordDeed(room, 'confirm', { juror: jurorId, version: seal.version, digest });
    },
    { sealed: true },
  );
}
