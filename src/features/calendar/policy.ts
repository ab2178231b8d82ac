import type { Actor, HeldOffice } from '#platform/tenancy.ts';

/** The office in which the person may change the calendar; undefined: in none. */
export function officeForCalendar(actor: Actor | null): HeldOffice | undefined {
  return actor?.offices.find((office) => office.role === 'tenant_admin');
}

/** Whether the person sees events that are not open to everyone: whoever holds an office of this tenant. */
export function seesInternal(actor: Actor | null): boolean {
  return (actor?.offices.length ?? 0) > 0;
}
