import { countMail } from '#features/people/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeForMails } from './policy.ts';

/**
 * Puts a mail that was refused back into the outbox, to another address when one is given.
 * @throws Conflict when it is no longer among the refused
 * @throws Invalid when the office has mailed enough for a day
 */
export async function resendMail(ctx: Ctx, id: string, address: string | null): Promise<void> {
  const by = officeForMails(ctx.actor);
  if (!by) throw new NotAllowed(ctx.actor ? 'mails.errors.mayNotSee' : 'common.errors.signInFirst');
  await inTenant(ctx, async (tx) => {
    const mail = await tx
      .selectFrom('mails')
      .select(['state', 'kind'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!mail) throw new NotFound('mail');
    if (mail.state !== 'refused') throw new Conflict('mails.errors.sentAlready');
    await countMail(tx, ctx, by, 'address');
    const recipient = address === null ? {} : { recipientSealed: ctx.secrets.seal(address) };
    await tx
      .updateTable('mails')
      .set({
        state: 'waiting',
        tries: 0,
        nextTryAt: ctx.now,
        createdAt: ctx.now,
        settledAt: null,
        problem: null,
        ...recipient,
      })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'mail.resent',
      subject: { kind: 'mail', id },
      officeId: by.id,
      changes: { kind: mail.kind, address: address && ctx.secrets.digest('audit', address) },
    });
  });
}
