import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { makeCertificates, readCertificate, voidCertificate } from './certificate.acts.ts';
import { certificatesToPrint, certificateView, publicCertificate } from './certificate.queries.ts';
import { publishVerdict } from './publish.acts.ts';
import { arrangeSealed, arrangeTeam, canaries, type SealedContest } from './testing-aftermath.ts';

let db: TestDatabase;
let contest: SealedContest;
let members: string[];
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  contest = await arrangeSealed(db);
  members = await arrangeTeam(db, contest, contest.entries[2]?.id ?? '');
  await publishVerdict(contest.ctx(), contest.slots, { id: contest.competitionId, version: 1 });
});
afterAll(() => db.close());

const make = (ctx = contest.ctx()) => makeCertificates(ctx, contest.competitionId);
const list = async (ctx = contest.ctx()) => (await certificateView(ctx, contest.competitionId)).lines;
const school = () => contest.ctx(contest.entries[2]?.innovator);

describe('certificates', () => {
  it('are made once for everybody, also by two at once', async () => {
    await Promise.all([make(), make()]);
    await make();
    const kinds = (await list()).map(({ kind, place, pupil }) => [kind, place, pupil]);
    expect(kinds).toEqual([
      ['winner', 1, false],
      ['winner', 2, false],
      ['finalist', null, false],
      ['finalist', null, true],
      ['finalist', null, false],
      ['participant', null, false],
      ['participant', null, false],
      ['juror', null, false],
      ['juror', null, false],
      ['juror', null, false],
    ]);
  });

  it('leave nothing half done', async () => {
    await failEveryCall(db, contest.ctx(), (ctx) => make(ctx));
  });

  it('are made by the committee, after publication', async () => {
    await expect(make(school())).rejects.toThrow(NotAllowed);
    await expect(make(contest.ctx(contest.jurors[0]?.actor))).rejects.toThrow(NotAllowed);
    await expect(make(db.ctx({ actor: contest.committee, tenant: db.tenants.tetangga }))).rejects.toThrow(NotFound);
    const sealed = await arrangeSealed(db);
    await expect(makeCertificates(sealed.ctx(), sealed.competitionId)).rejects.toThrow(Conflict);
  });

  it('show entrants and jurors their own, others nothing', async () => {
    await make();
    expect((await list(school())).map(({ name, pupil }) => [name, pupil])).toEqual([
      ['Tim Kunyit, Desa Contoh 3', false],
      ['Tim Kunyit, Desa Contoh 3', true],
    ]);
    expect((await list(contest.ctx(contest.jurors[1]?.actor))).map(({ kind }) => kind)).toEqual(['juror']);
    const other = await arrangeSealed(db);
    await expect(list(contest.ctx(other.entries[0]?.innovator))).rejects.toThrow(NotFound);
  });

  it('name a pupil to the school alone, with the consent, and leave a trace', async () => {
    await make();
    const id = (await list(school())).find(({ pupil }) => pupil)?.id ?? '';
    const at = { competitionId: contest.competitionId, id };
    expect(await readCertificate(school(), at)).toMatchObject({ name: 'Siswa Boleh', kind: 'finalist' });
    await expect(readCertificate(contest.ctx(), at)).rejects.toThrow(NotFound);
    await expect(readCertificate(contest.ctx(contest.entries[0]?.innovator), at)).rejects.toThrow(NotFound);
    const printed = await certificatesToPrint(contest.ctx(), contest.competitionId);
    expect(JSON.stringify([printed, await list()])).not.toContain('Siswa');
    const { rows } = await db.owner.query(`select act from audit_events where subject_id = $1`, [id]);
    expect(rows).toEqual([{ act: 'certificate.name_read' }]);
    await db.owner.query(
      'update team_members set withdrawn_at = now(), name_sealed = null, guardian_sealed = null where id = $1',
      [members[0]],
    );
    await expect(readCertificate(school(), at)).rejects.toThrow(NotFound);
    const code = (await list(school())).find(({ pupil }) => pupil)?.code ?? '';
    expect(await publicCertificate(contest.ctx(null), code)).toMatchObject({
      valid: false,
      name: 'Tim Kunyit, Desa Contoh 3',
    });
  });

  it('tell everybody what they certify, never a juror or a pupil', async () => {
    await make();
    const lines = await list();
    const told = await Promise.all(lines.map(({ code }) => publicCertificate(contest.ctx(null), code)));
    expect(told[0]).toMatchObject({ valid: true, kind: 'winner', place: 1, name: 'Desa Contoh 1' });
    for (const name of [...canaries, 'Siswa']) expect(JSON.stringify(told)).not.toContain(name);
    expect(await publicCertificate(contest.ctx(null), '000000000000')).toBeNull();
    const neighbour = db.ctx({ tenant: db.tenants.tetangga });
    expect(await publicCertificate(neighbour, lines[0]?.code ?? '')).toBeNull();
  });

  it('become void with a reason, and are made anew', async () => {
    await make();
    const [line] = await list();
    const step = { competitionId: contest.competitionId, id: line?.id ?? '', reason: 'Salah tulis' };
    await expect(voidCertificate(contest.ctx(), { ...step, reason: ' ' })).rejects.toThrow(Invalid);
    await expect(voidCertificate(school(), step)).rejects.toThrow(NotAllowed);
    await voidCertificate(contest.ctx(), step);
    await voidCertificate(contest.ctx(), step);
    expect(await publicCertificate(contest.ctx(null), line?.code ?? '')).toMatchObject({ valid: false });
    await expect(readCertificate(contest.ctx(), step)).rejects.toThrow(NotFound);
    await make();
    const again = (await list()).filter(({ kind, place }) => kind === 'winner' && place === 1);
    expect(again.map(({ voided }) => voided).toSorted()).toEqual([false, true]);
  });
});
