import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** The library's sessions for a person whom another provider vouched for. Never reachable over HTTP. */
export function openedSessions() {
  return {
    id: 'opened-sessions',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.uuid() }) },
        async (endpoint) => {
          const { internalAdapter } = endpoint.context;
          const user = await internalAdapter.findUserById(endpoint.body.userId);
          if (!user) throw endpoint.error('NOT_FOUND');
          const session = await internalAdapter.createSession(user.id, true);
          await setSessionCookie(endpoint, { session, user }, true);
          return endpoint.json({ token: session.token });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
