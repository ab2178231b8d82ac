import { z } from 'zod';

const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (text) => text === '' || (text.length <= 254 && z.email().safeParse(text).success),
    'mails.errors.addressWrong',
  )
  .transform((text) => text || null);

/** Another try, to another address when one is given. */
export const resendInput = z.object({ address: address.optional().transform((text) => text ?? null) });

export const mailKinds = ['invitation', 'reset', 'returned', 'accepted', 'locked', 'entry'] as const;
export type MailKind = (typeof mailKinds)[number];

export interface RefusedMail {
  id: string;
  kind: MailKind;
  /** As much of the address as recognises it. */
  recipient: string;
  problem: string;
  settledAt: Date;
}

export interface MailOverview {
  refused: RefusedMail[];
  waiting: number;
  /** What the last try of a waiting mail met, null when nothing went wrong. */
  trouble: string | null;
  sentLately: number;
}

/** A mail of a demonstration, as it would have gone out. */
export interface ShownMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  createdAt: Date;
}
