import pg, { type ClientBase } from 'pg';
import { loadAreas } from '#features/areas/index.ts';
import { loadAreaOrganizations, loadOrganizations } from '#features/organizations/index.ts';
import { organizations as messages } from '#messages/id/organizations.ts';
import type { DatabaseAddress } from '#platform/database/pool.ts';
import type { TenantDirectory } from '#platform/http/directory.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { createTenant } from '#platform/tenants.ts';
import { formatNumber } from '#ui/format.ts';
import { fictionalBekasi } from './bekasikab/fictional.ts';
import { listBekasiOrganizations } from './bekasikab/organizations.ts';
import { tarumasariOrganizations } from './tarumasari/organizations.ts';
import { bekasikab, tarumasari } from './tenants.ts';

export interface DemonstrationParts extends Pick<Ctx, 'pool' | 'secrets'> {
  owner: DatabaseAddress;
  directory: Pick<TenantDirectory, 'bySlug' | 'reload'>;
}

/** The two governments of the demonstration, as the parts that come later see them. */
export interface Demonstration {
  bekasikab: Ctx;
  tarumasari: Ctx;
}

/** What is loaded on top of the ground: accounts, innovations. Repeating it must change nothing. */
export interface DemonstrationPart {
  name: string;
  /** What the person at the shell reads while it loads; without it nothing is said. */
  title?: string;
  load(demonstration: Demonstration): Promise<void>;
}

/**
 * Loads the demonstration regency: areas, tenants, organisations, then `parts` in their order. A part that was loaded
 * whole is not loaded again; one that was interrupted starts over and finds what is already there. A database that
 * belongs to other governments is left alone.
 */
export async function loadDemonstration(
  parts: DemonstrationParts,
  report: (line: string) => void,
  more: readonly DemonstrationPart[] = [],
): Promise<void> {
  const owner = new pg.Client({ ...parts.owner, application_name: 'gelar-demonstration' });
  await owner.connect();
  try {
    if (await isOccupied(owner)) return report(words.occupied);
    await loadAreas(owner, (areas) => report(words.areas(formatNumber(areas))));
    await createTenant(owner, bekasikab);
    await createTenant(owner, tarumasari);
    await parts.directory.reload();
    const demonstration = {
      bekasikab: contextOf(parts, bekasikab.slug),
      tarumasari: contextOf(parts, tarumasari.slug),
    };
    for (const part of [ground, ...more]) await loadOnce(owner, part, demonstration, report);
  } finally {
    await owner.end();
  }
}

const words = messages.loading;

/** Somebody else's governments are here and the demonstration is not: it stays away. */
async function isOccupied(owner: ClientBase): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from tenants where not reserved and not demonstration
     and not exists (select from tenants where slug = $1 and demonstration)`,
    [bekasikab.slug],
  );
  return rowCount !== 0;
}

const ground: DemonstrationPart = {
  name: 'organizations',
  title: words.organizations,
  async load({ bekasikab, tarumasari }) {
    await loadOrganizations(bekasikab, 'bekasikab', listBekasiOrganizations());
    await loadAreaOrganizations(bekasikab);
    await loadOrganizations(bekasikab, 'contoh', fictionalBekasi);
    await loadOrganizations(tarumasari, 'contoh', tarumasariOrganizations);
  },
};

function contextOf({ pool, secrets, directory }: DemonstrationParts, slug: string): Ctx {
  const tenant = directory.bySlug(slug);
  if (!tenant) throw new Error(`tenant ${slug} was not found after it was made`);
  return { pool, secrets, tenant, actor: null, now: new Date(), requestId: newId() };
}

async function loadOnce(
  owner: ClientBase,
  part: DemonstrationPart,
  demonstration: Demonstration,
  report: (line: string) => void,
): Promise<void> {
  const name = `demonstration ${part.name}`;
  const { rowCount } = await owner.query('select from finished_loads where name = $1', [name]);
  if (rowCount) return;
  if (part.title) report(part.title);
  await part.load(demonstration);
  await owner.query("insert into finished_loads (name, version) values ($1, '1') on conflict do nothing", [name]);
}
