import { addPerson, type HandedAccount } from '#features/people/index.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import type { AdministratorInput } from './administrator.ts';
import { setUpOffice } from './policy.ts';

/**
 * An account with the office of a tenant administrator, from today on. Sending the same again answers the same.
 * @throws NotAllowed for everybody who does not make this region ready
 */
export async function addAdministrator(ctx: Ctx, input: AdministratorInput): Promise<HandedAccount> {
  const by = setUpOffice(ctx.actor);
  if (!by) throw new NotAllowed(ctx.actor ? 'regions.errors.notYours' : 'common.errors.signInFirst');
  const { termId, organizationId, ...person } = input;
  const term = {
    id: termId,
    organizationId,
    role: 'tenant_admin',
    kind: 'definitive',
    from: dayInWib(ctx.now),
    to: null,
  } as const;
  return addPerson(ctx, person, term, by.officeId);
}
