import { id } from '#messages/id.ts';
import { dayInWib } from '#platform/day.ts';
import { Invalid } from '#platform/errors.ts';
import { createPlatformAdministrator, hashPassword } from '#platform/identity/accounts.ts';
import { inventPassword } from '#platform/identity/passwords.ts';
import { isId, newId } from '#platform/ids.ts';
import { type Ctx, inTenant, outsideTenants, type Tenant, tenantOf } from '#platform/tenancy.ts';
import type { OwnerConnection } from '#platform/tenants.ts';
import { isRole, roles } from './office.ts';
import { addPerson } from './people.acts.ts';
import { type NewPerson, personInput } from './person.ts';

/** What `gelar user create` is told. */
export interface UserToCreate {
  name: string;
  username: string;
  email?: string | undefined;
  platformAdmin?: boolean | undefined;
  /** Slug. */
  tenant?: string | undefined;
  /** Name, short name or id. */
  organization?: string | undefined;
  role?: string | undefined;
}

export interface CreatedUser {
  userId: string;
  username: string;
  password: string;
}

/** What was asked for does not fit. The message is for whoever typed the command. */
export class WrongUser extends Error {}

const words = id.people.command;

/**
 * An account from the shell, with a first office or as platform administrator. Its password must be changed at the first
 * sign-in.
 * @param owner the owning role, which alone makes platform administrators
 * @throws WrongUser, Invalid for a wrong name, user name or e-mail, Conflict when one of them is taken
 */
export async function userCreate(ctx: Ctx, owner: OwnerConnection, user: UserToCreate): Promise<CreatedUser> {
  const person = readPerson(user);
  const given = [user.tenant, user.organization, user.role].filter(Boolean).length;
  if (user.platformAdmin) {
    if (given > 0) throw new WrongUser(words.officeIncomplete);
    return raise(owner, person);
  }
  if (given === 0) throw new WrongUser(words.nothingToDo);
  if (!user.tenant || !user.organization || !user.role) throw new WrongUser(words.officeIncomplete);
  if (!isRole(user.role)) throw new WrongUser(words.roleUnknown(user.role, roles.join(', ')));
  const within = { ...ctx, tenant: await findTenant(ctx, user.tenant) };
  const organizationId = await findOrganization(within, user.organization);
  const office = {
    id: newId(),
    organizationId,
    role: user.role,
    kind: 'definitive',
    from: dayInWib(ctx.now),
    to: null,
  } as const;
  const { userId, username, password } = await addPerson(within, person, office, null);
  return { userId, username, password: password ?? '' };
}

function readPerson(user: UserToCreate): NewPerson & { username: string } {
  const read = personInput.safeParse({
    id: newId(),
    name: user.name,
    username: user.username,
    email: user.email ?? '',
  });
  if (read.success && read.data.username !== null) return { ...read.data, username: read.data.username };
  const issues = read.error?.issues ?? [];
  throw new Invalid(
    issues.length > 0
      ? issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
      : [{ field: 'username', message: 'common.errors.required' }],
  );
}

async function raise(owner: OwnerConnection, person: NewPerson & { username: string }) {
  const password = inventPassword();
  const passwordHash = await hashPassword(password);
  await createPlatformAdministrator(owner, { ...person, passwordHash, passwordDue: true });
  return { userId: person.id, username: person.username, password };
}

async function findTenant(ctx: Ctx, slug: string): Promise<Tenant> {
  const tenants = await outsideTenants(ctx, (tx) =>
    tx
      .selectFrom('tenants')
      .select(['id', 'slug', 'name', 'shortName', 'areaCode', 'operatorName', 'helpLabel', 'helpHref', 'demonstration'])
      .where('reserved', '=', false)
      .orderBy('slug')
      .execute(),
  );
  const tenant = tenants.find((one) => one.slug === slug.toLowerCase());
  if (!tenant) throw new WrongUser(words.tenantUnknown(slug, tenants.map((one) => one.slug).join(', ') || '-'));
  return tenant;
}

async function findOrganization(ctx: Ctx, text: string): Promise<string> {
  const wanted = text.trim().toLowerCase();
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select(['id', 'name'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where((where) =>
        isId(wanted)
          ? where('id', '=', wanted)
          : where.or([
              where(where.fn<string>('lower', ['name']), '=', wanted),
              where(where.fn<string>('lower', ['shortName']), '=', wanted),
            ]),
      )
      .limit(10)
      .execute(),
  );
  const [found] = rows;
  if (!found) throw new WrongUser(words.organizationUnknown(text));
  if (rows.length > 1) {
    throw new WrongUser(words.organizationUnclear(text, rows.map((row) => `${row.name} (${row.id})`).join(', ')));
  }
  return found.id;
}
