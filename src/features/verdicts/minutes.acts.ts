import { Conflict } from '#platform/errors.ts';
import { actorOf, type Ctx } from '#platform/tenancy.ts';
import type { Line } from './plenary.ts';
import { callEntries, inPlenary, readItem, recordDeed, writeLine } from './plenary-room.acts.ts';

/** The secretary adds a line to the minutes. The same id again changes nothing. */
export async function addLine(
  ctx: Ctx,
  competitionId: string,
  { id, body, categoryId, entryIds }: Line,
): Promise<void> {
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    const { tx, plenary } = room;
    const known = await tx
      .selectFrom('plenaryMinutes')
      .select('body')
      .where('tenantId', '=', plenary.tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (known?.body === body) return;
    if (known) throw new Conflict('verdicts.errors.idTaken');
    if (categoryId !== null) await readItem(room, categoryId);
    await callEntries(room, entryIds);
    await writeLine(room, { id, body, categoryId, entryIds, writtenBy: actorOf(ctx).userId });
    await recordDeed(room, 'minute', { line: id });
  });
}
