import { id as messages } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import { mailAddresses, personCalled } from '#platform/identity/accounts.ts';
import { writtenTime } from '#platform/mail/letter.ts';
import { queueMail } from '#platform/mail/outbox.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

/** Whether notices come by mail, in this tenant. Nobody gets any who did not ask for them. */
export async function chooseNotices(ctx: Ctx, wanted: boolean): Promise<void> {
  const { userId } = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const changed = await tx
      .updateTable('people')
      .set({ wantsMail: wanted })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('userId', '=', userId)
      .where('wantsMail', '<>', wanted)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) return;
    const subject = { kind: 'person', id: userId };
    await recordEvent(tx, ctx, { act: 'person.notices_chosen', subject, officeId: null, changes: { wanted } });
  });
}

/** Tells somebody whose account was locked, if they have an address: it may have been another who tried. */
export async function mailLocked(ctx: Ctx, identifier: string, minutes: number): Promise<void> {
  const { mail, tenant } = ctx;
  if (!mail || !tenant) return;
  await inTenant({ ...ctx, actor: null }, async (tx) => {
    const userId = await personCalled(tx, identifier);
    const to = userId && (await mailAddresses(tx, [userId])).get(userId);
    if (!userId || !to) return;
    const { mail: words } = messages.invitations;
    const person = await tx
      .selectFrom('people')
      .select('name')
      .where('tenantId', '=', tenant.id)
      .where('userId', '=', userId)
      .executeTakeFirstOrThrow();
    const until = writtenTime(new Date(ctx.now.getTime() + minutes * 60_000));
    await queueMail(tx, ctx, {
      kind: 'locked',
      to,
      words: {
        subject: words.lockedSubject(tenant.name),
        greeting: words.greeting(person.name),
        paragraphs: [words.locked(until), words.lockedHelp(tenant.operatorName)],
        action: { label: words.lockedAction, href: `${mail.origin}/${tenant.slug}/masuk` },
        footer: words.footer(tenant.operatorName),
      },
    });
  });
}
