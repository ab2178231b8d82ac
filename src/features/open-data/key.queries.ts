import { createHash } from 'node:crypto';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type Actor, actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { ApiKey, Scope } from './key.ts';
import { officeForKeys } from './policy.ts';

/** What stands in the database for a key. It has 256 bits of chance: a plain hash cannot be turned round. */
export const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** @throws NotAllowed for everyone but the tenant's administrators */
export function requireKeys(ctx: Ctx): HeldOffice {
  const office = officeForKeys(actorOf(ctx));
  if (!office) throw new NotAllowed('openData.errors.adminOnly');
  return office;
}

const keysWithOffice = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom('apiKeys as k')
    .innerJoin('offices as f', (join) => join.onRef('f.tenantId', '=', 'k.tenantId').onRef('f.id', '=', 'k.officeId'))
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.organizationId'),
    )
    .where('k.tenantId', '=', tenantOf(ctx).id);

/** All keys of the tenant, newest first. */
export function listKeys(ctx: Ctx): Promise<ApiKey[]> {
  requireKeys(ctx);
  return inTenant(ctx, (tx) =>
    keysWithOffice(tx, ctx)
      .select([
        'k.id',
        'k.name',
        'k.beginning',
        'k.scopes',
        'k.expiresOn',
        'k.createdAt',
        'k.revokedAt',
        'k.lastUsedAt',
      ])
      .select('o.name as organizationName')
      .orderBy('k.createdAt', 'desc')
      .$castTo<ApiKey>()
      .execute(),
  );
}

export interface OfficeChoice {
  id: string;
  organizationName: string;
}

/** Offices that a key may act as: those that write innovations. */
export function officesForKeys(ctx: Ctx): Promise<OfficeChoice[]> {
  requireKeys(ctx);
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('offices as f')
      .innerJoin('organizations as o', (join) =>
        join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.organizationId'),
      )
      .select(['f.id', 'o.name as organizationName'])
      .where('f.tenantId', '=', tenantOf(ctx).id)
      .where('f.role', '=', 'innovator')
      .orderBy('o.name')
      .execute(),
  );
}

/** Who stands behind a key: no person, but an office with one role. */
export interface KeyHolder {
  actor: Actor;
  scopes: readonly Scope[];
  organizationId: string;
}

/**
 * The office that a key acts as; null for a key that is none of this tenant's, was revoked or has expired.
 * @param called how the key is called where a name is shown
 */
export async function holderOf(ctx: Ctx, token: string, called: (name: string) => string): Promise<KeyHolder | null> {
  const row = await inTenant(ctx, (tx) =>
    keysWithOffice(tx, ctx)
      .select(['k.id', 'k.name', 'k.scopes', 'f.id as officeId', 'f.role', 'f.organizationId'])
      .select(['o.name as organizationName', 'o.kind as organizationKind'])
      .where('k.digest', '=', digestOf(token))
      .where('k.revokedAt', 'is', null)
      .where('k.expiresOn', '>=', dayInWib(ctx.now))
      .executeTakeFirst(),
  );
  if (!row) return null;
  const { id, role, organizationId, organizationName, organizationKind } = row;
  const office = {
    id: row.officeId,
    role,
    kind: 'definitive',
    organizationId,
    organizationName,
    organizationKind,
  } as const;
  return {
    organizationId,
    scopes: row.scopes as Scope[],
    actor: { userId: id, name: called(row.name), username: id, offices: [office], platformAdministrator: false },
  };
}
