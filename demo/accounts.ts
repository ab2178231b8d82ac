import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addPerson, type HolderKind, officeTitle, type Role } from '#features/people/index.ts';
import { people as words } from '#messages/id/people.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import type { TenantDirectory } from '#platform/http/directory.ts';
import { accountsByUsername, createPlatformAdministrator, hashPassword } from '#platform/identity/accounts.ts';
import { closeDemonstrationAccounts, openDemonstrationAccount } from '#platform/identity/demonstration.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { inventPassword } from '#platform/identity/passwords.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { OwnerConnection } from '#platform/tenants.ts';
import { bekasikab, tarumasari } from './tenants.ts';

interface Invented {
  username: string;
  /** Invented, and marked so. */
  name: string;
  /** Null stands above all tenants. */
  office: { tenant: string; organization: string; role: Role; kind: HolderKind } | null;
}

const balitbangda = 'Badan Penelitian dan Pengembangan Daerah';

const invent = (
  username: string,
  name: string,
  role: Role,
  organization: string,
  more: { tenant?: string; kind?: HolderKind } = {},
): Invented => ({
  username,
  name: `${name} (contoh)`,
  office: { tenant: bekasikab.slug, kind: 'definitive', role, organization, ...more },
});

/** One account a role. Persons are invented; Balitbangda is real, the villages are not. */
const invented: Invented[] = [
  invent('admin.balitbangda', 'Rina Kartika', 'tenant_admin', balitbangda),
  invent('verifikator', 'Dedi Pratama', 'verifier', balitbangda),
  invent('panitia', 'Lilis Suryani', 'committee', balitbangda),
  invent('juri', 'Bambang Wicaksono', 'juror', balitbangda),
  invent('pendamping', 'Ratna Dewi', 'mentor', balitbangda),
  invent('kades.tarumasri', 'Siti Aminah', 'organization_head', 'Desa Tarum Asri (contoh)'),
  invent('operator.tarumasri', 'Ujang Kurnia', 'innovator', 'Desa Tarum Asri (contoh)'),
  invent('kades.rawakunyit', 'Asep Hidayat', 'organization_head', 'Desa Rawa Kunyit (contoh)', { kind: 'plt' }),
  invent('operator.rawakunyit', 'Neng Lestari', 'innovator', 'Desa Rawa Kunyit (contoh)'),
  invent('admin.tarumasari', 'Yusuf Ramdan', 'tenant_admin', 'Badan Riset dan Inovasi Tarumasari (contoh)', {
    tenant: tarumasari.slug,
  }),
  { username: 'platform', name: 'Wulan Sari (contoh)', office: null },
];

export interface AccountParts extends Pick<Ctx, 'pool' | 'secrets'> {
  /** The owning role: it alone makes platform administrators and opens these accounts. */
  owner: OwnerConnection;
  identity: Identity;
  directory: Pick<TenantDirectory, 'bySlug'>;
  config: { dataDir: string };
}

export interface DemonstrationAccount {
  username: string;
  password: string;
  title: string;
}

/** What the file in the data folder keeps of each account. */
const keptFile = z.record(
  z.string(),
  z.object({
    password: z.string(),
    /** Digest of the stored hash, null until it is stored: tells whether the person chose another password since. */
    stored: z.string().nullable(),
  }),
);
type Kept = z.infer<typeof keptFile>[string];

const keptIn = (parts: AccountParts) => join(parts.config.dataDir, 'akun-contoh.json');

/**
 * Makes the accounts of the demonstration that are missing, with passwords of this installation alone, and lists all. Only
 * where `demonstrationAllowed`; without the demonstration's tenant there are none.
 */
export async function loadDemonstrationAccounts(
  parts: AccountParts,
  report: (line: string) => void,
): Promise<DemonstrationAccount[]> {
  if (!parts.directory.bySlug(bekasikab.slug)?.demonstration) return [];
  const before = await readKept(parts);
  const known = await knownAccounts(parts);
  // An account of that name which neither the database nor the file knows as ours is somebody's own.
  const ours = invented.filter(({ username }) => {
    const account = known.get(username);
    return !account || account.demonstration || before[username] !== undefined;
  });
  if (ours.some(({ username }) => !known.has(username))) report(words.demonstration.loading);
  // Written before the accounts exist: a start that is interrupted goes on with the same passwords.
  const kept = new Map(
    ours.map(({ username }) => [username, before[username] ?? { password: inventPassword(), stored: null }]),
  );
  await writeKept(parts, kept);
  // All at once: hashing a password is slow on purpose, and uses every core.
  const listed = await Promise.all(
    ours.map((person) => {
      const entry = kept.get(person.username);
      if (!entry) throw new Error(`no password is kept for ${person.username}`);
      return loadAccount(parts, person, entry, known.get(person.username));
    }),
  );
  await writeKept(parts, kept);
  return listed;
}

async function knownAccounts(parts: AccountParts) {
  const accounts = await accountsByUsername(
    parts.identity,
    invented.map((person) => person.username),
  );
  return new Map(accounts.map((account) => [account.username, account]));
}

async function loadAccount(
  parts: AccountParts,
  person: Invented,
  entry: Kept,
  known: { id: string; passwordHash: string } | undefined,
): Promise<DemonstrationAccount> {
  const { username, office } = person;
  const title = office ? await titleOf(parts, office) : words.titles.platformAdministrator;
  if (!known || entry.stored === null) {
    const passwordHash = await hashPassword(entry.password);
    const userId = known?.id ?? (await makeAccount(parts, person, passwordHash));
    await openDemonstrationAccount(parts.owner, userId, passwordHash);
    entry.stored = digest(passwordHash);
  } else if (entry.stored !== digest(known.passwordHash)) {
    return { username, password: words.demonstration.changed, title };
  }
  return { username, password: entry.password, title };
}

async function makeAccount(parts: AccountParts, person: Invented, passwordHash: string): Promise<string> {
  const id = newId();
  const { name, username, office } = person;
  if (office) {
    const ctx = ctxOf(parts, office.tenant);
    const organizationId = (await findOrganization(ctx, office.organization)).id;
    const from = addDays(dayInWib(ctx.now), -30);
    const first = { id: newId(), organizationId, role: office.role, kind: office.kind, from, to: null };
    await addPerson(ctx, { id, name, username, email: null, phone: null }, first, null, passwordHash);
    return id;
  }
  const account = { id, name, username, email: null, passwordHash, passwordDue: false };
  await createPlatformAdministrator(parts.owner, account);
  return id;
}

async function titleOf(parts: AccountParts, office: NonNullable<Invented['office']>): Promise<string> {
  const { kind, name, shortName } = await findOrganization(ctxOf(parts, office.tenant), office.organization);
  const called = office.role === 'tenant_admin' ? (shortName ?? name) : name;
  return officeTitle(office.role, office.kind, kind, called);
}

function findOrganization(ctx: Ctx, name: string) {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('organizations')
      .select(['id', 'kind', 'name', 'shortName'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('name', '=', name)
      .executeTakeFirstOrThrow(() => new Error(`the demonstration has no organisation "${name}"`)),
  );
}

function ctxOf({ pool, secrets, directory }: AccountParts, slug: string): Ctx {
  const tenant = directory.bySlug(slug) ?? null;
  return { pool, secrets, tenant, actor: null, now: new Date(), requestId: newId() };
}

const digest = (hash: string) => createHash('sha256').update(hash).digest('base64url');

async function readKept(parts: AccountParts): Promise<Record<string, Kept>> {
  try {
    return keptFile.parse(JSON.parse(await readFile(keptIn(parts), 'utf8')));
  } catch {
    return {}; // the first start, or a file that somebody broke: the accounts get new passwords
  }
}

async function writeKept(parts: AccountParts, kept: ReadonlyMap<string, Kept>): Promise<void> {
  const path = keptIn(parts);
  await mkdir(parts.config.dataDir, { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** For a start that may not have demonstration accounts: an earlier one may have made them. */
export async function forgetDemonstrationAccounts(parts: Pick<AccountParts, 'owner' | 'config'>): Promise<void> {
  await closeDemonstrationAccounts(parts.owner);
  await rm(join(parts.config.dataDir, 'akun-contoh.json'), { force: true });
}

/** The list as the person at the shell reads it. */
export function accountLines(accounts: readonly DemonstrationAccount[]): string[] {
  const wide = (pick: (account: DemonstrationAccount) => string) =>
    Math.max(0, ...accounts.map((account) => pick(account).length));
  const [names, passwords] = [wide((account) => account.username), wide((account) => account.password)];
  return accounts.map(
    ({ username, password, title }) => `  ${username.padEnd(names)}  ${password.padEnd(passwords)}  ${title}`,
  );
}
