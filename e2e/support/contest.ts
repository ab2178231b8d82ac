import type { Pool } from 'pg';
import { createAccount } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { withOwner } from './desk.ts';
import type { Account } from './process.ts';

/** A contest whose written scores are all in, with those who still have to act in it. */
export interface ScoredContest {
  contest: TestContest;
  /** The first one is the chair. */
  jurors: Account[];
  /** Of the first entry. */
  entrant: Account;
}

/** Three jurors scored six entries, the first two alike, and every stage of scoring is closed. */
export function addScored(dataDir: string): Promise<ScoredContest> {
  return withOwner(dataDir, async (owner, { identity }) => {
    const { rows } = await owner.query<Tenant>("select id, slug, name from tenants where slug = 'bekasikab'");
    const [tenant] = rows;
    if (!tenant) throw new Error('no regency');
    const contest = await arrangeContest({ owner }, { tenant });
    const open = async (userId: string, name: string, username: string): Promise<Account> => {
      await owner.query('update people set username = $2 where user_id = $1', [userId, username]);
      const account = { username, password: 'kata-sandi-lomba-1' };
      await createAccount(identity, { ...account, id: userId, name, email: null, passwordDue: false });
      return account;
    };
    const jurors: Account[] = [];
    for (const [at, { actor }] of contest.jurors.entries())
      jurors.push(await open(actor.userId, actor.name, `juri-lomba-${at + 1}`));
    const innovator = contest.entries[0]?.innovator;
    if (!innovator) throw new Error('no entrant');
    const entrant = await open(innovator.userId, innovator.name, 'peserta-lomba-1');
    await addScores(owner, contest);
    return { contest, jurors, entrant };
  });
}

const levels = [5, 5, 4, 3, 2, 1];

async function addScores(owner: Pool, { tenant, competitionId, rubrics, entries, jurors }: TestContest): Promise<void> {
  const { desk } = rubrics;
  for (const [at, entry] of entries.entries())
    for (const juror of jurors) {
      const id = newId();
      await owner.query(
        `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state, version,
           remark, submitted_at) values ($1, $2, $3, 'desk', $4, $5, $6, 'submitted', 1, 'Manfaatnya jelas.', now())`,
        [tenant.id, id, competitionId, juror.id, entry.id, desk.id],
      );
      await owner.query(
        `insert into review_scores (tenant_id, review_id, criterion_id, value, save_id)
         select $1, $2, c, $4, $5 from unnest($3::uuid[]) c`,
        [tenant.id, id, desk.criteria, levels[at], newId()],
      );
    }
  await owner.query(
    `update competition_stages set started_at = now(), closed_at = now()
     where competition_id = $1 and kind in ('desk', 'presentation')`,
    [competitionId],
  );
}
