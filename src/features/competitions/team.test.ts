import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { testPages } from '#platform/testing/pages.ts';
import { enterInnovation, sendEntry } from './entry.acts.ts';
import { entryWork } from './entry.queries.ts';
import { entryRoutes } from './entry.routes.tsx';
import { addMember, consentScan, revealMember, withdrawConsent } from './team.acts.ts';
import { consentScansInUse, teamOf } from './team.queries.ts';
import { arrangeEntrant, entryRow, type TestEntrant } from './testing-entry.ts';

let db: TestDatabase;
let contest: TestContest;
let school: TestEntrant;
let entryId: string;

const member = {
  name: 'Sari Rahayu',
  className: 'XI IPA 2',
  guardian: 'Wati Rahayu',
  consentOn: '2026-01-02',
  kind: 'recorded' as const,
  agreed: 'ya' as const,
  nameAllowed: true,
  photoAllowed: false,
};
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { taking: true, entries: 1, jurors: 1 });
  await db.owner.query(`update competition_categories set team = true, organization_kinds = '{school}' where id = $1`, [
    contest.categoryId,
  ]);
  school = await arrangeEntrant(db, contest, { kind: 'school' });
  entryId = newId();
  const { competitionId, categoryId } = contest;
  const entry = { id: entryId, competitionId, categoryId, innovationId: school.innovationId };
  await expect(enterInnovation(as(school.innovator), entry)).rejects.toThrow(Invalid);
  await enterInnovation(as(school.innovator), { ...entry, teamName: 'Tim Melati' });
});
afterAll(() => db.close());

const as = (actor: Actor | null) => db.ctx({ actor, tenant: contest.tenant });
const rowsOf = async (id: string) =>
  (await db.owner.query<Record<string, string | null>>('select * from team_members where id = $1', [id])).rows;
const add = async (more = {}, actor = school.innovator) => {
  const id = newId();
  await addMember(as(actor), db.files, { entryId, id }, { ...member, ...more }, null);
  return id;
};

describe('a team of pupils', () => {
  test('stays a draft until a guardian consented; names are sealed and masked', async () => {
    expect(await entryRow(db, entryId)).toMatchObject({ state: 'draft', team_name: 'Tim Melati' });
    await expect(sendEntry(as(school.innovator), { id: entryId, key: newId(), version: 1 })).rejects.toThrow(Invalid);
    const id = await add();
    const [row] = await rowsOf(id);
    expect(JSON.stringify(row)).not.toMatch(/Sari|Rahayu|Wati|XI IPA/);
    expect((await teamOf(as(school.innovator), entryId)).find((one) => one.id === id)).toMatchObject({
      name: 'S••• R•••',
      guardian: 'W••• R•••',
      nameAllowed: true,
      photoAllowed: false,
    });
    const events = await db.owner.query(`select changes from audit_events where subject_id = $1`, [entryId]);
    expect(JSON.stringify(events.rows)).not.toMatch(/Sari|Wati/);
    await sendEntry(as(school.innovator), { id: entryId, key: newId(), version: 1 });
    expect((await entryRow(db, entryId)).state).toBe('submitted');
  });

  test('a repeat stores nothing twice; a scan is needed where it is said; no day to come', async () => {
    const place = { entryId, id: newId() };
    await addMember(as(school.head), db.files, place, member, null);
    await addMember(as(school.head), db.files, place, member, null);
    expect(await rowsOf(place.id)).toHaveLength(1);
    await expect(add({ kind: 'scan' })).rejects.toThrow(Invalid);
    await expect(add({ consentOn: '2100-01-01' })).rejects.toThrow(Invalid);
  });

  test('who may write and who may read', async () => {
    const id = await add();
    const stranger = (await arrangeEntrant(db, contest)).innovator;
    const juror = contest.jurors[0]?.actor as Actor;
    for (const actor of [stranger, juror]) {
      await expect(add({}, actor)).rejects.toThrow(NotFound);
      await expect(revealMember(as(actor), { entryId, id })).rejects.toThrow(NotFound);
      await expect(withdrawConsent(as(actor), { entryId, id })).rejects.toThrow(NotFound);
    }
    await expect(add({}, contest.committee)).rejects.toThrow(NotFound);
    await expect(
      revealMember(db.ctx({ actor: school.head, tenant: db.tenants.tetangga }), { entryId, id }),
    ).rejects.toThrow(NotFound);
    expect(await revealMember(as(contest.committee), { entryId, id })).toEqual({
      name: 'Sari Rahayu',
      className: 'XI IPA 2',
      guardian: 'Wati Rahayu',
    });
    const read = await db.owner.query(`select user_id from audit_events where act = 'team_member.revealed'`);
    expect(read.rows).toEqual([{ user_id: contest.committee.userId }]);
  });

  test('withdrawn consent erases everything, even after the contest, and may be said twice', async () => {
    const id = await add();
    await db.owner.query(`update competitions set state = 'sealed' where id = $1`, [contest.competitionId]);
    await expect(add()).rejects.toThrow(Conflict);
    await withdrawConsent(as(contest.committee), { entryId, id });
    await withdrawConsent(as(school.innovator), { entryId, id });
    await db.owner.query(`update competitions set state = 'announced' where id = $1`, [contest.competitionId]);
    expect((await rowsOf(id))[0]).toMatchObject({
      name_sealed: null,
      class_sealed: null,
      guardian_sealed: null,
      consent_sha256: null,
      name_allowed: false,
    });
    expect(await revealMember(as(school.head), { entryId, id })).toEqual({ name: '', className: '', guardian: '' });
  });

  test('no failing statement leaves half of it', async () => {
    const place = { entryId, id: newId() };
    await failEveryCall(db, as(school.innovator), (ctx) => addMember(ctx, db.files, place, member, null));
    await failEveryCall(db, as(school.innovator), (ctx) => withdrawConsent(ctx, place));
  });
});

describe('the form of a pupil', () => {
  const post = async (actor: Actor, fields: Record<string, string>, file?: { name: string; bytes: Buffer }) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file) body.set('file', new File([Uint8Array.from(file.bytes)], file.name));
    const app = testPages(as(actor), [entryRoutes], db.files);
    const response = await app.request(`/kerja/peserta/${entryId}/anggota/unggah`, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  };
  const filled = { memberName: 'Budi Santoso', className: 'X', guardian: 'Ani', consentOn: '2026-02-03', kind: 'scan' };
  const count = async () => (await db.owner.query('select 1 from team_members')).rows.length;

  test('without consent nothing is stored, and what was typed is kept', async () => {
    const before = await count();
    const answer = await post(school.innovator, { ...filled, memberId: newId() }, { name: 'izin.pdf', bytes: pdf });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Data siswa hanya disimpan bila');
    expect(answer.text).toContain('value="Budi Santoso"');
    expect(await count()).toBe(before);
    expect(answer.text).not.toMatch(/name="(nameAllowed|photoAllowed)"[^>]* checked/);
  });

  test('a scan is kept, fetched on record, and of no use once consent is withdrawn', async () => {
    const id = newId();
    expect(
      (await post(school.innovator, { ...filled, agreed: 'ya', memberId: id }, { name: 'izin.exe', bytes: pdf }))
        .status,
    ).toBe(422);
    expect(
      (await post(school.innovator, { ...filled, agreed: 'ya', memberId: id }, { name: 'izin.pdf', bytes: pdf }))
        .status,
    ).toBe(303);
    const { sha256 } = await consentScan(as(school.head), { entryId, id });
    expect(await consentScansInUse(as(null), [sha256, 'f'.repeat(64)])).toEqual(new Set([sha256]));
    const app = testPages(as(contest.committee), [entryRoutes], db.files);
    const file = await app.request(`/kerja/peserta/${entryId}/anggota/${id}/persetujuan`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await file.text()).toBe(pdf.toString());
    await withdrawConsent(as(school.innovator), { entryId, id });
    expect(await consentScansInUse(as(null), [sha256])).toEqual(new Set());
    await expect(consentScan(as(school.head), { entryId, id })).rejects.toThrow(NotFound);
  });

  test('the page shows masked names to its office; a name in clear after it was asked for', async () => {
    const app = testPages(as(school.head), [entryRoutes], db.files);
    const page = await (await app.request(`/kerja/peserta/${entryId}`)).text();
    expect(page).toContain('S••• R•••');
    expect(page).not.toContain('Sari Rahayu');
    const [shown] = (await teamOf(as(school.head), entryId)).filter((one) => one.name !== null);
    const clear = await app.request(`/kerja/peserta/${entryId}/anggota/${shown?.id}/lihat`, { method: 'POST' });
    expect(await clear.text()).toContain('Sari Rahayu');
    expect((await entryWork(as(school.head), entryId)).may.team).toBe(true);
  });
});
