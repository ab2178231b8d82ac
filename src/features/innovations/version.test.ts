import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { changesSinceReturn, differenceOf, versionShown } from './difference.queries.ts';
import { createDraft, discardDraft } from './innovation.acts.ts';
import { draftToEdit } from './innovation.queries.ts';
import { acceptInnovation, confirmInnovation, proposeInnovation, returnInnovation } from './life-cycle.acts.ts';
import { restoreVersion } from './restore.acts.ts';
import { restorePreview } from './restore.queries.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';
import { versionList } from './version.queries.ts';
import { versionsPerPage } from './version.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;
let colleague: Ctx;
let head: Ctx;
let verifier: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  colleague = db.ctx({ actor: await region.person('innovator', region.village) });
  head = db.ctx({ actor: await region.person('organization_head', region.village) });
  verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
});
afterAll(() => db.close());

const draft = () => writtenDraft(innovator, region.village.id);
const proposalOf = async (id: string) => (await draftToEdit(innovator, id)).proposal;
const versionOf = async (id: string) => (await draftToEdit(innovator, id)).version;
const at = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: new Date(Date.UTC(2026, 10, 24, 1, minutes)) });
const entriesOf = async (ctx: Ctx, id: string) => (await versionList(ctx, id, 1, null)).entries;

async function submit(id: string): Promise<void> {
  await proposeInnovation(innovator, { id, key: newId(), version: await versionOf(id) });
  const { rows } = await db.owner.query('select version from innovations where id = $1', [id]);
  await confirmInnovation(head, { id, key: newId(), version: rows[0].version });
}

async function decide(ctx: Ctx, id: string, act: typeof acceptInnovation | typeof returnInnovation): Promise<void> {
  const { rows } = await db.owner.query('select version from innovations where id = $1', [id]);
  await act(ctx, { id, key: newId(), version: rows[0].version, remarks: { title: 'Sebut desanya' } });
}

describe('every version', () => {
  it('is shown as it stood, whatever came after', async () => {
    const id = newId();
    await createDraft(innovator, { id, organizationId: region.village.id, title: 'Satu' });
    await saveFields(innovator, { id, version: 1, patch: { title: 'Dua', topics: ['pelayanan'] } });
    await saveFields(innovator, { id, version: 2, patch: { summary: 'Ringkas', initiatorName: 'Sari Rahayu' } });
    await saveFields(colleague, { id, version: 3, patch: { title: 'Tiga', topics: [], coordinates: '-6.2, 107.1' } });
    const shown = await Promise.all([1, 2, 3, 4].map((version) => versionShown(head, id, version)));
    expect(
      shown.map(({ whole: { title, summary, topics, initiatorName, coordinates } }) => [
        title,
        summary,
        topics,
        initiatorName,
        coordinates,
      ]),
    ).toEqual([
      ['Satu', '', [], null, null],
      ['Dua', '', ['pelayanan'], null, null],
      ['Dua', 'Ringkas', ['pelayanan'], 'S••• R•••', null],
      ['Tiga', 'Ringkas', [], 'S••• R•••', '-6.2, 107.1'],
    ]);
    await expect(versionShown(head, id, 5)).rejects.toThrow(NotFound);
    await expect(versionShown(head, id, 0)).rejects.toThrow(NotFound);
  });

  it('says who made it, in which office, when and by what', async () => {
    const id = newId();
    await createDraft(at(innovator, 0), { id, organizationId: region.village.id, title: 'Satu' });
    await saveFields(at(colleague, 3), { id, version: 1, patch: { title: 'Dua' } });
    expect(await entriesOf(head, id)).toEqual([
      {
        version: 2,
        cause: 'save',
        state: 'draft',
        at: at(innovator, 3).now,
        beganAt: at(innovator, 3).now,
        restoredFrom: null,
        personName: colleague.actor?.name,
        office: {
          role: 'innovator',
          kind: 'definitive',
          organization: region.village.name,
          organizationKind: 'village',
        },
        run: 2,
        versions: 1,
        from: 1,
        fields: ['title'],
      },
      expect.objectContaining({
        version: 1,
        cause: 'create',
        from: null,
        fields: [],
        personName: innovator.actor?.name,
      }),
    ]);
  });

  it('of one person within minutes stands as one entry, and each stays reachable', async () => {
    const id = newId();
    await createDraft(at(innovator, 0), { id, organizationId: region.village.id, title: 'Satu' });
    const saves: [Ctx, number, object][] = [
      [innovator, 1, { title: 'A' }],
      [innovator, 5, { title: 'B' }],
      [innovator, 14, { summary: 'C' }],
      [colleague, 15, { summary: 'D' }],
      [innovator, 16, { summary: 'E' }],
      [innovator, 27, { summary: 'F' }],
    ];
    for (const [position, [ctx, minute, patch]] of saves.entries()) {
      await saveFields(at(ctx, minute), { id, version: position + 1, patch });
    }
    const entries = await entriesOf(head, id);
    expect(entries.map(({ run, version, versions, fields }) => ({ run, version, versions, fields }))).toEqual([
      { run: 7, version: 7, versions: 1, fields: ['summary'] },
      { run: 6, version: 6, versions: 1, fields: ['summary'] },
      { run: 5, version: 5, versions: 1, fields: ['summary'] },
      { run: 2, version: 4, versions: 3, fields: ['title', 'summary'] },
      { run: 1, version: 1, versions: 1, fields: [] },
    ]);
    const run = await versionList(head, id, 1, 2);
    expect(run.entries.map(({ version, from, fields }) => [version, from, fields])).toEqual([
      [4, 3, ['summary']],
      [3, 2, ['title']],
      [2, 1, ['title']],
    ]);
    await expect(versionList(head, id, 1, 3)).rejects.toThrow(NotFound);
  });

  it('a run does not go on for hours', async () => {
    const id = newId();
    await createDraft(at(innovator, 0), { id, organizationId: region.village.id, title: 'Satu' });
    for (let n = 1; n <= 10; n++) await saveFields(at(innovator, n * 8), { id, version: n, patch: { title: `J${n}` } });
    expect((await entriesOf(head, id)).map((one) => one.versions)).toEqual([2, 8, 1]);
  });

  it('is found page by page', async () => {
    const id = await draft();
    for (let n = 2; n <= 24; n++) {
      await saveFields(n % 2 ? innovator : colleague, { id, version: n, patch: { title: `Judul ${n}` } });
    }
    const pages = [await versionList(head, id, 1, null), await versionList(head, id, 2, null)];
    expect(pages.map(({ entries, hasNext }) => [entries.length, hasNext])).toEqual([
      [versionsPerPage, true],
      [5, false],
    ]);
    expect(pages.flatMap(({ entries }) => entries.map((one) => one.version))).toEqual(
      Array.from({ length: 25 }, (_, position) => 25 - position),
    );
  });

  it('survives acceptance, and begins where it was first kept', async () => {
    const id = await draft();
    await db.owner.query('delete from innovation_versions where innovation_id = $1', [id]);
    await submit(id);
    await decide(verifier, id, acceptInnovation);
    const entries = await entriesOf(head, id);
    expect(entries.map(({ version, cause, from }) => [version, cause, from])).toEqual([
      [5, 'accept', 4],
      [4, 'confirm', 3],
      [3, 'propose', 2],
      [2, 'known', null],
    ]);
    expect((await versionShown(head, id, 2)).whole.title).toBe(completeProposal.title);
    await expect(versionShown(head, id, 1)).rejects.toThrow(NotFound);
  });

  it('goes with a discarded draft', async () => {
    const id = await draft();
    await discardDraft(innovator, id);
    const { rows } = await db.owner.query('select version from innovation_versions where innovation_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

describe('a difference', () => {
  it('stands between any two, in either direction, and masks the name', async () => {
    const id = await draft();
    await saveFields(innovator, { id, version: 2, patch: { title: 'Baru', initiatorName: 'Kelompok Mawar' } });
    const there = await differenceOf(head, id, 2, 3);
    expect([there.fields, there.before.title, there.after.title]).toEqual([
      ['title', 'initiatorName'],
      completeProposal.title,
      'Baru',
    ]);
    expect([there.before.initiatorName, there.after.initiatorName]).toEqual(['K••• M•••', 'K••• M•••']);
    const back = await differenceOf(head, id, 3, 2);
    expect([back.before.title, back.after.title]).toEqual(['Baru', completeProposal.title]);
    expect((await differenceOf(head, id, 3, 3)).fields).toEqual([]);
    const { rows } = await db.owner.query(
      'select before::text from innovation_edits where innovation_id = $1 and field = $2',
      [id, 'initiatorName'],
    );
    expect(rows.map((row) => row.before).join()).not.toContain('Melati');
  });

  it('says what changed since a verifier gave it back', async () => {
    const id = await draft();
    await submit(id);
    expect(await changesSinceReturn(verifier, id)).toBeNull();
    await decide(verifier, id, returnInnovation);
    expect(await changesSinceReturn(verifier, id)).toBeNull();
    await saveFields(innovator, { id, version: await versionOf(id), patch: { title: 'Bank Sampah Harapan' } });
    await submit(id);
    const since = await changesSinceReturn(verifier, id);
    expect([since?.fields, since?.before.title, since?.after.title]).toEqual([
      ['title'],
      completeProposal.title,
      'Bank Sampah Harapan',
    ]);
  });
});

describe('who may see', () => {
  it('verifiers see versions from the time it was sent to them, not the drafts before', async () => {
    const id = await draft();
    await saveFields(innovator, { id, version: 2, patch: { title: 'Draf kedua' } });
    await expect(versionList(verifier, id, 1, null)).rejects.toThrow(NotFound);
    await submit(id);
    expect((await entriesOf(verifier, id)).map(({ version, from }) => [version, from])).toEqual([[5, null]]);
    await expect(versionShown(verifier, id, 2)).rejects.toThrow(NotFound);
    await expect(versionList(verifier, id, 1, 2)).rejects.toThrow(NotFound);
    await expect(differenceOf(verifier, id, 2, 5)).rejects.toThrow(NotFound);
    expect((await versionShown(verifier, id, 5)).whole.title).toBe('Draf kedua');
    await decide(verifier, id, returnInnovation);
    await saveFields(innovator, { id, version: 6, patch: { title: 'Sesudah dikembalikan' } });
    expect((await entriesOf(verifier, id)).map((one) => one.version)).toEqual([7, 6, 5]);
  });

  it('neighbours, strangers and other regions see nothing', async () => {
    const id = await draft();
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    for (const ctx of [neighbour, { ...innovator, tenant: db.tenants.tetangga }]) {
      await expect(versionList(ctx, id, 1, null)).rejects.toThrow(NotFound);
      await expect(versionShown(ctx, id, 1)).rejects.toThrow(NotFound);
      await expect(differenceOf(ctx, id, 1, 2)).rejects.toThrow(NotFound);
      await expect(restoreVersion(ctx, { id, from: 1, version: 2 })).rejects.toThrow(NotFound);
    }
    await expect(versionList(db.ctx(), id, 1, null)).rejects.toThrow(NotAllowed);
  });
});

describe('restoring', () => {
  it('makes an older version the newest and loses nothing', async () => {
    const id = await draft();
    await saveFields(innovator, {
      id,
      version: 2,
      patch: { title: 'Keliru', topics: ['pelayanan'], initiatorName: null, trialOn: null, coordinates: null },
    });
    const preview = await restorePreview(innovator, id, 2);
    expect([preview.fields, preview.left]).toEqual([
      ['title', 'topics', 'initiatorName', 'trialOn', 'coordinates'],
      [],
    ]);
    await restoreVersion(innovator, { id, from: 2, version: 3 });
    expect(await proposalOf(id)).toEqual(completeProposal);
    expect(await versionOf(id)).toBe(4);
    expect((await entriesOf(head, id))[0]).toMatchObject({ version: 4, cause: 'restore', restoredFrom: 2 });
    expect((await versionShown(head, id, 3)).whole.title).toBe('Keliru');
    const { rows } = await db.owner.query(
      "select changes from audit_events where subject_id = $1 and act = 'innovation.restored'",
      [id],
    );
    expect(rows[0].changes).toMatchObject({
      version: 2,
      fields: ['title', 'topics', 'initiatorName', 'trialOn', 'coordinates'],
    });
    expect(JSON.stringify(rows)).not.toContain('Melati');
  });

  it('is done once, however often it is sent, also twice at once', async () => {
    const id = await draft();
    const input = { id, from: 1, version: 2 };
    await Promise.all([restoreVersion(innovator, input), restoreVersion(innovator, input)]);
    await restoreVersion(innovator, input);
    expect(await versionOf(id)).toBe(3);
  });

  it('of what stands already changes nothing', async () => {
    const id = await draft();
    await restoreVersion(innovator, { id, from: 2, version: 2 });
    expect(await versionOf(id)).toBe(2);
  });

  it('gives way to what was saved since the person looked', async () => {
    const id = await draft();
    const outcomes = await Promise.allSettled([
      restoreVersion(innovator, { id, from: 1, version: 2 }),
      restoreVersion(colleague, { id, from: 1, version: 2 }),
    ]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await saveFields(colleague, { id, version: 3, patch: { title: 'Sementara itu' } });
    await expect(restoreVersion(innovator, { id, from: 2, version: 3 })).rejects.toThrow(Conflict);
    expect((await proposalOf(id)).title).toBe('Sementara itu');
  });

  it('leaves out what cannot be chosen any more, and says so before', async () => {
    const id = await draft();
    await saveFields(innovator, { id, version: 2, patch: { topics: ['pelayanan'], mainAffair: 'Kesehatan' } });
    await db.owner.query("update topics set retired = true where slug = 'lingkungan-hidup'");
    await db.owner.query(
      `update innovation_edits set before = '"Urusan Lama"' where innovation_id = $1 and field = 'mainAffair' and version = 3`,
      [id],
    );
    const preview = await restorePreview(innovator, id, 2);
    expect([preview.fields, preview.left]).toEqual([['topics'], ['topics', 'mainAffair']]);
    expect((await versionShown(head, id, 2)).whole.mainAffair).toBe('Urusan Lama');
    await restoreVersion(innovator, { id, from: 2, version: 3 });
    expect(await proposalOf(id)).toMatchObject({ topics: [], mainAffair: 'Kesehatan' });
    await db.owner.query("update topics set retired = false where slug = 'lingkungan-hidup'");
  });

  it('is for those who write, while they write', async () => {
    const id = await draft();
    await expect(restoreVersion(head, { id, from: 1, version: 2 })).rejects.toThrow(NotAllowed);
    await expect(restorePreview(head, id, 1)).rejects.toThrow(NotFound);
    await expect(restoreVersion(innovator, { id, from: 9, version: 2 })).rejects.toThrow(NotFound);
    await submit(id);
    await expect(restoreVersion(innovator, { id, from: 1, version: 4 })).rejects.toThrow(Conflict);
    await expect(restorePreview(innovator, id, 1)).rejects.toThrow(NotFound);
    await expect(restoreVersion(verifier, { id, from: 4, version: 4 })).rejects.toThrow(NotAllowed);
  });

  it('is all done or not at all, whichever call fails', async () => {
    const id = await draft();
    const calls = await failEveryCall(db, innovator, (ctx) => restoreVersion(ctx, { id, from: 1, version: 2 }));
    expect(calls).toBeGreaterThan(12);
  });
});
