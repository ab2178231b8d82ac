import { isPlatformAdministrator } from '#platform/identity/accounts.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { heldOffices, tenantsOf } from './offices.queries.ts';
import { personAlone } from './person.ts';

/** Where a person belongs: here, in another tenant, above all of them, or nowhere yet. */
export type Landing = { kind: 'here' } | { kind: 'tenant'; slug: string } | { kind: 'platform' } | { kind: 'account' };

export async function landingOf(ctx: Ctx, identity: Identity, userId: string): Promise<Landing> {
  const asPerson = { ...ctx, actor: personAlone(userId) };
  if (ctx.tenant && (await heldOffices(asPerson, userId)).length > 0) return { kind: 'here' };
  const [first] = await tenantsOf(asPerson);
  if (first) return { kind: 'tenant', slug: first.slug };
  return (await isPlatformAdministrator(identity, userId)) ? { kind: 'platform' } : { kind: 'account' };
}
