import { resolve } from 'node:path';
import { readConfig } from '#platform/config.ts';
import { openPool } from '#platform/database/pool.ts';
import { newId } from '#platform/ids.ts';
import { openInstallation } from '#platform/installation.ts';

/**
 * Adds accepted innovations to the demonstration's first region, one each to as many of its organisations, beside the
 * running product. @returns how many are accepted there now
 */
export async function addAccepted(dataDir: string, count: number): Promise<number> {
  const installation = await openInstallation({
    config: readConfig({ GELAR_DATA_DIR: dataDir }),
    migrations: resolve(import.meta.dirname, '../../migrations'),
    as: 'command',
    report: () => {},
  });
  const owner = openPool(installation.owner, { max: 1 });
  try {
    await owner.query(
      `insert into innovations (tenant_id, id, organization_id, state, example, title, main_affair, initiator_kind, accepted_at)
       select t.id, x.id, o.id, 'accepted', true, 'Inovasi uji ' || x.place || ' (contoh): layanan jemput bola', 'Sosial',
         'Masyarakat', '2026-05-04T03:00:00Z'
       from unnest($1::uuid[]) with ordinality as x (id, place)
       join tenants t on t.slug = 'bekasikab'
       join lateral (select id from organizations where tenant_id = t.id order by name, id offset x.place - 1 limit 1) o on true`,
      [Array.from({ length: count }, () => newId())],
    );
    const { rows } = await owner.query<{ accepted: number }>(
      `select count(*)::int as accepted from innovations i join tenants t on t.id = i.tenant_id
       where t.slug = 'bekasikab' and i.state = 'accepted'`,
    );
    return rows[0]?.accepted ?? 0;
  } finally {
    await owner.end();
    await installation.close();
  }
}
