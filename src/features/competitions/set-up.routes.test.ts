import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type AppSite, openAppSite } from '#platform/testing/app-site.fixture.ts';

let site: AppSite;
beforeAll(async () => {
  site = await openAppSite();
});
afterAll(() => site.close());

const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
const fields = (change: Record<string, string> = {}) => ({
  id: newId(),
  name: 'Lomba Uji 2027',
  year: '2027',
  theme: 'Tema uji',
  firstDay: soon,
  from: 'templat:lomba-inovasi-daerah',
  ...change,
});

async function make(change: Record<string, string> = {}): Promise<string> {
  const sent = fields(change);
  const made = await site.post('/kerja/lomba/baru', sent, 'tenant_admin');
  expect([made.status, made.to]).toEqual([303, `/kerja/lomba/${sent.id}?pesan=competitions.created`]);
  return sent.id;
}

test('a contest goes from the template to the public page, with its rubrics in words', async () => {
  const id = await make();
  expect((await site.get(`/lomba/${id}`)).status).toBe(404);
  expect((await site.get(`/lomba/${id}`, 'tenant_admin')).status).toBe(404);
  expect((await site.get('/lomba')).text).not.toContain(id);
  const pages = ['', '/ubah', '/tahap', '/kategori', '/kategori/baru'];
  for (const page of pages) expect((await site.get(`/kerja/lomba/${id}${page}`, 'tenant_admin')).status).toBe(200);
  expect((await site.post(`/kerja/lomba/${id}/umumkan`, {}, 'tenant_admin')).status).toBe(303);
  const page = (await site.get(`/lomba/${id}`)).text;
  for (const words of ['Lomba Uji 2027', 'Inovasi berkelanjutan', 'Kebaruan', 'Bobot 30%', 'Dibuka'])
    expect(page).toContain(words);
  expect((await site.get('/lomba')).text).toContain(`/lomba/${id}`);
  const year = soon.slice(0, 4);
  expect((await site.get(`/kalender?tahun=${year}`)).text).toContain('Pendaftaran: Lomba Uji 2027');
});

test('the committee’s page leads to the rooms that there are by now', async () => {
  const id = await make();
  const after = ['pengumuman', 'piagam', 'keberatan'];
  const rooms = ['peserta', 'juri', 'penugasan', 'presentasi', 'hasil', 'pleno', ...after];
  const shown = async () => {
    const { text } = await site.get(`/kerja/lomba/${id}`, 'tenant_admin');
    return rooms.filter((room) => text.includes(`/kerja/lomba/${id}/${room}"`));
  };
  expect(await shown()).toEqual(rooms.slice(0, 6));
  for (const room of rooms.slice(0, 6))
    expect([room, (await site.get(`/kerja/lomba/${id}/${room}`, 'tenant_admin')).status]).toEqual([room, 200]);
  const change = `update competitions set announced_at = now(), sealed_at = now(), state =`;
  await site.db.owner.query(`${change} 'sealed' where id = $1`, [id]);
  expect(await shown()).toEqual(rooms.slice(0, 7));
  await site.db.owner.query(`${change} 'published', published_at = now() where id = $1`, [id]);
  expect(await shown()).toEqual(rooms);
});

test('bad input comes back with what was typed', async () => {
  const bad = await site.post('/kerja/lomba/baru', fields({ name: 'x', theme: 'Tetap ada' }), 'tenant_admin');
  expect([bad.status, bad.text.includes('value="Tetap ada"'), bad.text.includes('paling sedikit 3 huruf')]).toEqual([
    422,
    true,
    true,
  ]);
  const id = await make();
  const stages = { version: '1', 'entry.on': 'ya', 'entry.fromDay': '2027-05-03', 'entry.fromTime': '25.00' };
  const wrong = await site.post(`/kerja/lomba/${id}/tahap`, stages, 'tenant_admin');
  expect([wrong.status, wrong.text.includes('value="25.00"')]).toEqual([422, true]);
});

test('a stage that ends on a holiday warns, and one button moves it to the next working day', async () => {
  const id = await make();
  const stages = {
    version: '1',
    'entry.on': 'ya',
    'entry.fromDay': '2027-05-03',
    'entry.fromTime': '08.00',
    'entry.toDay': '2027-05-15',
    'entry.toTime': '16.00',
  };
  const warned = await site.post(`/kerja/lomba/${id}/tahap`, stages, 'tenant_admin');
  expect([warned.status, warned.text.includes('akhir pekan')]).toEqual([422, true]);
  expect((await site.post(`/kerja/lomba/${id}/tahap`, { ...stages, take: 'ya' }, 'tenant_admin')).status).toBe(303);
  expect((await site.get(`/kerja/lomba/${id}/tahap`, 'tenant_admin')).text).not.toContain('value="2027-05-15"');
});

test('categories and rubrics are changed through their forms', async () => {
  const id = await make();
  const list = (await site.get(`/kerja/lomba/${id}/kategori`, 'tenant_admin')).text;
  const rubric = /rubrik\/([0-9a-f-]{36})/.exec(list)?.[1];
  const form = (await site.get(`/kerja/lomba/${id}/rubrik/${rubric}`, 'tenant_admin')).text;
  expect(form).toContain('Arti nilai 1');
  const own = {
    edited: '1',
    name: 'Rubrik kami',
    scaleMin: '1',
    scaleMax: '5',
    'c0.id': newId(),
    'c0.name': 'Manfaat',
  };
  const bad = await site.post(`/kerja/lomba/${id}/rubrik/${rubric}`, { ...own, 'c0.weight': '0' }, 'tenant_admin');
  expect([bad.status, bad.text.includes('Rubrik kami')]).toEqual([422, true]);
  const good = { ...own, 'c0.weight': '12,5', 'c0.order': '1', 'c0.a1': 'Kecil.' };
  expect((await site.post(`/kerja/lomba/${id}/rubrik/${rubric}`, good, 'tenant_admin')).status).toBe(303);
  expect((await site.get(`/kerja/lomba/${id}/kategori`, 'tenant_admin')).text).toContain('Rubrik kami');
  const taken = { edited: '2', template: 'ttg-jambi-2017' };
  expect((await site.post(`/kerja/lomba/${id}/rubrik/${rubric}/templat`, taken, 'tenant_admin')).status).toBe(303);
  const category = {
    version: '1',
    id: newId(),
    name: 'Komunitas',
    organizationKinds: 'community',
    form: 'short',
    shortlistSize: '10',
    winners: '3',
  };
  expect((await site.post(`/kerja/lomba/${id}/kategori/baru`, category, 'tenant_admin')).status).toBe(303);
  const remove = await site.post(`/kerja/lomba/${id}/kategori/${category.id}/hapus`, { version: '2' }, 'tenant_admin');
  expect(remove.status).toBe(303);
});

test('nobody but the committee opens or changes anything of it', async () => {
  const id = await make();
  for (const role of ['innovator', 'organization_head', 'verifier', 'platform_admin'] as const) {
    for (const page of ['', '/baru', `/${id}`, `/${id}/ubah`, `/${id}/tahap`, `/${id}/kategori`])
      expect([role, page, (await site.get(`/kerja/lomba${page}`, role)).status]).toEqual([role, page, 403]);
    for (const step of ['umumkan', 'batalkan', 'mulai', 'tutup', 'ubah', 'tahap', 'tahap/perpanjang', 'kategori/baru'])
      expect((await site.post(`/kerja/lomba/${id}/${step}`, {}, role)).status).toBe(403);
    expect((await site.post('/kerja/lomba/baru', fields(), role)).status).toBe(403);
    expect((await site.get(`/lomba/${id}`, role)).status).toBe(404);
  }
});
