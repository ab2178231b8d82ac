import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { mailAddresses, standsOutside } from '#platform/identity/accounts.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import {
  answerAgain,
  type HandedCode,
  lockInvitation,
  makeCode,
  requireInviting,
  requireWay,
  resetsOf,
  revokeOpen,
  wrongChannel,
} from './code.acts.ts';
import type { CodeWanted, Invitation } from './invitation.ts';
import { lockPerson } from './people.acts.ts';
import { officeThatMay } from './policy.ts';
import { findTerm, lockOffice } from './terms.acts.ts';

/**
 * Asks somebody without an account into an office. An open invitation of the same name into the same office ends.
 * @throws Invalid when the office is another's on those days and is not to be taken over, or when the inviting office has
 *   mailed enough for a day
 */
export async function inviteIntoOffice(ctx: Ctx, invitation: Invitation): Promise<HandedCode> {
  const { id, channel, organizationId, role, name, kind, termId, from, to, replaces } = invitation;
  const by = requireInviting(ctx, { purpose: 'invitation', organizationId, role });
  requireWay(ctx, channel);
  const seal = (text: string | null) => (text === null ? null : ctx.secrets.seal(text));
  const office = { organizationId, role, kind, termId, validFrom: from, validTo: to, replacesTerm: replaces };
  return inTenant(ctx, async (tx) => {
    const officeId = await lockOffice(tx, ctx, organizationId, role);
    const known = await lockInvitation(tx, ctx, id);
    if (known) return answerAgain(ctx, known, { name, channel, ...office });
    await requireRoom(tx, ctx, officeId, invitation);
    await revokeOpen(
      tx,
      ctx,
      by.id,
      sql`purpose = 'invitation' and organization_id = ${organizationId} and role = ${role} and lower(name) = lower(${name})`,
    );
    return makeCode(tx, ctx, by, {
      id,
      purpose: 'invitation',
      channel,
      name,
      ...office,
      phoneSealed: seal(invitation.phone),
      emailSealed: seal(invitation.email),
    });
  });
}

/** A head's office that is held on those days has no room, unless its holder gives way. */
async function requireRoom(tx: Tx, ctx: Ctx, officeId: string, invitation: Invitation): Promise<void> {
  const { role, kind, from, to, replaces } = invitation;
  if (replaces !== null) await requireReplaceable(tx, ctx, officeId, invitation, replaces);
  if (role !== 'organization_head') return;
  const held = await tx
    .selectFrom('officeHolders')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('officeId', '=', officeId)
    .where('kind', kind === 'plh' ? '=' : '<>', 'plh')
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>=', from)]))
    .$if(to !== null, (query) => query.where('validFrom', '<=', to))
    .$if(replaces !== null, (query) => query.where('id', '<>', replaces))
    .executeTakeFirst();
  if (held) throw new Invalid([{ field: 'replaces', message: 'invitations.errors.headHeld' }]);
}

async function requireReplaceable(tx: Tx, ctx: Ctx, officeId: string, { from, ...on }: Invitation, replaces: string) {
  const old = await findTerm(tx, ctx, replaces);
  if (old?.officeId !== officeId) throw new NotFound('term');
  if (!officeThatMay(ctx.actor, 'hand_over', on)) throw new NotAllowed('people.errors.mayNotChange');
  if (old.to !== null && old.to < dayInWib(ctx.now)) throw new Conflict('people.errors.endedAlready');
  if (from <= old.from) throw new Invalid([{ field: 'from', message: 'people.errors.handOverTooEarly' }]);
}

/**
 * Lets a person of this tenant choose a new password with a code; until it is used the old one stays.
 * @throws NotAllowed for a person who also holds an office elsewhere, or administers the platform
 */
export async function offerReset(ctx: Ctx, userId: string, { id, channel }: CodeWanted): Promise<HandedCode> {
  const by = requireInviting(ctx, { purpose: 'reset', organizationId: null, role: null });
  requireWay(ctx, channel);
  return inTenant(ctx, async (tx) => {
    const { name, phoneSealed } = await lockPerson(tx, ctx, userId);
    const known = await lockInvitation(tx, ctx, id);
    if (known) return answerAgain(ctx, known, { userId, channel }, phoneSealed);
    if (await standsOutside(tx, userId)) throw new NotAllowed('people.errors.outsideTenant');
    const email = (await mailAddresses(tx, [userId])).get(userId);
    if (channel === 'email' && !email) throw wrongChannel('noEmail');
    if (channel === 'whatsapp' && phoneSealed === null) throw wrongChannel('noPhone');
    await revokeOpen(tx, ctx, by.id, sql`${resetsOf(userId)} and made_in_office is not null`);
    const emailSealed = channel === 'email' && email ? ctx.secrets.seal(email) : null;
    const reset = { id, purpose: 'reset', channel, name, userId, emailSealed } as const;
    return makeCode(tx, ctx, by, reset, phoneSealed);
  });
}
