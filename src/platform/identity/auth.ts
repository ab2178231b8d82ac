import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { username } from 'better-auth/plugins';
import type { Pool } from 'pg';
import { openedSessions } from './opened-sessions.ts';

export interface AuthSettings {
  /** Connections that act as gelar_auth, with `auth` as their search path. */
  pool: Pool;
  /** Where people sign in, e.g. `http://localhost:3000`. */
  origin: string;
  secret: string;
}

const week = 7 * 24 * 3600;
export const shortestPassword = 10;
export const longestPassword = 128;

/** The sign-in library, set up once. Its own endpoints are not mounted: the form routes speak to its handler. */
export function createAuth({ pool, origin, secret }: AuthSettings) {
  return betterAuth({
    database: pool,
    baseURL: origin,
    trustedOrigins: [origin],
    secret,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    // A passkey is added with the password in hand (people), not with a session that is young.
    session: { expiresIn: week, disableSessionRefresh: true, freshAge: 0 },
    // Lock-out is our own (sign-in.ts): it counts by name as well as by address and survives a restart.
    rateLimit: { enabled: false },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 60, usernameValidator: isUsername }),
      passkeysOf(origin),
      openedSessions(),
    ],
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'gelar',
      database: { generateId: 'uuid' },
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
  });
}

/** A passkey counts as two factors, so the device must have asked for its PIN, finger or face: the library leaves it open. */
function passkeysOf(origin: string) {
  const requireVerified = (verified: boolean | undefined) => {
    if (!verified) throw new APIError('UNAUTHORIZED', { message: 'the device did not verify its user' });
  };
  return passkey({
    origin,
    rpID: new URL(origin).hostname,
    rpName: 'Gelar',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => requireVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => requireVerified(verification.authenticationInfo.userVerified),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Lower case letters, digits, dot, dash and underscore; begins with a letter or a digit. */
export function isUsername(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{2,59}$/i.test(text);
}
