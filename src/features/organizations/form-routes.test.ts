import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { signInAs } from '#platform/testing/sign-in.ts';
import { adminOffice, type OrganizationSite, openOrganizationSite } from './testing.ts';

let site: OrganizationSite;
let cookie: string;
beforeAll(async () => {
  site = await openOrganizationSite();
  cookie = await signInAs(site.db, 'tenant_admin');
});
afterAll(() => site.close());

test('nobody else opens or sends the forms', async () => {
  const id = await site.idOf('Dinas Kesehatan');
  site.offices = [];
  const anonymous = await site.get(`/organisasi/${id}/ubah`);
  expect([anonymous.status, anonymous.to?.startsWith('/masuk?ke=')]).toEqual([303, true]);
  for (const role of ['innovator', 'organization_head', 'verifier']) {
    site.offices = [{ ...adminOffice, role }];
    expect((await site.get(`/organisasi/${id}/ubah`, cookie)).status).toBe(403);
    expect((await site.post(`/organisasi/${id}/ubah`, { version: '1', phone: '021 1234567' }, cookie)).status).toBe(
      403,
    );
    expect((await site.get('/organisasi/baru', cookie)).status).toBe(403);
    expect(
      (await site.post('/organisasi/baru', { id: newId(), kind: 'agency', name: 'Dinas Baru' }, cookie)).status,
    ).toBe(403);
  }
  expect((await site.get(`/organisasi/${id}`, cookie)).text).not.toContain('Ubah kontak');
});

test('says beside telephone and e-mail that everybody sees them', async () => {
  site.offices = [adminOffice];
  const path = `/organisasi/${await site.idOf('Dinas Kesehatan')}/ubah`;
  for (const [language, words] of [
    ['id', 'Tampil bagi semua orang di halaman umum'],
    ['en', 'Shown to everybody on the organisation’s public page'],
  ] as const) {
    const { text } = await site.get(path, `${cookie}; gelar.bahasa=${language}`);
    for (const field of ['phone', 'email']) {
      expect([language, field, new RegExp(`id="f-${field}-hint"[^>]*>${words}`).test(text)]).toEqual([
        language,
        field,
        true,
      ]);
    }
  }
});

test('corrects a contact; wrong values come back with what was typed', async () => {
  site.offices = [adminOffice];
  const id = await site.idOf('Dinas Kesehatan');
  expect((await site.get(`/organisasi/${id}`, cookie)).text).toContain(`/organisasi/${id}/ubah`);
  expect((await site.get(`/organisasi/${id}/ubah`, cookie)).text).toContain('value="Dinkes"');
  const wrong = await site.post(
    `/organisasi/${id}/ubah`,
    { version: '1', shortName: 'Dinkes', phone: 'nol delapan', email: 'x', address: '<b>' },
    cookie,
  );
  expect(wrong.status).toBe(422);
  for (const words of ['value="nol delapan"', '&lt;b>', 'Tulis nomor dengan kode daerah', 'Tulis surel lengkap'])
    expect(wrong.text).toContain(words);
  const right = await site.post(
    `/organisasi/${id}/ubah`,
    { version: '1', shortName: 'Dinkes', phone: '021 8997 0000', email: '', address: '' },
    cookie,
  );
  expect([right.status, right.to]).toEqual([303, `/organisasi/${id}?pesan=organizations.changed`]);
  const page = await site.get(right.to ?? '', cookie);
  for (const words of ['Kontak tersimpan.', 'href="tel:02189970000"']) expect(page.text).toContain(words);
  const late = await site.post(
    `/organisasi/${id}/ubah`,
    { version: '1', shortName: 'Dinkes', phone: '021 8997 1111' },
    cookie,
  );
  expect([
    late.status,
    late.text.includes('value="021 8997 1111"'),
    late.text.includes('baru saja diubah orang lain'),
  ]).toEqual([409, true, true]);
});

test('registers a Puskesmas that no list knew', async () => {
  site.offices = [adminOffice];
  const form = await site.get('/organisasi/baru', cookie);
  expect(form.text).toContain('Kecamatan Babelan (desa belum diketahui)');
  const id = newId();
  const fields = {
    id,
    kind: 'puskesmas',
    name: 'Puskesmas Wanajaya',
    areaCode: '32.16.07',
    parentId: await site.idOf('Dinas Kesehatan'),
    reference: 'P40',
  };
  const wrong = await site.post('/organisasi/baru', { ...fields, name: 'P', areaCode: '32.17.01' }, cookie);
  expect([wrong.status, wrong.text.includes(`value="${id}"`), wrong.text.includes('paling sedikit 3 huruf')]).toEqual([
    422,
    true,
    true,
  ]);
  const made = await site.post('/organisasi/baru', fields, cookie);
  expect([made.status, made.to]).toEqual([303, `/organisasi/${id}?pesan=organizations.registered`]);
  expect((await site.post('/organisasi/baru', fields, cookie)).to).toBe(made.to);
  expect((await site.post('/organisasi/baru', { ...fields, name: 'Puskesmas Lain' }, cookie)).status).toBe(409);
  const twin = await site.post('/organisasi/baru', { ...fields, id: newId() }, cookie);
  expect([twin.status, twin.text.includes('Nomor ini sudah dipakai')]).toEqual([422, true]);
});
