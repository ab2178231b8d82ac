import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { type ProviderInput, providerInput } from './provider.ts';
import { removeProvider, saveProvider, writeProvider } from './providers.acts.ts';
import { providerButtons, providersOfTenant } from './providers.queries.ts';
import { administratorCtx } from './testing-people.ts';
import { addAccount, openSite, type Site, signInTo } from './testing-site.ts';

let site: Site;
let admin: Ctx;
let cookie: string;
beforeAll(async () => {
  site = await openSite();
  admin = await administratorCtx(site.db);
  cookie = await signInTo(site, (await addAccount(site.db, { role: 'tenant_admin' })).username);
});
afterAll(() => site.close());

let count = 0;
const form = (more: Record<string, string> = {}): Record<string, string> => ({
  id: newId(),
  label: 'Akun ASN',
  issuer: `https://masuk-${++count}.bekasikab.go.id`,
  clientId: 'gelar',
  clientSecret: 'sangat-rahasia-1',
  scope: 'openid profile',
  nipClaim: 'nip',
  authorizationEndpoint: '',
  tokenEndpoint: '',
  jwksUri: '',
  enabled: 'ya',
  ...more,
});
const input = (more: Record<string, string> = {}): ProviderInput => providerInput(false).parse(form(more));
const rowOf = async (id: string) =>
  (await site.db.owner.query('select * from identity_providers where id = $1', [id])).rows[0];

describe('the page of providers', () => {
  test('adds one, with its secret sealed, and shows the address to register', async () => {
    expect(await (await site.fetch('/kerja/penyedia-masuk', { cookie })).text()).toContain('Belum ada penyedia');
    const sent = form();
    const saved = await site.fetch('/kerja/penyedia-masuk', { cookie, form: sent });
    expect([saved.status, saved.headers.get('location')]).toEqual([
      303,
      '/kerja/penyedia-masuk?pesan=signIn.providerSaved',
    ]);
    const row = await rowOf(sent.id ?? '');
    expect([row.internal, row.client_secret_sealed.includes('rahasia')]).toEqual([false, false]);
    expect(site.db.secrets.open(row.client_secret_sealed)).toBe('sangat-rahasia-1');
    const page = await (await site.fetch('/kerja/penyedia-masuk', { cookie })).text();
    expect(page).toContain(`/bekasikab/masuk/penyedia/${sent.id}/balik`);
    const edit = await (await site.fetch(`/kerja/penyedia-masuk/${sent.id}`, { cookie })).text();
    expect([edit.includes('sangat-rahasia-1'), edit.includes('Sudah tersimpan')]).toEqual([false, true]);
  });

  test('changes label and secret, keeps the secret that was left empty, never the issuer', async () => {
    const sent = form();
    await site.fetch('/kerja/penyedia-masuk', { cookie, form: sent });
    const before = await rowOf(sent.id ?? '');
    const change = { ...sent, label: 'Akun Baru', clientSecret: '', enabled: '' };
    expect((await site.fetch('/kerja/penyedia-masuk', { cookie, form: change })).status).toBe(303);
    const after = await rowOf(sent.id ?? '');
    expect(after).toEqual({ ...before, label: 'Akun Baru', enabled: false });
    const moved = { ...sent, issuer: 'https://jahat.example' };
    expect((await site.fetch('/kerja/penyedia-masuk', { cookie, form: moved })).status).toBe(409);
    expect((await providerButtons(admin)).map(({ id }) => id)).not.toContain(sent.id); // switched off
  });

  test('whose addresses or client change must show the secret anew, and vouches for nobody any more', async () => {
    const sent = form();
    await site.fetch('/kerja/penyedia-masuk', { cookie, form: sent });
    const { id: userId } = await addAccount(site.db, { role: 'innovator' });
    const links = () => site.db.owner.query('select 1 from external_identities where provider_id = $1', [sent.id]);
    await site.db.owner.query(
      "insert into external_identities (tenant_id, issuer, subject, provider_id, user_id) values ($1, $2, 's', $3, $4)",
      [site.db.tenants.bekasikab.id, sent.issuer, sent.id, userId],
    );
    const moved = { ...sent, clientId: 'lain', clientSecret: '' };
    const refused = await site.fetch('/kerja/penyedia-masuk', { cookie, form: moved });
    expect([refused.status, (await links()).rowCount]).toEqual([422, 1]);
    expect(await refused.text()).toContain('tulis juga rahasia kliennya');
    expect((await site.fetch('/kerja/penyedia-masuk', { cookie, form: { ...sent, label: 'Nama baru' } })).status).toBe(
      303,
    );
    expect((await links()).rowCount).toBe(1);
    expect(
      (await site.fetch('/kerja/penyedia-masuk', { cookie, form: { ...moved, clientSecret: 'baru-1' } })).status,
    ).toBe(303);
    expect((await links()).rowCount).toBe(0);
  });

  test('gives back what was typed, but not the secret, with its faults', async () => {
    const wrong = form({ issuer: 'http://10.0.0.1', label: '', scope: 'profile' });
    const answer = await site.fetch('/kerja/penyedia-masuk', { cookie, form: wrong });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect([page.includes('http://10.0.0.1'), page.includes('sangat-rahasia-1')]).toEqual([true, false]);
    for (const field of ['label', 'issuer', 'scope']) expect(page).toContain(`id="f-${field}-error"`);
    const taken = form();
    await site.fetch('/kerja/penyedia-masuk', { cookie, form: taken });
    const again = await site.fetch('/kerja/penyedia-masuk', { cookie, form: { ...taken, id: newId() } });
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('sudah ada')]);
  });

  test('is for the administrator of that region alone', async () => {
    const sent = form();
    await site.fetch('/kerja/penyedia-masuk', { cookie, form: sent });
    const { tetangga } = site.db.tenants;
    const theirs = await signInTo(
      site,
      (await addAccount(site.db, { role: 'tenant_admin', tenant: tetangga })).username,
    );
    const others = [theirs];
    for (const role of ['organization_head', 'innovator', 'verifier'] as const) {
      others.push(await signInTo(site, (await addAccount(site.db, { role })).username));
    }
    const paths = ['/kerja/penyedia-masuk', '/kerja/penyedia-masuk/baru', `/kerja/penyedia-masuk/${sent.id}`];
    for (const other of others) {
      for (const path of paths) expect([path, (await site.fetch(path, { cookie: other })).status]).toEqual([path, 403]);
      for (const path of [paths[0] ?? '', `${paths[2]}/hapus`]) {
        expect([path, (await site.fetch(path, { cookie: other, form: sent })).status]).toEqual([path, 403]);
      }
    }
    const there = { cookie: theirs, form: {} };
    expect((await site.fetch(`/tetangga/kerja/penyedia-masuk/${sent.id}/hapus`, there)).status).toBe(404);
    expect((await site.fetch(`/tetangga/kerja/penyedia-masuk/${sent.id}`, { cookie: theirs })).status).toBe(404);
    expect(await rowOf(sent.id ?? '')).toBeDefined();
    for (const path of paths) expect((await site.fetch(path)).status).toBe(303);
    expect((await site.fetch(`${paths[2]}/hapus`, { cookie, form: {} })).status).toBe(303);
    expect((await site.fetch(`${paths[2]}/hapus`, { cookie, form: {} })).status).toBe(404);
  });
});

describe('acts', () => {
  test('leave one event each, and nothing half done', async () => {
    const provider = input();
    await failEveryCall(site.db, admin, (ctx) => saveProvider(ctx, provider));
    await failEveryCall(site.db, admin, (ctx) => saveProvider(ctx, { ...provider, label: 'Lain' }));
    await failEveryCall(site.db, admin, (ctx) => removeProvider(ctx, provider.id));
    const { rows } = await site.db.owner.query('select act, changes::text from audit_events where subject_id = $1', [
      provider.id,
    ]);
    expect(rows.map((row) => row.act).sort()).toEqual(['provider.added', 'provider.changed', 'provider.removed']);
    expect(JSON.stringify(rows)).not.toContain('sangat-rahasia-1');
  });

  test('the same sent twice at once is one provider', async () => {
    const provider = input();
    const outcomes = await Promise.allSettled([saveProvider(admin, provider), saveProvider(admin, provider)]);
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict);
    expect((await providersOfTenant(admin)).filter(({ id }) => id === provider.id).length).toBe(1);
  });

  test('an internal provider is the operator’s: the page removes it, and changes nothing of it', async () => {
    const provider = providerInput(true).parse(form({ issuer: 'http://10.1.2.3' }));
    await writeProvider(admin, provider, { officeId: null, internal: true });
    await expect(saveProvider(admin, { ...provider, tokenEndpoint: null, label: 'Curi' })).rejects.toThrow(NotAllowed);
    const page = await (await site.fetch(`/kerja/penyedia-masuk/${provider.id}`, { cookie })).text();
    expect([page.includes('Simpan penyedia'), page.includes('Ya, hapus penyedia')]).toEqual([false, true]);
    await removeProvider(admin, provider.id);
    await expect(removeProvider(admin, provider.id)).rejects.toThrow(NotFound);
  });
});
