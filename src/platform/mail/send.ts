import { sql } from 'kysely';
import type { Pool } from 'pg';
import { transact } from '../database/transact.ts';
import type { Secrets } from '../secrets.ts';
import { maskMail } from './letter.ts';
import { openBody } from './outbox.ts';
import type { Delivery, Smtp } from './smtp.ts';

export interface Sending {
  pool: Pool;
  secrets: Secrets;
  smtp: Smtp;
  now: () => Date;
}

/** As long as a try is under way no other process takes the mail up; when this one dies, it is tried again after that. */
const leaseMinutes = 5;
const longestWaitMinutes = 240;
/** RFC 5321, 4.5.4.1: a sender gives up after four to five days. A code is worth nothing by then: three. */
const giveUpAfterHours = 72;

/** After the n-th try: 1, 2, 4 … minutes, four hours at most. */
export const waitMinutes = (tries: number): number => Math.min(2 ** Math.max(tries - 1, 0), longestWaitMinutes);

/**
 * Sends what is due in one tenant's outbox, one mail after the other; stops when the mail server does not answer. Safe to
 * repeat and to run several times at once: a mail is sent again only when it is unknown whether it went out.
 * @returns how many were delivered
 */
export async function sendDueMails(sending: Sending, tenantId: string): Promise<number> {
  let delivered = 0;
  for (;;) {
    const mail = await takeDue(sending, tenantId);
    if (!mail) return delivered;
    const delivery = await deliver(sending, mail);
    await settle(sending, tenantId, mail, delivery);
    if (delivery.kind === 'sent') delivered++;
    if (delivery.kind === 'down') return delivered;
  }
}

interface DueMail {
  id: string;
  subject: string;
  tries: number;
  recipientSealed: string;
  bodySealed: string;
  createdAt: Date;
}

/** A mail that this installation's key does not open (the key is another since a restore) will never go out. */
async function deliver({ secrets, smtp }: Sending, mail: DueMail): Promise<Delivery> {
  const opened = openMail(secrets, mail);
  if (!opened) return { kind: 'refused', problem: 'sealed with another key' };
  return hideAddress(await smtp.deliver({ ...mail, ...opened.body, to: opened.to }), opened.to);
}

function openMail(secrets: Secrets, { recipientSealed, bodySealed }: DueMail) {
  const [to, body] = [secrets.read(recipientSealed), openBody(secrets, bodySealed)];
  return to !== null && body ? { to, body } : null;
}

async function takeDue({ pool, now }: Sending, tenantId: string): Promise<DueMail | undefined> {
  const { rows } = await transact(pool, { tenantId, userId: null }, (tx) =>
    sql<DueMail>`
      update mails set tries = tries + 1, next_try_at = ${now()}::timestamptz + make_interval(mins => ${leaseMinutes})
      where tenant_id = ${tenantId} and id = (
        select id from mails where tenant_id = ${tenantId} and state = 'waiting' and next_try_at <= ${now()}
        order by next_try_at, id for update skip locked limit 1)
      returning id, subject, tries, recipient_sealed, body_sealed, created_at`.execute(tx),
  );
  return rows[0];
}

/** Servers quote the address in their refusals; it is nobody's business on a list. */
function hideAddress(delivery: Delivery, to: string): Delivery {
  if (delivery.kind === 'sent') return delivery;
  return { ...delivery, problem: delivery.problem.replaceAll(to, maskMail(to)) };
}

async function settle({ pool, now }: Sending, tenantId: string, mail: DueMail, delivery: Delivery): Promise<void> {
  const given = delivery.kind === 'refused' || now().getTime() - mail.createdAt.getTime() > giveUpAfterHours * 3600_000;
  const done =
    delivery.kind === 'sent'
      ? { state: 'sent', recipientSealed: null, bodySealed: null, problem: null, settledAt: now() }
      : given
        ? { state: 'refused', problem: delivery.problem, settledAt: now() }
        : {
            problem: delivery.problem,
            nextTryAt: new Date(now().getTime() + waitMinutes(mail.tries) * 60_000),
          };
  await transact(pool, { tenantId, userId: null }, (tx) =>
    tx
      .updateTable('mails')
      .set(done)
      .where('tenantId', '=', tenantId)
      .where('id', '=', mail.id)
      .where('state', '=', 'waiting')
      .execute(),
  );
}

/** Delivered and given-up mails are of no use for long: they go after ninety days. For a daily job. */
export async function forgetOldMails({ pool, now }: Pick<Sending, 'pool' | 'now'>, tenantId: string): Promise<void> {
  const before = new Date(now().getTime() - 90 * 86_400_000);
  await transact(pool, { tenantId, userId: null }, (tx) =>
    tx
      .deleteFrom('mails')
      .where('tenantId', '=', tenantId)
      .where('state', '<>', 'waiting')
      .where('settledAt', '<', before)
      .execute(),
  );
}
