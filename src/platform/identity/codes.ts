import type { Secrets } from '../secrets.ts';
import { spell } from './passwords.ts';

const letters = 16; // of 31: 79 bits

/**
 * The one-time code that a form gives: four groups of four letters. A repeated form shows the same one, and nobody without
 * the installation's key can work it out, so that it is kept nowhere.
 */
export function codeFor(secrets: Secrets, thingId: string, requestId: string): string {
  return spell(Buffer.from(secrets.digest('one-time-code', `${thingId} ${requestId}`), 'base64url'), letters);
}

/** What is kept of a code. However it was typed: capitals, spaces and dashes do not count. */
export function codeDigest(secrets: Secrets, tenantId: string, typed: string): string {
  const read = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secrets.digest('one-time-code-kept', `${tenantId} ${read}`);
}
