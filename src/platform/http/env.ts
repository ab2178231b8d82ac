import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Frame } from '#ui/frame.tsx';
import type { FileStore } from '../files/store.ts';
import type { Identity } from '../identity/identity.ts';
import type { SignedIn } from '../identity/session.ts';
import type { Ctx } from '../tenancy.ts';

/** What every route finds on its context. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    ctx: Ctx;
    frame: Frame;
    identity: Identity;
    files: FileStore;
    /** Address of the client, behind trusted proxies too. */
    address: string;
    /** Whose session the request carries, also while a code is still to be typed or the person looks as somebody else. */
    session: SignedIn | null;
  };
}

/** The app, for those who hand it on without knowing what it is made of. */
export type App = Hono<Env>;
