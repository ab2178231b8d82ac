import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#features/people/index.ts';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import { createAccount, hashPassword } from '#platform/identity/accounts.ts';
import { signIn } from '#platform/identity/sign-in.ts';
import { newId } from '#platform/ids.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import {
  type AccountParts,
  accountLines,
  type DemonstrationAccount,
  forgetDemonstrationAccounts,
  loadDemonstrationAccounts,
} from './accounts.ts';

let db: TestDatabase;
let directory: TenantDirectory;
let parts: AccountParts;
const lines: string[] = [];
const load = (): Promise<DemonstrationAccount[]> => loadDemonstrationAccounts(parts, (line) => lines.push(line));
const file = () => join(parts.config.dataDir, 'akun-contoh.json');

/** The organisations of the demonstration that hold the accounts' offices. */
async function addOrganizations(): Promise<void> {
  await db.owner.query(
    `insert into tenants (id, slug, name, short_name, operator_name, help_label, demonstration)
     values ($1, 'tarumasari', 'Kabupaten Tarumasari (contoh)', 'Tarumasari', 'BRIDA', '-', true)`,
    [newId()],
  );
  const rows = [
    ['bekasikab', 'agency', 'Badan Penelitian dan Pengembangan Daerah', 'Balitbangda'],
    ['bekasikab', 'village', 'Desa Tarum Asri (contoh)', null],
    ['bekasikab', 'village', 'Desa Rawa Kunyit (contoh)', null],
    ['tarumasari', 'agency', 'Badan Riset dan Inovasi Tarumasari (contoh)', 'BRIDA Tarumasari'],
  ];
  for (const [slug, ...row] of rows) {
    await db.owner.query(
      'insert into organizations (tenant_id, id, kind, name, short_name) select id, $2, $3, $4, $5 from tenants where slug = $1',
      [slug, newId(), ...row],
    );
  }
}

beforeAll(async () => {
  db = await freshDatabase();
  await addOrganizations();
  directory = await openDirectory(db.pool);
  parts = { ...db, directory, config: { dataDir: await mkdtemp(join(tmpdir(), 'gelar-akun-')) } };
});
afterAll(async () => {
  directory.stop();
  await rm(parts.config.dataDir, { recursive: true });
  await db.close();
});

const enter = (username: string, password: string) =>
  signIn(db.identity, { identifier: username, password, remember: true, address: newId(), cookie: undefined });

test('without the demonstration there are no accounts and no file', async () => {
  const elsewhere = { ...parts, directory: { bySlug: () => undefined } };
  expect(await loadDemonstrationAccounts(elsewhere, () => {})).toEqual([]);
  await expect(stat(file())).rejects.toThrow('ENOENT');
});

test('one account a role, made once and listed alike by every start', { timeout: 120_000 }, async () => {
  const first = await load();
  expect(await load()).toEqual(first);
  expect(first.map(({ username, title }) => [username, title])).toEqual([
    ['admin.balitbangda', 'Administrator Balitbangda'],
    ['verifikator', 'Verifikator'],
    ['panitia', 'Panitia lomba'],
    ['juri', 'Juri lomba'],
    ['pendamping', 'Pendamping'],
    ['kades.tarumasri', 'Kepala Desa Tarum Asri (contoh)'],
    ['operator.tarumasri', 'Operator inovasi Desa Tarum Asri (contoh)'],
    ['kades.rawakunyit', 'Plt. Kepala Desa Rawa Kunyit (contoh)'],
    ['operator.rawakunyit', 'Operator inovasi Desa Rawa Kunyit (contoh)'],
    ['admin.tarumasari', 'Administrator BRIDA Tarumasari'],
    ['platform', 'Administrator platform'],
  ]);
  const { rows } = await db.owner.query('select distinct role from office_holders order by 1');
  expect(rows.map((row) => row.role)).toEqual([...roles].sort());
  expect(new Set(first.map((account) => account.password)).size).toBe(11);
  for (const { username, password } of [first[0], first[10]].filter((one) => one !== undefined)) {
    expect([username, (await enter(username, password)).kind]).toEqual([username, 'in']);
  }
  const names = await db.owner.query('select name from auth."user" union all select name from people');
  for (const { name } of names.rows) expect(name).toMatch(/\(contoh\)$/);
  expect(lines).toEqual(['Membuat akun contoh']);
});

test('the passwords are the owner’s alone to read', async () => {
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readFile(file(), 'utf8')).toContain('admin.balitbangda');
});

test('a start that was interrupted goes on, and a lost or broken file means new passwords', {
  timeout: 120_000,
}, async () => {
  const before = await load();
  for (const content of ['{"admin', '{"verifikator":5}']) {
    await writeFile(file(), content);
    const after = await load();
    expect(after.map((account) => account.username)).toEqual(before.map((account) => account.username));
    expect(after[0]?.password).not.toBe(before[0]?.password);
    expect((await enter('admin.balitbangda', after[0]?.password ?? '')).kind).toBe('in');
  }
});

test('a password that its owner changed is not listed, nor changed back', async () => {
  const accounts = await load();
  const { username, password } = accounts[1] ?? expect.unreachable();
  const entered = await enter(username, password);
  if (entered.kind !== 'in') return expect.unreachable(entered.kind);
  const own = await hashPassword('sandi-saya-sendiri');
  await db.owner.query('update auth.account set password = $1 where "userId" = $2', [own, entered.userId]);
  expect((await load())[1]).toEqual({ username, password: '(sudah diganti)', title: 'Verifikator' });
  expect((await enter(username, 'sandi-saya-sendiri')).kind).toBe('in');
});

test('where they may not exist, nobody signs in with one, and somebody’s own account is left alone', {
  timeout: 120_000,
}, async () => {
  const accounts = await load();
  await forgetDemonstrationAccounts(parts);
  await expect(stat(file())).rejects.toThrow('ENOENT');
  const { username, password } = accounts[0] ?? expect.unreachable();
  expect((await enter(username, password)).kind).toBe('refused');
  const { rows } = await db.owner.query('select count(*)::int as n from auth.session');
  expect(rows).toEqual([{ n: 0 }]);
  await db.owner.query(`delete from auth."user" where username = 'platform'`);
  await createAccount(db.identity, {
    id: newId(),
    name: 'Budi',
    username: 'platform',
    email: null,
    password: 'milik-budi-2026',
    passwordDue: false,
  });
  const again = await load();
  expect(again.map((account) => account.username)).toEqual(
    accounts.map((account) => account.username).filter((name) => name !== 'platform'),
  );
  expect(again[0]?.password).not.toBe(password);
  expect((await enter(username, again[0]?.password ?? '')).kind).toBe('in');
  expect((await enter('platform', 'milik-budi-2026')).kind).toBe('in');
});

test('the list is read in columns', () => {
  expect(
    accountLines([
      { username: 'ab', password: 'sandi', title: 'Lurah' },
      { username: 'abcd', password: 'x', title: 'Camat' },
    ]),
  ).toEqual(['  ab    sandi  Lurah', '  abcd  x      Camat']);
});
