import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Secrets } from '../secrets.ts';
import { type Auth, createAuth } from './auth.ts';

/** Eight wrong passwords within a quarter of an hour lock a name for as long; a hundred lock an address. */
const window = 15 * 60;
const triesPerName = 8;
const triesPerAddress = 100;
/** A code has 79 bits: this keeps guessing from costing us anything, and lets a village behind one address mistype. */
const codesPerAddress = 30;

export interface Identity {
  auth: Auth;
  pool: Pool;
  secrets: Secrets;
  origin: string;
  perName: RateLimiterPostgres;
  perAddress: RateLimiterPostgres;
  /** One-time codes, and asking for them. */
  codesPerAddress: RateLimiterPostgres;
}

/** Everything about who somebody is. Credentials never leave this folder. */
export function openIdentity(pool: Pool, secrets: Secrets, origin: string): Identity {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      schemaName: 'auth',
      tableName: 'sign_in_attempts',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: window,
      blockDuration: window,
    });
  return {
    auth: createAuth({ pool, origin, secret: secrets.derive('sign-in') }),
    pool,
    secrets,
    origin,
    perName: limiter('name', triesPerName),
    perAddress: limiter('address', triesPerAddress),
    codesPerAddress: limiter('code', codesPerAddress),
  };
}
