import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { type AppSite, openAppSite } from '#platform/testing/app-site.fixture.ts';

let site: AppSite;
beforeAll(async () => {
  site = await openAppSite();
});
afterAll(() => site.close());

const fields = (change: Record<string, string> = {}) => ({
  id: newId(),
  kind: 'contest',
  name: 'Lomba Inovasi Desa (contoh)',
  firstDay: '2027-05-03',
  lastDay: '',
  open: 'ya',
  ...change,
});
const add = (change: Record<string, string>) => site.post('/kerja/kalender/baru', fields(change), 'tenant_admin');

test('an event comes from the form to the public page, the home page and the calendar file', async () => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const sent = fields({
    name: 'Temu inovator (contoh)',
    firstDay: soon,
    startsAt: '9.00',
    endsAt: '11.30',
    place: 'Balai',
  });
  const saved = await site.post('/kerja/kalender/baru', sent, 'tenant_admin');
  expect([saved.status, saved.to]).toEqual([303, `/kerja/kalender?tahun=${soon.slice(0, 4)}&pesan=calendar.added`]);
  const page = (await site.get(`/kalender?tahun=${soon.slice(0, 4)}`)).text;
  for (const words of ['Temu inovator (contoh)', 'pukul 09.00–11.30 WIB', 'Balai']) expect(page).toContain(words);
  expect((await site.get('/')).text).toContain('Temu inovator (contoh)');
  const file = await site.fetch('/bekasikab/kalender.ics');
  expect([file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
    'text/calendar; charset=utf-8',
    'public, max-age=300',
  ]);
  expect((await file.text()).replace(/\r\n /g, '')).toContain(`UID:${sent.id}@bekasikab.gelar`);
});

test('holidays stand in the agenda with their decree; an undecided year says so', async () => {
  const known = (await site.get('/kalender?tahun=2027')).text;
  for (const words of ['Nomor 1205 Tahun 2026', '18 hari libur nasional dan 8 hari cuti bersama', 'belum ditetapkan'])
    expect(known).toContain(words);
  const unknown = (await site.get('/kalender?tahun=2040')).text;
  expect(unknown).toContain('Hari libur nasional dan cuti bersama 2040 belum ditetapkan');
  expect((await site.get('/kalender?tahun=bukan')).status).toBe(200);
});

test('a deadline on a holiday warns, and one button takes the next working day', async () => {
  const sent = fields({ name: 'Batas kirim (contoh)', firstDay: '2026-12-01', lastDay: '2026-12-24', deadline: 'ya' });
  const warned = await site.post('/kerja/kalender/baru', sent, 'tenant_admin');
  expect(warned.status).toBe(422);
  for (const words of [
    'cuti bersama: Kelahiran Yesus Kristus',
    'Pakai 28 Desember 2026',
    'value="Batas kirim (contoh)"',
  ])
    expect(warned.text).toContain(words);
  const taken = await site.post('/kerja/kalender/baru', { ...sent, instead: '2026-12-24' }, 'tenant_admin');
  expect(taken.status).toBe(303);
  expect((await site.get('/kalender?tahun=2026')).text).toContain('1 Desember sampai 28 Desember 2026');
});

test('a deadline may be kept knowingly, but only for the day that was shown', async () => {
  const sent = fields({ firstDay: '2026-12-26', deadline: 'ya' });
  const other = await site.post('/kerja/kalender/baru', { ...sent, keep: '2026-12-24' }, 'tenant_admin');
  expect([other.status, other.text.includes('jatuh pada akhir pekan')]).toEqual([422, true]);
  expect((await site.post('/kerja/kalender/baru', { ...sent, keep: '2026-12-26' }, 'tenant_admin')).status).toBe(303);
  const form = (await site.get(`/kerja/kalender/${sent.id}`, 'tenant_admin')).text;
  expect(form).toContain('Pakai 28 Desember 2026');
});

test('a deadline in a year without a decree warns that only weekends are checked, and is kept knowingly', async () => {
  const words = 'Hari libur 2031 belum diketahui';
  const sent = fields({ name: 'Jauh (contoh)', firstDay: '2031-03-04', lastDay: '2031-03-05', deadline: 'ya' });
  const warned = await site.post('/kerja/kalender/baru', sent, 'tenant_admin');
  expect([warned.status, warned.text.includes(words)]).toEqual([422, true]);
  for (const kept of ['name="keep" value="2031-03-05"', 'value="Jauh (contoh)"']) expect(warned.text).toContain(kept);
  expect(warned.text).not.toContain('name="instead"');
  const other = await site.post('/kerja/kalender/baru', { ...sent, keep: '2031-03-04' }, 'tenant_admin');
  expect(other.status).toBe(422);
  expect((await site.post('/kerja/kalender/baru', { ...sent, keep: '2031-03-05' }, 'tenant_admin')).status).toBe(303);
  expect((await site.get(`/kerja/kalender/${sent.id}`, 'tenant_admin')).text).toContain(words);
  // A weekend of that year is told with it, and so is a day of a year that is known: nothing.
  const weekend = await add({ firstDay: '2031-03-08', deadline: 'ya' });
  for (const both of [words, 'Pakai 10 Maret 2031']) expect(weekend.text).toContain(both);
  expect((await add({ firstDay: '2031-03-04' })).status).toBe(303);
  expect((await add({ firstDay: '2027-05-04', deadline: 'ya' })).status).toBe(303);
});

test('a single day that is a deadline moves as a whole', async () => {
  const sent = fields({ firstDay: '2027-01-01', deadline: 'ya', instead: '2027-01-01', name: 'Satu hari (contoh)' });
  expect((await site.post('/kerja/kalender/baru', sent, 'tenant_admin')).status).toBe(303);
  const form = (await site.get(`/kerja/kalender/${sent.id}`, 'tenant_admin')).text;
  expect([...form.matchAll(/value="2027-01-04"/g)]).toHaveLength(2);
});

test('faults come back beside their fields with what was typed', async () => {
  const wrong = await add({ kind: '', name: 'ab', firstDay: 'kapan', startsAt: '30.00' });
  expect(wrong.status).toBe(422);
  for (const field of ['kind', 'name', 'firstDay', 'startsAt']) expect(wrong.text).toContain(`href="#f-${field}"`);
  for (const words of ['value="ab"', 'value="kapan"', 'value="30.00"']) expect(wrong.text).toContain(words);
});

test('a change on an old version comes back with what was typed, and saving again is then a decision', async () => {
  const sent = fields({ name: 'Versi satu (contoh)' });
  await site.post('/kerja/kalender/baru', sent, 'tenant_admin');
  const own = `/kerja/kalender/${sent.id}`;
  const change = { ...sent, version: '1' };
  expect((await site.post(own, { ...change, name: 'Versi dua (contoh)' }, 'tenant_admin')).status).toBe(303);
  const late = await site.post(own, { ...change, name: 'Versi telat (contoh)' }, 'tenant_admin');
  expect(late.status).toBe(409);
  for (const words of ['Orang lain baru saja', 'value="Versi telat (contoh)"', 'name="version" value="2"'])
    expect(late.text).toContain(words);
  expect((await site.post(own, { ...change, version: '2', name: 'Versi telat (contoh)' }, 'tenant_admin')).status).toBe(
    303,
  );
  const off = await site.post(`${own}/batal`, { version: '3' }, 'tenant_admin');
  expect(off.to).toBe('/kerja/kalender?tahun=2027&pesan=calendar.cancelled');
  expect((await site.get('/kalender?tahun=2027')).text).toMatch(/dibatalkan[\s\S]*Versi telat/);
  expect((await site.post(`${own}/jadi`, { version: '4' }, 'tenant_admin')).status).toBe(303);
  expect((await site.post(`${own}/batal`, { version: 'x' }, 'tenant_admin')).status).toBe(422);
});

test('a national date is taken over by the form, once', async () => {
  const desk = (await site.get('/kerja/kalender?tahun=2026', 'tenant_admin')).text;
  expect(desk).toContain('/kerja/kalender/baru?dari=iid-2026-pengisian');
  const form = (await site.get('/kerja/kalender/baru?dari=iid-2026-pengisian', 'tenant_admin')).text;
  for (const words of ['value="2026-08-31"', 'name="origin" value="iid-2026-pengisian"', '400.10.11/1887/BSKDN'])
    expect(form).toContain(words);
  await add({ kind: 'iid_entry', firstDay: '2026-06-01', lastDay: '2026-08-31', origin: 'iid-2026-pengisian' });
  const after = (await site.get('/kerja/kalender?tahun=2026', 'tenant_admin')).text;
  expect([after.includes('dari=iid-2026-pengisian'), after.includes('sudah dipakai')]).toEqual([false, true]);
  expect((await site.get('/kerja/kalender?tahun=2027', 'tenant_admin')).text).toContain(
    '2027 belum ditetapkan kementerian',
  );
});

test('nobody else opens or sends the forms, and internal events stay inside', async () => {
  const secret = fields({ name: 'Rapat rahasia (contoh)', open: '', firstDay: '2027-06-07' });
  await site.post('/kerja/kalender/baru', secret, 'tenant_admin');
  const own = `/kerja/kalender/${secret.id}`;
  expect((await site.get('/kerja/kalender')).to).toMatch(/^\/masuk\?ke=/);
  for (const role of ['organization_head', 'innovator', 'verifier', 'platform_admin'] as const) {
    for (const path of ['/kerja/kalender', '/kerja/kalender/baru', own])
      expect([path, role, (await site.get(path, role)).status]).toEqual([path, role, 403]);
    for (const path of ['/kerja/kalender/baru', own, `${own}/batal`, `${own}/jadi`])
      expect([path, role, (await site.post(path, { ...secret, version: '1' }, role)).status]).toEqual([
        path,
        role,
        403,
      ]);
  }
  const sees = async (role: Parameters<AppSite['get']>[1], path: string) =>
    (await site.get(path, role)).text.includes('Rapat rahasia');
  expect(await sees('innovator', '/kalender?tahun=2027')).toBe(true);
  for (const role of [undefined, 'platform_admin', 'neighbour_admin'] as const)
    for (const path of [
      '/kalender?tahun=2027',
      '/kalender.ics',
      '/bekasikab/kalender?tahun=2027',
      '/tetangga/kalender?tahun=2027',
    ])
      expect([role, path, await sees(role, path)]).toEqual([role, path, false]);
  expect(await sees('tenant_admin', '/kalender.ics')).toBe(false);
  expect((await site.get(own, 'neighbour_admin')).status).toBe(403);
  expect((await site.get(`/tetangga${own}`, 'neighbour_admin')).status).toBe(404);
});
