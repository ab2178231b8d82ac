import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { queueMail } from '#platform/mail/outbox.ts';
import { sendDueMails } from '#platform/mail/send.ts';
import { unreadable } from '#platform/secrets.ts';
import { type Actor, type Ctx, inTenant, type MailWay, type Tenant } from '#platform/tenancy.ts';
import { actorWith, freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { testPages } from '#platform/testing/pages.ts';
import { resendMail } from './mail.acts.ts';
import { mailOverview, outboxState, shownMails } from './mail.queries.ts';
import { mailRoutes } from './routes.tsx';

let db: TestDatabase;
let officeId: string;
beforeAll(async () => {
  db = await freshDatabase();
  const organizationId = newId();
  officeId = newId();
  await db.owner.query(
    `with o as (insert into organizations (tenant_id, id, kind, name) values ($1, $2, 'agency', 'Balitbangda'))
     insert into offices (tenant_id, id, organization_id, role) values ($1, $3, $2, 'tenant_admin')`,
    [db.tenants.bekasikab.id, organizationId, officeId],
  );
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner.query('delete from mails');
});

const now = new Date('2026-11-24T02:30:00Z');
const officeOf = (role: string) => ({
  id: officeId,
  role,
  kind: 'definitive' as const,
  organizationId: newId(),
  organizationName: 'Balitbangda',
  organizationKind: 'agency',
});
const holder = (role: string) => actorWith([officeOf(role)]);
const ctxFor = (
  actor: Actor | null,
  way: MailWay['way'] | null = 'smtp',
  tenant: Tenant = db.tenants.bekasikab,
): Ctx => ({
  ...db.ctx({ actor, now, tenant }),
  ...(way ? { mail: { way, origin: 'http://127.0.0.1' } } : {}),
});
const words = {
  subject: 'Undangan',
  greeting: 'Yth. Siti,',
  paragraphs: ['Baris <satu>.'],
  action: { label: 'Buka', href: 'http://127.0.0.1/x' },
  footer: 'Balitbangda',
};

const queue = (to: string, way: MailWay['way'] = 'smtp', tenant?: Tenant) => {
  const ctx = ctxFor(null, way, tenant);
  return inTenant(ctx, (tx) => queueMail(tx, ctx, { kind: 'reset', to, words }));
};

/** A mail that the receiving server refused for good. */
async function refused(to = 'hilang@desa.id'): Promise<string> {
  await queue(to);
  const smtp = { deliver: async () => ({ kind: 'refused' as const, problem: '550 no such user' }), close() {} };
  await sendDueMails({ pool: db.pool, secrets: db.secrets, smtp, now: () => now }, db.tenants.bekasikab.id);
  const { rows } = await db.owner.query("select id from mails where state = 'refused'");
  return rows[0].id;
}

/** Sends what is due. @returns to whom */
async function sendAll(): Promise<string[]> {
  const sent: string[] = [];
  const deliver = async ({ to }: { to: string }) => {
    sent.push(to);
    return { kind: 'sent' as const };
  };
  const smtp = { deliver, close() {} };
  await sendDueMails({ pool: db.pool, secrets: db.secrets, smtp, now: () => now }, db.tenants.bekasikab.id);
  return sent;
}

const visit = (ctx: Ctx) => testPages(ctx, [mailRoutes]);

test('the administrator sees what was refused, masked, with the reason', async () => {
  const id = await refused();
  await queue('siti@desa.id');
  const admin = ctxFor(holder('tenant_admin'));
  expect(await mailOverview(admin)).toEqual({
    refused: [{ id, kind: 'reset', recipient: 'hi•••@desa.id', problem: '550 no such user', settledAt: now }],
    waiting: 1,
    trouble: null,
    sentLately: 0,
  });
  const html = await (await visit(admin).request('/kerja/surat-elektronik')).text();
  expect(html).toContain('hi•••@desa.id');
  expect(html).not.toMatch(/hilang@|siti@/);
});

test('nobody else sees or sends anything', async () => {
  const id = await refused();
  for (const actor of [holder('organization_head'), holder('innovator'), holder('verifier'), actorWith([]), null]) {
    await expect(mailOverview(ctxFor(actor))).rejects.toThrow(NotAllowed);
    await expect(resendMail(ctxFor(actor), id, null)).rejects.toThrow(NotAllowed);
    expect((await visit(ctxFor(actor)).request('/kerja/surat-elektronik')).status).toBe(actor ? 403 : 303);
  }
  const neighbour = ctxFor(holder('tenant_admin'), 'smtp', db.tenants.tetangga);
  expect((await mailOverview(neighbour)).refused).toEqual([]);
  await expect(resendMail(neighbour, id, null)).rejects.toThrow(NotFound);
});

test('it is sent again to the right address, whole or not at all, and once', async () => {
  const id = await refused();
  const admin = ctxFor(holder('tenant_admin'));
  await failEveryCall(db, admin, (ctx) => resendMail(ctx, id, 'benar@desa.id'));
  expect(await sendAll()).toEqual(['benar@desa.id']);
  await expect(resendMail(admin, id, null)).rejects.toThrow(Conflict);
  const { rows } = await db.owner.query("select changes::text as told from audit_events where act = 'mail.resent'");
  expect(rows).toHaveLength(1);
  expect(rows[0].told).not.toContain('benar');
});

test('a wrong address comes back with its fault', async () => {
  const id = await refused();
  const app = visit(ctxFor(holder('tenant_admin')));
  const post = (address: string, path = id) =>
    app.request(`/kerja/surat-elektronik/${path}/kirim`, { method: 'POST', body: new URLSearchParams({ address }) });
  const wrong = await post('bukan surel');
  expect(wrong.status).toBe(422);
  const html = await wrong.text();
  expect(html).toMatch(/id="f-address-error"[^>]*>.*Alamat surel tidak lengkap/);
  expect(html).toContain('value="bukan surel"');
  expect([(await post('', 'x')).status, (await post('')).status, (await post('')).status]).toEqual([404, 303, 409]);
});

test('what is sent again counts as mailed: when the day is spent it waits among the refused', async () => {
  const id = await refused();
  await db.owner.query(
    `insert into mailed_codes (tenant_id, office_id, day, mails) values ($1, $2, '2026-11-24', 199)
     on conflict (tenant_id, office_id) do update set day = excluded.day, mails = excluded.mails`,
    [db.tenants.bekasikab.id, officeId],
  );
  await resendMail(ctxFor(holder('tenant_admin')), id, null);
  await db.owner.query("update mails set state = 'refused', settled_at = created_at where id = $1", [id]);
  const app = visit(ctxFor(holder('tenant_admin')));
  const answer = await app.request(`/kerja/surat-elektronik/${id}/kirim`, {
    method: 'POST',
    body: new URLSearchParams({ address: 'lain@desa.id' }),
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toMatch(/id="f-address-error"[^>]*>.*sudah mengirim 200 surel/);
  const { rows } = await db.owner.query('select state from mails where id = $1', [id]);
  expect(rows).toEqual([{ state: 'refused' }]);
  await db.owner.query('delete from mailed_codes');
});

test('a demonstration shows its mails to all, and no other installation shows any', async () => {
  await queue('siti@desa.id', 'shown');
  await queue('jauh@desa.id', 'shown', db.tenants.tetangga);
  expect(await shownMails(ctxFor(null, 'shown'))).toMatchObject([{ to: 'siti@desa.id', subject: 'Undangan' }]);
  const page = await visit(ctxFor(null, 'shown')).request('/dev/mail');
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const html = await page.text();
  expect(html).toContain('<a class="link" href="http://127.0.0.1/x">');
  expect(html).toContain('<span>Yth. Siti,\n\nBaris &lt;satu>.');
  expect(html).not.toContain('jauh@desa.id');
  for (const way of ['smtp', null] as const) {
    expect((await visit(ctxFor(holder('tenant_admin'), way)).request('/dev/mail')).status).toBe(404);
  }
});

test('a mail sealed with another key is refused at once and does not hold up the others', async () => {
  await queue('lama@desa.id');
  await db.owner.query("update mails set recipient_sealed = 'v1.tidak.terbaca'");
  await queue('baru@desa.id');
  expect(await sendAll()).toEqual(['baru@desa.id']);
  const { refused: listed } = await mailOverview(ctxFor(holder('tenant_admin')));
  expect(listed.map(({ recipient, problem }) => [recipient, problem])).toEqual([
    [unreadable, 'sealed with another key'],
  ]);
});

test('the health of the outboxes: what waits in each tenant, and what was refused within a day', async () => {
  const tenants = Object.values(db.tenants);
  expect(await outboxState({ pool: db.pool, now }, tenants)).toEqual({ waiting: 0, failed: 0 });
  await refused();
  await queue('siti@desa.id');
  await queue(
    'budi@desa.id',
    'smtp',
    tenants.find(({ id }) => id !== db.tenants.bekasikab.id),
  );
  expect(await outboxState({ pool: db.pool, now }, tenants)).toEqual({ waiting: 2, failed: 1 });
  const later = new Date(now.getTime() + 2 * 86_400_000);
  expect(await outboxState({ pool: db.pool, now: later }, tenants)).toEqual({ waiting: 2, failed: 0 });
});
