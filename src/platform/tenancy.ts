import type { Pool } from 'pg';
import type { Tx } from './database/bound.ts';
import { transact } from './database/transact.ts';
import { NotAllowed, NotFound } from './errors.ts';
import type { Secrets } from './secrets.ts';

/** A regional government. */
export interface Tenant {
  id: string;
  slug: string;
  name: string;
  shortName: string;
  areaCode: string | null;
  operatorName: string;
  helpLabel: string;
  helpHref: string | null;
  demonstration: boolean;
}

/** Under it stand the events that belong to no tenant, sign-ins for instance. */
export const reservedTenantId = '00000000-0000-7000-8000-000000000000';

/** An office a person holds today. `role` is one of the roles that features define. */
export interface HeldOffice {
  id: string;
  role: string;
  kind: 'definitive' | 'plt' | 'plh' | 'pj';
  organizationId: string;
  organizationName: string;
  organizationKind: string;
}

export interface Actor {
  userId: string;
  name: string;
  username: string;
  offices: readonly HeldOffice[];
  platformAdministrator: boolean;
  /** An administrator who looks as this person: nothing may be changed. */
  viewedBy?: { userId: string; name: string };
}

/** The one role that the platform itself knows: who holds it keeps a second factor and is looked as by nobody. */
export const administratorRole = 'tenant_admin';

export function administers(actor: Pick<Actor, 'offices' | 'platformAdministrator'>): boolean {
  return actor.platformAdministrator || actor.offices.some((office) => office.role === administratorRole);
}

/** What every act and query is given: for which tenant, by whom, when. */
export interface Ctx {
  pool: Pool;
  secrets: Secrets;
  tenant: Tenant | null;
  actor: Actor | null;
  now: Date;
  requestId: string;
  /** How mails leave this installation; absent where they do not. */
  mail?: MailWay;
}

export interface MailWay {
  /** `shown`: to nobody, but to be read at `/dev/mail` of a demonstration. */
  way: 'smtp' | 'shown';
  /** The site's own, for links in mails. */
  origin: string;
}

/** One transaction within the tenant of `ctx`; no row of another tenant can be read, written or referred to. */
export function inTenant<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(ctx.pool, { tenantId: tenantOf(ctx).id, ...whoOf(ctx) }, work);
}

/** One transaction that sees global reference tables, projections and the person's own offices only. */
export function outsideTenants<T>(ctx: Pick<Ctx, 'pool' | 'actor'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(ctx.pool, { tenantId: null, ...whoOf(ctx) }, work);
}

const whoOf = ({ actor }: Pick<Ctx, 'actor'>) => ({
  userId: actor?.userId ?? null,
  readOnly: actor?.viewedBy !== undefined,
});

/** @throws NotFound outside every tenant. */
export function tenantOf(ctx: Ctx): Tenant {
  if (!ctx.tenant) throw new NotFound('no tenant');
  return ctx.tenant;
}

/** @throws NotAllowed when nobody is signed in. */
export function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw new NotAllowed('common.errors.signInFirst');
  return ctx.actor;
}
