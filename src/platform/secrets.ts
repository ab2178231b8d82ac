import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts and digests personal fields. The key itself never leaves this object. */
export interface Secrets {
  /** AES-256-GCM, `key id.nonce.ciphertext+tag`, base64url. */
  seal(plain: string): string;
  open(sealed: string): string;
  /** Keyed digest for equality search and for audit lines, base64url. */
  digest(purpose: string, plain: string): string;
  /** A secret of 32 bytes for one purpose (the sign-in library's, for instance), base64url. */
  derive(purpose: string): string;
}

/** @param key 32 bytes, from GELAR_KEY or the key file of the data folder. */
export function secretsFrom(key: Uint8Array): Secrets {
  if (key.length !== 32) throw new Error('GELAR_KEY must be 32 bytes');
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'gelar', purpose, 32));
  const fieldKey = derived('fields');
  const keyId = derived('key-id').toString('base64url').slice(0, 6);
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', fieldKey, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [keyId, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed) {
      const [id, nonce = '', body = ''] = sealed.split('.');
      if (id !== keyId) throw new Error(`sealed with another key (${id})`);
      const bytes = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', fieldKey, Buffer.from(nonce, 'base64url'));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
    },
    digest: (purpose, plain) =>
      createHmac('sha256', derived(`digest:${purpose}`))
        .update(plain)
        .digest('base64url'),
    derive: (purpose) => derived(`secret:${purpose}`).toString('base64url'),
  };
}
