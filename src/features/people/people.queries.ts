import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { mailAddresses, temporaryPasswordGivenBy } from '#platform/identity/accounts.ts';
import { hasSecondFactor } from '#platform/identity/second-factor.ts';
import { maskMail } from '#platform/mail/letter.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { pageSize } from './board.ts';
import { type HolderTerm, termsOf, titleName, whenOf } from './offices.queries.ts';
import { maskPhone } from './person.ts';
import { officeThatMay, organizationsInSight } from './policy.ts';

/** A term as the person's own page lists it: with the office, without the person. */
export interface OwnTerm {
  id: string;
  role: string;
  kind: HolderTerm['kind'];
  organizationId: string;
  organizationKind: string;
  organizationName: string;
  from: string;
  to: string | null;
  when: HolderTerm['when'];
}

export interface ListedPerson {
  userId: string;
  name: string;
  username: string;
  /** Held today. */
  terms: OwnTerm[];
}

/** Persons of the tenant by name. @throws NotAllowed for anybody but a tenant administrator */
export async function peopleOfTenant(
  ctx: Ctx,
  search: { q: string; page: number; size?: number },
): Promise<{ people: ListedPerson[]; total: number }> {
  if (!officeThatMay(ctx.actor, 'look')) {
    throw new NotAllowed(ctx.actor ? 'people.errors.mayNotSee' : 'common.errors.signInFirst');
  }
  const { size = pageSize } = search;
  const like = `%${search.q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return inTenant(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('people')
      .select(['userId', 'name', 'username'])
      .select(sql<number>`count(*) over ()`.as('total'))
      .where('tenantId', '=', tenantOf(ctx).id)
      .where((where) => where.or([where('name', 'ilike', like), where('username', 'ilike', like)]))
      .orderBy('name')
      .orderBy('userId')
      .limit(size)
      .offset((search.page - 1) * size)
      .execute();
    const terms = await termsOfPeople(
      tx,
      ctx,
      rows.map((row) => row.userId),
    );
    const people = rows.map(({ total: _, ...row }) => ({
      ...row,
      terms: (terms.get(row.userId) ?? []).filter((term) => term.when === 'current'),
    }));
    return { people, total: Number(rows[0]?.total ?? 0) };
  });
}

/** All of them, for a file or a print. */
export async function* everybodyOfTenant(ctx: Ctx, q: string): AsyncGenerator<ListedPerson> {
  const size = 500;
  for (let page = 1; ; page++) {
    const { people } = await peopleOfTenant(ctx, { q, page, size });
    yield* people;
    if (people.length < size) return;
  }
}

async function termsOfPeople(tx: Tx, ctx: Ctx, userIds: readonly string[]): Promise<Map<string, OwnTerm[]>> {
  const found = new Map<string, OwnTerm[]>(userIds.map((id) => [id, []]));
  if (userIds.length === 0) return found;
  const rows = await termsOf(tx, ctx)
    .innerJoin('organizations as organization', (join) =>
      join
        .onRef('organization.tenantId', '=', 'office.tenantId')
        .onRef('organization.id', '=', 'office.organizationId'),
    )
    .select(['held.id', 'held.userId', 'held.role', 'held.kind', 'held.validFrom as from', 'held.validTo as to'])
    .select(['organization.id as organizationId', 'organization.kind as organizationKind'])
    .select(['organization.name', 'organization.shortName'])
    .where('held.userId', 'in', [...userIds])
    .orderBy('held.validFrom', 'desc')
    .orderBy('held.id')
    .execute();
  const today = dayInWib(ctx.now);
  for (const { userId, name, shortName, kind, ...row } of rows) {
    found.get(userId)?.push({
      ...row,
      kind: kind as OwnTerm['kind'],
      organizationName: titleName(row.role, name, shortName),
      when: whenOf(row.from, row.to, today),
    });
  }
  return found;
}

export interface PersonPage {
  userId: string;
  name: string;
  username: string;
  /** Only as much of it as recognises it; null when unknown or none of the reader's business. */
  maskedPhone: string | null;
  passwordDue: boolean;
  /** False for whoever may not administer the person. */
  hasSecondFactor: boolean;
  terms: OwnTerm[];
  /** A tenant administrator reads, who may do more than look. */
  administers: boolean;
}

/** A person with all terms; a head or a committee sees those who hold or held an office that is theirs to fill. @throws NotFound */
export async function personPage(ctx: Ctx, userId: string): Promise<PersonPage> {
  const sight = organizationsInSight(ctx.actor);
  if (sight.length === 0) throw new NotAllowed(ctx.actor ? 'people.errors.mayNotSee' : 'common.errors.signInFirst');
  const administers = sight === 'all';
  return inTenant(ctx, async (tx) => {
    const person = await tx
      .selectFrom('people')
      .select(['userId', 'name', 'username', 'phoneSealed'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('userId', '=', userId)
      .executeTakeFirst();
    const all = (await termsOfPeople(tx, ctx, [userId])).get(userId) ?? [];
    const terms = all.filter((term) => officeThatMay(ctx.actor, 'look', term));
    if (!person || (!administers && terms.length === 0)) throw new NotFound('person');
    const { phoneSealed, ...shown } = person;
    return {
      ...shown,
      maskedPhone: administers && phoneSealed ? ctx.secrets.show(phoneSealed, maskPhone) : null,
      passwordDue: (await temporaryPasswordGivenBy(tx, userId)) !== null,
      hasSecondFactor: administers && (await hasSecondFactor(tx, userId)),
      terms,
      administers,
    };
  });
}

/** How the signed-in person gets notices in this tenant; null where mails do not go out or the tenant does not know them. */
export async function ownNotices(
  ctx: Ctx,
  userId: string,
): Promise<{ address: string | null; wanted: boolean } | null> {
  if (!ctx.mail || !ctx.tenant) return null;
  return inTenant(ctx, async (tx) => {
    const person = await tx
      .selectFrom('people')
      .select('wantsMail')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('userId', '=', userId)
      .executeTakeFirst();
    if (!person) return null;
    const address = (await mailAddresses(tx, [userId])).get(userId);
    return { address: address ? maskMail(address) : null, wanted: person.wantsMail };
  });
}

/** The signed-in person's own terms in this tenant. */
export async function ownTerms(ctx: Ctx, userId: string): Promise<OwnTerm[]> {
  return inTenant(ctx, async (tx) => (await termsOfPeople(tx, ctx, [userId])).get(userId) ?? []);
}
