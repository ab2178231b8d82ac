import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../secrets.ts';

// Codes of authenticator apps: RFC 6238 over RFC 4226 with what every app knows: SHA-1, six digits, half a minute.
const stepSeconds = 30;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, as RFC 4226 recommends, in the letters that apps take (base32). */
export function inventSecret(): string {
  return toBase32(randomBytes(20));
}

export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step of which this is the code: now, or one before or after for clocks that differ; null for a wrong code. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const near = [0, -1, 1].map((distance) => stepAt(now) + distance);
  return near.find((step) => timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code))) ?? null;
}

/** What the QR code says to the app. */
export function addressOfSecret(secret: string, username: string): string {
  const query = new URLSearchParams({ secret, issuer: 'Gelar', algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(`Gelar:${username}`)}?${query}`;
}

// No letters that look alike on paper.
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';
export const recoveryCount = 10;

/**
 * Ten codes for the day the phone is lost, `xxxxx-xxxxx` (49 bits each). They follow from the request, so that a form sent
 * twice shows the same ones; nobody without the installation's key can work them out.
 */
export function recoveryCodes(secrets: Secrets, userId: string, requestId: string): string[] {
  return Array.from({ length: recoveryCount }, (_, n) => {
    const bytes = Buffer.from(secrets.digest('recovery-code', `${userId} ${requestId} ${n}`), 'base64url');
    let rest = BigInt(`0x${bytes.toString('hex')}`);
    let text = '';
    for (let i = 0; i < 10; i++) {
      text += readable[Number(rest % BigInt(readable.length))];
      rest /= BigInt(readable.length);
    }
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}

/** "ABCDE 12345 " → "abcde-12345"; null when it is none. */
export function readRecoveryCode(text: string): string | null {
  const plain = text.toLowerCase().replace(/[\s-]/g, '');
  return /^[a-z2-9]{10}$/.test(plain) ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null;
}
