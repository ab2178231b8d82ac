import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePdf } from '#platform/testing/sample-files.ts';
import { testRoles } from '#platform/testing/sign-in.ts';
import { reasonOf } from '#ui/upload/progress.ts';
import { sweepUploads } from './jobs.ts';
import { type EvidenceSite, openEvidenceSite } from './testing-site.ts';

let site: EvidenceSite;
let innovator: string;
let head: string;
beforeAll(async () => {
  site = await openEvidenceSite();
  innovator = await site.villager('innovator');
  head = await site.villager('organization_head');
});
afterAll(() => site.close());

const home = () => `/kerja/inovasi/${site.accepted}/berkas`;
const tus = { 'Tus-Resumable': '1.0.0' };
const encoded = (text: string) => Buffer.from(text).toString('base64');

function create(name: string, bytes: number, cookie?: string, path = `${home()}/unggah/kiriman`) {
  const metadata = `filename ${encoded(name)},owner ${encoded('orang lain')}`;
  return site.ask(path, cookie, {
    method: 'POST',
    headers: { ...tus, 'Upload-Length': String(bytes), 'Upload-Metadata': metadata },
  });
}

const offsetOf = async (address: string, cookie?: string) => {
  const answer = await site.ask(address, cookie, { method: 'HEAD', headers: tus });
  return [answer.status, answer.headers.get('upload-offset')];
};

function patch(address: string, offset: number, body: BodyInit, cookie?: string) {
  return site.ask(address, cookie, {
    method: 'PATCH',
    headers: { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body,
    duplex: 'half',
  } as RequestInit);
}

/** A connection that is lost after these bytes. */
const lostAfter = (bytes: Uint8Array) => {
  let sent = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent) {
        await new Promise((done) => setTimeout(done, 50));
        return controller.error(new Error('putus'));
      }
      sent = true;
      controller.enqueue(bytes);
    },
  });
};

async function newUpload(content: Buffer, name = 'SK.pdf'): Promise<string> {
  const created = await create(name, content.length, innovator);
  expect(created.status).toBe(201);
  return created.headers.get('location') ?? '';
}

const submit = (ids: readonly string[], cookie = innovator, more = {}) =>
  site.send(`${home()}/unggah?untuk=SID-16`, [], { kiriman: ids.join(','), ...more }, cookie);
const idIn = (address: string) => address.split('/').at(-1) ?? '';

async function titles(): Promise<string[]> {
  return (await site.db.owner.query('select title from documents order by title')).rows.map(({ title }) => title);
}

describe('an upload in pieces', () => {
  it('goes on where the connection was lost, and then serves like any other file', async () => {
    const content = samplePdf('panjang', 100_000);
    const address = await newUpload(content, 'SK Bupati.pdf');
    expect(address).toMatch(new RegExp(`^${home()}/unggah/kiriman/[0-9a-f]{32}$`));
    await patch(address, 0, lostAfter(content.subarray(0, 40_000)), innovator).catch(() => null);
    expect(await offsetOf(address, innovator)).toEqual([200, '40000']);
    expect((await patch(address, 50_000, new Uint8Array(content.subarray(50_000)), innovator)).status).toBe(409);
    expect((await submit([idIn(address)])).status).toBe(422);
    const rest = await patch(address, 40_000, new Uint8Array(content.subarray(40_000)), innovator);
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(content.length)]);
    expect((await submit([idIn(address), idIn(address)])).status).toBe(303);
    expect(await titles()).toEqual(['SK Bupati']);
    const { rows } = await site.db.owner.query('select id, bytes from documents');
    const file = await site.ask(`/berkas/${rows[0].id}`, innovator);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
    expect(await offsetOf(address, innovator)).toEqual([404, null]);
  });

  it('speaks to no other site and hands nothing out', async () => {
    const address = await newUpload(samplePdf());
    const created = await create('a.pdf', 10, innovator);
    expect([...created.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await site.ask(address, innovator)).status).toBe(404);
    expect(
      (await site.ask(`${home()}/unggah/kiriman/..%2f..%2fpasswd`, innovator, { method: 'HEAD', headers: tus })).status,
    ).toBe(404);
    const foreign = await site.ask(`${home()}/unggah/kiriman`, innovator, {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': '5', Origin: 'https://lain.example' },
    });
    expect(foreign.status).toBe(403);
  });

  it('is refused beyond the size, at once', async () => {
    expect((await create('besar.pdf', 25_000_001, innovator)).status).toBe(413);
    const address = await newUpload(Buffer.alloc(10));
    expect((await patch(address, 0, new Uint8Array(5000), innovator)).status).not.toBe(204);
  });

  it('is looked at like any other file when the form comes', async () => {
    const content = Buffer.from('<!doctype html><script>alert(1)</script>');
    const address = await newUpload(content, 'halaman.pdf');
    await patch(address, 0, new Uint8Array(content), innovator);
    const sent = await submit([idIn(address)]);
    const text = await sent.text();
    expect([sent.status, text.includes('halaman.pdf: jenis isinya tidak diterima')]).toEqual([422, true]);
    const empty = await newUpload(Buffer.alloc(0), 'kosong.pdf');
    expect(await (await submit([idIn(empty)])).text()).toContain('kosong.pdf: berkas kosong');
    const lost = await submit(['0'.repeat(32), '../../x']);
    expect([lost.status, (await lost.text()).includes('kiriman tidak ditemukan lagi')]).toEqual([422, true]);
    expect((await submit(Array.from({ length: 41 }, (_, at) => at.toString(16).padStart(32, '0')))).status).toBe(422);
  });
});

describe('what lies unused has an end', () => {
  const forgetAll = () => sweepUploads(site.db.files, new Date(Date.now() + 2 * 86_400_000));
  const of = (answers: readonly Response[], status: number) => answers.filter((one) => one.status === status);
  beforeEach(forgetAll);
  afterAll(forgetAll);

  it('of one person, over all innovations, also of many at once; what is used or ended makes room', async () => {
    const draft = `/kerja/inovasi/${site.draft}/berkas/unggah/kiriman`;
    for (let at = 0; at < 50; at++) expect((await create('a.pdf', 10, innovator, draft)).status).toBe(201);
    const many = await Promise.all(Array.from({ length: 16 }, () => create('a.pdf', 10, innovator)));
    expect([of(many, 201).length, of(many, 413).length]).toEqual([10, 6]);
    const refused = await create('a.pdf', 10, innovator);
    expect(reasonOf(refused.status, await refused.text())).toBe('unused');
    expect((await create('a.pdf', 10, head)).status).toBe(201);
    const ended = of(many, 201)[0]?.headers.get('location') ?? '';
    expect((await site.ask(ended, innovator, { method: 'DELETE', headers: tus })).status).toBe(204);
    expect((await create('a.pdf', 10, innovator)).status).toBe(201);
  });

  it('in announced bytes, before any arrives; twelve large photos, each begun again, fit', async () => {
    for (let at = 0; at < 24; at++) expect((await create('foto.jpg', 10_000_000, innovator)).status).toBe(201);
    for (let at = 0; at < 10; at++) expect((await create('besar.pdf', 25_000_000, innovator)).status).toBe(201);
    expect((await create('b.pdf', 10_000_001, innovator)).status).toBe(413);
    expect((await create('b.pdf', 10_000_000, innovator)).status).toBe(201);
    expect((await create('b.pdf', 1, innovator)).status).toBe(413);
  });

  it('cannot be passed by announcing no length', async () => {
    const deferred = { ...tus, 'Upload-Defer-Length': '1' };
    for (const headers of [deferred, { ...deferred, 'Upload-Length': '10' }]) {
      expect((await site.ask(`${home()}/unggah/kiriman`, innovator, { method: 'POST', headers })).status).toBe(411);
    }
  });
});

describe('somebody else', () => {
  it('neither begins, sees, continues, ends nor uses an upload', async () => {
    const content = samplePdf('milik pengusul', 5000);
    const address = await newUpload(content);
    const bytes = () => new Uint8Array(content);
    for (const role of testRoles) {
      const cookie = site.cookies.get(role);
      expect([role, (await create('a.pdf', 10, cookie)).status]).toEqual([role, 403]);
      expect([role, (await patch(address, 0, bytes(), cookie)).status]).toEqual([role, 403]);
      expect([role, (await offsetOf(address, cookie))[0]]).toEqual([role, 403]);
    }
    expect((await create('a.pdf', 10)).status).toBe(403);
    expect((await patch(address, 0, bytes())).status).toBe(403);
    // Also of the same organisation: an upload is one person's.
    expect((await patch(address, 0, bytes(), head)).status).toBe(404);
    expect(await offsetOf(address, head)).toEqual([404, null]);
    expect((await site.ask(address, head, { method: 'DELETE', headers: tus })).status).toBe(404);
    // Nor is it moved to another innovation.
    const elsewhere = address.replace(site.accepted, site.draft);
    expect((await patch(elsewhere, 0, bytes(), innovator)).status).toBe(404);
    await patch(address, 0, bytes(), innovator);
    const used = await submit([idIn(address)], head);
    expect([used.status, (await used.text()).includes('kiriman tidak ditemukan lagi')]).toEqual([422, true]);
  });

  it('nor the same person once the right is gone', async () => {
    const content = samplePdf('hak dicabut');
    const address = await newUpload(content);
    await site.db.owner.query("update innovations set state = 'archived' where id = $1", [site.accepted]);
    expect((await patch(address, 0, new Uint8Array(content), innovator)).status).toBe(403);
    await site.db.owner.query("update innovations set state = 'accepted' where id = $1", [site.accepted]);
    expect((await patch(address, 0, new Uint8Array(content), innovator)).status).toBe(204);
  });
});

it('what nobody went on with is swept away after a day', async () => {
  const address = await newUpload(samplePdf());
  expect(await sweepUploads(site.db.files, new Date())).toBe(0);
  expect(await offsetOf(address, innovator)).toEqual([200, '0']);
  expect(await sweepUploads(site.db.files, new Date(Date.now() + 2 * 86_400_000))).toBeGreaterThan(0);
  expect(await offsetOf(address, innovator)).toEqual([404, null]);
});
