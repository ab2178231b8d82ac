import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { codeDigest } from '#platform/identity/codes.ts';
import { maskMail } from '#platform/mail/letter.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type CodePurpose, isOpen } from './code.ts';
import type { Channel } from './invitation.ts';
import { titleName } from './offices.queries.ts';
import { maskPhone } from './person.ts';
import { officeThatMay } from './policy.ts';
import { officeTitle } from './title.ts';

/** What an invitation or a reset says, on paper and on the page that its code opens. */
export interface InvitationFace {
  id: string;
  purpose: CodePurpose;
  name: string;
  /** Of a person who has an account. */
  username: string | null;
  /** Title of the office that is entered; null for a reset. */
  title: string | null;
  from: string | null;
  to: string | null;
  /** Name of whoever gives way, null when nobody does. */
  replaces: string | null;
  channel: Channel;
  expiresAt: Date;
}

/** What the code opens; null when it opens nothing: unknown, used, taken back, replaced or too old look the same. */
export async function invitationByCode(
  ctx: Ctx,
  code: string,
): Promise<(InvitationFace & { email: string | null }) | null> {
  const digest = codeDigest(ctx.secrets, tenantOf(ctx).id, code);
  return inTenant(ctx, async (tx) => {
    const row = await faces(tx, ctx).select('i.emailSealed').where('i.codeDigest', '=', digest).executeTakeFirst();
    if (!row || !isOpen(row, ctx.now)) return null;
    return { ...faceOf(row), email: row.emailSealed && ctx.secrets.read(row.emailSealed) };
  });
}

/** For the letter, right after the act that made the code. @throws NotFound also when it is none of the person's business */
export async function invitationFace(ctx: Ctx, id: string): Promise<InvitationFace> {
  return inTenant(ctx, async (tx) => {
    const row = await faces(tx, ctx).where('i.id', '=', id).executeTakeFirst();
    if (!row || !mayKnow(ctx, row)) throw new NotFound('invitation');
    return faceOf(row);
  });
}

export type InvitationState = 'open' | 'used' | 'revoked' | 'expired';

export interface ListedInvitation extends InvitationFace {
  state: InvitationState;
  createdAt: Date;
  usedAt: Date | null;
  /** Where it went, as far as it recognises the receiver: part of a number or an address. */
  sentTo: string | null;
}

const mostListed = 200;

/** Codes of the last weeks, open ones first: of the whole tenant, or of the organisations that the person heads or whose contests they run. */
export async function listInvitations(ctx: Ctx): Promise<ListedInvitation[]> {
  const offices = ctx.actor?.offices.filter(({ role }) => role === 'organization_head' || role === 'committee') ?? [];
  const own = offices.map(({ organizationId }) => organizationId);
  const all = officeThatMay(ctx.actor, 'invite') !== null || officeThatMay(ctx.actor, 'reset_password') !== null;
  if (!all && own.length === 0) {
    throw new NotAllowed(ctx.actor ? 'people.errors.mayNotSee' : 'common.errors.signInFirst');
  }
  return inTenant(ctx, async (tx) => {
    const rows = await faces(tx, ctx)
      .select(['i.phoneSealed', 'i.emailSealed'])
      .$if(!all, (query) => query.where('i.organizationId', 'in', own))
      .orderBy((by) => by.and([by('i.usedAt', 'is', null), by('i.revokedAt', 'is', null)]), 'desc')
      .orderBy('i.createdAt', 'desc')
      .limit(mostListed)
      .execute();
    return rows
      .filter((row) => mayKnow(ctx, row))
      .map((row) => ({
        ...faceOf(row),
        state: stateOf(row, ctx.now),
        createdAt: row.createdAt,
        usedAt: row.usedAt,
        sentTo: sentTo(ctx, row),
      }));
  });
}

function stateOf(row: Row, now: Date): InvitationState {
  if (row.usedAt) return 'used';
  if (row.revokedAt) return 'revoked';
  return isOpen(row, now) ? 'open' : 'expired';
}

function sentTo(ctx: Ctx, row: Row & { phoneSealed: string | null; emailSealed: string | null }): string | null {
  if (row.channel === 'email') return row.emailSealed && ctx.secrets.show(row.emailSealed, maskMail);
  return row.channel === 'whatsapp' && row.phoneSealed ? ctx.secrets.show(row.phoneSealed, maskPhone) : null;
}

function mayKnow(ctx: Ctx, { purpose, organizationId, role }: Row): boolean {
  if (purpose === 'reset') return officeThatMay(ctx.actor, 'reset_password') !== null;
  return officeThatMay(ctx.actor, 'invite', { organizationId: organizationId ?? '', role: role ?? '' }) !== null;
}

type Row = Awaited<ReturnType<ReturnType<typeof faces>['executeTakeFirstOrThrow']>>;

function faces(tx: Tx, ctx: Ctx) {
  return tx
    .selectFrom('invitations as i')
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.organizationId'),
    )
    .leftJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'i.tenantId').onRef('p.userId', '=', 'i.userId'))
    .leftJoin('officeHolders as h', (join) =>
      join.onRef('h.tenantId', '=', 'i.tenantId').onRef('h.id', '=', 'i.replacesTerm'),
    )
    .leftJoin('people as old', (join) =>
      join.onRef('old.tenantId', '=', 'h.tenantId').onRef('old.userId', '=', 'h.userId'),
    )
    .select(['i.id', 'i.purpose', 'i.channel', 'i.name', 'i.organizationId', 'i.role', 'i.kind', 'i.createdAt'])
    .select(['i.validFrom', 'i.validTo', 'i.expiresAt', 'i.usedAt', 'i.revokedAt', 'p.username'])
    .select(['o.name as organizationName', 'o.shortName', 'o.kind as organizationKind', 'old.name as replaces'])
    .where('i.tenantId', '=', tenantOf(ctx).id);
}

function faceOf(row: Row): InvitationFace {
  const { id, name, username, role, kind, organizationKind, organizationName, shortName, expiresAt, replaces } = row;
  const called = role && organizationName ? titleName(role, organizationName, shortName) : '';
  return {
    id,
    purpose: row.purpose as CodePurpose,
    name,
    username,
    title: role ? officeTitle(role, kind ?? '', organizationKind ?? '', called) : null,
    from: row.validFrom,
    to: row.validTo,
    replaces,
    channel: row.channel as Channel,
    expiresAt,
  };
}
