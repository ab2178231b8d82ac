import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver, heldOffices } from '#features/people/index.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { draftToEdit, ownInnovations } from './innovation.queries.ts';
import { saveFields } from './save.acts.ts';
import { tasksFor } from './tasks.queries.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
});
afterAll(() => db.close());

/** The person at work at that instant, with the offices that the database says they hold. */
async function at(actor: Actor, now: Date): Promise<Ctx> {
  const ctx = db.ctx({ now, actor: { ...actor, offices: [] } });
  const offices = await heldOffices(ctx, actor.userId);
  return { ...ctx, actor: { ...actor, offices } };
}

async function beginTerm(actor: Actor): Promise<string> {
  const id = newId();
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from)
     values ($1, $2, $3, 'innovator', $4, 'definitive', '2026-01-01')`,
    [region.tenant.id, id, region.office('innovator', region.village).id, actor.userId],
  );
  return id;
}

test('drafts and tasks follow the office: the new holder has them, the old one no longer', async () => {
  const { village, agency } = region;
  const [siti, ujang] = [await region.person('innovator', village), await region.person('innovator', village)];
  const admin = db.ctx({ actor: await region.person('tenant_admin', agency) });
  const holdingId = await beginTerm(siti);
  const [before, after] = [new Date('2026-05-31T10:00:00Z'), new Date('2026-05-31T17:00:00Z')]; // 1 June in Bekasi
  const draft = await writtenDraft(await at(siti, before), village.id);
  const sees = async (ctx: Ctx) => ({
    own: (await ownInnovations(ctx)).map((line) => line.id),
    tasks: (await tasksFor(ctx)).tasks.map((task) => task.id),
  });
  await handOver(admin, {
    id: newId(),
    holdingId,
    username: ujang.username,
    kind: 'definitive',
    from: '2026-06-01',
    to: null,
  });

  expect(await sees(await at(siti, before))).toEqual({ own: [draft], tasks: [draft] });
  expect(await sees(await at(ujang, before))).toEqual({ own: [], tasks: [] });
  expect(await sees(await at(siti, after))).toEqual({ own: [], tasks: [] });
  expect(await sees(await at(ujang, after))).toEqual({ own: [draft], tasks: [draft] });

  const { version } = await draftToEdit(await at(ujang, after), draft);
  await saveFields(await at(ujang, after), {
    id: draft,
    version,
    patch: { summary: 'Dilanjutkan oleh pemegang jabatan yang baru.' },
  });
  const gone = await at(siti, after);
  await expect(draftToEdit(gone, draft)).rejects.toSatisfy(
    (error) => error instanceof NotFound || error instanceof NotAllowed,
  );
  await expect(
    saveFields(gone, { id: draft, version: version + 1, patch: { summary: 'Tidak boleh.' } }),
  ).rejects.toSatisfy((error) => error instanceof NotFound || error instanceof NotAllowed);
});
