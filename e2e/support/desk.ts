import { resolve } from 'node:path';
import type { Pool } from 'pg';
import { openScoring } from '#features/judging/testing-desk.ts';
import { readConfig } from '#platform/config.ts';
import { openPool } from '#platform/database/pool.ts';
import { createAccount } from '#platform/identity/accounts.ts';
import { openInstallation } from '#platform/installation.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { arrangeContest } from '#platform/testing/contest.ts';
import type { Account } from './process.ts';

/** A juror of a running installation who was given every entry of an invented contest. */
export interface Desk {
  account: Account;
  reviews: string[];
  /** The criteria of the rubric, in their order. */
  criteria: string[];
  competitionId: string;
}

/** Opens the database of a product that runs. */
export async function withOwner<T>(
  dataDir: string,
  work: (owner: Pool, installation: Awaited<ReturnType<typeof openInstallation>>) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation({
    config: readConfig({ GELAR_DATA_DIR: dataDir }),
    migrations: resolve(import.meta.dirname, '../../migrations'),
    as: 'command',
    report: () => {},
  });
  const owner = openPool(installation.owner, { max: 2 });
  try {
    return await work(owner, installation);
  } finally {
    await owner.end();
    await installation.close();
  }
}

export function addDesk(dataDir: string, entries: number): Promise<Desk> {
  return withOwner(dataDir, async (owner, { identity }) => {
    const { rows } = await owner.query<Tenant>("select id, slug, name from tenants where slug = 'bekasikab'");
    const [tenant] = rows;
    if (!tenant) throw new Error('no regency');
    const contest = await arrangeContest({ owner }, { tenant, entries, jurors: 1 });
    const { juror, reviews } = await openScoring({ owner }, contest);
    const username = `juri-${contest.competitionId.slice(-6)}`;
    await owner.query('update people set username = $2 where user_id = $1', [juror.userId, username]);
    const account = { username, password: 'kata-sandi-juri-1' };
    await createAccount(identity, { ...account, id: juror.userId, name: juror.name, email: null, passwordDue: false });
    return { account, reviews, criteria: contest.rubrics.desk.criteria, competitionId: contest.competitionId };
  });
}
