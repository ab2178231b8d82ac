import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Invalid } from '#platform/errors.ts';
import { type Ctx, type HeldOffice, tenantOf } from '#platform/tenancy.ts';
import { mostMailsADay } from './mail-ceiling.ts';

/**
 * Counts one more mail of this office today, in the transaction that lays it into the outbox. The office's row is held to
 * the end of it: of two at once the second counts on from the first.
 * @param field beside which a refusal is shown
 * @throws Invalid when the office has mailed as much as it may in a day
 */
export async function countMail(tx: Tx, ctx: Ctx, { id, role }: HeldOffice, field: string): Promise<void> {
  const most = mostMailsADay(role);
  const today = sql<boolean>`mailed_codes.day >= excluded.day`;
  const counted = await tx
    .insertInto('mailedCodes')
    .values({ tenantId: tenantOf(ctx).id, officeId: id, day: dayInWib(ctx.now), mails: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'officeId'])
        .doUpdateSet({
          day: sql`greatest(mailed_codes.day, excluded.day)`,
          mails: sql`case when ${today} then mailed_codes.mails + 1 else 1 end`,
        })
        .where(sql<boolean>`not ${today} or mailed_codes.mails < ${most}`),
    )
    .returning('mails')
    .executeTakeFirst();
  if (!counted) throw new Invalid([{ field, message: 'invitations.errors.mailsSpent', values: { most } }]);
}
