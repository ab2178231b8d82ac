import type { Pool } from 'pg';
import type { Tenant } from '../tenancy.ts';

/** The few rows every request needs: tenants by slug and by host, kept in memory and read again every few seconds. */
export interface TenantDirectory {
  bySlug(slug: string): Tenant | undefined;
  byHost(host: string): Tenant | undefined;
  all(): readonly Tenant[];
  reload(): Promise<void>;
  stop(): void;
}

const readTenants = `
  select id, slug, name, short_name as "shortName", area_code as "areaCode", operator_name as "operatorName",
         help_label as "helpLabel", help_href as "helpHref", demonstration,
         array(select host from hosts where tenant_slug = slug) as hosts
  from tenants where not reserved order by name`;

export async function openDirectory(pool: Pool, everyMilliseconds = 5000): Promise<TenantDirectory> {
  let tenants: Tenant[] = [];
  let slugs = new Map<string, Tenant>();
  let hosts = new Map<string, Tenant>();
  let [asked, shown] = [0, 0];
  const reload = async () => {
    const mine = ++asked;
    const { rows } = await pool.query<Tenant & { hosts: string[] }>(readTenants);
    if (mine < shown) return; // an answer that was overtaken is older than what is known
    shown = mine;
    tenants = rows;
    slugs = new Map(rows.map((row) => [row.slug, row]));
    hosts = new Map(rows.flatMap((row) => row.hosts.map((host) => [host, row])));
  };
  await reload();
  const timer = setInterval(() => reload().catch(() => {}), everyMilliseconds).unref();
  return {
    bySlug: (slug) => slugs.get(slug),
    byHost: (host) => hosts.get(host),
    all: () => tenants,
    reload,
    stop: () => clearInterval(timer),
  };
}
