import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { addOrganization, addTerm } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo } from './testing-site.ts';

let site: Site;
let cookie: string;
let own: string;
let other: string;
let juror: string;
beforeAll(async () => {
  site = await openSite();
  const account = await addAccount(site.db, { role: 'committee' });
  own = account.organizationId ?? '';
  cookie = await signInTo(site, account.username);
  other = await addOrganization(site.db, 'agency', 'Dinas Lain');
  const free = await addAccount(site.db);
  juror = free.username;
});
afterAll(() => site.close());

const get = async (path: string) => site.fetch(path, { cookie });
const post = async (path: string, form: Record<string, string>) => site.fetch(path, { cookie, form });
const office = (organizationId: string, role: string) =>
  `/kerja/orang/jabatan?organisasi=${organizationId}&peran=${role}`;

test('a committee fills the offices of jurors and mentors at its own organisation, and sees no other', async () => {
  for (const role of ['juror', 'mentor']) expect((await get(office(own, role))).status, role).toBe(200);
  for (const [organizationId, role] of [
    [own, 'tenant_admin'],
    [own, 'committee'],
    [own, 'organization_head'],
    [other, 'juror'],
  ] as const) {
    expect((await get(office(organizationId, role))).status, `${role} of ${organizationId}`).toBe(403);
  }
  const term = { id: newId(), role: 'juror', username: juror, kind: 'definitive', from: '2026-11-24', to: '' };
  expect((await post('/kerja/orang/jabatan', { ...term, organizationId: own })).status).toBe(303);
  const elsewhere = { ...term, id: newId(), organizationId: other };
  expect((await post('/kerja/orang/jabatan', elsewhere)).status).toBe(403);
  const promoted = { ...term, id: newId(), organizationId: own, role: 'tenant_admin' };
  expect((await post('/kerja/orang/jabatan', promoted)).status).toBe(403);
  const board = await (await get('/kerja/orang')).text();
  expect([board.includes('Dinas Lain'), board.includes('peran=juror'), board.includes('peran=tenant_admin')]).toEqual([
    false,
    true,
    false,
  ]);
  expect((await post(`/kerja/orang/akhiri/${term.id}`, { lastDay: '2026-11-30' })).status).toBe(303);
});

test('a committee invites a juror, and lists that invitation', async () => {
  const at = `/kerja/orang/undangan/baru?organisasi=${own}&peran=`;
  expect((await get(`${at}juror`)).status).toBe(200);
  expect((await get(`${at}verifier`)).status).toBe(403);
  const form = {
    id: newId(),
    termId: newId(),
    organizationId: own,
    role: 'juror',
    name: 'Rina Contoh',
    channel: 'letter',
  };
  const sent = { ...form, phone: '', email: '', kind: 'definitive', from: '2026-11-24', to: '' };
  expect((await post('/kerja/orang/undangan/baru', sent)).status).toBe(200);
  expect((await post('/kerja/orang/undangan/baru', { ...sent, id: newId(), role: 'verifier' })).status).toBe(403);
  const list = await (await get('/kerja/orang/undangan')).text();
  expect(list).toContain('Rina Contoh');
});

test('a head’s innovators are none of the committee’s', async () => {
  const { id: userId } = await addAccount(site.db);
  const termId = await addTerm(site.db, { userId, organizationId: own, role: 'innovator' });
  expect((await get(`/kerja/orang/akhiri/${termId}`)).status).toBe(404);
  expect((await get(`/kerja/orang/${userId}`)).status).toBe(404);
});
