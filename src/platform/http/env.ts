import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Frame } from '#ui/frame.tsx';
import type { FileStore } from '../files/store.ts';
import type { Identity } from '../identity/identity.ts';
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
  };
}

/** The app, for those who hand it on without knowing what it is made of. */
export type App = Hono<Env>;
