import { sql } from 'kysely';
import { id as messages } from '#messages/id.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';
import type { AttendanceChange, Recusal } from './plenary.ts';
import { callEntries, inPlenary, type Room, recordDeed, requireUnrecused, writeLine } from './plenary-room.acts.ts';
import { namedJurors } from './plenary-room.queries.ts';

const { lines } = messages.verdicts;

/** A juror comes or leaves; what is so already stays so. @throws NotFound for a juror of no part in this contest */
export async function markAttendance(
  ctx: Ctx,
  competitionId: string,
  { jurorId, present }: AttendanceChange,
): Promise<void> {
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    const { tx, plenary } = room;
    const juror = (await namedJurors(tx, ctx, competitionId)).find(({ id }) => id === jurorId);
    if (!juror) throw new NotFound('no such juror');
    const row = await tx
      .selectFrom('plenaryAttendance')
      .select('leftAt')
      .where('tenantId', '=', plenary.tenantId)
      .where('plenaryId', '=', plenary.id)
      .where('jurorId', '=', jurorId)
      .executeTakeFirst();
    if ((row !== undefined && row.leftAt === null) === present) return;
    await tx
      .insertInto('plenaryAttendance')
      .values({ tenantId: plenary.tenantId, plenaryId: plenary.id, jurorId, arrivedAt: ctx.now })
      .onConflict((clash) =>
        clash.columns(['tenantId', 'plenaryId', 'jurorId']).doUpdateSet({ leftAt: present ? null : ctx.now }),
      )
      .execute();
    await writeLine(room, { body: present ? lines.present(juror.name) : lines.left(juror.name) });
    await recordDeed(room, 'attendance', { juror: jurorId, present });
  });
}

/**
 * A juror takes no part in what concerns an entry, from now on; there is no way back in this plenary.
 * @throws Conflict when their vote on an open question about it was cast: it stands, and the question is to be closed first
 */
export async function recuse(ctx: Ctx, competitionId: string, { entryId, reason }: Recusal): Promise<void> {
  await inPlenary(ctx, competitionId, 'juror', async (room) => {
    const juror = room.place.part === 'juror' ? room.place.juror : null;
    if (!juror) return;
    const { tx, plenary } = room;
    const [entry = ''] = await callEntries(room, [entryId]);
    const known = await tx
      .selectFrom('plenaryRecusals')
      .select('source')
      .where('tenantId', '=', plenary.tenantId)
      .where('plenaryId', '=', plenary.id)
      .where('jurorId', '=', juror.id)
      .where('entryId', '=', entryId)
      .executeTakeFirst();
    if (known?.source === 'self') return;
    await requireUnrecused(room, juror.id, [entryId]);
    await requireNoOpenVote(room, juror.id, entryId);
    await tx
      .insertInto('plenaryRecusals')
      .values({
        tenantId: plenary.tenantId,
        plenaryId: plenary.id,
        jurorId: juror.id,
        entryId,
        source: 'self',
        reason,
        at: ctx.now,
      })
      .onConflict((clash) =>
        clash
          .columns(['tenantId', 'plenaryId', 'jurorId', 'entryId'])
          .doUpdateSet({ source: 'self', reason, at: ctx.now }),
      )
      .execute();
    await writeLine(room, { body: lines.recused(await nameOf(room, juror.id), entry, reason), entryIds: [entryId] });
    await recordDeed(room, 'recuse', { juror: juror.id, entry: entryId });
  });
}

async function requireNoOpenVote({ tx, ctx, plenary }: Room, jurorId: string, entryId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from plenary_votes v
    join plenary_questions q on q.tenant_id = v.tenant_id and q.id = v.question_id
    where v.tenant_id = ${tenantOf(ctx).id} and v.juror_id = ${jurorId} and q.plenary_id = ${plenary.id}
      and q.closed_at is null and ${entryId} = any (q.entry_ids)`.execute(tx);
  if (rows.length > 0) throw new Conflict('verdicts.errors.votedAlready');
}

async function nameOf({ tx, ctx, competitionId }: Room, jurorId: string): Promise<string> {
  const jurors = await namedJurors(tx, ctx, competitionId);
  return jurors.find(({ id }) => id === jurorId)?.name ?? '';
}

/** Writes conflicts that nobody dismissed into the plenary, where they are new to it: who is kept from what, and since when. */
export async function noteConflicts(room: Room): Promise<void> {
  const { tx, ctx, plenary, competitionId } = room;
  const { rows } = await sql<{ jurorId: string; entryId: string }>`
    insert into plenary_recusals (tenant_id, plenary_id, juror_id, entry_id, source, at)
    select distinct c.tenant_id, ${plenary.id}::uuid, c.juror_id, c.entry_id, 'conflict', ${ctx.now}::timestamptz
    from juror_conflicts c
    join jurors j on j.tenant_id = c.tenant_id and j.id = c.juror_id and j.state in ('appointed', 'acknowledged')
    join entries e on e.tenant_id = c.tenant_id and e.id = c.entry_id and e.state = 'eligible'
    where c.tenant_id = ${tenantOf(ctx).id} and j.competition_id = ${competitionId} and c.state <> 'dismissed'
    on conflict do nothing
    returning juror_id, entry_id`.execute(tx);
  const found = rows.toSorted((a, b) => (a.jurorId + a.entryId < b.jurorId + b.entryId ? -1 : 1));
  for (const { jurorId, entryId } of found) {
    const [entry = ''] = await callEntries(room, [entryId]);
    await writeLine(room, { body: lines.conflicted(await nameOf(room, jurorId), entry), entryIds: [entryId] });
  }
}
