import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicAwards } from '#features/competitions/index.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { publishCorrection, publishVerdict } from './publish.acts.ts';
import { publishView } from './publish.queries.ts';
import { publicVerdict, publishedDocument, publishedPart } from './published.queries.ts';
import { arrangeSealed, canaries, rankByMean, type SealedContest } from './testing-aftermath.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

const publish = (contest: SealedContest, ctx = contest.ctx()) =>
  publishVerdict(ctx, contest.slots, { id: contest.competitionId, version: contest.version });

describe('publishing a verdict', () => {
  it('is the committee’s, of this tenant', async () => {
    const contest = await arrangeSealed(db);
    const [entry] = contest.entries;
    await expect(publish(contest, contest.ctx(entry?.innovator))).rejects.toThrow(NotAllowed);
    await expect(publish(contest, contest.ctx(contest.jurors[0]?.actor))).rejects.toThrow(NotAllowed);
    await expect(publish(contest, contest.ctx(null))).rejects.toThrow(NotAllowed);
    const neighbour = db.ctx({ actor: contest.committee, tenant: db.tenants.tetangga });
    await expect(publish(contest, neighbour)).rejects.toThrow(NotFound);
    await expect(publicVerdict(contest.ctx(null), contest.competitionId)).rejects.toThrow(NotFound);
    await expect(publishedDocument(contest.ctx(), contest.competitionId)).rejects.toThrow(NotFound);
  });

  it('waits for the seal, for places, and for the version that was read', async () => {
    const contest = await arrangeSealed(db);
    const none = { ...contest.slots, placementsOf: async () => [] };
    const step = { id: contest.competitionId, version: 1 };
    await expect(publishVerdict(contest.ctx(), none, step)).rejects.toThrow(Conflict);
    await expect(publishVerdict(contest.ctx(), contest.slots, { ...step, version: 7 })).rejects.toThrow(Conflict);
    await db.owner.query(`update competitions set state = 'announced' where id = $1`, [contest.competitionId]);
    await expect(publish(contest)).rejects.toThrow(Conflict);
  });

  it('leaves nothing half done, and repeated or at once it is one', async () => {
    const contest = await arrangeSealed(db);
    await failEveryCall(db, contest.ctx(), (ctx) => publish(contest, ctx));
    const before = await publishedDocument(contest.ctx(null), contest.competitionId);
    await publish(contest);
    expect(await publishedDocument(contest.ctx(null), contest.competitionId)).toEqual(before);
    const other = await arrangeSealed(db);
    await Promise.all([publish(other), publish(other)]);
    const { rows } = await db.owner.query(
      `select count(*)::int as n from audit_events where act = 'contest.published' and subject_id = $1`,
      [other.competitionId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('shows places, finalists and bands; others stay pseudonyms', async () => {
    const contest = await arrangeSealed(db);
    await publish(contest);
    const { shown, entries, parts } = await publicVerdict(contest.ctx(null), contest.competitionId);
    expect(shown.map(({ place, standing, title }) => [place, standing, title])).toEqual([
      [1, 'clear', 'Inovasi Contoh 1'],
      [2, 'close', 'Inovasi Contoh 2'],
      [null, 'close', 'Inovasi Contoh 3'],
      [null, 'clear', 'Inovasi Contoh 4'],
    ]);
    expect(entries).toBe(6);
    expect(parts).toMatchObject([{ position: 1, category: 'Desa', stage: 'desk', seed: 2027, draws: 2000 }]);
  });

  it('publishes data from which the ranking follows, without names and ids', async () => {
    const contest = await arrangeSealed(db);
    await publish(contest);
    const whole = await publishedDocument(contest.ctx(null), contest.competitionId);
    const part = await publishedPart(contest.ctx(null), contest.competitionId, 1);
    const document = JSON.parse(whole.text);
    expect(document.parts[0].input).toEqual(JSON.parse(part.text));
    expect(document.parts[0].result).toEqual(rankByMean(JSON.parse(part.text)));
    expect(document.entries).toHaveLength(4);
    const secret = [
      ...canaries,
      'Inovasi Contoh 5',
      'Desa Contoh 6',
      ...contest.entries.map(({ id }) => id),
      ...contest.jurors.flatMap(({ id, actor }) => [id, actor.userId, 'Universitas Contoh']),
    ];
    for (const word of secret) expect(whole.text).not.toContain(word);
    await expect(publishedPart(contest.ctx(null), contest.competitionId, 2)).rejects.toThrow(NotFound);
    await expect(db.owner.query('update published_data_sets set document = $1', ['x'])).rejects.toThrow('is published');
  });

  it('shows awards from then on', async () => {
    const contest = await arrangeSealed(db);
    const of = { innovationId: contest.entries[1]?.innovationId ?? '' };
    expect(await publicAwards(contest.ctx(null), of)).toEqual([]);
    await publish(contest);
    expect(await publicAwards(contest.ctx(null), of)).toMatchObject([
      { title: 'Juara 2', year: 2027, innovationShown: true },
    ]);
  });
});

describe('a correction after publication', () => {
  it('moves places and awards, once, and leaves the data set', async () => {
    const contest = await arrangeSealed(db);
    await publish(contest);
    const data = await publishedDocument(contest.ctx(), contest.competitionId);
    const [first, second, third] = contest.entries;
    contest.placements = [second, third].map((entry, at) => ({
      ...{ categoryId: contest.categoryId, entryId: entry?.id ?? '', place: at + 1 },
    }));
    expect((await publishView(contest.ctx(), contest.slots, contest.competitionId)).corrected).toBe(true);
    await expect(
      publishCorrection(contest.ctx(first?.innovator), contest.slots, contest.competitionId),
    ).rejects.toThrow(NotAllowed);
    await publishCorrection(contest.ctx(), contest.slots, contest.competitionId);
    await publishCorrection(contest.ctx(), contest.slots, contest.competitionId);
    const titles = async (innovationId = '') =>
      (await publicAwards(contest.ctx(null), { innovationId })).map(({ title }) => title);
    expect(await titles(first?.innovationId)).toEqual([]);
    expect(await titles(second?.innovationId)).toEqual(['Juara 1']);
    expect(await titles(third?.innovationId)).toEqual(['Juara 2']);
    expect((await publishView(contest.ctx(), contest.slots, contest.competitionId)).corrected).toBe(false);
    expect(await publishedDocument(contest.ctx(), contest.competitionId)).toEqual(data);
  });
});
