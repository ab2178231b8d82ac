import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';

/** What a key may do, on top of reading what its office reads. */
export const scopes = ['innovations:write', 'innovations:propose'] as const;
export type Scope = (typeof scopes)[number];

export const keyName = { least: 3, most: 80 } as const;
/** A key is renewed every year at the latest. */
export const longestLife = 366;

const error = (key: string) => `openData.errors.${key}`;
const several = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()));

export const newKey = z.object({
  id: z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm'),
  name: z.string(error('name')).overwrite(oneLine).min(keyName.least, error('name')).max(keyName.most, error('name')),
  officeId: z.string(error('office')).refine(isId, error('office')),
  scopes: several.pipe(z.array(z.enum(scopes, error('scopes'))).min(1, error('scopes'))),
  /** Last day on which it is taken. */
  expiresOn: z.iso.date(error('day')),
});
export type NewKey = z.output<typeof newKey>;

export interface ApiKey {
  id: string;
  name: string;
  /** Its first letters. */
  beginning: string;
  organizationName: string;
  scopes: Scope[];
  expiresOn: string;
  createdAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

export type KeyState = 'active' | 'expired' | 'revoked';

/** @param today "2026-11-24" in WIB */
export function keyState({ revokedAt, expiresOn }: Pick<ApiKey, 'revokedAt' | 'expiresOn'>, today: string): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresOn < today ? 'expired' : 'active';
}

const shape = /^Bearer +(gelar_[A-Za-z0-9_-]{43})$/i;

/** The key of an Authorization header; null when it holds none of ours. */
export function bearerOf(header: string): string | null {
  return shape.exec(header.trim())?.[1] ?? null;
}
