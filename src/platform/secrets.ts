import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';
import { id as messages } from '#messages/id.ts';
import { logError } from './log.ts';

/** Encrypts and digests personal fields. The key itself never leaves this object. */
export interface Secrets {
  /** AES-256-GCM, `key id.nonce.ciphertext+tag`, base64url. */
  seal(plain: string): string;
  /** @throws Error for what another key sealed, and for what is broken: where nothing can go on without it */
  open(sealed: string): string;
  /** The same without failing: null for what cannot be opened. Broken under this very key, it is logged, once. */
  read(sealed: string): string | null;
  /** For a page: what `read` says, masked; `unreadable` in its place where there is nothing to mask. */
  show(sealed: string, mask?: (plain: string) => string): string;
  /** Keyed digest for equality search and for audit lines, base64url. */
  digest(purpose: string, plain: string): string;
  /** A secret of 32 bytes for one purpose (the sign-in library's, for instance), base64url. */
  derive(purpose: string): string;
}

/** Stands on pages for a field that another key sealed. As the value of a form it means that nobody wrote anything. */
export const unreadable = messages.common.unreadable;

/** Sealed with another key: so it is after a backup was restored without its key. */
class OtherKey extends Error {}

/** @param key 32 bytes, from GELAR_KEY or the key file of the data folder. */
export function secretsFrom(key: Uint8Array): Secrets {
  if (key.length !== 32) throw new Error('GELAR_KEY must be 32 bytes');
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'gelar', purpose, 32));
  const fieldKey = derived('fields');
  const keyId = derived('key-id').toString('base64url').slice(0, 6);
  const open = (sealed: string) => {
    const [id, nonce = '', body = ''] = sealed.split('.');
    if (id !== keyId) throw new OtherKey(`sealed with another key (${id})`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', fieldKey, Buffer.from(nonce, 'base64url'));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  };
  const read = readerWith(open);
  return {
    open,
    read,
    show(sealed, mask = (plain) => plain) {
      const plain = read(sealed);
      return plain === null ? unreadable : mask(plain);
    },
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', fieldKey, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [keyId, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    digest: (purpose, plain) =>
      createHmac('sha256', derived(`digest:${purpose}`))
        .update(plain)
        .digest('base64url'),
    derive: (purpose) => derived(`secret:${purpose}`).toString('base64url'),
  };
}

/** How many broken values are remembered as told: more would be a flood, and the log has said enough. */
const mostTold = 1000;

function readerWith(open: Secrets['open']): Secrets['read'] {
  const told = new Set<string>();
  return (sealed) => {
    try {
      return open(sealed);
    } catch (error) {
      // After a restore with another key there are thousands of these, and the operator chose it.
      if (error instanceof OtherKey) return null;
      const about = hash('sha256', sealed).slice(0, 16);
      if (!told.has(about) && told.size < mostTold) {
        told.add(about);
        logError(new Error('a sealed field is broken', { cause: error }), { about });
      }
      return null;
    }
  };
}
