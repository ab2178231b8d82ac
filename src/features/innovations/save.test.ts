import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { createDraft, discardDraft } from './innovation.acts.ts';
import { draftToEdit, innovationWork, ownInnovations } from './innovation.queries.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
});
afterAll(() => db.close());

async function newDraft(title = 'Bank Sampah'): Promise<string> {
  const id = newId();
  await createDraft(innovator, { id, organizationId: region.village.id, title });
  return id;
}

const proposalOf = async (id: string) => (await draftToEdit(innovator, id)).proposal;
const versionOf = async (id: string) => (await draftToEdit(innovator, id)).version;

describe('a draft', () => {
  it('begins once, however often the same form is sent, also twice at once', async () => {
    const input = { id: newId(), organizationId: region.village.id, title: 'Sekali' };
    await Promise.all([createDraft(innovator, input), createDraft(innovator, input)]);
    await createDraft(innovator, input);
    const own = (await ownInnovations(innovator)).filter((one) => one.title === 'Sekali');
    expect(own.map(({ id, state, example }) => ({ id, state, example }))).toEqual([
      { id: input.id, state: 'draft', example: true },
    ]);
    const { history } = await innovationWork(innovator, input.id);
    expect(history.steps.map((step) => step.event)).toEqual(['create']);
  });

  it('is not begun for an organisation in which one is no innovator', async () => {
    const head = db.ctx({ actor: await region.person('organization_head', region.village) });
    const input = { id: newId(), organizationId: region.village.id, title: 'X' };
    await expect(createDraft(head, input)).rejects.toThrow(NotAllowed);
    await expect(createDraft(innovator, { ...input, organizationId: region.other.id })).rejects.toThrow(NotAllowed);
    await expect(createDraft(db.ctx(), input)).rejects.toThrow(NotAllowed);
  });

  it('does not take an id that another draft has', async () => {
    const id = await newDraft();
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    await expect(createDraft(neighbour, { id, organizationId: region.other.id, title: 'X' })).rejects.toThrow(Conflict);
  });

  it('keeps every field, and the name encrypted', async () => {
    const id = await writtenDraft(innovator, region.village.id);
    expect(await proposalOf(id)).toEqual(completeProposal);
    const { rows } = await db.owner.query(
      'select initiator_name_sealed, (select string_agg(changes::text, $2) from audit_events where subject_id = $1::text) as audit from innovations where id = $1::uuid',
      [id, ' '],
    );
    expect(rows[0].initiator_name_sealed).not.toContain('Melati');
    expect(rows[0].audit).not.toContain('Melati');
    expect((await innovationWork(innovator, id)).proposal.initiatorName).toBe('K••• M•••');
  });

  it('belongs to the office, not to the person who wrote it', async () => {
    const id = await newDraft();
    const successor = db.ctx({ actor: await region.person('innovator', region.village) });
    await saveFields(successor, { id, version: 1, patch: { title: 'Penerus' } });
    expect((await proposalOf(id)).title).toBe('Penerus');
  });

  it('cannot be seen by another village, by a verifier, or through another tenant', async () => {
    const id = await newDraft();
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    const verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
    const elsewhere = { ...innovator, tenant: db.tenants.tetangga };
    for (const ctx of [neighbour, verifier, elsewhere]) await expect(innovationWork(ctx, id)).rejects.toThrow(NotFound);
    await expect(saveFields(neighbour, { id, version: 1, patch: { title: 'X' } })).rejects.toThrow(NotFound);
    await expect(discardDraft(neighbour, id)).rejects.toThrow(NotFound);
    await expect(saveFields(elsewhere, { id, version: 1, patch: { title: 'X' } })).rejects.toThrow(NotFound);
    await expect(innovationWork(innovator, 'bukan-id')).rejects.toThrow(NotFound);
  });
});

describe('saving', () => {
  it('merges what two devices typed into different fields', async () => {
    const id = await newDraft();
    await saveFields(innovator, { id, version: 1, patch: { title: 'Dari HP' } });
    const outcome = await saveFields(innovator, {
      id,
      version: 1,
      patch: { title: 'Bank Sampah', summary: 'Dari laptop' },
    });
    expect(outcome).toMatchObject({ saved: true, version: 3, fields: { title: 'Dari HP' } });
    expect(await proposalOf(id)).toMatchObject({ title: 'Dari HP', summary: 'Dari laptop' });
  });

  it('saves nothing and says what stands when both typed into one field', async () => {
    const id = await newDraft();
    await saveFields(innovator, { id, version: 1, patch: { title: 'Dari HP' } });
    const outcome = await saveFields(innovator, { id, version: 1, patch: { title: 'Dari laptop', summary: 'Juga' } });
    expect(outcome).toMatchObject({ saved: false, version: 2, fields: { title: 'Dari HP' } });
    expect(await proposalOf(id)).toMatchObject({ title: 'Dari HP', summary: '' });
    await saveFields(innovator, { id, version: 2, patch: { title: 'Dari laptop', summary: 'Juga' } });
    expect(await proposalOf(id)).toMatchObject({ title: 'Dari laptop', summary: 'Juga' });
  });

  it('keeps both of two saves at once on different fields, and one of two on the same', async () => {
    const id = await newDraft();
    await Promise.all([
      saveFields(innovator, { id, version: 1, patch: { objective: 'Tujuan' } }),
      saveFields(innovator, { id, version: 1, patch: { benefit: 'Manfaat' } }),
    ]);
    expect(await proposalOf(id)).toMatchObject({ objective: 'Tujuan', benefit: 'Manfaat' });
    const outcomes = await Promise.all(
      ['Satu', 'Dua'].map((result) => saveFields(innovator, { id, version: 3, patch: { result } })),
    );
    expect(outcomes.map((outcome) => outcome.saved).toSorted()).toEqual([false, true]);
  });

  it('changes nothing when it is repeated', async () => {
    const id = await newDraft();
    const input = { id, version: 1, patch: { title: 'Sekali saja' } };
    const first = await saveFields(innovator, input);
    expect(await saveFields(innovator, input)).toEqual({ ...first, fields: {}, savedAt: expect.any(Date) });
    expect(await versionOf(id)).toBe(2);
  });

  it('merges what was typed on any older version', async () => {
    const id = await newDraft();
    for (let n = 1; n <= 103; n++) await saveFields(innovator, { id, version: n, patch: { title: `Judul ${n}` } });
    const late = await saveFields(innovator, { id, version: 1, patch: { summary: 'Lama', title: 'Bank Sampah' } });
    expect(late).toMatchObject({ saved: true, version: 105, fields: { title: 'Judul 103' } });
    expect(await saveFields(innovator, { id, version: 2, patch: { title: 'Lain' } })).toMatchObject({
      saved: false,
      fields: { title: 'Judul 103' },
    });
  });

  it('gives up merging, not the text, on a version of before the history began', async () => {
    const id = await newDraft();
    await saveFields(innovator, { id, version: 1, patch: { title: 'Judul' } });
    await db.owner.query('delete from innovation_versions where innovation_id = $1', [id]);
    expect(await saveFields(innovator, { id, version: 1, patch: { summary: 'Lama' } })).toMatchObject({
      saved: false,
      fields: { summary: '' },
    });
  });

  it('refuses a version that does not exist and topics that the list does not have', async () => {
    const id = await newDraft();
    await expect(saveFields(innovator, { id, version: 9, patch: { title: 'X' } })).rejects.toThrow(Conflict);
    await expect(saveFields(innovator, { id, version: 1, patch: { topics: ['sihir'] } })).rejects.toThrow(Invalid);
    await db.owner.query("update topics set retired = true where slug = 'pelayanan'");
    await expect(saveFields(innovator, { id, version: 1, patch: { topics: ['pelayanan'] } })).rejects.toThrow(Invalid);
    await db.owner.query("update topics set retired = false where slug = 'pelayanan'");
  });

  it('is all done or not at all, whichever call fails', async () => {
    const id = await newDraft();
    const calls = await failEveryCall(db, innovator, (ctx) =>
      saveFields(ctx, {
        id,
        version: 1,
        patch: { title: 'Utuh', topics: ['pelayanan'], initiatorName: 'Kelompok Melati' },
      }),
    );
    expect(calls).toBeGreaterThan(8);
  });
});

describe('discarding', () => {
  it('takes a draft that was never proposed, once', async () => {
    const id = await newDraft();
    await Promise.all([discardDraft(innovator, id), discardDraft(innovator, id)]);
    await discardDraft(innovator, id);
    await expect(innovationWork(innovator, id)).rejects.toThrow(NotFound);
    const again = { id, organizationId: region.village.id, title: 'Kembali lagi (contoh)' };
    await expect(createDraft(innovator, again)).rejects.toThrow(Conflict);
    await expect(innovationWork(innovator, id)).rejects.toThrow(NotFound);
  });

  it('is not for others', async () => {
    const id = await newDraft();
    const head = db.ctx({ actor: await region.person('organization_head', region.village) });
    await expect(discardDraft(head, id)).rejects.toThrow(NotAllowed);
  });

  it('is all done or not at all', async () => {
    const id = await writtenDraft(innovator, region.village.id);
    await failEveryCall(db, innovator, (ctx) => discardDraft(ctx, id));
  });
});
