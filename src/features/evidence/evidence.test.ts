import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { insertInnovation } from '../innovation-index/testing-index.ts';
import { arrangeRegion, type TestRegion } from '../innovations/testing-region.ts';
import { setPublic } from './document.acts.ts';
import { placeFromAddress, titleOf, videoSchema } from './document.ts';
import { addFiles, addVideo, detachDocument, shareDocument } from './evidence.acts.ts';
import { evidenceOf, fileFor, publicDocuments } from './evidence.queries.ts';
import { sweepFiles, sweepUploads } from './jobs.ts';
import { acceptedFile } from './testing-site.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;
let first: string;
let second: string;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner.query('delete from evidence');
  await db.owner.query('delete from documents');
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  first = (await insertInnovation(db, region)).id;
  second = (await insertInnovation(db, region, { title: 'Kedua (contoh)' })).id;
});

const file = (text: string, name = `${text}.pdf`) => acceptedFile(db.files, name, text);
const place = (innovationId: string, indicator = '') => ({ innovationId, indicator });
const add = async (ctx: Ctx, innovationId: string, indicator: string, ...texts: string[]) =>
  addFiles(ctx, db.files, {
    ...place(innovationId, indicator),
    files: await Promise.all(texts.map((text) => file(text))),
    isPublic: false,
  });

async function titles(innovationId: string): Promise<Record<string, string[]>> {
  const evidence = await evidenceOf(innovator, innovationId);
  return Object.fromEntries([...evidence].map(([at, found]) => [at, found.map(({ title }) => title).sort()]));
}

async function onlyId(): Promise<string> {
  const { rows } = await db.owner.query('select id from documents');
  expect(rows).toHaveLength(1);
  return rows[0].id;
}

const acts = async (innovationId: string) =>
  (await db.owner.query('select act from audit_events where subject_id = $1 order by id', [innovationId])).rows.map(
    ({ act }) => act,
  );

describe('adding', () => {
  test('files serve where they were sent, with an event each', async () => {
    await add(innovator, first, 'SID-16', 'Perda', 'SK');
    await add(innovator, first, '', 'Foto');
    expect(await titles(first)).toEqual({ '': ['Foto'], 'SID-16': ['Perda', 'SK'] });
    expect(await acts(first)).toEqual(['evidence.attached', 'evidence.attached', 'evidence.attached']);
  });

  test('the same content is one document, wherever and however often it is sent', async () => {
    await add(innovator, first, 'SID-16', 'Perda');
    await add(innovator, first, 'SID-16', 'Perda');
    await addFiles(innovator, db.files, {
      ...place(second, 'SID-21'),
      files: [await file('Perda', 'Nama lain.pdf')],
      isPublic: false,
    });
    await onlyId();
    expect([await titles(first), await titles(second)]).toEqual([{ 'SID-16': ['Perda'] }, { 'SID-21': ['Perda'] }]);
    expect(await acts(first)).toEqual(['evidence.attached']);
  });

  test('two at once with the same content make one document', async () => {
    await Promise.all([
      add(innovator, first, 'SID-16', 'a', 'b', 'c'),
      add(innovator, second, 'SID-16', 'c', 'b', 'a'),
      add(innovator, first, 'SID-16', 'b', 'a'),
    ]);
    expect((await db.owner.query('select from documents')).rowCount).toBe(3);
    expect([await titles(first), await titles(second)]).toEqual([
      { 'SID-16': ['a', 'b', 'c'] },
      { 'SID-16': ['a', 'b', 'c'] },
    ]);
  });

  test('whatever fails on the way, nothing is half done', async () => {
    const calls = await failEveryCall(db, innovator, (ctx) => add(ctx, first, 'SID-16', 'Perda', 'SK'));
    expect(calls).toBeGreaterThan(8);
  });

  test('a video is an address, once', async () => {
    const video = { title: 'Film', address: 'https://youtu.be/abc' };
    await addVideo(innovator, { ...place(first, 'SID-35'), video, isPublic: true });
    await addVideo(innovator, { ...place(second, 'SID-35'), video, isPublic: true });
    const [shown] = (await evidenceOf(innovator, first)).get('SID-35') ?? [];
    expect(shown).toMatchObject({ ...video, kind: 'video', bytes: null, mediaType: null, isPublic: true });
    await onlyId();
  });

  test.each(['http://x.go.id', 'javascript:alert(1)', 'https://', 'halo', ` https://${'a'.repeat(600)}`])(
    'the address %s is refused',
    (address) => {
      expect(videoSchema.safeParse({ title: 'Film', address }).success).toBe(false);
    },
  );

  test('one place holds forty documents', async () => {
    await add(innovator, first, '', ...Array.from({ length: 40 }, (_, at) => `f${at}`));
    await expect(add(innovator, first, '', 'satu lagi')).rejects.toThrow(Invalid);
    expect((await titles(first))['']).toHaveLength(40);
  });

  test('only in places of the edition in force', async () => {
    await expect(add(innovator, first, 'SID-99', 'x')).rejects.toThrow(Invalid);
    await expect(add(innovator, first, 'SPD-01', 'x')).rejects.toThrow(Invalid);
    expect(['inovasi', 'SID-16', '', 'SID-99'].map((text) => placeFromAddress(text, ['SID-16']))).toEqual([
      '',
      'SID-16',
      null,
      null,
    ]);
    expect([titleOf('SK Bupati.pdf'), titleOf('.pdf')]).toEqual(['SK Bupati', '.pdf']);
  });

  test('only by the innovator and the head of its organisation, while it is not archived', async () => {
    const head = db.ctx({ actor: await region.person('organization_head', region.village) });
    await add(head, first, '', 'kepala');
    const others: [Ctx, typeof NotFound | typeof NotAllowed][] = [
      [db.ctx({ actor: await region.person('innovator', region.other) }), NotAllowed],
      [db.ctx({ actor: await region.person('verifier', region.agency) }), NotAllowed],
      [db.ctx({ actor: await region.person('tenant_admin', region.agency) }), NotAllowed],
      [db.ctx(), NotAllowed],
      [db.ctx({ actor: innovator.actor, tenant: db.tenants.tetangga }), NotFound],
    ];
    for (const [ctx, refusal] of others) {
      await expect(add(ctx, first, '', 'lain')).rejects.toThrow(refusal);
      await expect(detachDocument(ctx, { ...place(first), documentId: await onlyId() })).rejects.toThrow(refusal);
      const sharing = { documentId: await onlyId(), indicator: '', innovationIds: [first] as [string] };
      await expect(shareDocument(ctx, sharing)).rejects.toThrow(refusal);
    }
    await db.owner.query("update innovations set state = 'archived' where id = $1", [first]);
    await expect(add(innovator, first, '', 'terlambat')).rejects.toThrow(NotAllowed);
  });
});

describe('one decree names many', () => {
  test('it is attached to all of them at once', async () => {
    await add(innovator, first, 'SID-16', 'SK');
    const sharing = {
      documentId: await onlyId(),
      indicator: 'SID-16',
      innovationIds: [second, first] as [string, string],
    };
    await shareDocument(innovator, sharing);
    await shareDocument(innovator, sharing);
    expect(await titles(second)).toEqual({ 'SID-16': ['SK'] });
    expect([await acts(first), await acts(second)]).toEqual([['evidence.attached'], ['evidence.attached']]);
  });

  test('or to none: one of another organisation is not even known', async () => {
    const { id: foreign } = await insertInnovation(db, region, { organizationId: region.other.id });
    await add(innovator, first, 'SID-16', 'SK');
    const sharing = { documentId: await onlyId(), indicator: 'SID-16' };
    await expect(shareDocument(innovator, { ...sharing, innovationIds: [second, foreign] })).rejects.toThrow(NotFound);
    expect(await titles(second)).toEqual({});
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    await expect(shareDocument(neighbour, { ...sharing, innovationIds: [foreign] })).rejects.toThrow(NotFound);
  });

  test('whatever fails on the way, nothing is half done', async () => {
    await add(innovator, first, 'SID-16', 'SK');
    const sharing = { documentId: await onlyId(), indicator: 'SID-17' };
    await failEveryCall(db, innovator, (ctx) => shareDocument(ctx, { ...sharing, innovationIds: [second, first] }));
  });
});

describe('taking away', () => {
  test('a document stays while it serves somewhere, and is gone with its last place', async () => {
    await add(innovator, first, 'SID-16', 'SK');
    const documentId = await onlyId();
    await shareDocument(innovator, { documentId, indicator: '', innovationIds: [first] });
    await detachDocument(innovator, { ...place(first, 'SID-16'), documentId });
    await detachDocument(innovator, { ...place(first, 'SID-16'), documentId });
    expect(await titles(first)).toEqual({ '': ['SK'] });
    await detachDocument(innovator, { ...place(first), documentId });
    expect((await db.owner.query('select from documents')).rowCount).toBe(0);
    expect((await acts(first)).filter((act) => act === 'evidence.detached')).toHaveLength(2);
  });

  test('while somebody sends the same again, it is either there or made anew', async () => {
    for (let round = 0; round < 10; round++) {
      await add(innovator, first, 'SID-16', 'SK');
      const documentId = await onlyId();
      await Promise.all([
        detachDocument(innovator, { ...place(first, 'SID-16'), documentId }),
        add(innovator, second, 'SID-16', 'SK'),
      ]);
      expect([await titles(first), await titles(second)]).toEqual([{}, { 'SID-16': ['SK'] }]);
      await detachDocument(innovator, { ...place(second, 'SID-16'), documentId: await onlyId() });
    }
  });

  test('whatever fails on the way, nothing is half done', async () => {
    await add(innovator, first, 'SID-16', 'SK');
    const documentId = await onlyId();
    await failEveryCall(db, innovator, (ctx) => detachDocument(ctx, { ...place(first, 'SID-16'), documentId }));
  });
});

describe('what the public sees', () => {
  test('is what the organisation shows of accepted innovations', async () => {
    const { id: draft } = await insertInnovation(db, region, { state: 'draft', acceptedAt: null });
    await add(innovator, draft, '', 'SK');
    const documentId = await onlyId();
    const publicSees = async () => [
      (await publicDocuments(db.ctx(), draft)).map(({ title }) => title),
      await fileFor(db.ctx(), documentId).then(
        ({ title }) => title,
        (error) => error instanceof NotFound && 'tidak ada',
      ),
    ];
    expect(await publicSees()).toEqual([[], 'tidak ada']);
    await failEveryCall(db, innovator, (ctx) => setPublic(ctx, { ...place(draft), documentId, isPublic: true }));
    expect(await publicSees()).toEqual([[], 'tidak ada']);
    await db.owner.query("update innovations set state = 'accepted', accepted_at = now() where id = $1", [draft]);
    expect(await publicSees()).toEqual([['SK'], 'SK']);
    await setPublic(innovator, { ...place(draft), documentId, isPublic: false });
    await setPublic(innovator, { ...place(draft), documentId, isPublic: false });
    expect(await publicSees()).toEqual([[], 'tidak ada']);
    expect(await acts(draft)).toEqual(['evidence.attached', 'document.published', 'document.hidden']);
  });

  test('another organisation’s document cannot be shown by us', async () => {
    const { id: foreign } = await insertInnovation(db, region, { organizationId: region.other.id });
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    await add(neighbour, foreign, '', 'rahasia');
    const input = { ...place(first), documentId: await onlyId(), isPublic: true };
    await expect(setPublic(innovator, input)).rejects.toThrow(NotFound);
  });
});

describe('the sweep', () => {
  const tomorrow = () => db.ctx({ now: new Date(Date.now() + 2 * 86_400_000) });
  const isKept = async (text: string) => {
    const { sha256 } = (await file(text)).content;
    return (
      (await db.files.read(region.tenant.id, sha256).then((found) => found?.body.cancel().then(() => true))) ?? false
    );
  };

  test('takes contents that no document needs, after a day', async () => {
    await add(innovator, first, '', 'dipakai', 'dilepas');
    const { rows } = await db.owner.query("select id from documents where title = 'dilepas'");
    await detachDocument(innovator, { ...place(first), documentId: rows[0].id });
    expect(await sweepFiles(db.ctx(), db.files)).toBe(0);
    expect(await isKept('dilepas')).toBe(true);
    expect(await sweepFiles(tomorrow(), db.files)).toBeGreaterThan(0);
    expect([await isKept('dipakai'), await isKept('dilepas')]).toEqual([true, false]);
    expect(await sweepFiles(tomorrow(), db.files)).toBe(0);
  });

  test('takes documents whose innovation was discarded', async () => {
    await add(innovator, first, '', 'ikut dibuang');
    await db.owner.query('delete from evidence');
    await sweepFiles(tomorrow(), db.files);
    expect([(await db.owner.query('select from documents')).rowCount, await isKept('ikut dibuang')]).toEqual([
      0,
      false,
    ]);
  });

  test('takes uploads in pieces that nobody went on with', async () => {
    expect(await sweepUploads(db.files, new Date())).toBe(0);
  });
});
