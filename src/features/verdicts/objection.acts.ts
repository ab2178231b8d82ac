import { sql } from 'kysely';
import { enteringOffice } from '#features/competitions/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, type Fault, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { limits } from './aftermath.ts';
import { readContest, readPublished, requireCommittee } from './contest.queries.ts';
import { namesIn } from './discretion.ts';
import { entrantEntries, jurorNames } from './objection.queries.ts';

export interface NewObjection {
  id: string;
  competitionId: string;
  entryId: string;
  body: string;
}

/**
 * An entrant objects while the window is open, by the database's clock. The same id again changes nothing.
 * @throws NotAllowed for who entered nothing, Conflict after the window
 */
export async function raiseObjection(ctx: Ctx, objection: NewObjection): Promise<void> {
  const actor = actorOf(ctx);
  const { id, competitionId, entryId } = objection;
  const body = objection.body.trim();
  if (!isId(id)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  await inTenant(ctx, async (tx) => {
    const contest = await readPublished(tx, ctx, competitionId);
    const entries = await entrantEntries(tx, ctx, competitionId);
    if (entries.length === 0) throw new NotAllowed('aftermath.errors.entrantsOnly');
    const entry = entries.find((one) => one.id === entryId);
    const office = entry && enteringOffice(actor, entry);
    const known = await tx
      .selectFrom('objections')
      .select(['raisedBy', 'competitionId'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .executeTakeFirst();
    if (known && known.raisedBy === actor.userId && known.competitionId === competitionId) return;
    if (!contest.objectionsOpen) throw new Conflict('aftermath.errors.windowClosed');
    const faults = textFaults({ body }, { body: limits.objection });
    if (!office) faults.push({ field: 'entry', message: 'aftermath.errors.chooseEntry' });
    if (faults.length > 0 || !office) throw new Invalid(faults);
    const made = await tx
      .insertInto('objections')
      .values({
        ...{ tenantId: tenantOf(ctx).id, id, competitionId, entryId, body, state: 'open' },
        ...{ raisedBy: actor.userId, officeId: office.id, raisedAt: sql<Date>`now()` },
      })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst();
    // The very same request at once: its twin wrote it.
    if (!made.numInsertedOrUpdatedRows) return;
    await recordEvent(tx, ctx, {
      act: 'objection.raised',
      subject: { kind: 'objection', id },
      officeId: office.id,
      changes: { contest: competitionId, entry: entryId, body: ctx.secrets.digest('audit', body) },
    });
  });
}

export interface Answer {
  competitionId: string;
  id: string;
  gist: string;
  answer: string;
}

/**
 * The committee answers: what it was about and the answer become public, so neither may name a juror.
 * @throws Conflict when somebody else answered otherwise
 */
export async function answerObjection(ctx: Ctx, { competitionId, id, ...typed }: Answer): Promise<void> {
  const actor = actorOf(ctx);
  const words = { gist: typed.gist.trim(), answer: typed.answer.trim() };
  await inTenant(ctx, async (tx) => {
    const office = requireCommittee(ctx, await readContest(tx, ctx, competitionId));
    const row = await tx
      .selectFrom('objections')
      .select(['state', 'gist', 'answer'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound(`no objection ${id}`);
    if (row.state === 'answered') {
      if (row.gist === words.gist && row.answer === words.answer) return;
      throw new Conflict('aftermath.errors.answered');
    }
    const names = await jurorNames(tx, ctx, competitionId);
    const faults = textFaults(words, { gist: limits.gist, answer: limits.answer });
    for (const field of ['gist', 'answer'] as const) {
      if (namesIn(words[field], names)) faults.push({ field, message: 'aftermath.errors.namesJuror' });
    }
    if (faults.length > 0) throw new Invalid(faults);
    await tx
      .updateTable('objections')
      .set({ ...words, state: 'answered', answeredBy: actor.userId, answeredAt: sql<Date>`now()` })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'objection.answered',
      subject: { kind: 'objection', id },
      officeId: office.id,
      changes: words,
    });
  });
}

function textFaults(texts: Record<string, string>, most: Record<string, number>): Fault[] {
  return Object.entries(texts).flatMap(([field, text]) => {
    if (text === '') return [{ field, message: 'aftermath.errors.required' }];
    return text.length > (most[field] ?? 0) ? [{ field, message: 'aftermath.errors.tooLong' }] : [];
  });
}
