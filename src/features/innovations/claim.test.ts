import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { claimListed } from './claim.acts.ts';
import { discardDraft } from './innovation.acts.ts';
import { innovationWork } from './innovation.queries.ts';
import { acceptInnovation, archiveInnovation, confirmInnovation, proposeInnovation } from './life-cycle.acts.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;
let head: Ctx;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  head = db.ctx({ actor: await region.person('organization_head', region.village) });
});
afterAll(() => db.close());

async function listed(changes: Record<string, unknown> = {}): Promise<string> {
  const row = {
    tenant_id: region.tenant.id,
    id: newId(),
    organization_id: region.village.id,
    state: 'listed',
    title: 'SIPANDU Contoh',
    summary: 'Pengelolaan sampah desa.',
    main_affair: 'Lingkungan Hidup',
    form: 'Pelayanan publik',
    called_innovation: true,
    example: true,
    ...changes,
  };
  const names = Object.keys(row);
  await db.owner.query(
    `insert into innovations (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row.id;
}

/** Versions after the first that the history does not tell of. */
async function holes(id: string): Promise<number[]> {
  const { rows } = await db.owner.query(
    `select v from innovations i, generate_series(2, i.version) v where i.id = $1
       and not exists (select from innovation_versions k where k.innovation_id = i.id and k.version = v) order by v`,
    [id],
  );
  return rows.map(({ v }) => v);
}

describe('a listed entry', () => {
  it('becomes a draft beside itself, filled with what the source says', async () => {
    const [listedId, id] = [await listed(), newId()];
    expect(await claimListed(innovator, { id, listedId })).toBe(id);
    const work = await innovationWork(innovator, id);
    expect(work).toMatchObject({ state: 'draft', example: true, claims: { id: listedId, title: 'SIPANDU Contoh' } });
    expect(work.proposal).toMatchObject({
      title: 'SIPANDU Contoh',
      summary: 'Pengelolaan sampah desa.',
      mainAffair: 'Lingkungan Hidup',
      form: 'Pelayanan publik',
      classification: 'Inovasi Desa',
    });
    expect(work.history.steps.map((step) => step.event)).toEqual(['claim']);
  });

  it('can be claimed by the head, not by others', async () => {
    const listedId = await listed();
    const other = db.ctx({ actor: await region.person('innovator', region.other) });
    const admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
    const verifier = db.ctx({ actor: await region.person('verifier', region.village) });
    for (const ctx of [other, admin, verifier, db.ctx()]) {
      await expect(claimListed(ctx, { id: newId(), listedId })).rejects.toThrow(NotAllowed);
    }
    await claimListed(head, { id: newId(), listedId });
  });

  it.each([
    ['is a programme, not called an innovation', { called_innovation: false }],
    ['has no known owner', { organization_id: null }],
    ['is a draft', { state: 'draft' }],
  ])('cannot be claimed when it %s', async (_, changes) => {
    const listedId = await listed(changes);
    await expect(claimListed(innovator, { id: newId(), listedId })).rejects.toThrow(Conflict);
  });

  it('does not exist for others while it is a draft', async () => {
    const listedId = await listed({ state: 'draft' });
    const other = db.ctx({ actor: await region.person('innovator', region.other) });
    await expect(claimListed(other, { id: newId(), listedId })).rejects.toThrow(NotFound);
  });

  it('of another tenant does not exist', async () => {
    const listedId = await listed();
    await expect(claimListed({ ...innovator, tenant: db.tenants.tetangga }, { id: newId(), listedId })).rejects.toThrow(
      NotFound,
    );
  });

  it('is claimed once by two at once; a repeat of the same form is the same draft', async () => {
    const listedId = await listed();
    const ids = [newId(), newId()];
    const outcomes = await Promise.allSettled([
      claimListed(innovator, { id: ids[0] as string, listedId }),
      claimListed(head, { id: ids[1] as string, listedId }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const won = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    const claim = { id: ids[won] as string, listedId };
    expect(await claimListed(won === 0 ? innovator : head, claim)).toBe(claim.id);
    const { rows } = await db.owner.query('select id from innovations where claims_id = $1', [listedId]);
    expect(rows).toEqual([{ id: claim.id }]);
  });

  it('is free again when the draft is discarded', async () => {
    const [listedId, id] = [await listed(), newId()];
    await claimListed(innovator, { id, listedId });
    await discardDraft(innovator, id);
    await expect(claimListed(innovator, { id, listedId })).rejects.toThrow(Conflict); // the old page, sent again
    const again = newId();
    expect(await claimListed(head, { id: again, listedId })).toBe(again);
  });

  it('stays public until the draft is accepted, then gives way to it', async () => {
    const verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
    const [listedId, id] = [await listed(), newId()];
    await db.owner.query(
      `insert into published_innovations (tenant_id, id, state, called_innovation, example, dated_at, title, summary, organization_name, document)
       values ($1, $2, 'listed', true, true, now(), 'SIPANDU Contoh', '', '', '')`,
      [region.tenant.id, listedId],
    );
    const published = async () => {
      const { rows } = await db.owner.query('select id, state from published_innovations where id in ($1, $2)', [
        listedId,
        id,
      ]);
      return rows;
    };
    await claimListed(innovator, { id, listedId });
    await saveFields(innovator, { id, version: 1, patch: completeProposal });
    await proposeInnovation(innovator, { id, key: newId(), version: 2 });
    await confirmInnovation(head, { id, key: newId(), version: 3 });
    expect(await published()).toEqual([{ id: listedId, state: 'listed' }]);
    await failEveryCall(db, verifier, (ctx) => acceptInnovation(ctx, { id, key: newId(), version: 4 }));
    expect(await published()).toEqual([{ id, state: 'accepted' }]);
    const { rows } = await db.owner.query('select replaced_by from innovations where id = $1', [listedId]);
    expect(rows).toEqual([{ replaced_by: id }]);
    expect([await holes(id), await holes(listedId)]).toEqual([[], []]);
    await expect(claimListed(innovator, { id: newId(), listedId })).rejects.toThrow(Conflict);
  });

  it('stands for itself again when what replaced it is archived, and may be claimed anew', async () => {
    const listedId = await listed({ title: 'Entri asal' });
    const id = newId();
    await claimListed(innovator, { id, listedId });
    await saveFields(innovator, { id, version: 1, patch: completeProposal });
    const admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
    const step = async () => ({ id, key: newId(), version: (await innovationWork(innovator, id)).version });
    await proposeInnovation(innovator, await step());
    await confirmInnovation(head, await step());
    await acceptInnovation(admin, await step());
    const open = async () =>
      (
        await db.owner.query('select id from published_innovations where id = any($1) order by id', [[id, listedId]])
      ).rows.map((row) => row.id);
    expect(await open()).toEqual([id]);
    await archiveInnovation(admin, await step());
    expect(await open()).toEqual([listedId]);
    expect([await holes(id), await holes(listedId)]).toEqual([[], []]);
    const again = newId();
    expect(await claimListed(head, { id: again, listedId })).toBe(again);
  });

  it('is claimed wholly or not at all, whichever call fails', async () => {
    const listedId = await listed();
    await failEveryCall(db, innovator, (ctx) => claimListed(ctx, { id: newId(), listedId }));
  });
});
