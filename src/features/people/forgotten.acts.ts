import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { mailAddresses, personCalled, standsOutside } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { makeCode, resetsOf, revokeOpen } from './code.acts.ts';
import { personAlone } from './person.ts';

/** One mail in so many minutes for one person: nobody fills another's mailbox. */
const pauseMinutes = 10;

/**
 * Mails a code to somebody who forgot the password, if there is such a person with an address and no office elsewhere. Says
 * nothing of whether there is.
 */
export async function mailForgotten(ctx: Ctx, identifier: string): Promise<void> {
  if (!ctx.mail) return;
  await inTenant({ ...ctx, actor: null }, async (tx) => {
    const userId = await personCalled(tx, identifier);
    const email = userId && (await mailAddresses(tx, [userId])).get(userId);
    if (!userId || !email || (await standsOutside(tx, userId))) return;
    const person = await lockOwn(tx, ctx, userId);
    if (!person || (await mailedLately(tx, ctx, userId))) return;
    const asPerson = { ...ctx, actor: personAlone(userId) };
    await revokeOpen(tx, asPerson, null, sql`${resetsOf(userId)} and made_in_office is null`);
    await makeCode(tx, asPerson, null, {
      id: newId(),
      purpose: 'reset',
      channel: 'email',
      name: person.name,
      userId,
      emailSealed: ctx.secrets.seal(email),
    });
  });
}

function lockOwn(tx: Tx, ctx: Ctx, userId: string) {
  return tx
    .selectFrom('people')
    .select('name')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('userId', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

async function mailedLately(tx: Tx, ctx: Ctx, userId: string): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - pauseMinutes * 60_000);
  const row = await tx
    .selectFrom('invitations')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('userId', '=', userId)
    .where('madeInOffice', 'is', null)
    .where('createdAt', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}
