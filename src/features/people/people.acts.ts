import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { hashPassword, openAccount, replacePassword, temporaryPasswordGivenBy } from '#platform/identity/accounts.ts';
import { temporaryPassword } from '#platform/identity/passwords.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { FirstOffice } from './office.ts';
import { recordAppointment } from './offices.acts.ts';
import { type NewPerson, proposeUsername } from './person.ts';
import { officeThatMay, type PeopleDeed } from './policy.ts';
import { explainOverlap, lockOffice, type Term, writeTerm } from './terms.acts.ts';

/** What is handed over to a person. The password is null once the person has changed it. */
export interface HandedAccount {
  userId: string;
  name: string;
  username: string;
  password: string | null;
}

function requireOffice(ctx: Ctx, deed: PeopleDeed): HeldOffice {
  const office = officeThatMay(ctx.actor, deed);
  if (!office) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotChange' : 'common.errors.signInFirst');
  return office;
}

/** An account, the person behind it and, if wanted, a first office: all or nothing. Sending the same again answers the same. */
export async function createPerson(ctx: Ctx, person: NewPerson, office: FirstOffice | null): Promise<HandedAccount> {
  return addPerson(ctx, person, office, requireOffice(ctx, 'create_person').id);
}

/**
 * The same on behalf of the installation itself: who may run the command line has its keys. With `givenHash` the account
 * keeps that password instead of the temporary one.
 */
export async function addPerson(
  ctx: Ctx,
  person: NewPerson,
  office: FirstOffice | null,
  byOfficeId: string | null,
  givenHash?: string,
): Promise<HandedAccount> {
  const password = temporaryPassword(ctx.secrets, person.id, person.id);
  const passwordHash = givenHash ?? (await hashPassword(password));
  return explainOverlap(
    inTenant(ctx, async (tx) => {
      const username = await openUnderFreeName(tx, person, passwordHash, person.id);
      if (username === null) return answerRepeat(tx, ctx, person, password);
      const handed = { userId: person.id, name: person.name, username, password };
      await writePerson(tx, ctx, person, username, byOfficeId);
      if (office) await enterFirstOffice(tx, ctx, person.id, office, byOfficeId);
      return handed;
    }),
  );
}

const mostNamesakes = 60;

/**
 * @param givenBy the request that gave a temporary password; null when the person chose it
 * @returns the user name it got, null when the account exists already
 */
export async function openUnderFreeName(
  tx: Tx,
  person: NewPerson,
  passwordHash: string,
  givenBy: string | null,
): Promise<string | null> {
  const base = person.username ?? proposeUsername(person.name);
  for (let n = 1; n <= mostNamesakes; n++) {
    const username = n === 1 ? base : `${base}${n}`;
    const outcome = await openAccount(tx, { ...person, username, passwordHash, givenBy });
    if (outcome === 'opened') return username;
    if (outcome === 'id') return null;
    if (outcome === 'email') throw new Invalid([{ field: 'email', message: 'people.errors.emailTaken' }]);
    if (person.username !== null) break;
  }
  throw new Invalid([{ field: 'username', message: 'people.errors.usernameTaken' }]);
}

/** @throws Conflict when the id belongs to somebody else, or came before with other content */
async function answerRepeat(tx: Tx, ctx: Ctx, person: NewPerson, password: string): Promise<HandedAccount> {
  const known = await findPerson(tx, ctx, person.id);
  const phone = known?.phoneSealed ? ctx.secrets.show(known.phoneSealed) : null;
  const sameName = person.username === null || person.username === known?.username;
  if (!known || known.name !== person.name || !sameName || phone !== person.phone) {
    throw new Conflict('people.errors.sentOtherContent');
  }
  const due = (await temporaryPasswordGivenBy(tx, person.id)) === person.id;
  return { userId: person.id, name: known.name, username: known.username, password: due ? password : null };
}

function findPerson(tx: Tx, ctx: Ctx, userId: string) {
  return tx
    .selectFrom('people')
    .select(['userId', 'name', 'username', 'phoneSealed'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('userId', '=', userId)
    .executeTakeFirst();
}

export async function writePerson(
  tx: Tx,
  ctx: Ctx,
  person: NewPerson,
  username: string,
  byOfficeId: string | null,
): Promise<void> {
  const phoneSealed = person.phone === null ? null : ctx.secrets.seal(person.phone);
  await tx
    .insertInto('people')
    .values({ tenantId: tenantOf(ctx).id, userId: person.id, name: person.name, username, phoneSealed })
    .execute();
  const digest = (value: string | null) => value && ctx.secrets.digest('audit', value);
  await recordEvent(tx, ctx, {
    act: 'person.created',
    subject: { kind: 'person', id: person.id },
    officeId: byOfficeId,
    changes: {
      name: digest(person.name),
      username: digest(username),
      email: digest(person.email),
      phone: digest(person.phone),
    },
  });
}

async function enterFirstOffice(tx: Tx, ctx: Ctx, userId: string, office: FirstOffice, byOfficeId: string | null) {
  const { id, organizationId, role, kind, from, to } = office;
  const officeId = await lockOffice(tx, ctx, organizationId, role);
  const term: Term = { id, officeId, role, userId, kind, from, to };
  if (await writeTerm(tx, ctx, term)) await recordAppointment(tx, ctx, byOfficeId, term);
}

/**
 * A new temporary password for a person of this tenant, whose sessions all end.
 * @throws NotAllowed for a person who also holds an office elsewhere, or administers the platform
 */
export async function resetPersonPassword(ctx: Ctx, userId: string, requestId: string): Promise<HandedAccount> {
  const by = requireOffice(ctx, 'reset_password');
  const password = temporaryPassword(ctx.secrets, userId, requestId);
  const passwordHash = await hashPassword(password);
  return inTenant(ctx, async (tx) => {
    const person = await lockPerson(tx, ctx, userId);
    const handed = { userId, name: person.name, username: person.username, password };
    if (await wasReset(tx, ctx, userId, requestId)) {
      if ((await temporaryPasswordGivenBy(tx, userId)) === requestId) return handed;
      throw new Conflict('people.errors.resetUsed');
    }
    const outcome = await replacePassword(tx, userId, passwordHash, requestId);
    if (outcome === 'outside') throw new NotAllowed('people.errors.outsideTenant');
    if (outcome === 'unknown') throw new NotFound('person');
    const subject = { kind: 'person', id: userId };
    await recordEvent(tx, ctx, { act: 'person.password_reset', subject, officeId: by.id, changes: { requestId } });
    return handed;
  });
}

/** @throws NotFound when the tenant knows no such person */
export async function lockPerson(tx: Tx, ctx: Ctx, userId: string) {
  const person = await findPerson(tx, ctx, userId);
  if (!person) throw new NotFound('person');
  await tx
    .selectFrom('people')
    .select('userId')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('userId', '=', userId)
    .forUpdate()
    .execute();
  return person;
}

async function wasReset(tx: Tx, ctx: Ctx, userId: string, requestId: string): Promise<boolean> {
  const event = await tx
    .selectFrom('auditEvents')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('subjectKind', '=', 'person')
    .where('subjectId', '=', userId)
    .where('act', '=', 'person.password_reset')
    .where(sql<boolean>`changes ->> 'requestId' = ${requestId}`)
    .executeTakeFirst();
  return event !== undefined;
}

/** The telephone number in full. Reading it is an event like a change. */
export async function readPhone(ctx: Ctx, userId: string): Promise<string | null> {
  const by = requireOffice(ctx, 'read_phone');
  return inTenant(ctx, async (tx) => {
    const person = await findPerson(tx, ctx, userId);
    if (!person) throw new NotFound('person');
    if (person.phoneSealed === null) return null;
    const subject = { kind: 'person', id: userId };
    await recordEvent(tx, ctx, { act: 'person.phone_read', subject, officeId: by.id });
    return ctx.secrets.show(person.phoneSealed);
  });
}
