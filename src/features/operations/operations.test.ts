import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealEvents } from '#platform/audit/seal.acts.ts';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { createServer } from '#platform/http/server.tsx';
import { newId } from '#platform/ids.ts';
import { lookAtMachine } from '#platform/machine.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs, type TestRole, testRoles } from '#platform/testing/sign-in.ts';
import { checkAudit } from './audit-check.acts.ts';
import { operationsRoutes } from './health.routes.tsx';
import { checkAllAudits } from './jobs.ts';

let db: TestDatabase;
let directory: TenantDirectory;
let app: Hono<Env>;
const cookies = new Map<TestRole | null, string>();
const token = 'kata-rahasia-pemantau';
const { bekasikab } = (await import('#platform/testing/template.ts')).testTenants;

beforeAll(async () => {
  db = await freshDatabase();
  directory = await openDirectory(db.pool);
  app = site(token);
  for (const role of testRoles) cookies.set(role, await signInAs(db, role));
  for (let n = 0; n < 3; n++) await event(n);
  // Transactions of other test files on the same server may hold the sealing up for a moment.
  for (let sealed = 0; sealed < 3; ) sealed += await sealEvents(db.pool, bekasikab.id);
  await db.owner.query('select pgboss.create_queue(\'surel\', \'{"policy":"standard"}\')');
  await db.owner.query("insert into pgboss.job (name) values ('surel')");
  await db.owner.query("insert into pgboss.job (name, start_after) values ('surel', now() + interval '1 hour')");
  await db.owner.query("insert into pgboss.job (name, state, completed_on) values ('surel', 'failed', now())");
  await db.owner.query(
    "insert into backups (id, taken_at, archive, bytes, row_count, file_count, manifest_hash) values ($1, '2026-11-23T02:00:00Z', '/cadangan/satu.tar', 12345678, 99, 4, $2)",
    [newId(), 'a'.repeat(64)],
  );
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

function site(metricsToken: string | undefined): Hono<Env> {
  const server = createServer(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null },
    { ...db, directory, heldOffices: offices, personFace: async () => null },
  );
  const sources = {
    machine: () => lookAtMachine('/tmp'),
    tenants: directory.all,
    mail: async () => ({ waiting: 5, failed: 0 }),
  };
  return server.route('/', operationsRoutes(sources, metricsToken));
}

const offices: Parameters<typeof createServer>[1]['heldOffices'] = async (ctx, userId) => {
  const { heldOffices } = await import('#features/people/index.ts');
  return heldOffices(ctx, userId);
};

async function event(n: number): Promise<void> {
  await db.owner.query(
    "insert into audit_events (tenant_id, id, act, subject_kind, subject_id) values ($1, $2, 'uji', 'uji', $3)",
    [bekasikab.id, newId(), String(n)],
  );
}

async function get(path: string, role: TestRole | null, headers: Record<string, string> = {}) {
  const cookie = cookies.get(role);
  const request = new Request(`http://127.0.0.1${path}`, { headers: { ...headers, ...(cookie ? { cookie } : {}) } });
  const answer = await app.fetch(request);
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
}

test('the whole installation is shown to platform administrators alone, one tenant to its administrators alone', async () => {
  const seen: Record<string, [number, number]> = {};
  for (const role of [...testRoles, null]) {
    const answers = [await get('/platform/kesehatan', role), await get('/bekasikab/kerja/kesehatan', role)];
    seen[role ?? 'nobody'] = [answers[0]?.status ?? 0, answers[1]?.status ?? 0];
    for (const { status, text } of answers) if (status !== 200) expect(text).not.toMatch(/satu\.tar|Belum disegel/);
  }
  expect(seen).toEqual({
    tenant_admin: [403, 200],
    organization_head: [403, 403],
    innovator: [403, 403],
    verifier: [403, 403],
    platform_admin: [200, 403],
    neighbour_admin: [403, 403],
    nobody: [303, 303],
  });
});

test('the page and its JSON say what stands in the database', async () => {
  const page = await get('/platform/kesehatan', 'platform_admin');
  for (const words of ['/cadangan/satu.tar', 'PostgreSQL 18', 'Pekerjaan latar gagal: surel', '5 menunggu, 0 gagal']) {
    expect(page.text).toContain(words);
  }
  const json = await get('/platform/kesehatan', 'platform_admin', { accept: 'application/json' });
  const health = JSON.parse(json.text);
  expect(health.queues).toEqual([
    { name: 'surel', waiting: 1, active: 0, failed: 1, oldestWaiting: expect.any(String) },
  ]);
  expect(health.backups).toMatchObject([{ archive: '/cadangan/satu.tar', bytes: 12345678, rows: 99, files: 4 }]);
  expect(health.seals.find((seal: { tenant: string }) => seal.tenant === 'bekasikab')).toMatchObject({
    batches: 1,
    unsealed: 0,
    check: null,
  });
  expect(health.database.bytes).toBeGreaterThan(1e6);
  expect(health.machine.disk.total).toBeGreaterThan(health.machine.disk.free);
});

test('a tenant administrator learns nothing of other tenants', async () => {
  const { text } = await get('/bekasikab/kerja/kesehatan', 'tenant_admin');
  expect(text).not.toMatch(/tetangga|satu\.tar|surel/);
  expect(text).toContain('23 November 2026 pukul 09.00 WIB');
});

test('the nightly walk keeps how it ended, a broken chain is shown until it is whole', async () => {
  await checkAllAudits(db.pool, directory.all());
  expect((await get('/bekasikab/kerja/kesehatan', 'tenant_admin')).text).toContain('Utuh');
  await db.owner.query("update audit_events set act = 'lain' where tenant_id = $1 and subject_id = '1'", [
    bekasikab.id,
  ]);
  const report = await checkAudit(db.pool, bekasikab, new Date());
  expect(report.broken).toMatchObject({ batch: 1, why: 'event' });
  const { text } = await get('/bekasikab/kerja/kesehatan', 'tenant_admin');
  expect(text).toContain('Putus pada segel 1');
  expect((await get('/platform/kesehatan', 'platform_admin')).text).toContain('Rantai jejak audit putus: bekasikab');
  await db.owner.query("update audit_events set act = 'uji' where tenant_id = $1 and subject_id = '1'", [bekasikab.id]);
  await checkAudit(db.pool, bekasikab, new Date());
  const { rows } = await db.owner.query('select broken_batch from audit_checks where tenant_id = $1', [bekasikab.id]);
  expect(rows).toEqual([{ broken_batch: null }]);
});

test('figures for monitoring are opened by the token alone', async () => {
  const authorization = `Bearer ${token}`;
  const open = await get('/metrics', null, { authorization });
  expect([open.status, open.type]).toEqual([200, 'application/openmetrics-text; version=1.0.0; charset=utf-8']);
  expect(open.text).toMatch(/^gelar_jobs\{queue="surel",state="failed"\} 1$/m);
  expect(open.text).toMatch(/^gelar_audit_unsealed\{tenant="bekasikab"\} 0$/m);
  expect(open.text.endsWith('\n# EOF\n')).toBe(true);
  const wrong: Record<string, string>[] = [{}, { authorization: 'Bearer lain' }, { authorization: token }];
  for (const headers of wrong) {
    expect((await get('/metrics', 'platform_admin', headers)).status).toBe(401);
  }
  const without = await site(undefined).fetch(new Request('http://127.0.0.1/metrics', { headers: { authorization } }));
  expect(without.status).toBe(404);
});
