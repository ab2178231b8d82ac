import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import type { AftermathSlots, Placement, RankFile, RankReport } from './aftermath.ts';

export interface SealedContest extends TestContest {
  placements: Placement[];
  slots: AftermathSlots;
  ctx(actor?: Actor | null): Ctx;
  version: number;
}

/** Jurors' names that must never be read by entrants or the public. */
export const canaries = ['Rahasia Satu', 'Rahasia Dua', 'Rahasia Tiga'];

/** The mean of all values by entry; equal ones share a band. */
export function rankByMean({ scores }: RankFile): RankReport {
  const means = [...Map.groupBy(scores, ({ entry }) => entry)].map(([id, rows]) => ({
    id,
    mean: rows.reduce((sum, { value }) => sum + value, 0) / rows.length,
  }));
  const sorted = means.toSorted((a, b) => b.mean - a.mean);
  const bands = [...new Set(sorted.map(({ mean }) => mean))];
  return { entries: sorted.map(({ id, mean }, at) => ({ id, mean, rank: at + 1, tieBand: bands.indexOf(mean) + 1 })) };
}

/**
 * Six entries read by three jurors (the last entry by one), four shortlisted, two placed, sealed. Entry n of the list gets
 * 5, 4, 4, 3, 2, 1 in every criterion; each juror signs a remark.
 */
export async function arrangeSealed(db: TestDatabase): Promise<SealedContest> {
  const contest = await arrangeContest(db);
  const tenantId = contest.tenant.id;
  const q = (sql: string, values: unknown[]) => db.owner.query(sql, values);
  await addReviews(db, contest);
  const shortlisted = contest.entries.slice(0, 4).map(({ id }) => id);
  await q('update entries set shortlisted_at = now() where tenant_id = $1 and id = any($2)', [tenantId, shortlisted]);
  await q(`update competitions set state = 'sealed', sealed_at = now() where tenant_id = $1 and id = $2`, [
    tenantId,
    contest.competitionId,
  ]);
  const placements = contest.entries
    .slice(0, 2)
    .map(({ id }, at) => ({ categoryId: contest.categoryId, entryId: id, place: at + 1 }));
  const sealed: SealedContest = {
    ...contest,
    placements,
    version: 1,
    ctx: (actor = contest.committee) => db.ctx({ actor, tenant: contest.tenant }),
    slots: {
      origin: 'https://inovasi.contoh.id',
      placementsOf: async () => sealed.placements,
      rank: rankByMean,
      letterhead: async () => ({ lines: ['Pemerintah Kabupaten Contoh', 'Balitbangda Contoh'] }),
      evidenceOf: async () => null,
    },
  };
  return sealed;
}

async function addReviews(db: TestDatabase, contest: TestContest): Promise<void> {
  const tenantId = contest.tenant.id;
  const q = (sql: string, values: unknown[]) => db.owner.query(sql, values);
  for (const [at, { actor }] of contest.jurors.entries()) {
    await q('update people set name = $3 where tenant_id = $1 and user_id = $2', [
      tenantId,
      actor.userId,
      `Dr. ${canaries[at]}, M.Si. (contoh)`,
    ]);
  }
  for (const [at, entry] of contest.entries.entries()) {
    const readers = at === 5 ? contest.jurors.slice(0, 1) : contest.jurors;
    for (const [number, juror] of readers.entries()) {
      const review = newId();
      await q(
        `insert into reviews (tenant_id, id, competition_id, stage, juror_id, entry_id, rubric_id, state, remark, submitted_at)
         values ($1, $2, $3, 'desk', $4, $5, $6, 'submitted', $7, now())`,
        [
          ...[tenantId, review, contest.competitionId, juror.id, entry.id, contest.rubrics.desk.id],
          `Catatan ${at + 1}.${number + 1}. Salam, ${canaries[number]}.`,
        ],
      );
      for (const criterion of contest.rubrics.desk.criteria) {
        await q(
          `insert into review_scores (tenant_id, review_id, criterion_id, value, save_id) values ($1, $2, $3, $4, $5)`,
          [tenantId, review, criterion, [5, 4, 4, 3, 2, 1][at], newId()],
        );
      }
    }
  }
}

/** Seals members of a team into an entry: the first allows the name, the second does not. */
export async function arrangeTeam(db: TestDatabase, contest: SealedContest, entryId: string): Promise<string[]> {
  await db.owner.query(`update entries set team_name = 'Tim Kunyit' where tenant_id = $1 and id = $2`, [
    contest.tenant.id,
    entryId,
  ]);
  const ids: string[] = [];
  for (const [name, allowed] of [['Siswa Boleh', true] as const, ['Siswa Tidak', false] as const]) {
    const id = newId();
    await db.owner.query(
      `insert into team_members (tenant_id, id, entry_id, name_sealed, guardian_sealed, consent_kind, consent_on,
         name_allowed, recorded_by) values ($1, $2, $3, $4, $5, 'recorded', '2026-11-01', $6, $7)`,
      [
        contest.tenant.id,
        id,
        entryId,
        db.secrets.seal(name),
        db.secrets.seal('Wali'),
        allowed,
        contest.committee.userId,
      ],
    );
    ids.push(id);
  }
  return ids;
}
