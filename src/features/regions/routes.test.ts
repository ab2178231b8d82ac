import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heldOffices } from '#features/people/index.ts';
import { openDirectory, type TenantDirectory } from '#platform/http/directory.ts';
import { createServer } from '#platform/http/server.tsx';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { signInAs, type TestRole } from '#platform/testing/sign-in.ts';
import { regionRoutes } from './routes.tsx';

let db: TestDatabase;
let directory: TenantDirectory;
let app: ReturnType<typeof createServer>;
const cookies = new Map<TestRole, string>();
const origin = 'http://127.0.0.1:3000';

beforeAll(async () => {
  db = await freshDatabase();
  // It would read again by itself after an hour only: what the pages know sooner, they were told.
  directory = await openDirectory(db.pool, 3_600_000);
  await db.owner.query(
    `insert into areas (code, level, name, parent_code) values ('32.15', 2, 'Kabupaten Karawang', '32'),
       ('32.15.01', 3, 'Karawang Barat', '32.15'), ('32.15.01.2001', 4, 'Wadas', '32.15.01')`,
  );
  const settings = { origin, trustProxy: false, requestsPerMinute: 0, homeSlug: 'bekasikab', clientFolder: null };
  app = createServer(settings, { ...db, directory, heldOffices, personFace: async () => null });
  app.route('/', regionRoutes(directory));
  for (const role of ['platform_admin', 'tenant_admin', 'innovator', 'neighbour_admin'] as const) {
    cookies.set(role, await signInAs(db, role));
  }
});
afterAll(async () => {
  directory.stop();
  await db.close();
});

async function ask(role: TestRole | null, path: string, body?: URLSearchParams | FormData) {
  const cookie = role && cookies.get(role);
  const response = await app.fetch(
    new Request(`${origin}${path}`, {
      method: body ? 'POST' : 'GET',
      body: body ?? null,
      headers: cookie ? { cookie } : {},
    }),
  );
  return {
    status: response.status,
    to: response.headers.get('location'),
    text: await response.text(),
    headers: response.headers,
  };
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const picture = (content: Uint8Array, name: string) => {
  const data = new FormData();
  data.set('logo', new File([content as Uint8Array<ArrayBuffer>], name));
  return data;
};
const hidden = (html: string, name: string) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';

it('a region is opened and made ready page by page', async () => {
  const search = await ask('platform_admin', '/platform/daerah/baru?q=karwang');
  expect(search.text).toContain('/platform/daerah/baru?kode=32.15');
  const blank = await ask('platform_admin', '/platform/daerah/baru?kode=32.15');
  expect(blank.text).toContain('value="karawangkab"');
  expect(blank.text).toContain('value="Pemerintah Kabupaten Karawang"');
  const fields = { areaCode: '32.15', slug: 'Kara wang', operatorName: 'Bappeda "Karawang"', helpLabel: '' };
  const wrong = await ask('platform_admin', '/platform/daerah/baru', form(fields));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Bappeda &quot;Karawang&quot;');
  expect(wrong.text).toContain('href="#f-slug"');
  const opened = await ask(
    'platform_admin',
    '/platform/daerah/baru',
    form({ ...fields, slug: 'karawangkab', helpLabel: '0267' }),
  );
  expect([opened.status, opened.to]).toEqual([303, '/karawangkab/siapkan?pesan=regions.opened']);
  const steps = await ask('platform_admin', '/karawangkab/siapkan');
  expect(steps.text).toContain('1 kecamatan, 1 desa dan kelurahan dimuat.');
  expect(steps.text).toContain('13 topik tersedia.');
  expect(steps.text).not.toContain('Badan pengelola masih');
  await db.owner.query("update tenants set operator_name = 'Pemerintah ' || name where slug = 'karawangkab'");
  await directory.reload();
  const unnamed = await ask('platform_admin', '/karawangkab/siapkan');
  expect(unnamed.text).toContain('Badan pengelola masih “Pemerintah Kabupaten Karawang”');
  const page = await ask('platform_admin', '/karawangkab/siapkan/administrator');
  const person = { id: hidden(page.text, 'id'), termId: hidden(page.text, 'termId'), name: 'Siti Aminah' };
  const missing = await ask('platform_admin', '/karawangkab/siapkan/administrator', form({ ...person, name: 'S' }));
  expect([missing.status, hidden(missing.text, 'id')]).toEqual([422, person.id]);
  const agency = /<option value="([0-9a-f-]{36})"/.exec(page.text)?.[1] ?? '';
  const made = await ask(
    'platform_admin',
    '/karawangkab/siapkan/administrator',
    form({ ...person, organizationId: agency }),
  );
  expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(made.text).toContain('siti.aminah');
});

it('the letterhead keeps what was typed, and a logo is a picture and nothing else', async () => {
  const long = await ask(
    'tenant_admin',
    '/siapkan/kop',
    form({ version: '0', lines: 'x'.repeat(130), operatorName: 'B', helpLabel: 'C', helpHref: 'ftp://x' }),
  );
  expect(long.status).toBe(422);
  expect(long.text).toContain('x'.repeat(130));
  expect(long.text).toContain('Ada baris yang lebih dari 120 huruf');
  const saved = await ask(
    'tenant_admin',
    '/siapkan/kop',
    form({ version: '0', lines: 'PEMKAB', operatorName: 'B', helpLabel: 'C', helpHref: '' }),
  );
  expect(saved.to).toBe('/siapkan?pesan=regions.letterheadSaved');
  const clash = await ask(
    'tenant_admin',
    '/siapkan/kop',
    form({ version: '0', lines: 'LAIN', operatorName: 'B', helpLabel: 'C', helpHref: '' }),
  );
  expect([clash.status, clash.text.includes('LAIN')]).toEqual([409, true]);
  const png = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  expect((await ask('tenant_admin', '/siapkan/kop/unggah', picture(png, 'logo.png'))).to).toBe(
    '/siapkan/kop?pesan=regions.logoSaved',
  );
  const logo = await ask(null, '/logo');
  expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
  const script = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  for (const [content, name, said] of [
    [script, 'logo.png', 'Logo harus gambar'],
    [png, 'logo.jpg', 'tidak sesuai dengan akhiran'],
    [new Uint8Array(), 'logo.png', 'Berkas ini kosong'],
    [new Uint8Array(1_000_001), 'logo.png', 'paling besar 1 MB'],
    [png, '../../etc/logo.png', 'Nama berkas ini tidak dapat dipakai'],
  ] as const) {
    const refused = await ask('tenant_admin', '/siapkan/kop/unggah', picture(content, name));
    expect([name, refused.status, refused.text.includes(said)]).toEqual([name, 422, true]);
  }
  expect((await ask('tenant_admin', '/siapkan/kop/hapus-logo', form({}))).status).toBe(303);
  expect((await ask(null, '/logo')).status).toBe(404);
});

it('the next page shows the operator and the logo that were just set', async () => {
  const page = await ask('tenant_admin', '/siapkan/kop');
  const fields = { lines: 'PEMKAB', operatorName: 'Badan Riset Contoh', helpLabel: 'Meja bantuan baru', helpHref: '' };
  await ask('tenant_admin', '/siapkan/kop', form({ version: hidden(page.text, 'version'), ...fields }));
  const after = await ask('tenant_admin', '/siapkan/kop');
  expect(after.text).toContain('value="Badan Riset Contoh"');
  expect((await ask(null, '/')).text).toContain('Meja bantuan baru');
  const seen = new Set<string | undefined>();
  for (const background of ['teal', 'orange']) {
    const png = await sharp({ create: { width: 60, height: 60, channels: 3, background } })
      .png()
      .toBuffer();
    await ask('tenant_admin', '/siapkan/kop/unggah', picture(png, 'logo.png'));
    const src = /src="([^"]*\/logo\?v=[0-9a-f]+)"/.exec((await ask('tenant_admin', '/siapkan/kop')).text)?.[1];
    expect((await ask(null, src ?? '/none')).status).toBe(200);
    seen.add(src);
  }
  expect(seen.size).toBe(2);
});

it('nobody else reaches any of it', async () => {
  const ways = [
    ['/siapkan', undefined],
    ['/siapkan/kop', undefined],
    ['/siapkan/administrator', undefined],
    ['/siapkan/kop', form({ version: '0' })],
    ['/siapkan/kop/unggah', picture(new Uint8Array(9), 'a.png')],
    ['/siapkan/kop/hapus-logo', form({})],
    ['/siapkan/administrator', form({})],
    ['/platform/daerah/baru', undefined],
    ['/platform/daerah/baru?kode=32.15', undefined],
    ['/platform/daerah/baru', form({ areaCode: '32.15', slug: 'a', operatorName: 'B', helpLabel: 'C' })],
  ] as const;
  for (const role of [null, 'innovator', 'neighbour_admin'] as const) {
    for (const [path, body] of ways) {
      const answer = await ask(role, path, body);
      expect([role, path, answer.status === 403 || answer.to?.includes('/masuk') || answer.status === 422]).toEqual([
        role,
        path,
        true,
      ]);
      expect(answer.text).not.toContain('Bappeda');
    }
  }
});
