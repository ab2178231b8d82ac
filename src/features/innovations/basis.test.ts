import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { buildOn } from './basis.acts.ts';
import { claimListed } from './claim.acts.ts';
import { differenceOf } from './difference.queries.ts';
import { createDraft } from './innovation.acts.ts';
import { draftToEdit, innovationWork } from './innovation.queries.ts';
import { acceptInnovation, archiveInnovation, confirmInnovation, proposeInnovation } from './life-cycle.acts.ts';
import { publicInnovation } from './public-innovation.queries.ts';
import { restoreVersion } from './restore.acts.ts';
import { saveFields } from './save.acts.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let innovator: Ctx;
let colleague: Ctx;
let head: Ctx;
let verifier: Ctx;
let admin: Ctx;
let base: string;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  innovator = db.ctx({ actor: await region.person('innovator', region.village) });
  colleague = db.ctx({ actor: await region.person('innovator', region.village) });
  head = db.ctx({ actor: await region.person('organization_head', region.village) });
  verifier = db.ctx({ actor: await region.person('verifier', region.agency) });
  admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
  base = await accepted({ title: 'Bank Sampah Induk (contoh)' });
});
afterAll(() => db.close());

const versionIn = async (id: string) =>
  (await db.owner.query('select version from innovations where id = $1', [id])).rows[0].version as number;
const step = async (id: string) => ({ id, key: newId(), version: await versionIn(id) });

async function accept(id: string): Promise<string> {
  await proposeInnovation(innovator, await step(id));
  await confirmInnovation(head, await step(id));
  await acceptInnovation(verifier, await step(id));
  return id;
}

async function accepted(changes: object): Promise<string> {
  return accept(await writtenDraft(innovator, region.village.id, changes));
}

async function listed(title: string): Promise<string> {
  const id = newId();
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, state, title, called_innovation) values ($1, $2, $3, 'listed', $4, true)`,
    [region.tenant.id, id, region.village.id, title],
  );
  return id;
}

const draft = () => writtenDraft(innovator, region.village.id);
const basisIn = async (id: string) => (await draftToEdit(innovator, id)).basedOn;

describe('building on another innovation', () => {
  it('is said, shown, audited, and taken back', async () => {
    const id = await draft();
    expect(await buildOn(innovator, { id, basedOn: base, version: 2 })).toBe(3);
    const basis = {
      id: base,
      title: 'Bank Sampah Induk (contoh)',
      organizationName: region.village.name,
      isPublic: true,
    };
    expect((await innovationWork(head, id)).basedOn).toEqual(basis);
    expect((await publicInnovation(db.ctx(), base)).builtInto).toEqual([]);
    expect(await buildOn(innovator, { id, basedOn: null, version: 3 })).toBe(4);
    expect(await basisIn(id)).toBeNull();
    const { rows } = await db.owner.query(
      "select changes from audit_events where subject_id = $1 and act = 'innovation.based_on' order by id",
      [id],
    );
    expect(rows.map((row) => row.changes)).toEqual([
      { from: null, to: base },
      { from: base, to: null },
    ]);
  });

  it('is public on both once it is accepted, and gone with an archived one', async () => {
    const id = await draft();
    await buildOn(innovator, { id, basedOn: base, version: 2 });
    await accept(id);
    expect((await publicInnovation(db.ctx(), id)).basedOn?.id).toBe(base);
    expect((await publicInnovation(db.ctx(), base)).builtInto.map((one) => one.id)).toEqual([id]);
    const other = await draft();
    const gone = await accepted({ title: 'Sebentar lagi diarsipkan (contoh)' });
    await buildOn(innovator, { id: other, basedOn: gone, version: 2 });
    await archiveInnovation(admin, await step(gone));
    expect(await basisIn(other)).toMatchObject({ id: gone, isPublic: false });
    expect((await publicInnovation(db.ctx(), await accept(other))).basedOn).toBeNull();
    await archiveInnovation(admin, await step(id));
    expect((await publicInnovation(db.ctx(), base)).builtInto).toEqual([]);
  });

  it('can begin with the draft', async () => {
    const id = newId();
    await createDraft(innovator, { id, organizationId: region.village.id, title: 'Lanjutan', basedOn: base });
    expect((await basisIn(id))?.id).toBe(base);
    const wrong = { id: newId(), organizationId: region.village.id, title: 'X', basedOn: newId() };
    await expect(createDraft(innovator, wrong)).rejects.toThrow(Invalid);
  });

  it('is part of the history and comes back with an older version', async () => {
    const id = await draft();
    await buildOn(innovator, { id, basedOn: base, version: 2 });
    const difference = await differenceOf(head, id, 2, 3);
    expect([difference.fields, difference.bases.before, difference.bases.after?.id]).toEqual([['basedOn'], null, base]);
    await restoreVersion(innovator, { id, from: 2, version: 3 });
    expect(await basisIn(id)).toBeNull();
    await restoreVersion(innovator, { id, from: 3, version: 4 });
    expect((await basisIn(id))?.id).toBe(base);
  });

  it('follows a listed entry to the innovation that took its place', async () => {
    const entry = await listed('Depot Air (contoh)');
    const id = await draft();
    await buildOn(innovator, { id, basedOn: entry, version: 2 });
    const claim = newId();
    await claimListed(innovator, { id: claim, listedId: entry });
    await saveFields(innovator, { id: claim, version: 1, patch: completeProposal });
    await accept(claim);
    expect(await basisIn(id)).toMatchObject({ id: claim, title: completeProposal.title });
    await accept(id);
    expect((await publicInnovation(db.ctx(), claim)).builtInto.map((one) => one.id)).toEqual([id]);
  });
});

describe('what nobody can build on', () => {
  it('is the draft itself, another draft, another region’s, what gave way, and nonsense', async () => {
    const id = await draft();
    const elsewhere = newId();
    await db.owner.query(
      `insert into innovations (tenant_id, id, state, title, called_innovation) values ($1, $2, 'listed', 'Di tempat lain', true)`,
      [db.tenants.tetangga.id, elsewhere],
    );
    for (const basedOn of [id, await draft(), elsewhere, newId(), 'bukan-id', '']) {
      await expect(buildOn(innovator, { id, basedOn, version: 2 }), basedOn).rejects.toThrow(Invalid);
    }
    expect(await basisIn(id)).toBeNull();
  });

  it('is the entry that it claims, and what builds on that', async () => {
    const entry = await listed('Pos Baca (contoh)');
    const follower = await draft();
    await buildOn(innovator, { id: follower, basedOn: entry, version: 2 });
    await accept(follower);
    const claim = newId();
    await claimListed(innovator, { id: claim, listedId: entry });
    for (const basedOn of [entry, follower]) {
      await expect(buildOn(innovator, { id: claim, basedOn, version: 1 })).rejects.toThrow(Invalid);
    }
  });
});

describe('the right to say so', () => {
  it('belongs to those who write it, while they write', async () => {
    const id = await draft();
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    const choice = { id, basedOn: base, version: 2 };
    await expect(buildOn(head, choice)).rejects.toThrow(NotAllowed);
    await expect(buildOn(neighbour, choice)).rejects.toThrow(NotFound);
    await expect(buildOn({ ...innovator, tenant: db.tenants.tetangga }, choice)).rejects.toThrow(NotFound);
    await expect(buildOn(db.ctx(), choice)).rejects.toThrow(NotAllowed);
    await proposeInnovation(innovator, await step(id));
    await expect(buildOn(innovator, { ...choice, version: 3 })).rejects.toThrow(Conflict);
  });

  it('of two at once is one’s, and typing meanwhile is no conflict', async () => {
    const [id, other] = [await draft(), await accepted({ title: 'Yang lain (contoh)' })];
    await saveFields(colleague, { id, version: 2, patch: { title: 'Sementara itu' } });
    const outcomes = await Promise.allSettled([
      buildOn(innovator, { id, basedOn: base, version: 2 }),
      buildOn(colleague, { id, basedOn: other, version: 2 }),
    ]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const again = { id, basedOn: (await basisIn(id))?.id ?? '', version: 2 };
    expect(await buildOn(innovator, again)).toBe(4);
    await expect(buildOn(innovator, { id, basedOn: null, version: 9 })).rejects.toThrow(Conflict);
  });

  it('is all done or not at all, whichever call fails', async () => {
    const id = await draft();
    const calls = await failEveryCall(db, innovator, (ctx) => buildOn(ctx, { id, basedOn: base, version: 2 }));
    expect(calls).toBeGreaterThan(8);
  });
});
