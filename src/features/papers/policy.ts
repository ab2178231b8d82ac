import type { Actor, HeldOffice } from '#platform/tenancy.ts';
import { type Event, type Role, transitions } from './paper.ts';

export type Deed = Event | 'look';

/** The office in which this person may do that with a paper of the tenant; undefined: in none. */
export function officeFor(deed: Deed, actor: Actor | null): HeldOffice | undefined {
  const roles: readonly Role[] =
    deed === 'look'
      ? ['tenant_admin', 'verifier']
      : transitions.filter(({ event }) => event === deed).flatMap(({ by }) => by);
  return actor?.offices.find((office) => (roles as readonly string[]).includes(office.role));
}
