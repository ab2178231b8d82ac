import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { messagesIn } from '#messages/languages.ts';
import { newId } from '#platform/ids.ts';
import { makePdf } from '#platform/papers/pdf.ts';
import type { Signer } from '#platform/papers/signing.ts';
import { signingSimulator } from '#platform/papers/simulator.ts';
import { readPdf } from '#platform/papers/testing-pdf.ts';
import type { Actor, Tenant } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { keepBytes } from './bytes.ts';
import type { StoredLetterhead } from './letterhead.ts';
import { draftPaper } from './paper.acts.ts';
import { paperWork } from './paper.queries.ts';
import { listPapers } from './paper-list.queries.ts';
import { everyPaper } from './paper-search.ts';
import { printedPaper, punctuated } from './printed.ts';
import { createPublicRoutes } from './public.routes.tsx';
import { arrangeAgency } from './testing-office.ts';
import { exampleDecree, filledIn } from './testing-paper.ts';
import { createWorkRoutes } from './work.routes.tsx';

const origin = 'https://inovasi.contoh.id';
let letterhead: StoredLetterhead = { lines: ['Pemerintah Kabupaten Contoh', 'Balitbangda Contoh'], logo: null };
let db: TestDatabase;
let admin: Actor;
let verifier: Actor;
let head: Actor;
let neighbour: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  const agency = await arrangeAgency(db);
  admin = await agency.person('tenant_admin', 'Ani (contoh)');
  verifier = await agency.person('verifier', 'Cici (contoh)');
  head = await agency.person('organization_head', 'Hadi (contoh)');
  neighbour = await (await arrangeAgency(db, db.tenants.tetangga)).person('tenant_admin', 'Eka (contoh)');
});
afterAll(() => db.close());

interface Asked {
  actor?: Actor | null;
  tenant?: Tenant;
  signer?: Signer | boolean;
  perMinute?: number;
  language?: 'id' | 'en';
}

function siteFor({
  actor = admin,
  tenant = db.tenants.bekasikab,
  signer = true,
  perMinute = 1000,
  language,
}: Asked = {}) {
  const chosen = signer === true ? signingSimulator() : signer || null;
  const parts = { origin, signer: chosen, letterhead: async () => letterhead };
  const app = testPages(
    db.ctx({ actor, tenant }),
    [createWorkRoutes(parts), createPublicRoutes(perMinute)],
    db.files,
    language,
  );
  return {
    get: (path: string) => app.request(path),
    post: (path: string, fields: Record<string, string>) =>
      app.request(path, { method: 'POST', body: new URLSearchParams(fields) }),
    send: (path: string, bytes: Uint8Array<ArrayBuffer> | null, fields: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new File(bytes ? [bytes] : [], bytes ? 'naskah.pdf' : '', { type: 'application/pdf' }));
      return app.request(path, { method: 'POST', body: form });
    },
  };
}

const work = (id: string) => paperWork(db.ctx({ actor: admin }), id);
const versionOf = async (id: string) => String((await work(id)).row.version);
let numbers = 0;

async function drafted(): Promise<string> {
  const id = newId();
  await draftPaper(db.ctx({ actor: admin }), { id, ...exampleDecree() });
  return id;
}

async function issued(): Promise<string> {
  const id = await drafted();
  const site = siteFor();
  await site.post(`/kerja/naskah/${id}`, { ...filledIn, number: `050/${++numbers}`, version: '1' });
  await site.post(`/kerja/naskah/${id}/kirim`, { version: '2' });
  expect((await work(id)).row.state).toBe('issued');
  return id;
}

async function scan(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { row } = await work(await drafted());
  const paper = printedPaper(
    { ...row, about: text },
    db.tenants.bekasikab,
    { origin, letterhead: { lines: [] } },
    false,
  );
  return new Uint8Array(await makePdf(paper));
}

it('names the office that made a paper in the reader’s language, and as it was called then', async () => {
  const id = await drafted();
  const path = `/kerja/naskah/${id}`;
  const english = async () => (await siteFor({ language: 'en' }).get(path)).text();
  const written = (await work(id)).row.officeTitle;
  expect(await (await siteFor().get(path)).text()).toContain(written);
  expect(written).toBe('Administrator Balitbangda Contoh');
  expect(await english()).not.toContain(written);
  expect(await english()).toContain('Administrator of Balitbangda Contoh');
  await db.owner.query("update papers set office_title = 'Plt. Kepala Dinas Lama' where id = $1", [id]);
  expect(await english()).toContain('Plt. Kepala Dinas Lama');
});

describe('the work page', () => {
  it('brings back what was typed beside what is wrong', async () => {
    const id = await drafted();
    const answer = await siteFor().post(`/kerja/naskah/${id}`, {
      ...filledIn,
      version: '1',
      about: '',
      number: 'KEP/<9>',
    });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(messages.papers.errors.about);
    expect(text).toContain('value="KEP/&lt;9>"');
    expect((await work(id)).row.number).toBe('');
  });

  it('says of what locking needs that it is needed, not that it may be left empty', async () => {
    const text = await (await siteFor().get(`/kerja/naskah/${await drafted()}`)).text();
    const { fields } = messages.papers;
    for (const name of ['datedOn', 'place', 'signerName']) {
      const label = new RegExp(`<label[^>]*for="f-${name}"[^>]*>(.*?)</label>`, 's').exec(text)?.[1] ?? '';
      expect(label, name).not.toBe('');
      expect(label, name).not.toContain(messages.ui.optional);
      expect(text, name).toMatch(new RegExp(`id="f-${name}-hint"[^>]*>[^<]*${fields.beforeLock}`));
    }
    expect(text).toContain(fields.numberHint);
  });

  it('says so when somebody was faster, and refuses what is no form of ours', async () => {
    const id = await drafted();
    const site = siteFor();
    expect((await site.post(`/kerja/naskah/${id}`, { ...filledIn, version: '1' })).status).toBe(303);
    const late = await site.post(`/kerja/naskah/${id}`, { ...filledIn, version: '1' });
    expect([late.status, (await late.text()).includes(messages.papers.errors.changedMeanwhile)]).toEqual([409, true]);
    expect((await site.post(`/kerja/naskah/${id}`, { ...filledIn, version: 'satu' })).status).toBe(422);
    expect((await site.post(`/kerja/naskah/${id}/cabut`, { version: '2', reason: ' ' })).status).toBe(422);
  });

  it('shows the draft as a PDF with its mark, the file to sign without, and never the one for the other', async () => {
    const id = await issued();
    const site = siteFor();
    const read = async (name: string) => {
      const answer = await site.get(`/kerja/naskah/${id}/${name}.pdf`);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      return (await readPdf(new Uint8Array(await answer.arrayBuffer()))).texts.join(' ');
    };
    expect(await read('draf')).toContain('DRAF');
    expect(await read('berkas')).not.toContain('DRAF');
    for (const name of ['sah', 'pindaian'])
      expect((await site.get(`/kerja/naskah/${id}/${name}.pdf`)).status).toBe(404);
  });

  it('says where a signature will stand only until there is one', async () => {
    const id = await issued();
    const site = siteFor();
    const page = async () => (await site.get(`/kerja/naskah/${id}`)).text();
    expect(await page()).toContain(messages.papers.print.roomForSignature);
    await site.post(`/kerja/naskah/${id}/tanda-tangan`, {
      version: await versionOf(id),
      nik: '3216000000000001',
      passphrase: 'contoh-benar',
    });
    expect((await work(id)).row.state).toBe('valid');
    expect(await page()).not.toContain(messages.papers.print.roomForSignature);
  });

  it('shows the office in capitals and the name as it was typed', async () => {
    const text = await (await siteFor().get(`/kerja/naskah/${await issued()}`)).text();
    const signed = /<div class="paper-signature">.*?<\/div>/s.exec(text)?.[0];
    expect(signed).toContain('<p class="font-bold uppercase">Plt. Bupati Contoh,</p>');
    expect(signed).toContain(`<p class="font-bold">${filledIn.signerName}</p>`);
  });

  it('offers the simulator only where there is one', async () => {
    const id = await issued();
    const [withOne, without] = [siteFor(), siteFor({ signer: false })];
    expect(await (await withOne.get(`/kerja/naskah/${id}`)).text()).toContain(messages.papers.sign.simulation);
    expect(await (await without.get(`/kerja/naskah/${id}`)).text()).not.toContain(messages.papers.sign.simulation);
    const fields = { version: await versionOf(id), nik: '3216000000000001', passphrase: 'contoh-benar' };
    expect((await without.post(`/kerja/naskah/${id}/tanda-tangan`, fields)).status).toBe(404);
    expect((await work(id)).row.state).toBe('issued');
  });

  it('says nothing of a simulation where a real service signs, neither before nor after', async () => {
    const id = await issued();
    const site = siteFor({ signer: { ...signingSimulator(), simulated: false } });
    const before = await (await site.get(`/kerja/naskah/${id}`)).text();
    expect(before).toContain(messages.papers.sign.helpReal);
    expect(before).toMatch(/type="password" autocomplete="off"/);
    const fields = { version: await versionOf(id), nik: '3216000000000001', passphrase: 'contoh-benar' };
    expect((await site.post(`/kerja/naskah/${id}/tanda-tangan`, fields)).status).toBe(303);
    expect((await work(id)).row).toMatchObject({ state: 'valid', validBy: 'electronic', simulated: false });
    const after = await (await site.get(`/kerja/naskah/${id}`)).text();
    for (const page of [before, after]) expect(page.replace(/<title>.*?<\/title>/, '')).not.toMatch(/simulasi/i);
  });

  it('never shows a NIK or passphrase again that the service refused', async () => {
    const id = await issued();
    const fields = { version: await versionOf(id), nik: '3216000000000777', passphrase: 'rahasia-sekali' };
    const answer = await siteFor().post(`/kerja/naskah/${id}/tanda-tangan`, fields);
    const text = await answer.text();
    expect([answer.status, text.includes(messages.papers.errors.signUnknown)]).toEqual([422, true]);
    expect(text).not.toMatch(/3216000000000777|rahasia-sekali/);
  });

  it('takes a scan from one and its confirmation from another', async () => {
    const id = await issued();
    const [mine, theirs] = [siteFor(), siteFor({ actor: verifier })];
    const to = `/kerja/naskah/${id}/pindaian/unggah`;
    expect((await mine.send(to, null, { version: await versionOf(id) })).status).toBe(422);
    const html = new TextEncoder().encode('<html>') as Uint8Array<ArrayBuffer>;
    expect((await mine.send(to, html, { version: await versionOf(id) })).status).toBe(422);
    expect((await mine.send(to, await scan('pindaian'), { version: await versionOf(id) })).status).toBe(303);
    const confirm = { version: await versionOf(id), compared: 'ya' };
    expect((await mine.post(`/kerja/naskah/${id}/konfirmasi`, confirm)).status).toBe(409);
    expect((await theirs.post(`/kerja/naskah/${id}/konfirmasi`, confirm)).status).toBe(303);
    expect((await work(id)).row.validBy).toBe('scan');
    expect((await mine.get(`/kerja/naskah/${id}/sah.pdf`)).status).toBe(200);
    expect((await mine.get(`/kerja/naskah/${id}/draf.pdf`)).status).toBe(404);
  });

  it('drafts the letter that goes with a decree, under the head of the operator', async () => {
    const id = await drafted();
    const answer = await siteFor().post(`/kerja/naskah/${id}/pengantar`, { letterId: newId() });
    const letterId = /naskah\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
    const { row } = await work(letterId);
    expect(row).toMatchObject({ kind: 'cover_letter', signerOffice: `Kepala ${db.tenants.bekasikab.operatorName}` });
    const pdf = await (await siteFor().get(`/kerja/naskah/${letterId}/draf.pdf`)).arrayBuffer();
    const text = (await readPdf(new Uint8Array(pdf))).texts.join(' ');
    expect(text).toContain('memuat 3 inovasi');
    expect(text).toContain('PEMERINTAH KABUPATEN CONTOH Balitbangda Contoh');
    const ofLetter = await siteFor().post(`/kerja/naskah/${letterId}/pengantar`, { letterId: newId() });
    expect(ofLetter.status).toBe(404);
  });

  it('makes one cover letter of a button that was pressed twice, and none of a form that is not ours', async () => {
    const id = await drafted();
    const site = siteFor();
    const page = await (await site.get(`/kerja/naskah/${id}`)).text();
    const letterId = /name="letterId" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    const letters = async () => {
      const { rows } = await db.owner.query(`select count(*)::int as n from papers where kind = 'cover_letter'`);
      return rows[0]?.n;
    };
    const before = await letters();
    const press = () => site.post(`/kerja/naskah/${id}/pengantar`, { letterId });
    for (const answer of await Promise.all([press(), press()]).then(async (both) => [...both, await press()])) {
      expect(answer.headers.get('location')).toBe(`/kerja/naskah/${letterId}?pesan=papers.made`);
    }
    expect((await site.post(`/kerja/naskah/${id}/pengantar`, {})).status).toBe(422);
    const taken = await site.post(`/kerja/naskah/${id}/pengantar`, { letterId: id });
    expect([taken.status, (await taken.text()).includes(messages.papers.errors.idTaken)]).toEqual([409, true]);
    expect(await letters()).toBe(before + 1);
  });
});

it('puts the region’s logo above its papers, and leaves out one that a PDF cannot hold', async () => {
  const id = await drafted();
  const size = async () => (await (await siteFor().get(`/kerja/naskah/${id}/draf.pdf`)).arrayBuffer()).byteLength;
  const without = await size();
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC',
    'base64',
  );
  const sha256 = await keepBytes(db.files, db.tenants.bekasikab.id, picture);
  const { lines } = letterhead;
  letterhead = { lines, logo: { sha256, mediaType: 'image/png' } };
  expect(await size()).toBeGreaterThan(without);
  letterhead = { lines, logo: { sha256, mediaType: 'image/webp' } };
  expect(await size()).toBe(without);
  letterhead = { lines, logo: null };
});

it('ends what a decree cites as one sentence, however it was typed', async () => {
  expect(punctuated(['Undang-Undang A;', 'Peraturan B. ', 'Peraturan C'])).toEqual([
    'Undang-Undang A;',
    'Peraturan B;',
    'Peraturan C.',
  ]);
  expect(punctuated(['Satu saja;'])).toEqual(['Satu saja.']);
  const id = await drafted();
  await siteFor().post(`/kerja/naskah/${id}`, { ...filledIn, version: '1', recalling: 'Satu\nDua;' });
  const text = await (await siteFor().get(`/kerja/naskah/${id}`)).text();
  expect(text).toContain('<li>Satu;</li><li>Dua.</li>');
  const pdf = await (await siteFor().get(`/kerja/naskah/${id}/draf.pdf`)).arrayBuffer();
  expect((await readPdf(new Uint8Array(pdf))).texts[0]).toMatch(/Satu; 2\. Dua\. /);
  // The form gives back what was typed.
  expect(text).toContain('Satu\nDua;</textarea>');
});

describe('who finds what', () => {
  it('role by tenant: pages, files and forms', async () => {
    const id = await issued();
    const version = await versionOf(id);
    const pages = [
      '/kerja/naskah',
      `/kerja/naskah/${id}`,
      `/kerja/naskah/${id}/draf.pdf`,
      `/kerja/naskah/${id}/berkas.pdf`,
    ];
    const forms = ['', '/kirim', '/tarik', '/cabut', '/konfirmasi', '/tanda-tangan', '/pengantar'];
    const sent = { version, nik: '1', passphrase: '', letterId: newId() };
    const walk = async (asked: Asked) => {
      const site = siteFor(asked);
      const seen = await Promise.all(pages.map(async (page) => (await site.get(page)).status));
      const done = await Promise.all(
        forms.map(async (form) => (await site.post(`/kerja/naskah/${id}${form}`, sent)).status),
      );
      const scanned = (await site.send(`/kerja/naskah/${id}/pindaian/unggah`, null, { version })).status;
      return { seen, done, sent: scanned };
    };
    expect(await walk({ actor: head })).toEqual({ seen: [404, 404, 404, 404], done: Array(7).fill(404), sent: 404 });
    expect(await walk({ actor: neighbour, tenant: db.tenants.tetangga })).toEqual({
      seen: [200, 404, 404, 404],
      done: Array(7).fill(404),
      sent: 404,
    });
    const verifiers = await walk({ actor: verifier });
    expect(verifiers).toEqual({ seen: [200, 200, 200, 200], done: [403, 403, 403, 403, 409, 403, 403], sent: 404 });
    const nobody = await walk({ actor: null });
    expect(nobody.seen).toEqual([303, 303, 303, 303]);
    expect([...nobody.done, nobody.sent].every((status) => status === 403)).toBe(true);
    expect((await work(id)).row).toMatchObject({ state: 'issued', version: Number(version) });
  });

  it('an empty list says what to do, to who may do it', async () => {
    const site = siteFor({ actor: neighbour, tenant: db.tenants.tetangga });
    expect(await (await site.get('/kerja/naskah')).text()).toContain(messages.papers.list.emptyHelp);
    const theirs = await listPapers(db.ctx({ actor: neighbour, tenant: db.tenants.tetangga }), everyPaper);
    expect(theirs).toEqual({ papers: [], newer: null, older: null });
    const text = await (await siteFor({ actor: verifier }).get('/kerja/naskah')).text();
    expect(text).not.toContain('/kerja/naskah/baru');
  });
});

describe('the public page', () => {
  it('finds a paper by its code in any writing, and helps with a wrong one', async () => {
    const { row } = await work(await issued());
    const site = siteFor({ actor: null });
    const written = row.code.toUpperCase().replace(/(.{4})(?=.)/g, '$1-');
    expect((await site.get(`/naskah?kode=${written}`)).headers.get('location')).toBe(`/naskah/${row.code}`);
    const found = await (await site.get(`/naskah/${row.code}`)).text();
    expect(found).toContain(messages.papers.verify.states.issued);
    expect(found).toContain('Plt. Bupati Contoh');
    for (const wrong of ['000000000000', 'salah', row.code.slice(1)]) {
      const answer = await site.get(`/naskah/${wrong}`);
      expect([answer.status, (await answer.text()).includes(messages.papers.verify.missingHelp)]).toEqual([404, true]);
    }
    const elsewhere = siteFor({ actor: null, tenant: db.tenants.tetangga });
    expect((await elsewhere.get(`/naskah/${row.code}`)).status).toBe(404);
    const asked = await site.get('/naskah');
    expect([asked.status, (await asked.text()).includes(messages.papers.verify.askHelp)]).toEqual([200, true]);
  });

  it('says nothing of what a draft says', async () => {
    const { row } = await work(await drafted());
    const text = await (await siteFor({ actor: null }).get(`/naskah/${row.code}`)).text();
    expect(text).toContain(messages.papers.verify.draftHelp);
    expect(text).not.toContain(row.about);
    expect(text).not.toContain('Bupati Contoh');
  });

  it('tells the valid file from the one before it was signed, from a changed one and from no PDF', async () => {
    const id = await issued();
    const { row } = await work(id);
    const before = new Uint8Array(await (await siteFor().get(`/kerja/naskah/${id}/berkas.pdf`)).arrayBuffer());
    await siteFor().post(`/kerja/naskah/${id}/tanda-tangan`, {
      version: await versionOf(id),
      nik: '3216000000000001',
      passphrase: 'contoh-benar',
    });
    const signed = new Uint8Array(await (await siteFor().get(`/kerja/naskah/${id}/sah.pdf`)).arrayBuffer());
    const changed = signed.slice();
    changed[changed.length - 40] = 0x20;
    const site = siteFor({ actor: null });
    const said = async (bytes: Uint8Array<ArrayBuffer> | null) => {
      const answer = await site.send(`/naskah/${row.code}/unggah`, bytes);
      const text = await answer.text();
      const { verify, errors } = messages.papers;
      const known = { ...verify, fileMissing: errors.fileMissing, fileRefused: errors.fileRefused };
      const keys = ['same', 'sameSimulated', 'unsigned', 'different', 'fileMissing', 'fileRefused'] as const;
      return [answer.status, ...keys.filter((key) => text.includes(known[key]))];
    };
    expect(await said(signed)).toEqual([200, 'sameSimulated']);
    expect(await said(before)).toEqual([200, 'unsigned']);
    expect(await said(changed)).toEqual([200, 'different']);
    expect(await said(null)).toEqual([422, 'fileMissing']);
    expect(await said(new TextEncoder().encode('bukan') as Uint8Array<ArrayBuffer>)).toEqual([422, 'fileRefused']);
    const { rows } = await db.owner.query('select count(*)::int as n from audit_events where act like $1', [
      '%compare%',
    ]);
    expect(rows[0]?.n).toBe(0);
  });

  it.each([
    [true, 'id'],
    [true, 'en'],
    [false, 'id'],
  ] as const)('simulated %s: says in one mark what the signature is worth, in %s', async (simulated, language) => {
    const id = await issued();
    const signer = { ...signingSimulator(), simulated };
    const fields = { version: await versionOf(id), nik: '3216000000000001', passphrase: 'contoh-benar' };
    await siteFor({ signer }).post(`/kerja/naskah/${id}/tanda-tangan`, fields);
    const { row } = await work(id);
    const text = await (await siteFor({ actor: null, language }).get(`/naskah/${row.code}`)).text();
    const { verify, states } = messagesIn(language).papers;
    const heading = /<h2[^>]*>(.*?)<\/h2>/s
      .exec(text)?.[1]
      ?.replace(/<svg.*?<\/svg>|<[^>]*>/gs, '')
      .trim();
    const chips = [...text.matchAll(/class="chip[^"]*"[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/gs)].map(([, said]) => said);
    expect({ heading, chips }).toEqual(
      simulated
        ? { heading: verify.simulatedTitle, chips: [verify.simulatedChip] }
        : { heading: verify.states.valid, chips: [states.valid] },
    );
    expect(text.includes(verify.signer)).toBe(!simulated);
  });

  it('is asked so often and no oftener by one address', async () => {
    const site = siteFor({ actor: null, perMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await site.get('/naskah/000000000000')).status);
    expect(statuses).toEqual([404, 404, 429]);
  });
});
