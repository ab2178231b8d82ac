import { transact } from '#platform/database/transact.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { maskMail } from '#platform/mail/letter.ts';
import { openBody } from '#platform/mail/outbox.ts';
import { unreadable } from '#platform/secrets.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { MailKind, MailOverview, ShownMail } from './mail.ts';
import { officeForMails } from './policy.ts';

const mostListed = 100;

/** What could not be delivered, newest first, and what waits. @throws NotAllowed for anybody but an administrator */
export async function mailOverview(ctx: Ctx): Promise<MailOverview> {
  if (!officeForMails(ctx.actor))
    throw new NotAllowed(ctx.actor ? 'mails.errors.mayNotSee' : 'common.errors.signInFirst');
  const monthAgo = new Date(ctx.now.getTime() - 30 * 86_400_000);
  return inTenant(ctx, async (tx) => {
    const mails = tx.selectFrom('mails').where('tenantId', '=', tenantOf(ctx).id);
    const refused = await mails
      .select(['id', 'kind', 'recipientSealed', 'problem', 'settledAt'])
      .where('state', '=', 'refused')
      .orderBy('settledAt', 'desc')
      .limit(mostListed)
      .execute();
    const counts = await mails
      .select((by) => [
        by.fn.countAll<number>().filterWhere('state', '=', 'waiting').as('waiting'),
        by.fn.countAll<number>().filterWhere('state', '=', 'sent').filterWhere('settledAt', '>', monthAgo).as('sent'),
        by.fn.max('problem').filterWhere('state', '=', 'waiting').as('trouble'),
      ])
      .executeTakeFirstOrThrow();
    return {
      refused: refused.map(({ id, kind, recipientSealed, problem, settledAt }) => ({
        id,
        kind: kind as MailKind,
        recipient: recipientSealed ? ctx.secrets.show(recipientSealed, maskMail) : '',
        problem: problem ?? '',
        settledAt: settledAt ?? ctx.now,
      })),
      waiting: Number(counts.waiting),
      sentLately: Number(counts.sent),
      trouble: counts.trouble,
    };
  });
}

/** How the outboxes of these tenants stand: what waits, and what was refused within the last day. */
export async function outboxState(
  { pool, now }: Pick<Ctx, 'pool' | 'now'>,
  tenants: readonly { id: string }[],
): Promise<{ waiting: number; failed: number }> {
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const state = { waiting: 0, failed: 0 };
  for (const { id: tenantId } of tenants) {
    const counts = await transact(pool, { tenantId, userId: null }, (tx) =>
      tx
        .selectFrom('mails')
        .select((by) => [
          by.fn.countAll<number>().filterWhere('state', '=', 'waiting').as('waiting'),
          by.fn
            .countAll<number>()
            .filterWhere('state', '=', 'refused')
            .filterWhere('settledAt', '>', dayAgo)
            .as('failed'),
        ])
        .where('tenantId', '=', tenantId)
        .executeTakeFirstOrThrow(),
    );
    state.waiting += Number(counts.waiting);
    state.failed += Number(counts.failed);
  }
  return state;
}

/** Mails of the demonstration, newest first, to be read by all. @throws NotFound everywhere else */
export async function shownMails(ctx: Ctx): Promise<ShownMail[]> {
  if (ctx.mail?.way !== 'shown') throw new NotFound('no mails are shown');
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('mails')
      .select(['id', 'recipientSealed', 'subject', 'bodySealed', 'createdAt'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('state', '=', 'waiting')
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
  );
  return rows.map(({ id, recipientSealed, subject, bodySealed, createdAt }) => ({
    id,
    to: ctx.secrets.show(recipientSealed ?? ''),
    subject,
    text: openBody(ctx.secrets, bodySealed ?? '')?.text ?? unreadable,
    createdAt,
  }));
}
