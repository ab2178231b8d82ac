import { type RawBuilder, sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { codeDigest, codeFor } from '#platform/identity/codes.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type CodePurpose, expiryOf } from './code.ts';
import { type InvitationRow, mailCode } from './code-mail.acts.ts';
import type { Channel, CodeWanted } from './invitation.ts';
import { countMail } from './mail-ceiling.acts.ts';
import { officeThatMay } from './policy.ts';

/** A code on its way to a person: shown to the operator once, as the answer to the form. */
export interface HandedCode {
  id: string;
  code: string;
  channel: Channel;
  /** In full, for WhatsApp alone. */
  phone: string | null;
}

/** By which office the person may give, renew or take back such a code. @throws NotAllowed */
export function requireInviting(
  ctx: Ctx,
  { purpose, organizationId, role }: Pick<InvitationRow, 'purpose' | 'organizationId' | 'role'>,
): HeldOffice {
  const on = { organizationId: organizationId ?? '', role: role ?? '' };
  const office =
    purpose === 'reset' ? officeThatMay(ctx.actor, 'reset_password') : officeThatMay(ctx.actor, 'invite', on);
  if (!office) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
  return office;
}

/** @throws Invalid for mail where this installation sends none */
export function requireWay(ctx: Ctx, channel: Channel): void {
  if (channel === 'email' && !ctx.mail) throw wrongChannel('noMail');
}

export const wrongChannel = (message: 'noEmail' | 'noPhone' | 'noMail') =>
  new Invalid([{ field: 'channel', message: `invitations.errors.${message}` }]);

type NewInvitation = Pick<InvitationRow, 'id' | 'name'> &
  Partial<Omit<InvitationRow, 'madeInOffice'>> & { purpose: CodePurpose; channel: Channel };

/**
 * Writes the row and its event, and lets the code out: by mail at once, else into the operator's hands.
 * @param by null where the person asked for it
 */
export async function makeCode(
  tx: Tx,
  ctx: Ctx,
  by: HeldOffice | null,
  values: NewInvitation,
  phoneSealed?: string | null,
): Promise<HandedCode> {
  const row = await tx
    .insertInto('invitations')
    .values({
      ...values,
      ...freshCode(ctx, values.id, values.id, values),
      tenantId: tenantOf(ctx).id,
      madeInOffice: by?.id ?? null,
      createdAt: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordMade(tx, ctx, row);
  return letOut(tx, ctx, by, { ...row, phoneSealed: phoneSealed ?? row.phoneSealed }, values.id);
}

function freshCode(
  ctx: Ctx,
  id: string,
  request: string,
  { purpose, channel }: Pick<NewInvitation, 'purpose' | 'channel'>,
) {
  return {
    channel,
    codeRequest: request,
    codeDigest: codeDigest(ctx.secrets, tenantOf(ctx).id, codeOf(ctx, id, request)),
    expiresAt: expiryOf(purpose, ctx.now),
  };
}

/** The ids come from callers: the same ones give another code in another tenant. */
const codeOf = (ctx: Ctx, id: string, request: string) => codeFor(ctx.secrets, `${tenantOf(ctx).id} ${id}`, request);

function recordMade(tx: Tx, ctx: Ctx, row: InvitationRow): Promise<void> {
  const { purpose, organizationId, role, kind, validFrom: from, validTo: to, replacesTerm, userId, channel } = row;
  const told = { channel, expiresAt: row.expiresAt.toISOString() };
  const name = ctx.secrets.digest('audit', row.name);
  return recordEvent(tx, ctx, {
    act: purpose === 'reset' ? 'reset.offered' : 'invitation.made',
    subject: { kind: 'invitation', id: row.id },
    officeId: row.madeInOffice,
    changes:
      purpose === 'reset' ? { ...told, userId } : { ...told, name, organizationId, role, kind, from, to, replacesTerm },
  });
}

async function letOut(
  tx: Tx,
  ctx: Ctx,
  by: HeldOffice | null,
  row: InvitationRow,
  request: string,
): Promise<HandedCode> {
  const out = handed(ctx, row, request);
  if (row.channel !== 'email') return out;
  if (by) await countMail(tx, ctx, by, 'channel');
  await mailCode(tx, ctx, row, out.code);
  return out;
}

function handed(ctx: Ctx, row: InvitationRow, request: string): HandedCode {
  const phone = row.channel === 'whatsapp' && row.phoneSealed ? ctx.secrets.read(row.phoneSealed) : null;
  return { id: row.id, code: codeOf(ctx, row.id, request), channel: row.channel as Channel, phone };
}

/**
 * The answer to a form that was sent before.
 * @throws Conflict when it came with other content, or its code is no longer the one in force
 */
export function answerAgain(ctx: Ctx, known: InvitationRow, sent: Partial<InvitationRow>, phoneSealed?: string | null) {
  const same = Object.entries(sent).every(([key, value]) => known[key as keyof InvitationRow] === value);
  if (!same) throw new Conflict('people.errors.sentOtherContent');
  if (known.codeRequest !== known.id || known.usedAt || known.revokedAt)
    throw new Conflict('invitations.errors.codeGone');
  return handed(ctx, { ...known, phoneSealed: phoneSealed ?? known.phoneSealed }, known.id);
}

export function lockInvitation(tx: Tx, ctx: Ctx, id: string): Promise<InvitationRow | undefined> {
  return tx
    .selectFrom('invitations')
    .selectAll()
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends codes that could still be used and that another takes the place of. */
export async function revokeOpen(tx: Tx, ctx: Ctx, officeId: string | null, which: RawBuilder<boolean>): Promise<void> {
  const open = await tx
    .selectFrom('invitations')
    .selectAll()
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where(which)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of open) await revoke(tx, ctx, row, officeId);
}

/** Whatever was given out for this person's password, by whomever. */
export const resetsOf = (userId: string) => sql<boolean>`purpose = 'reset' and user_id = ${userId}`;

async function revoke(tx: Tx, ctx: Ctx, { tenantId, id, purpose }: InvitationRow, officeId: string | null) {
  await tx
    .updateTable('invitations')
    .set({ revokedAt: ctx.now, phoneSealed: null, emailSealed: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
  const subject = { kind: 'invitation', id };
  await recordEvent(tx, ctx, { act: 'invitation.revoked', subject, officeId, changes: { purpose } });
}

/** Takes a code back. Doing it again changes nothing. @throws Conflict when it was used */
export async function revokeCode(ctx: Ctx, id: string): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const { row, by } = await lockMine(tx, ctx, id);
    if (row.usedAt) throw new Conflict('invitations.errors.usedAlready');
    if (!row.revokedAt) await revoke(tx, ctx, row, by.id);
  });
}

/**
 * Another code for an open invitation or reset, by the same or another channel: the old one opens nothing from now on.
 * @throws Conflict when it was used or taken back
 * @throws Invalid when the office has mailed enough for a day
 */
export async function renewCode(ctx: Ctx, id: string, { id: request, channel }: CodeWanted): Promise<HandedCode> {
  requireWay(ctx, channel);
  return inTenant(ctx, async (tx) => {
    const { row, by } = await lockMine(tx, ctx, id);
    if (row.usedAt) throw new Conflict('invitations.errors.usedAlready');
    if (row.revokedAt) throw new Conflict('invitations.errors.codeGone');
    if (channel === 'whatsapp' && !row.phoneSealed) throw wrongChannel('noPhone');
    if (channel === 'email' && !row.emailSealed) throw wrongChannel('noEmail');
    if (row.codeRequest === request) return handed(ctx, row, request);
    const fresh = freshCode(ctx, id, request, { purpose: row.purpose as CodePurpose, channel });
    await tx.updateTable('invitations').set(fresh).where('tenantId', '=', row.tenantId).where('id', '=', id).execute();
    await recordEvent(tx, ctx, {
      act: 'invitation.renewed',
      subject: { kind: 'invitation', id },
      officeId: by.id,
      changes: { channel, expiresAt: fresh.expiresAt.toISOString() },
    });
    return letOut(tx, ctx, by, { ...row, ...fresh }, request);
  });
}

/** @throws NotFound also for a code that is none of the person's business */
async function lockMine(tx: Tx, ctx: Ctx, id: string) {
  const row = await lockInvitation(tx, ctx, id);
  if (!row) throw new NotFound('invitation');
  try {
    return { row, by: requireInviting(ctx, row) };
  } catch (error) {
    throw ctx.actor ? new NotFound('invitation') : error;
  }
}
