import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Appointment, Ending, HandOver } from './office.ts';
import { officeThatMay, type PeopleDeed } from './policy.ts';
import {
  explainOverlap,
  findTerm,
  lockAdministrators,
  lockOffice,
  personByUsername,
  requireAdministratorLeft,
  type Term,
  writeTerm,
} from './terms.acts.ts';

function requireOffice(ctx: Ctx, deed: PeopleDeed, on: { organizationId: string; role: string }): HeldOffice {
  const office = officeThatMay(ctx.actor, deed, on);
  if (!office) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
  return office;
}

/** A person enters an office from a day on. Sending the same again changes nothing. */
export async function appoint(ctx: Ctx, appointment: Appointment): Promise<void> {
  const by = requireOffice(ctx, 'appoint', appointment);
  await explainOverlap(
    inTenant(ctx, async (tx) => {
      const { id, organizationId, role, kind, from, to } = appointment;
      const officeId = await lockOffice(tx, ctx, organizationId, role);
      const userId = await personByUsername(tx, ctx, appointment.username);
      const term: Term = { id, officeId, role, userId, kind, from, to };
      if (await writeTerm(tx, ctx, term)) await recordAppointment(tx, ctx, by.id, term);
    }),
  );
}

export async function recordAppointment(tx: Tx, ctx: Ctx, byOfficeId: string | null, term: Term): Promise<void> {
  const { id, ...changes } = term;
  const subject = { kind: 'office_term', id };
  await recordEvent(tx, ctx, { act: 'office.appointed', subject, officeId: byOfficeId, changes });
}

/**
 * The last day of somebody's term. A day before the first calls an appointment off that has not begun.
 * @returns whether the appointment was called off
 */
export async function endAppointment(ctx: Ctx, { holdingId, lastDay }: Ending): Promise<{ calledOff: boolean }> {
  return explainOverlap(
    inTenant(ctx, async (tx) => {
      const { term, by } = await lockTerm(tx, ctx, holdingId, 'end');
      const calledOff = lastDay < term.from;
      if (term.to === lastDay) return { calledOff };
      refuseWrongEnd(ctx, term, lastDay);
      await setLastDay(tx, ctx, term, lastDay);
      await requireAdministratorAfter(tx, ctx, term);
      await recordEvent(tx, ctx, {
        act: calledOff ? 'office.called_off' : 'office.ended',
        subject: { kind: 'office_term', id: term.id },
        officeId: by.id,
        changes: { lastDay: { from: term.to, to: lastDay } },
      });
      return { calledOff };
    }),
  );
}

/** A term of the past is history: nothing rewrites it. */
function refuseEnded(ctx: Ctx, { to }: Term): void {
  if (to !== null && to < dayInWib(ctx.now)) throw new Conflict('people.errors.endedAlready');
}

function refuseWrongEnd(ctx: Ctx, term: Term, lastDay: string): void {
  const today = dayInWib(ctx.now);
  refuseEnded(ctx, term);
  const dayBefore = addDays(term.from, -1);
  if (lastDay < dayBefore || (lastDay === dayBefore && term.from <= today)) {
    throw new Invalid([{ field: 'lastDay', message: 'people.errors.endBeforeStart' }]);
  }
}

/**
 * One step: the old term ends the day before `from`, the new one begins. Drafts and tasks belong to the office, so they are
 * the new holder's from that day on.
 */
export async function handOver(ctx: Ctx, change: HandOver): Promise<void> {
  await explainOverlap(
    inTenant(ctx, async (tx) => {
      const { term: old, by } = await lockTerm(tx, ctx, change.holdingId, 'hand_over');
      const userId = await personByUsername(tx, ctx, change.username);
      const { id, kind, from, to } = change;
      const next: Term = { id, officeId: old.officeId, role: old.role, userId, kind, from, to };
      const lastDay = addDays(from, -1);
      const repeated = (await findTerm(tx, ctx, id)) !== undefined;
      if (!repeated) {
        refuseEnded(ctx, old);
        if (from <= old.from) throw new Invalid([{ field: 'from', message: 'people.errors.handOverTooEarly' }]);
        if (old.to !== null && old.to < lastDay) throw new Conflict('people.errors.endedAlready');
        await setLastDay(tx, ctx, old, lastDay);
      }
      if (!(await writeTerm(tx, ctx, next))) return;
      await requireAdministratorAfter(tx, ctx, old);
      await recordEvent(tx, ctx, {
        act: 'office.handed_over',
        subject: { kind: 'office_term', id },
        officeId: by.id,
        changes: { officeId: old.officeId, ended: { id: old.id, userId: old.userId, lastDay }, userId, kind, from, to },
      });
    }),
  );
}

/** @throws NotFound for a term nobody here knows of, NotAllowed when the office is none of the person's business */
async function lockTerm(tx: Tx, ctx: Ctx, holdingId: string, deed: PeopleDeed) {
  const found = await findTerm(tx, ctx, holdingId);
  if (!found) throw new NotFound('term');
  const by = requireOffice(ctx, deed, found);
  if (found.role === 'tenant_admin') await lockAdministrators(tx, ctx);
  else await lockOffice(tx, ctx, found.organizationId, found.role);
  const term = await findTerm(tx, ctx, holdingId); // read again: another may have ended it while we waited
  if (!term) throw new NotFound('term');
  return { term, by };
}

export async function setLastDay(tx: Tx, ctx: Ctx, term: Term, lastDay: string): Promise<void> {
  await tx
    .updateTable('officeHolders')
    .set({ validTo: lastDay })
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', term.id)
    .execute();
}

export async function requireAdministratorAfter(tx: Tx, ctx: Ctx, term: Term): Promise<void> {
  if (term.role === 'tenant_admin') await requireAdministratorLeft(tx, ctx);
}
