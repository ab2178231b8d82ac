import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeFor } from '#platform/identity/codes.ts';
import { readSession } from '#platform/identity/session.ts';
import { newId } from '#platform/ids.ts';
import { chooseLog } from '#platform/log.ts';
import { drawQr } from '#platform/papers/qr.ts';
import type { Invitation } from './invitation.ts';
import type { PrintedLetterhead } from './letterhead.ts';
import { invitation, mailsOf } from './testing-codes.ts';
import { addOrganization } from './testing-people.ts';
import { addAccount, cookiesOf, openSite, type Site, signInTo, testPassword } from './testing-site.ts';

let site: Site;
let admin: string;
let village: string;
let letterhead: PrintedLetterhead | null = null;
beforeAll(async () => {
  site = await openSite({ mail: 'shown', letterhead: async () => letterhead });
  admin = await signInTo(site, (await addAccount(site.db, { role: 'tenant_admin' })).username);
});
afterAll(() => site.close());
beforeEach(async () => {
  village = await addOrganization(site.db, 'village', `Desa ${newId()}`);
});

let network = 0;
const elsewhere = () => ({ 'x-forwarded-for': `198.51.100.${++network}` });
const get = (path: string, cookie?: string) =>
  site.fetch(path, { headers: elsewhere(), ...(cookie ? { cookie } : {}) });
const post = (path: string, form: Record<string, string>, cookie?: string) =>
  site.fetch(path, { form, headers: elsewhere(), ...(cookie ? { cookie } : {}) });
const formOf = (sent: Invitation): Record<string, string> =>
  Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value ?? '']));
const own = 'sandi-pilihan-saya';
const filled = (code: string, more: Record<string, string> = {}) => ({
  code,
  id: newId(),
  name: 'Siti Aminah',
  username: '',
  email: '',
  password: own,
  again: own,
  ...more,
});

/** The operator prints a letter. @returns its code, as it is printed */
async function printed(given: Partial<Invitation> = {}): Promise<{ code: string; html: string }> {
  const answer = await post(
    '/kerja/orang/undangan/baru',
    formOf(invitation({ organizationId: village, ...given })),
    admin,
  );
  const html = await answer.text();
  const code = /letter-digits">([a-z0-9-]{19})</.exec(html)?.[1];
  if (!code) throw new Error(`no letter: ${answer.status} ${html.slice(0, 2000)}`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return { code, html };
}

/** What a browser sends of the page's form as it stands: boxes without a tick send nothing. */
function asItStands(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const sent: Record<string, string> = {};
  for (const [tag] of main.matchAll(/<(?:input|textarea)[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1];
    const chosen = !/type="(?:checkbox|radio)"/.test(tag) || / checked/.test(tag);
    if (name && chosen) sent[name] = / value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return sent;
}

test.each(['innovator', 'organization_head'])('the form of a vacant office is sent as it stands: %s', async (role) => {
  const page = await get(`/kerja/orang/undangan/baru?organisasi=${village}&peran=${role}`, admin);
  const sent = { ...asItStands(await page.text()), name: 'Siti Aminah' };
  expect(sent).not.toHaveProperty('replaces');
  expect(sent).toMatchObject({ channel: 'letter', organizationId: village, role });
  const answer = await post('/kerja/orang/undangan/baru', sent, admin);
  expect(await answer.text()).toContain('letter-digits');
});

describe('the letter', () => {
  test('holds office, code, address and a QR that leads to it; nothing of it stands at an address', async () => {
    const { code, html } = await printed();
    const address = `http://127.0.0.1:3000/bekasikab/undangan/${code}`;
    expect(html).toContain(drawQr(address).path);
    expect(html).toContain('127.0.0.1:3000/bekasikab/undangan<');
    expect(html).toContain('Operator inovasi Desa');
    expect(html).toMatch(/Berlaku sampai \d+ \w+ \d{4} pukul \d\d\.\d\d WIB/);
    const list = await (await get('/kerja/orang/undangan', admin)).text();
    expect(list).toContain('Siti Aminah (contoh)');
    expect(list).not.toContain(code);
  });

  test('has the region’s own letterhead and logo above it, and without one its names', async () => {
    const person = await addAccount(site.db);
    const reset = async () =>
      (await post(`/kerja/orang/${person.id}/kode`, { id: newId(), channel: 'letter' }, admin)).text();
    const headOf = (html: string) => /<div class="letter-head.*?<p class="letter-date">/s.exec(html)?.[0] ?? '';
    letterhead = { lines: ['Pemerintah Kabupaten <Uji>', 'Jalan Contoh 1, Cikarang'], logo: '/logo?v=abc123' };
    try {
      for (const html of [(await printed()).html, await reset()]) {
        expect(headOf(html)).toContain('<img src="/logo?v=abc123" alt');
        expect(headOf(html)).toContain('Pemerintah Kabupaten &lt;Uji>');
        expect(headOf(html)).toContain('<p>Jalan Contoh 1, Cikarang</p>');
        expect(headOf(html)).not.toContain('letter-operator');
      }
      letterhead = { ...letterhead, logo: null };
      expect(headOf((await printed()).html)).not.toContain('<img');
    } finally {
      letterhead = null;
    }
    expect(headOf((await printed()).html)).toMatch(/<p>Pemerintah [^<]+<\/p><p class="letter-operator">/);
  });

  test('a form that came back keeps what was typed, with the fault beside its field', async () => {
    const sent = { ...formOf(invitation({ organizationId: village })), channel: 'whatsapp' };
    const answer = await post('/kerja/orang/undangan/baru', sent, admin);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toMatch(/id="f-phone-error"[^>]*>.*Tulis nomor WhatsApp-nya/);
    expect(html).toContain('value="Siti Aminah (contoh)"');
  });

  test('the form says for which way a number or an address is needed', async () => {
    const page = await get(`/kerja/orang/undangan/baru?organisasi=${village}&peran=innovator`, admin);
    const html = await page.text();
    for (const name of ['phone', 'email']) {
      const label = new RegExp(`<label[^>]*for="f-${name}"[^>]*>(.*?)</label>`, 's').exec(html)?.[1];
      expect(label, name).toBeTruthy();
      expect(label, name).not.toContain('boleh dikosongkan');
      expect(html, name).toMatch(new RegExp(`id="f-${name}-hint"[^>]*>Wajib bila dikirim lewat`));
    }
  });

  test('by WhatsApp there is a link with the words laid ready', async () => {
    const sent = { ...formOf(invitation({ organizationId: village })), channel: 'whatsapp', phone: '0812 3456 7890' };
    const html = await (await post('/kerja/orang/undangan/baru', sent, admin)).text();
    const link = /href="(https:\/\/wa\.me\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect(link).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=Yth\.%20Siti/);
    const code = /undangan%2F([a-z0-9-]{19})/.exec(link)?.[1] ?? '';
    expect((await get(`/undangan/${code}`)).status).toBe(200);
  });

  test('by mail it lies in the outbox', async () => {
    const sent = { ...formOf(invitation({ organizationId: village })), channel: 'email', email: 'siti@desa.id' };
    const answer = await post('/kerja/orang/undangan/baru', sent, admin);
    expect(answer.headers.get('location')).toBe('/kerja/orang/undangan?pesan=invitations.mailed');
    expect((await mailsOf(site.db)).at(-1)?.to).toBe('siti@desa.id');
  });

  test('by mail when the day’s mails are spent: the form comes back and names the other ways', async () => {
    await site.db.owner.query(
      `insert into mailed_codes (tenant_id, office_id, day, mails)
       select tenant_id, id, (now() at time zone 'Asia/Jakarta')::date, 200 from offices where role = 'tenant_admin'
       on conflict (tenant_id, office_id) do update set day = excluded.day, mails = excluded.mails`,
    );
    const sent = { ...formOf(invitation({ organizationId: village })), channel: 'email', email: 'siti@desa.id' };
    const answer = await post('/kerja/orang/undangan/baru', sent, admin);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toMatch(/id="f-channel-error"[^>]*>.*sudah mengirim 200 surel.*surat tercetak atau tautan WhatsApp/);
    expect(html).toContain('value="siti@desa.id"');
    await site.db.owner.query('delete from mailed_codes');
  });
});

describe('whoever opens it', () => {
  test('sees the office, makes an account without e-mail and is signed in at work', async () => {
    const { code } = await printed();
    const page = await get(`/undangan/${code}`);
    expect([
      page.status,
      page.headers.get('cache-control'),
      page.headers.get('referrer-policy'),
      page.headers.get('x-robots-tag'),
    ]).toEqual([200, 'no-store', 'strict-origin', 'noindex, nofollow']);
    expect(await page.text()).toMatch(/Operator inovasi Desa.*value="siti\.aminah"/s);
    const entered = await post('/undangan/buat', filled(code, { username: `siti.${village.slice(-8)}` }));
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/kerja?pesan=invitations.welcome']);
    const session = await readSession(site.db.identity, cookiesOf(entered));
    expect(session).toMatchObject({ username: `siti.${village.slice(-8)}`, passwordDue: false });
  });

  test('may type the code as it comes', async () => {
    const { code } = await printed();
    const page = await post('/undangan/buka', { code: ` ${code.toUpperCase().replaceAll('-', ' ')} ` });
    expect([page.status, (await page.text()).includes('Buat akun Anda')]).toEqual([200, true]);
  });

  test('who mistypes keeps everything but the password, and the code', async () => {
    const { code } = await printed();
    const answer = await post('/undangan/buat', filled(code, { again: 'lain-sekali-1', name: 'Siti A.' }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="Siti A."');
    expect(html).toContain(`value="${code}"`);
    expect(html).not.toContain(own);
    expect((await post('/undangan/buat', filled(code))).status).toBe(303);
  });

  test('sends the form twice and is in twice; another with the same code is not', async () => {
    const { code } = await printed();
    const form = filled(code);
    const [one, two] = await Promise.all([post('/undangan/buat', form), post('/undangan/buat', form)]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect((await post('/undangan/buat', form)).status).toBe(303);
    expect(
      (await post('/undangan/buat', { ...form, password: 'salah-sekali-1', again: 'salah-sekali-1' })).headers.get(
        'location',
      ),
    ).toContain('/masuk');
    expect((await post('/undangan/buat', filled(code))).status).toBe(422);
  });

  test('signed in already, takes the office with that account', async () => {
    const { code } = await printed();
    const person = await addAccount(site.db);
    const cookie = await signInTo(site, person.username);
    expect(await (await get(`/undangan/${code}`, cookie)).text()).toContain('Terima dengan akun ini');
    const taken = await post('/undangan/terima', { code }, cookie);
    expect(taken.headers.get('location')).toBe('/kerja?pesan=invitations.entered');
    expect((await post('/undangan/terima', { code })).status).toBe(403);
  });

  test('an office that is another’s by now is said so, and the code stays', async () => {
    const { code } = await printed({ role: 'organization_head' });
    const { code: rival } = await printed({ role: 'organization_head', name: 'Orang Lain' });
    expect((await post('/undangan/buat', filled(rival))).status).toBe(303);
    const answer = await post('/undangan/buat', filled(code));
    expect([answer.status, (await answer.text()).includes('Jabatan ini sudah dipegang orang lain')]).toEqual([
      422,
      true,
    ]);
  });
});

describe('a code that opens nothing', () => {
  /** The page without what differs by request. */
  const words = async (answer: Response) => (await answer.text()).replace(/\s+/g, ' ');

  test('looks the same for wrong, used, taken back and too old', async () => {
    const used = (await printed()).code;
    await post('/undangan/buat', filled(used));
    const back = (await printed({ name: 'Batal' })).code;
    await site.db.owner.query("update invitations set revoked_at = now() where name = 'Batal'");
    const old = (await printed({ name: 'Lama' })).code;
    await site.db.owner.query("update invitations set expires_at = now() where name = 'Lama'");
    const wrong = codeFor(site.db.secrets, 'tidak', 'ada');
    for (const ask of [
      (code: string) => get(`/undangan/${code}`),
      (code: string) => post('/undangan/buka', { code }),
      (code: string) => post('/undangan/buat', filled(code)),
      (code: string) => post('/undangan/sandi', { code, password: own, again: own }),
    ]) {
      const pages = [];
      for (const code of [wrong, used, back, old]) {
        const begin = performance.now();
        const answer = await ask(code);
        expect(performance.now() - begin).toBeGreaterThan(245);
        pages.push([answer.status, await words(answer)].join(' ').replaceAll(code, '…'));
      }
      expect(new Set(pages).size).toBe(1);
      expect(pages[0]).toContain('Kode ini tidak dapat dipakai');
    }
  }, 60_000);

  test('is refused after thirty tries from one address, a right one too; other addresses are free', async () => {
    const { code } = await printed();
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const tries = Array.from({ length: 31 }, (_, n) => codeFor(site.db.secrets, 'tebak', String(n)));
    const statuses = await Promise.all(
      tries.map(async (one) => (await site.fetch(`/undangan/${one}`, { headers })).status),
    );
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    const locked = await site.fetch(`/undangan/${code}`, { headers });
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect((await get(`/undangan/${code}`)).status).toBe(200);
  });

  test('right codes do not count', async () => {
    const { code } = await printed();
    const headers = { 'x-forwarded-for': '203.0.113.8' };
    for (let n = 0; n < 35; n++) expect((await site.fetch(`/undangan/${code}`, { headers })).status).toBe(200);
  });

  test('leaves an event without the code, and no code in the log', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    chooseLog('request');
    const wrong = codeFor(site.db.secrets, 'catat', 'ini');
    await get(`/undangan/${wrong}`);
    await get(`/bekasikab/undangan/${wrong}?x=1`);
    chooseLog('error');
    vi.restoreAllMocks();
    expect(lines.filter((line) => line.includes('/undangan/•••'))).toHaveLength(2);
    expect(lines.join('')).not.toContain(wrong);
    const { rows } = await site.db.owner.query("select a::text as line from audit_events a where act = 'code.refused'");
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map((row) => row.line).join('')).not.toContain(wrong);
  });

  test('belongs to its tenant', async () => {
    const { code } = await printed();
    expect((await get(`/tetangga/undangan/${code}`)).status).toBe(404);
  });
});

describe('a new password', () => {
  test('by a printed letter: the person chooses, is signed in, other sessions end', async () => {
    const person = await addAccount(site.db, { role: 'innovator' });
    const before = await signInTo(site, person.username);
    const html = await (await post(`/kerja/orang/${person.id}/kode`, { id: newId(), channel: 'letter' }, admin)).text();
    const code = /letter-digits">([a-z0-9-]{19})</.exec(html)?.[1] ?? '';
    expect(html).toContain(person.username);
    await site.db.identity.perName.penalty(site.db.secrets.digest('sign-in', person.id), 9);
    const wrong = await post('/undangan/sandi', { code, password: 'kurang', again: 'kurang' });
    expect(wrong.status).toBe(422);
    const chosen = await post('/undangan/sandi', { code, password: own, again: own });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/kerja?pesan=invitations.passwordChosen']);
    expect(await readSession(site.db.identity, before)).toBeNull();
    expect((await readSession(site.db.identity, cookiesOf(chosen)))?.userId).toBe(person.id);
    expect(await (await post('/masuk', { identifier: person.username, password: testPassword })).text()).toContain(
      'salah',
    );
  });

  test('needs a channel that reaches the person', async () => {
    const person = await addAccount(site.db);
    const answer = await post(`/kerja/orang/${person.id}/kode`, { id: newId(), channel: 'whatsapp' }, admin);
    expect([answer.status, (await answer.text()).includes('Nomor teleponnya belum tercatat')]).toEqual([422, true]);
  });
});

describe('a forgotten password', () => {
  test('is answered alike for everybody, and takes as long', async () => {
    const known = await addAccount(site.db, { email: `ingat.${newId().slice(-6)}@desa.id` });
    const bare = await addAccount(site.db);
    const answers = [];
    for (const identifier of [known.username, known.email ?? '', bare.username, 'tidak.ada', "'; drop table"]) {
      const begin = performance.now();
      const answer = await post('/lupa-sandi', { identifier });
      expect(performance.now() - begin).toBeGreaterThan(245);
      answers.push(`${answer.status} ${await answer.text()}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('Bila akun itu ada dan mempunyai surel');
    expect((await mailsOf(site.db)).filter((mail) => mail.to === known.email)).toHaveLength(1);
    expect((await post('/lupa-sandi', { identifier: '' })).status).toBe(422);
  });

  test('asking is limited like guessing', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const asked = Array.from({ length: 31 }, (_, n) =>
      site.fetch('/lupa-sandi', { form: { identifier: `x.${n}` }, headers }),
    );
    expect((await Promise.all(asked)).filter((answer) => answer.status === 429)).toHaveLength(1);
  });

  test('where no mail is sent the page says whom to ask', async () => {
    const silent = await openSite();
    const page = await (await silent.fetch('/lupa-sandi')).text();
    await silent.close();
    expect(page).toContain('kode tidak dikirim lewat surel');
    expect(page).not.toContain('name="identifier"');
  });
});

describe('the operator’s pages', () => {
  const paths = () => [
    '/kerja/orang/undangan',
    `/kerja/orang/undangan/baru?organisasi=${village}&peran=innovator`,
    `/kerja/orang/undangan/baru?organisasi=${village}&peran=organization_head`,
  ];
  const statuses = async (cookie?: string) =>
    Promise.all(paths().map(async (path) => (await get(path, cookie)).status));

  test('are the administrator’s and the head’s, and nobody else’s', async () => {
    expect(await statuses(admin)).toEqual([200, 200, 200]);
    const head = await addAccount(site.db, { role: 'organization_head' });
    const cookie = await signInTo(site, head.username);
    expect(await statuses(cookie)).toEqual([200, 403, 403]);
    const ownForm = `/kerja/orang/undangan/baru?organisasi=${head.organizationId}&peran=innovator`;
    expect((await get(ownForm, cookie)).status).toBe(200);
    for (const role of ['innovator', 'verifier'] as const) {
      const other = await addAccount(site.db, { role });
      expect(await statuses(await signInTo(site, other.username))).toEqual([403, 403, 403]);
    }
    const neighbour = await addAccount(site.db, { role: 'tenant_admin', tenant: site.db.tenants.tetangga });
    expect(await statuses(await signInTo(site, neighbour.username))).toEqual([403, 403, 403]);
    expect(await statuses()).toEqual([303, 303, 303]);
  });

  test('renew and take back; odd addresses are not found', async () => {
    const { code } = await printed({ name: 'Perlu Lagi' });
    const { rows } = await site.db.owner.query("select id from invitations where name = 'Perlu Lagi'");
    const path = `/kerja/orang/undangan/${rows[0].id}`;
    const again = await (await post(`${path}/kode`, { id: newId(), channel: 'letter' }, admin)).text();
    expect(again).toContain('letter-digits');
    expect((await get(`/undangan/${code}`)).status).toBe(404);
    expect((await post(`${path}/kode`, { id: newId(), channel: 'email' }, admin)).status).toBe(422);
    expect((await post(`${path}/batal`, {}, admin)).headers.get('location')).toContain('invitations.revoked');
    expect((await post(`${path}/kode`, { id: newId(), channel: 'letter' }, admin)).status).toBe(409);
    expect((await post('/kerja/orang/undangan/bukan-id/batal', {}, admin)).status).toBe(404);
    expect((await post(`/kerja/orang/undangan/${newId()}/batal`, {}, admin)).status).toBe(404);
  });
});
