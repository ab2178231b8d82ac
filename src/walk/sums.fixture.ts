import { tenantTables } from '#platform/testing/every-table.ts';
import type { Side } from './canaries.fixture.ts';
import type { WalkSite } from './walk-site.fixture.ts';

/** What a tenant's people sign in with. */
const ofPeople = '"userId" in (select user_id from people where tenant_id = $1)';
const signIns = ['auth.session', 'auth.passkey', 'auth.account'];

/** Sums over every row of a tenant in every table, one a line: two are equal when nothing has changed between them. */
export async function openSums({ db, regions }: WalkSite): Promise<(side: Side) => Promise<string>> {
  const tables = (await tenantTables(db.owner)).map((name): [string, string] => [name, 'tenant_id = $1']);
  const all = [...tables, ['tenants', 'id = $1'], ...signIns.map((name) => [name, ofPeople])];
  const sums = all.map(
    ([name, whose]) =>
      `select '${name}' as name, md5(string_agg(x::text, ',' order by x::text)) as sum from ${name} x where ${whose}`,
  );
  return async (side) => {
    const { rows } = await db.owner.query(sums.join(' union all '), [regions[side].tenant.id]);
    return rows.map(({ name, sum }) => `${name} ${sum}`).join('\n');
  };
}
