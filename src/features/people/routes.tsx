import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { accountRoutes } from './account.routes.tsx';
import { externalRoutes } from './external.routes.tsx';
import { createInvitationRoutes } from './invitation.routes.tsx';
import type { LetterheadSource } from './letterhead.ts';
import { officesRoutes } from './offices.routes.tsx';
import { passkeyRoutes } from './passkeys.routes.tsx';
import { personRoutes } from './people.routes.tsx';
import { providerRoutes } from './providers.routes.tsx';
import { secondFactorRoutes } from './second-factor.routes.tsx';
import { securityRoutes } from './security.routes.tsx';
import { sessionRoutes } from './session.routes.tsx';
import { viewingRoutes } from './viewing.routes.tsx';
import { welcomeRoutes } from './welcome.routes.tsx';

/** Signing in, the own account, offices and persons. Fixed addresses come before those with an id. */
export function createPeopleRoutes(letterhead: LetterheadSource): Hono<Env> {
  return new Hono<Env>()
    .route('/', sessionRoutes)
    .route('/', welcomeRoutes)
    .route('/', accountRoutes)
    .route('/', securityRoutes)
    .route('/', secondFactorRoutes)
    .route('/', passkeyRoutes)
    .route('/', externalRoutes)
    .route('/', providerRoutes)
    .route('/', viewingRoutes)
    .route('/', officesRoutes)
    .route('/', createInvitationRoutes(letterhead))
    .route('/', personRoutes);
}
