import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { innovationWork } from './innovation.queries.ts';
import { acceptInnovation, confirmInnovation, proposeInnovation, returnInnovation } from './life-cycle.acts.ts';
import type { Role } from './life-cycle.ts';
import { arrangeRegion, type TestOrganization, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let verifier: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  verifier = await region.person('verifier', region.agency);
});
afterAll(() => db.close());

const as = (actor: Actor, mails = true): Ctx => ({
  ...db.ctx({ actor }),
  ...(mails ? { mail: { way: 'smtp' as const, origin: 'http://127.0.0.1' } } : {}),
});

/** Somebody with an account who holds that office today. */
async function known(
  role: Role,
  at: TestOrganization,
  given: { email?: string; wants?: boolean; until?: string } = {},
) {
  const actor = await region.person(role, at);
  const { userId: id, name, username } = actor;
  await createAccount(db.identity, {
    id,
    name,
    username,
    email: given.email ?? null,
    password: 'kata-sandi-uji-1',
    passwordDue: false,
  });
  await db.owner.query('update people set wants_mail = $2 where user_id = $1', [id, given.wants ?? false]);
  await db.owner.query(
    `insert into office_holders (tenant_id, id, office_id, role, user_id, kind, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, 'definitive', '2026-01-01', $6)`,
    [region.tenant.id, newId(), region.office(role, at).id, role, id, given.until ?? null],
  );
  return actor;
}

async function submitted(writer: Actor, head: Actor): Promise<string> {
  const id = await writtenDraft(as(writer), region.village.id);
  await proposeInnovation(as(writer), await stepOf(writer, id));
  await confirmInnovation(as(head), await stepOf(head, id));
  return id;
}

const stepOf = async (actor: Actor, id: string) => {
  const { version } = await innovationWork(as(actor), id);
  return { id, key: newId(), version, note: '' };
};

async function mails(): Promise<{ kind: string; to: string; text: string }[]> {
  const { rows } = await db.owner.query('select kind, recipient_sealed, body_sealed from mails');
  const opened = rows.map((row) => ({
    kind: row.kind,
    to: db.secrets.open(row.recipient_sealed),
    text: JSON.parse(db.secrets.open(row.body_sealed)).text,
  }));
  return opened.sort((a, b) => (a.kind + a.to < b.kind + b.to ? -1 : 1));
}

test('those of the organisation who asked are told of a return and of an acceptance, nobody else', async () => {
  const writer = await known('innovator', region.village, { email: 'tulis@desa.id', wants: true });
  const head = await known('organization_head', region.village, { email: 'kades@desa.id', wants: true });
  await known('innovator', region.village, { email: 'tidakmau@desa.id' });
  await known('innovator', region.village, { wants: true });
  await known('innovator', region.village, { email: 'dulu@desa.id', wants: true, until: '2026-01-31' });
  await known('innovator', region.other, { email: 'lain@desa.id', wants: true });
  const id = await submitted(writer, head);
  expect(await mails()).toEqual([]);
  const returned = { ...(await stepOf(verifier, id)), remarks: { title: 'Perjelas.' } };
  await failEveryCall(db, as(verifier), (ctx) => returnInnovation(ctx, returned));
  await returnInnovation(as(verifier), returned);
  expect((await mails()).map(({ kind, to }) => [kind, to])).toEqual([
    ['returned', 'kades@desa.id'],
    ['returned', 'tulis@desa.id'],
  ]);
  await proposeInnovation(as(writer), await stepOf(writer, id));
  await confirmInnovation(as(head), await stepOf(head, id));
  await acceptInnovation(as(verifier), await stepOf(verifier, id));
  const accepted = (await mails()).filter((mail) => mail.kind === 'accepted');
  expect(accepted.map((mail) => mail.to)).toEqual(['kades@desa.id', 'tulis@desa.id']);
  expect(accepted[0]?.text).toContain(`http://127.0.0.1/bekasikab/kerja/inovasi/${id}`);
  await db.owner.query('delete from mails');
  const silent = await submitted(writer, head);
  await acceptInnovation(as(verifier, false), await stepOf(verifier, silent));
  expect(await mails()).toEqual([]);
}, 60_000);
