import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { Conflict } from '#platform/errors.ts';
import { choosePassword } from '#platform/identity/accounts.ts';
import { codeDigest } from '#platform/identity/codes.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { resetsOf, revokeOpen } from './code.acts.ts';
import { isOpen } from './code.ts';
import type { InvitationRow } from './code-mail.acts.ts';
import type { HolderKind, Role } from './office.ts';
import { recordAppointment, requireAdministratorAfter, setLastDay } from './offices.acts.ts';
import { openUnderFreeName, writePerson } from './people.acts.ts';
import { type NewPerson, personAlone } from './person.ts';
import { explainOverlap, findTerm, lockOffice, type Term, writeTerm } from './terms.acts.ts';

/** Whose account it now is; null when the code opens nothing, whatever the reason. */
export type Opened = { userId: string; username: string } | null;

/**
 * The invited person's account, the person, the office and the end of the code: one transaction. Two at once make one
 * account; the same form again is answered like the first, and its password must then fit.
 * @throws Invalid when a name or an e-mail is taken, Conflict when the office is another's by now
 */
export async function acceptInvitation(
  ctx: Ctx,
  code: string,
  person: Omit<NewPerson, 'phone'>,
  passwordHash: string,
): Promise<Opened> {
  return enter(ctx, async (tx) => {
    const row = await lockByCode(tx, ctx, code);
    if (row?.purpose === 'invitation' && row.usedAt && row.userId === person.id) return knownAs(tx, ctx, person.id);
    if (row?.purpose !== 'invitation' || !isOpen(row, ctx.now)) return null;
    const whole = { ...person, phone: row.phoneSealed && ctx.secrets.read(row.phoneSealed) };
    const username = await openUnderFreeName(tx, whole, passwordHash, null);
    if (username === null) throw new Conflict('people.errors.sentOtherContent');
    const asPerson = { ...ctx, actor: personAlone(person.id) };
    await writePerson(tx, asPerson, whole, username, row.madeInOffice);
    await enterOffice(tx, asPerson, row, person.id);
    return { userId: person.id, username };
  });
}

/** The same for somebody who is signed in already: the office is theirs, the account stays as it is. */
export async function acceptAsSignedIn(ctx: Ctx, code: string): Promise<Opened> {
  const { userId, username, name } = actorOf(ctx);
  return enter(ctx, async (tx) => {
    const row = await lockByCode(tx, ctx, code);
    if (row?.purpose === 'invitation' && row.usedAt && row.userId === userId) return { userId, username };
    if (row?.purpose !== 'invitation' || !isOpen(row, ctx.now)) return null;
    await tx
      .insertInto('people')
      .values({ tenantId: tenantOf(ctx).id, userId, name, username })
      .onConflict((conflict) => conflict.columns(['tenantId', 'userId']).doNothing())
      .execute();
    await enterOffice(tx, { ...ctx, actor: personAlone(userId) }, row, userId);
    return { userId, username };
  });
}

/** Replaces the password by one that its owner chose, and ends all sessions and all other codes for it. */
export async function choosePasswordByCode(ctx: Ctx, code: string, passwordHash: string): Promise<Opened> {
  return inTenant({ ...ctx, actor: null }, async (tx) => {
    const row = await lockByCode(tx, ctx, code);
    const userId = row?.userId;
    if (row?.purpose !== 'reset' || !userId || !isOpen(row, ctx.now)) return null;
    if ((await choosePassword(tx, userId, passwordHash)) !== 'replaced') return null;
    const asPerson = { ...ctx, actor: personAlone(userId) };
    await markUsed(tx, ctx, row, userId);
    await revokeOpen(tx, asPerson, null, resetsOf(userId));
    const subject = { kind: 'person', id: userId };
    const changes = { invitationId: row.id };
    await recordEvent(tx, asPerson, { act: 'password.chosen_by_code', subject, officeId: row.madeInOffice, changes });
    return knownAs(tx, ctx, userId);
  });
}

/** What the database refuses here is nobody's typing: somebody else holds the office by now. */
function enter(ctx: Ctx, work: (tx: Tx) => Promise<Opened>): Promise<Opened> {
  return explainOverlap(inTenant({ ...ctx, actor: null }, work));
}

function lockByCode(tx: Tx, ctx: Ctx, code: string): Promise<InvitationRow | undefined> {
  const tenantId = tenantOf(ctx).id;
  return tx
    .selectFrom('invitations')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('codeDigest', '=', codeDigest(ctx.secrets, tenantId, code))
    .forUpdate()
    .executeTakeFirst();
}

async function knownAs(tx: Tx, ctx: Ctx, userId: string): Promise<Opened> {
  const person = await tx
    .selectFrom('people')
    .select(['userId', 'username'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return person ?? null;
}

async function markUsed(tx: Tx, ctx: Ctx, { tenantId, id }: InvitationRow, userId: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ usedAt: ctx.now, userId, phoneSealed: null, emailSealed: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** The event names the office that invited: it is on its word that the person enters. */
async function enterOffice(tx: Tx, ctx: Ctx, row: InvitationRow, userId: string): Promise<void> {
  const { term, organizationId } = termOf(ctx, row, userId);
  const officeId = await lockOffice(tx, ctx, organizationId, term.role);
  const entered = { ...term, officeId };
  const ended = row.replacesTerm ? await makeRoom(tx, ctx, row.replacesTerm, entered) : null;
  if (await writeTerm(tx, ctx, entered)) await recordAppointment(tx, ctx, row.madeInOffice, entered);
  if (ended) await requireAdministratorAfter(tx, ctx, ended);
  await markUsed(tx, ctx, row, userId);
  await recordEvent(tx, ctx, {
    act: 'invitation.accepted',
    subject: { kind: 'invitation', id: row.id },
    officeId: row.madeInOffice,
    changes: { userId, termId: entered.id, ended: ended && { id: ended.id, lastDay: addDays(entered.from, -1) } },
  });
}

/** Whoever gives way worked until the successor came, however long the letter was under way. */
function termOf(ctx: Ctx, row: InvitationRow, userId: string) {
  const { termId, organizationId, role, kind, validFrom, validTo: to } = row;
  if (!termId || !organizationId || !role || !kind || !validFrom) throw new Error(`invitation ${row.id} has no office`);
  const today = dayInWib(ctx.now);
  const from = row.replacesTerm && validFrom < today ? today : validFrom;
  if (to !== null && to < from) throw new Conflict('invitations.errors.termOver');
  return { term: { id: termId, role: role as Role, userId, kind: kind as HolderKind, from, to }, organizationId };
}

async function makeRoom(tx: Tx, ctx: Ctx, termId: string, { from }: Term): Promise<Term | null> {
  const old = await findTerm(tx, ctx, termId);
  const lastDay = addDays(from, -1);
  if (!old || (old.to !== null && old.to <= lastDay)) return null;
  if (old.from > lastDay) throw new Conflict('invitations.errors.termOver');
  await setLastDay(tx, ctx, old, lastDay);
  return old;
}

/** A code that opens nothing was tried. Never which. @param from keyed digest of the network it came from */
export function recordRefusedCode(ctx: Ctx, from: string): Promise<void> {
  return inTenant(ctx, (tx) =>
    recordEvent(tx, ctx, { act: 'code.refused', subject: { kind: 'address', id: from }, officeId: null }),
  );
}
