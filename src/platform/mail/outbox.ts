import { z } from 'zod';
import type { Tx } from '../database/bound.ts';
import { newId } from '../ids.ts';
import { type Ctx, tenantOf } from '../tenancy.ts';
import { type MailBody, type MailWords, writeMail } from './letter.ts';

export interface OutgoingMail {
  kind: 'invitation' | 'reset' | 'returned' | 'accepted' | 'locked' | 'entry';
  to: string;
  words: MailWords;
}

/**
 * Lays a mail into the tenant's outbox, in the transaction of the act that it tells of: a job sends it afterwards. Where this
 * installation sends no mail, nothing is written.
 * @returns whether it will be sent
 */
export async function queueMail(tx: Tx, ctx: Ctx, { kind, to, words }: OutgoingMail): Promise<boolean> {
  if (!ctx.mail) return false;
  await tx
    .insertInto('mails')
    .values({
      tenantId: tenantOf(ctx).id,
      id: newId(),
      kind,
      recipientSealed: ctx.secrets.seal(to),
      subject: words.subject,
      bodySealed: ctx.secrets.seal(JSON.stringify(writeMail(words))),
      createdAt: ctx.now,
      nextTryAt: ctx.now,
    })
    .execute();
  return true;
}

const stored = z.object({ text: z.string(), html: z.string() });

/** Null where this installation's key does not open it. */
export function openBody(secrets: Ctx['secrets'], sealed: string): MailBody | null {
  const plain = secrets.read(sealed);
  return plain === null ? null : stored.parse(JSON.parse(plain));
}
