import type { Tx } from '../database/bound.ts';
import { type Ctx, inTenant, reservedTenantId, type Tenant } from '../tenancy.ts';
import { type AuditEntry, recordEvent } from './record.ts';

/** The tenant under which stands what belongs to none. It has no pages. */
export const reservedTenant: Tenant = {
  id: reservedTenantId,
  slug: 'platform',
  name: 'Gelar',
  shortName: 'Gelar',
  areaCode: null,
  operatorName: 'Gelar',
  helpLabel: '-',
  helpHref: null,
  demonstration: false,
};

/** Writes an event that belongs to no tenant, a sign-in for instance, in a transaction of its own. */
export function recordPlatformEvent(ctx: Ctx, entry: AuditEntry): Promise<void> {
  return actOutside(ctx, (tx, outside) => recordEvent(tx, outside, entry));
}

/** A transaction for an act that belongs to no tenant, with its event in it. */
export function actOutside<T>(ctx: Ctx, work: (tx: Tx, outside: Ctx) => Promise<T>): Promise<T> {
  return inReserved(ctx, work);
}

/** A transaction in the reserved tenant, for what the installation itself keeps. */
export function inReserved<T>(ctx: Ctx, work: (tx: Tx, outside: Ctx) => Promise<T>): Promise<T> {
  const outside = { ...ctx, tenant: reservedTenant };
  return inTenant(outside, (tx) => work(tx, outside));
}
