import { randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets.ts';

// No letters that look alike or sound alike on the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that can be read out on the telephone, three groups of four, about 59 bits. */
export function inventPassword(): string {
  return spell(randomBytes(32));
}

/**
 * The temporary password that a request gives a person: a repeated request shows the same one, and nobody without the
 * installation's key can work it out. The same request for somebody else gives another, or whoever may give passwords
 * to their own people could learn those of others by their ids.
 */
export function temporaryPassword(secrets: Secrets, userId: string, requestId: string): string {
  return spell(Buffer.from(secrets.digest('temporary-password', `${userId} ${requestId}`), 'base64url'));
}

/** Spells bytes in letters that nobody mixes up, in groups of four; about 5 bits a letter. */
export function spell(bytes: Uint8Array, length = 12): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += letters[Number(rest % BigInt(letters.length))];
    rest /= BigInt(letters.length);
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
