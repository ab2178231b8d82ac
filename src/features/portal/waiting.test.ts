import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { draftPaper, editPaper, issuePaper, recallPaper } from '../papers/paper.acts.ts';
import { arrangeAgency } from '../papers/testing-office.ts';
import { exampleDecree, filledIn } from '../papers/testing-paper.ts';
import { bringScan, confirmScan } from '../papers/validity.acts.ts';
import { createPortalRoutes } from './routes.tsx';
import { waitingFor } from './waiting.queries.ts';

let db: TestDatabase;
let people: Record<'admin' | 'second' | 'verifier' | 'innovator' | 'neighbour', Ctx>;

beforeAll(async () => {
  db = await freshDatabase();
  const agency = await arrangeAgency(db);
  const theirs = await arrangeAgency(db, db.tenants.tetangga);
  people = {
    admin: db.ctx({ actor: await agency.person('tenant_admin', 'Ani (contoh)') }),
    second: db.ctx({ actor: await agency.person('tenant_admin', 'Budi (contoh)') }),
    verifier: db.ctx({ actor: await agency.person('verifier', 'Cici (contoh)') }),
    innovator: db.ctx({ actor: await agency.person('innovator', 'Dedi (contoh)') }),
    neighbour: db.ctx({ actor: await theirs.person('verifier', 'Eka (contoh)'), tenant: db.tenants.tetangga }),
  };
});
afterAll(() => db.close());

let numbers = 0;

/** A paper whose scan the administrator brought; its version is 4. */
async function scanned(): Promise<{ id: string; number: string }> {
  const [id, number] = [newId(), `050/Kep.${++numbers}/2026`];
  const { admin } = people;
  await draftPaper(admin, { id, ...exampleDecree() });
  await editPaper(admin, { id, version: 1 }, { ...filledIn, number });
  const printing = { origin: 'https://inovasi.contoh.id', letterhead: { lines: ['Contoh'] } };
  await issuePaper(admin, db.files, printing, { id, version: 2 });
  const scan = await db.files.receive(Readable.from([Buffer.from(`%PDF-1.7 ${id}`)]), 1000);
  await bringScan(admin, db.files, { id, version: 3 }, scan);
  return { id, number };
}

const idsOf = async (ctx: Ctx) => (await waitingFor(ctx)).tasks.map(({ id }) => id);

it('a scan waits for everybody who may confirm it, and for nobody else, until it is confirmed', async () => {
  const { id, number } = await scanned();
  const task = { id, kind: 'scan', title: filledIn.about, number, since: expect.any(Date), to: `/kerja/naskah/${id}` };
  for (const ctx of [people.second, people.verifier]) {
    expect(await waitingFor(ctx)).toEqual({ count: 1, tasks: [task] });
  }
  for (const ctx of [people.admin, people.innovator, people.neighbour, db.ctx()]) {
    expect(await waitingFor(ctx)).toEqual({ count: 0, tasks: [] });
  }
  await confirmScan(people.verifier, { id, version: 4 }, true);
  expect(await idsOf(people.second)).toEqual([]);
});

it('a scan that was taken back with its paper waits for nobody', async () => {
  const { id } = await scanned();
  expect(await idsOf(people.verifier)).toEqual([id]);
  await recallPaper(people.admin, { id, version: 4 });
  expect(await idsOf(people.verifier)).toEqual([]);
});

it('stands with what waits elsewhere, the oldest first, on the page where a person begins', async () => {
  const { id, number } = await scanned();
  const innovation = async (minutes: number) => {
    const { rows } = await db.owner.query<{ id: string }>(
      `insert into innovations (tenant_id, id, organization_id, state, title, updated_at)
       select tenant_id, gen_random_uuid(), $2, 'submitted', 'Layanan contoh', scanned_at + make_interval(mins => $3)
       from papers where id = $1 returning id`,
      [id, elsewhere, minutes],
    );
    return rows[0]?.id;
  };
  const elsewhere = newId();
  await db.owner.query(
    `insert into organizations (tenant_id, id, kind, name, fictional) values ($1, $2, 'agency', 'Dinas Contoh', true)`,
    [db.tenants.bekasikab.id, elsewhere],
  );
  const [older, newer] = [await innovation(-5), await innovation(5)];
  expect(await idsOf(people.verifier)).toEqual([older, id, newer]);
  expect((await waitingFor(people.verifier)).count).toBe(3);
  const page = await testPages(people.verifier, [createPortalRoutes(() => [])]).request('/kerja');
  const text = await page.text();
  expect([page.status, text.includes(`href="/kerja/naskah/${id}"`)]).toEqual([200, true]);
  expect(text).toContain(messages.portal.work.kinds.scan);
  expect(text).toContain(number);
  expect(text).toContain('Dinas Contoh');
});
