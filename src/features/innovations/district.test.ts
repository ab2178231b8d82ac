import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx, HeldOffice } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { innovationForEvidence } from '../evidence/evidence.queries.ts';
import { createDraft, discardDraft } from './innovation.acts.ts';
import { innovationWork, ownInnovations, villagesToFillIn } from './innovation.queries.ts';
import { confirmInnovation, declineInnovation, proposeInnovation, returnInnovation } from './life-cycle.acts.ts';
import { officeFor } from './policy.ts';
import { saveFields } from './save.acts.ts';
import { reviewQueue, tasksFor } from './tasks.queries.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';
import { visitAs } from './testing-site.ts';
import { versionList } from './version.queries.ts';

let db: TestDatabase;
let region: TestRegion;
let district: HeldOffice;
let officer: Actor;
let stranger: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  district = await addDistrict('Kecamatan Tarum Contoh', [region.village.id]);
  const far = await addDistrict('Kecamatan Jauh Contoh', [region.other.id]);
  officer = await holding(district);
  stranger = await holding(far);
});
afterAll(() => db.close());

/** A district office over these villages, with its innovator's office. */
async function addDistrict(name: string, villages: string[]): Promise<HeldOffice> {
  const [organizationId, id] = [newId(), newId()];
  await db.owner.query(
    `with d as (insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'district_office', $3))
     insert into offices (tenant_id, id, organization_id, role) values ($1, $4, $2, 'innovator')`,
    [region.tenant.id, organizationId, name, id],
  );
  await db.owner.query('update organizations set parent_id = $1 where id = any($2)', [organizationId, villages]);
  const organization = { organizationId, organizationName: name, organizationKind: 'district_office' };
  return { id, role: 'innovator', kind: 'definitive', ...organization };
}

async function holding(office: HeldOffice): Promise<Actor> {
  const actor = actorWith([office]);
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    region.tenant.id,
    actor.userId,
    actor.name,
    actor.username,
  ]);
  return actor;
}

const as = (actor: Actor): Ctx => db.ctx({ actor });
const draftFor = (organizationId = region.village.id) => ({ id: newId(), organizationId, title: 'Warung Air' });
const stepOf = async (actor: Actor, id: string, note = '') => ({
  id,
  key: newId(),
  version: (await innovationWork(as(actor), id)).version,
  note,
});

describe('the district fills in, the village confirms', () => {
  test('from the draft to the submitted proposal; the record and the audit say who wrote', async () => {
    const head = await region.person('organization_head', region.village);
    const writer = await region.person('innovator', region.village);
    const id = await writtenDraft(as(officer), region.village.id);
    expect((await tasksFor(as(officer))).tasks.map((task) => task.id)).toContain(id);
    await proposeInnovation(as(officer), await stepOf(officer, id));
    expect((await tasksFor(as(head))).tasks.map((task) => [task.id, task.kind])).toContainEqual([id, 'proposed']);
    const work = await innovationWork(as(head), id);
    expect([work.filledBy, work.organization.name, work.may.confirm]).toEqual([
      'Kecamatan Tarum Contoh',
      'Desa Harapan Contoh',
      true,
    ]);
    expect((await ownInnovations(as(writer))).map((line) => line.id)).toContain(id);
    await confirmInnovation(as(head), await stepOf(head, id));
    expect((await innovationWork(as(officer), id)).state).toBe('submitted');
    const { rows } = await db.owner.query(
      "select act, office_id from audit_events where subject_id = $1 and act in ('innovation.created', 'innovation.propose') order by at",
      [id],
    );
    expect(rows).toEqual([
      { act: 'innovation.created', office_id: district.id },
      { act: 'innovation.propose', office_id: district.id },
    ]);
  });

  test('what was returned is mended by the district too, and nobody of it judges', async () => {
    const head = await region.person('organization_head', region.village);
    const id = await writtenDraft(as(officer), region.village.id);
    await proposeInnovation(as(officer), await stepOf(officer, id));
    await confirmInnovation(as(head), await stepOf(head, id));
    const judge = await region.person('verifier', region.agency);
    const both = { ...officer, offices: [...judge.offices, ...officer.offices] };
    const returned = { ...(await stepOf(judge, id)), remarks: { title: 'Perjelas.' } };
    await expect(returnInnovation(as(both), returned)).rejects.toThrow(NotAllowed);
    expect((await reviewQueue(as(both))).lines.map((line) => line.id)).not.toContain(id);
    expect((await tasksFor(as(both))).tasks.map((task) => task.id)).not.toContain(id);
    await returnInnovation(as(judge), returned);
    expect((await tasksFor(as(officer))).tasks.map((task) => [task.id, task.kind])).toContainEqual([id, 'returned']);
    await proposeInnovation(as(officer), await stepOf(officer, id));
  });

  test('reads the history of what it writes; those who check do not read why the head declined', async () => {
    const head = await region.person('organization_head', region.village);
    const judge = await region.person('verifier', region.agency);
    const id = await writtenDraft(as(officer), region.village.id);
    await proposeInnovation(as(officer), await stepOf(officer, id));
    await declineInnovation(as(head), await stepOf(head, id, 'Belum kita musyawarahkan.'));
    expect((await versionList(as(officer), id, 1, null)).entries.length).toBeGreaterThan(0);
    await proposeInnovation(as(officer), await stepOf(officer, id));
    await confirmInnovation(as(head), await stepOf(head, id));
    const notes = async (actor: Actor) => (await innovationWork(as(actor), id)).history.steps.map(({ note }) => note);
    expect(await notes(officer)).toContain('Belum kita musyawarahkan.');
    expect(await notes(judge)).not.toContain('Belum kita musyawarahkan.');
  });

  test('never confirms, declines or judges in the village’s place', () => {
    const on = {
      organizationId: region.village.id,
      state: 'proposed' as const,
      districtOfficeId: district.organizationId,
    };
    const may = (['confirm', 'decline', 'return', 'accept', 'archive', 'claim', 'edit levels'] as const).filter(
      (event) => officeFor(event, officer, on),
    );
    expect(may).toEqual([]);
  });

  test('is not led to evidence and levels: they are the village’s own', async () => {
    const id = await writtenDraft(as(officer), region.village.id);
    const path = `/kerja/inovasi/${id}`;
    const district = await visitAs(db, officer).get(path);
    expect(district.status).toBe(200);
    expect(district.text).not.toContain(`${path}/berkas`);
    expect(district.text).not.toContain(`${path}/kematangan`);
    const { text } = await visitAs(db, await region.person('innovator', region.village)).get(path);
    expect(text).toContain(`${path}/berkas`);
    expect(text).toContain(`${path}/kematangan`);
    await expect(innovationForEvidence(as(officer), id)).rejects.toThrow(NotFound);
  });

  test('a save on the village’s own draft leaves the mark, the village’s own does not', async () => {
    const writer = await region.person('innovator', region.village);
    const id = await writtenDraft(as(writer), region.village.id);
    const mark = async () => (await innovationWork(as(writer), id)).filledBy;
    expect(await mark()).toBeNull();
    const { version } = await innovationWork(as(officer), id);
    await saveFields(as(officer), { id, version, patch: { title: 'Dibantu kecamatan' } });
    expect(await mark()).toBe('Kecamatan Tarum Contoh');
    await saveFields(as(writer), { id, version: version + 1, patch: { title: 'Diteruskan desa' } });
    expect(await mark()).toBe('Kecamatan Tarum Contoh');
  });
});

describe('default deny', () => {
  test('another district, another office of the district, and another kind of parent may nothing', async () => {
    const id = await writtenDraft(as(officer), region.village.id);
    const head = { ...officer, offices: [{ ...district, role: 'organization_head' }] };
    const notADistrict = { ...officer, offices: [{ ...district, organizationKind: 'agency' }] };
    for (const actor of [stranger, head, notADistrict, actorWith([])]) {
      await expect(createDraft(as(actor), draftFor())).rejects.toThrow(NotAllowed);
      await expect(innovationWork(as(actor), id)).rejects.toThrow(NotFound);
      await expect(saveFields(as(actor), { id, version: 2, patch: { title: 'X' } })).rejects.toThrow(NotFound);
      await expect(discardDraft(as(actor), id)).rejects.toThrow(NotFound);
    }
    await expect(createDraft(as(officer), draftFor(region.other.id))).rejects.toThrow(NotAllowed);
    await expect(createDraft(as(officer), draftFor(region.agency.id))).rejects.toThrow(NotAllowed);
    await expect(createDraft(as(officer), draftFor(newId()))).rejects.toThrow(NotAllowed);
  });

  test('the lists hold the own district’s villages only', async () => {
    const theirs = await writtenDraft(as(stranger), region.other.id);
    expect((await villagesToFillIn(as(officer))).map((one) => one.name)).toEqual(['Desa Harapan Contoh']);
    expect((await ownInnovations(as(officer))).map((line) => line.organizationName)).not.toContain(
      'Desa Makmur Contoh',
    );
    expect((await tasksFor(as(officer))).tasks.map((task) => task.id)).not.toContain(theirs);
    const writer = await region.person('innovator', region.village);
    expect(await villagesToFillIn(as(writer))).toEqual([]);
  });

  test('an organisation below the district that is no village is none of its business', async () => {
    const school = newId();
    await db.owner.query(
      "insert into organizations (tenant_id, id, kind, name, parent_id) values ($1, $2, 'school', 'SD Contoh', $3)",
      [region.tenant.id, school, district.organizationId],
    );
    await expect(createDraft(as(officer), draftFor(school))).rejects.toThrow(NotAllowed);
  });

  test('a village that moves to another district leaves with its drafts', async () => {
    const id = await writtenDraft(as(officer), region.village.id);
    const move = (to: string) =>
      db.owner.query('update organizations set parent_id = $1 where id = $2', [to, region.village.id]);
    await move(stranger.offices[0]?.organizationId ?? '');
    await expect(innovationWork(as(officer), id)).rejects.toThrow(NotFound);
    expect((await tasksFor(as(officer))).tasks.map((task) => task.id)).not.toContain(id);
    expect((await innovationWork(as(stranger), id)).id).toBe(id);
    await move(district.organizationId);
  });
});

test('beginning a draft for a village is whole or not at all, once', async () => {
  const draft = draftFor();
  await failEveryCall(db, as(officer), (ctx) => createDraft(ctx, draft));
  await Promise.all([createDraft(as(officer), draft), createDraft(as(officer), draft)]);
  expect((await innovationWork(as(officer), draft.id)).proposal.title).toBe('Warung Air');
});

describe('the page', () => {
  const path = '/kerja/inovasi/baru';

  test('offers the villages by name, and takes one however it was typed', async () => {
    const visitor = visitAs(db, officer);
    const page = await visitor.get(path);
    expect(page.text).toContain('<option value="Desa Harapan Contoh"');
    expect(page.text).not.toContain('Desa Makmur Contoh');
    const sent = { organizationId: 'desa', village: '  desa  HARAPAN contoh', title: 'Dari kecamatan' };
    const answer = await visitor.submit(path, path, sent);
    expect(answer.status).toBe(303);
    expect((await visitor.get(answer.to ?? '')).text).toContain(
      'Diisi oleh Kecamatan Tarum Contoh atas nama Desa Harapan Contoh',
    );
  });

  test.each(['Harapan Contoh', 'harapan-contoh', 'Ds. HarapanContoh'])(
    'takes %s for the village that alone is called so',
    async (village) => {
      const visitor = visitAs(db, officer);
      const answer = await visitor.submit(path, path, { organizationId: 'desa', village, title: `Bagi ${village}` });
      expect(answer.status).toBe(303);
      expect((await visitor.get(answer.to ?? '')).text).toContain('atas nama Desa Harapan Contoh');
    },
  );

  test.each(['Kelurahan Harapan Contoh', 'Harapan', 'Desa'])('takes %s for none', async (village) => {
    const sent = { organizationId: 'desa', village, title: 'Salah desa' };
    expect((await visitAs(db, officer).submit(path, path, sent)).status).toBe(422);
  });

  test('a village that is not on the list comes back with its fault, and another district’s id is refused', async () => {
    const visitor = visitAs(db, officer);
    const sent = { organizationId: 'desa', village: 'Desa Makmur Contoh', title: 'Tetap tertulis' };
    const answer = await visitor.submit(path, path, sent);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="f-village-error"[^>]*>.*Pilih nama desa atau kelurahan dari daftar/);
    expect(answer.text).toContain('value="Tetap tertulis"');
    expect((await visitor.submit(path, path, { ...sent, organizationId: region.other.id })).status).toBe(403);
  });

  test('a village’s own writer sees no such choice; the head reads who filled in', async () => {
    const writer = visitAs(db, await region.person('innovator', region.village));
    expect((await writer.get(path)).text).not.toContain('f-village');
    const id = await writtenDraft(as(officer), region.village.id);
    await proposeInnovation(as(officer), await stepOf(officer, id));
    const head = visitAs(db, await region.person('organization_head', region.village));
    const confirm = await head.get(`/kerja/inovasi/${id}/konfirmasi`);
    expect(confirm.text).toContain('Diisi oleh Kecamatan Tarum Contoh atas nama Desa Harapan Contoh');
  });
});
