import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePdf, samplePhoto } from '#platform/testing/sample-files.ts';
import { testRoles } from '#platform/testing/sign-in.ts';
import { type EvidenceSite, openEvidenceSite } from './testing-site.ts';

let site: EvidenceSite;
let innovator: string;
let head: string;
let photo: Buffer;
beforeAll(async () => {
  site = await openEvidenceSite();
  innovator = await site.villager('innovator');
  head = await site.villager('organization_head');
  photo = await samplePhoto();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.db.owner.query('delete from evidence');
  await site.db.owner.query('delete from documents');
});

const home = (id = site.accepted) => `/kerja/inovasi/${id}/berkas`;
const where = (response: Response) => [response.status, response.headers.get('location')];

async function stored(): Promise<{ id: string; title: string; mediaType: string; bytes: number; isPublic: boolean }[]> {
  const { rows } = await site.db.owner.query(
    'select id, title, media_type as "mediaType", bytes, is_public as "isPublic" from documents order by title',
  );
  return rows;
}

async function onlyId(): Promise<string> {
  const [one, ...others] = await stored();
  expect(others).toEqual([]);
  return one?.id ?? '';
}

describe('sending files with the form, without script', () => {
  it('keeps them in the place and shows them there', async () => {
    const sent = await site.send(
      `${home()}/unggah?untuk=SID-16`,
      [
        { name: 'Perda 3.pdf', content: samplePdf('perda') },
        { name: 'foto.jpg', content: photo },
      ],
      {},
      innovator,
    );
    expect(where(sent)).toEqual([303, `${home()}?untuk=SID-16&pesan=evidence.added`]);
    const page = await (await site.ask(`${home()}?untuk=SID-16`, innovator)).text();
    for (const words of ['Regulasi', 'Perda 3', 'foto', '/kecil', 'Bukti yang diminta', 'Lepaskan'])
      expect(page).toContain(words);
    const overview = await (await site.ask(home(), innovator)).text();
    for (const words of ['2 berkas', 'Berkas bukti', 'belum ada']) expect(overview).toContain(words);
  });

  it('says what is missing: a level without evidence', async () => {
    await site.db.owner.query(
      "insert into innovation_levels (tenant_id, innovation_id, edition, code, claimed) values ($1, $2, 2026, 'SID-17', 2)",
      [site.region.tenant.id, site.draft],
    );
    const before = await (await site.ask(home(site.draft), innovator)).text();
    expect(before).toContain('Bukti yang masih kurang');
    await site.send(
      `${home(site.draft)}/unggah?untuk=SID-17`,
      [{ name: 'a.pdf', content: samplePdf() }],
      {},
      innovator,
    );
    const after = await (await site.ask(home(site.draft), innovator)).text();
    expect(after).toContain('Setiap level yang sudah diisi ada buktinya');
    const form = await (await site.ask(`/kerja/inovasi/${site.draft}/kematangan/infrastruktur`, innovator)).text();
    expect(form).toContain(`${home(site.draft)}?untuk=SID-17`);
    expect(await (await site.ask(`/kerja/inovasi/${site.draft}`, innovator)).text()).toContain(home(site.draft));
  });

  it('says beside each refused file why, and keeps the others', async () => {
    const sent = await site.send(
      `${home()}/unggah?untuk=inovasi`,
      [
        { name: 'baik.pdf', content: samplePdf('baik') },
        { name: 'kosong.pdf', content: Buffer.alloc(0) },
        { name: 'jahat.pdf', content: Buffer.from('<svg onload="alert(1)">') },
        { name: 'foto.pdf', content: photo },
        { name: `${'a'.repeat(180)}.pdf`, content: samplePdf() },
        { name: '../../../etc/passwd.pdf', content: samplePdf() },
        { name: 'besar.pdf', content: samplePdf('besar', 25_000_001) },
      ],
      { judul: '<b>tetap</b>' },
      innovator,
    );
    const text = await sent.text();
    expect(sent.status).toBe(422);
    for (const words of [
      'kosong.pdf: berkas kosong',
      'jahat.pdf: jenis isinya tidak diterima',
      'foto.pdf: isinya tidak sesuai',
      'nama berkas terlalu panjang',
      'passwd.pdf: nama berkas memuat tanda',
      'besar.pdf: berkas terlalu besar',
      '1 berkas lain sudah tersimpan',
      'value="&lt;b>tetap&lt;/b>"',
    ])
      expect(text).toContain(words);
    expect((await stored()).map(({ title }) => title)).toEqual(['baik']);
  });

  it('joins photos into one PDF under the limit of the ministry, and sending them again adds nothing', async () => {
    const photos = [1, 2, 3, 4].map(async (seed) => ({
      name: `IMG ${seed}.jpg`,
      content: await samplePhoto({ seed }),
    }));
    const files = await Promise.all(photos);
    for (let round = 0; round < 2; round++) {
      const sent = await site.send(
        `${home()}/unggah?untuk=SID-26`,
        files,
        { satuPdf: 'ya', judul: 'Sosialisasi' },
        innovator,
      );
      expect(sent.status).toBe(303);
    }
    const [pdf, ...others] = await stored();
    expect([pdf?.title, pdf?.mediaType, others]).toEqual(['Sosialisasi', 'application/pdf', []]);
    expect(pdf?.bytes).toBeLessThanOrEqual(2_000_000);
    const answer = await site.ask(`/berkas/${pdf?.id}`, innovator);
    expect((await PDFDocument.load(await answer.arrayBuffer())).getPageCount()).toBe(4);
  });

  it('offers one PDF only where a PDF is taken, and says beside a document that it is not', async () => {
    const pdf = [{ name: 'Sosialisasi.pdf', content: samplePdf() }];
    const pageOf = async (code: string) => (await site.ask(`${home()}?untuk=${code}`, innovator)).text();
    for (const code of ['SID-25', 'SID-26']) {
      await site.send(`${home()}/unggah?untuk=${code}`, pdf, {}, innovator);
    }
    const [photosOnly, both] = [await pageOf('SID-25'), await pageOf('SID-26')];
    expect([photosOnly.includes('satuPdf'), both.includes('satuPdf')]).toEqual([false, true]);
    const warning = 'tidak diterima kementerian untuk indikator ini';
    expect([photosOnly.includes(warning), both.includes(warning)]).toEqual([true, false]);
    await site.send(`${home()}/unggah?untuk=SID-25`, [{ name: 'foto.jpg', content: photo }], {}, innovator);
    expect((await pageOf('SID-25')).split(warning)).toHaveLength(2);
  });

  it.each([
    ['a document among the photos', 'photosOnly', [{ name: 'a.pdf', content: samplePdf() }], 'Hanya foto'],
    ['a refused photo', 'photosRefused', [{ name: 'a.jpg', content: Buffer.from('x') }], 'PDF belum dibuat'],
  ])('makes no PDF of %s', async (_, __, more, words) => {
    const files = [{ name: 'foto.jpg', content: photo }, ...more];
    const sent = await site.send(`${home()}/unggah?untuk=inovasi`, files, { satuPdf: 'ya' }, innovator);
    expect([sent.status, (await sent.text()).includes(words), await stored()]).toEqual([422, true, []]);
  });

  it('asks for a file when none came, and knows a broken form', async () => {
    const none = await site.send(`${home()}/unggah?untuk=inovasi`, [], { publik: 'ya' }, innovator);
    expect([none.status, (await none.text()).includes('Pilih sedikitnya satu berkas')]).toEqual([422, true]);
    const cut = await site.ask(`${home()}/unggah?untuk=inovasi`, innovator, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n%PDF',
    });
    expect([cut.status, await stored()]).toEqual([422, []]);
    for (const untuk of ['SID-99', '', 'SPD-01', "x' or 1=1"]) {
      const path = `${home()}/unggah?untuk=${encodeURIComponent(untuk)}`;
      expect((await site.send(path, [{ name: 'a.pdf', content: samplePdf() }], {}, innovator)).status).toBe(404);
    }
    expect(where(await site.ask(`${home()}/unggah?untuk=SID-16`, innovator))).toEqual([303, `${home()}?untuk=SID-16`]);
  });
});

describe('other ways to add, and to take away', () => {
  it('takes the address of a video', async () => {
    const form = `${home()}/video?untuk=SID-35`;
    const wrong = await site.post(form, { title: 'Fi', address: 'youtu.be/x' }, innovator);
    const text = await wrong.text();
    expect([wrong.status, text.includes('f-title-error'), text.includes('value="youtu.be/x"')]).toEqual([
      422,
      true,
      true,
    ]);
    const right = await site.post(form, { title: 'Film lima menit', address: 'https://youtu.be/x' }, innovator);
    expect(where(right)).toEqual([303, `${home()}?untuk=SID-35&pesan=evidence.videoAdded`]);
    expect(await (await site.ask(`${home()}?untuk=SID-35`, innovator)).text()).toContain('href="https://youtu.be/x"');
  });

  it('lets one document serve in other places and other innovations, and lets go of it', async () => {
    await site.send(`${home()}/unggah?untuk=SID-16`, [{ name: 'SK.pdf', content: samplePdf() }], {}, head);
    const id = await onlyId();
    expect((await site.post(`${home()}/pakai?untuk=SID-21`, { document: '' }, innovator)).status).toBe(422);
    const reused = await site.post(`${home()}/pakai?untuk=SID-21`, { document: id }, innovator);
    expect(where(reused)).toEqual([303, `${home()}?untuk=SID-21&pesan=evidence.shared`]);
    const share = `${home()}/${id}/pakai`;
    const page = await (await site.ask(`${share}?untuk=SID-21`, innovator)).text();
    for (const words of ['Kompos (contoh)', 'Sekarang dipakai di', 'Inovasi yang disebut'])
      expect(page).toContain(words);
    expect(page).not.toContain('Tetangga (contoh)');
    expect((await site.post(share, { place: 'SID-16' }, innovator)).status).toBe(422);
    expect((await site.post(share, { place: 'SID-16', innovations: site.others }, innovator)).status).toBe(403);
    expect((await site.post(share, { place: 'SID-16', innovations: site.draft }, innovator)).status).toBe(303);
    expect(await (await site.ask(home(site.draft), innovator)).text()).toContain('1 berkas');
    for (const [innovation, untuk] of [
      [site.accepted, 'SID-16'],
      [site.accepted, 'SID-21'],
      [site.draft, 'SID-16'],
    ])
      expect((await site.post(`${home(innovation)}/${id}/lepas?untuk=${untuk}`, {}, innovator)).status).toBe(303);
    expect(await stored()).toEqual([]);
  });
});

describe('who may open a file', () => {
  const walk = async (path: string) => {
    const found: Record<string, number> = { nobody: (await site.ask(path)).status };
    for (const role of testRoles) found[role] = (await site.ask(path, site.cookies.get(role))).status;
    found.innovatorOfTheVillage = (await site.ask(path, innovator)).status;
    found.headOfTheVillage = (await site.ask(path, head)).status;
    return found;
  };
  const nobody = Object.fromEntries(['nobody', ...testRoles].map((role) => [role, 404]));
  const theVillage = { innovatorOfTheVillage: 200, headOfTheVillage: 200 };
  const checkers = { verifier: 200, tenant_admin: 200 };

  it('a draft’s: its organisation; an accepted one’s: also who checks; a shown one’s: everybody', async () => {
    const sent = [{ name: 'Foto “Sabtu”.jpg', content: photo }];
    await site.send(`${home(site.draft)}/unggah?untuk=inovasi`, sent, {}, innovator);
    const id = await onlyId();
    for (const path of [`/berkas/${id}`, `/berkas/${id}/kecil`])
      expect([path, await walk(path)]).toEqual([path, { ...nobody, ...theVillage }]);
    await site.post(`${home()}/pakai?untuk=inovasi`, { document: id }, innovator);
    expect(await walk(`/berkas/${id}`)).toEqual({ ...nobody, ...checkers, ...theVillage });
    await site.post(`${home()}/${id}/publik?untuk=inovasi`, { publik: 'ya' }, innovator);
    expect(new Set(Object.values(await walk(`/berkas/${id}`)))).toEqual(new Set([200]));
    expect((await site.ask(`/tetangga/berkas/${id}`, innovator)).status).toBe(404);
    expect(await (await site.ask(`/inovasi/${site.accepted}`)).text()).toContain(`/berkas/${id}`);
    await site.post(`${home()}/${id}/publik?untuk=inovasi`, { publik: 'tidak' }, innovator);
    expect(await walk(`/berkas/${id}`)).toEqual({ ...nobody, ...checkers, ...theVillage });
    expect(await (await site.ask(`/inovasi/${site.accepted}`)).text()).not.toContain(`/berkas/${id}`);
  });

  it('the pages of a place likewise; who only checks gets no form', async () => {
    await site.send(`${home()}/unggah?untuk=SID-16`, [{ name: 'SK.pdf', content: samplePdf() }], {}, innovator);
    const id = await onlyId();
    const seen = { ...nobody, ...checkers, ...theVillage, nobody: 303 };
    expect(await walk(home())).toEqual(seen);
    expect(await walk(`${home()}?untuk=SID-16`)).toEqual(seen);
    expect(await walk(home(site.draft))).toEqual({ ...nobody, ...theVillage, nobody: 303 });
    const page = await (await site.ask(`${home()}?untuk=SID-16`, site.cookies.get('verifier'))).text();
    expect([page.includes('SK'), page.includes('/unggah'), page.includes('type="file"')]).toEqual([true, false, false]);
    for (const role of testRoles) {
      const cookie = site.cookies.get(role);
      const answers = [
        await site.send(`${home()}/unggah?untuk=SID-16`, [{ name: 'x.pdf', content: samplePdf('x') }], {}, cookie),
        await site.post(`${home()}/video?untuk=SID-16`, { title: 'Film', address: 'https://x.id/1' }, cookie),
        await site.post(`${home()}/pakai?untuk=SID-17`, { document: id }, cookie),
        await site.post(`${home()}/${id}/lepas?untuk=SID-16`, {}, cookie),
        await site.post(`${home()}/${id}/publik?untuk=SID-16`, { publik: 'ya' }, cookie),
        await site.post(`${home()}/${id}/pakai`, { place: 'SID-17', innovations: site.accepted }, cookie),
        await site.ask(`${home()}/${id}/pakai`, cookie),
      ];
      expect([role, answers.map(({ status }) => status)]).toEqual([role, answers.map(() => 403)]);
    }
    expect(await stored()).toMatchObject([{ id, isPublic: false }]);
  });
});

describe('how a file is answered', () => {
  it('pictures are drawn, all else is saved, nothing runs, and it comes once only', async () => {
    const sent = [
      { name: 'Foto “Sabtu”.jpg', content: photo },
      { name: 'SK.pdf', content: samplePdf() },
    ];
    await site.send(`${home()}/unggah?untuk=inovasi`, sent, {}, innovator);
    const [picture, decree] = await stored();
    const answers = [
      await site.ask(`/berkas/${picture?.id}`, innovator),
      await site.ask(`/berkas/${decree?.id}`, innovator),
    ];
    expect(answers.map(({ headers }) => [headers.get('content-type'), headers.get('content-disposition')])).toEqual([
      ['image/jpeg', `inline; filename="Foto _Sabtu_.jpg"; filename*=UTF-8''Foto%20%E2%80%9CSabtu%E2%80%9D.jpg`],
      ['application/pdf', `attachment; filename="SK.pdf"; filename*=UTF-8''SK.pdf`],
    ]);
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toMatch(/^sandbox;/);
      expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual([
        'nosniff',
        'private, no-cache',
      ]);
    }
    expect((await answers[0]?.arrayBuffer())?.byteLength).toBe(picture?.bytes);
    const etag = answers[1]?.headers.get('etag') ?? '';
    const again = await site.ask(`/berkas/${decree?.id}`, innovator, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const refused = await site.ask(`/berkas/${decree?.id}`, undefined, { headers: { 'if-none-match': etag } });
    expect(refused.status).toBe(404);
    const first = await site.ask(`/berkas/${decree?.id}`, innovator, { method: 'HEAD' });
    expect([first.status, first.headers.get('content-length')]).toEqual([200, String(decree?.bytes)]);
    expect((await site.ask(`/berkas/${decree?.id}/kecil`, innovator)).status).toBe(404);
    expect((await site.ask('/berkas/bukan-id', innovator)).status).toBe(404);
  });
});
