import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaperRoutes } from '#features/papers/index.ts';
import type { Actor } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { setRules } from './plenary.acts.ts';
import { createPlenaryRoutes } from './plenary.routes.tsx';
import { arrangePlenary, arrangeScored, type TestPlenary } from './testing-plenary.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

type Fields = Record<string, string | string[]>;

/** The pages of a plenary, asked as one person. */
function visitor(p: TestPlenary, actor: Actor | null, tenant = p.tenant) {
  const papers = createPaperRoutes({
    origin: 'http://localhost',
    signer: null,
    letterhead: async () => ({ lines: ['Kabupaten'], logo: null }) as never,
  });
  const app = testPages(db.ctx({ tenant, actor }), [createPlenaryRoutes({ standingOf: p.standingOf }), papers]);
  const path = `/kerja/lomba/${p.competitionId}/pleno`;
  const ask = async (to: string, init: RequestInit = {}) => {
    const response = await app.request(to, init);
    return { status: response.status, text: await response.text(), to: response.headers.get('location') };
  };
  const post = (action: string, fields: Fields) => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    );
    return ask(`${path}/${action}`, { method: 'POST', body });
  };
  return {
    page: (query = '') => ask(path + query),
    ask,
    post,
    /** Posts the form with its hidden fields, as a browser without script does. */
    async submit(action: string, fields: Fields = {}) {
      const { text } = await ask(path);
      const form = text.split('<form').find((part) => part.includes(`action="${path}/${action}"`));
      if (!form) throw new Error(`no form leads to ${action}`);
      const hidden = form.split('</form')[0]?.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g) ?? [];
      return post(action, {
        ...Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value])),
        ...fields,
      });
    },
  };
}

const entry = (p: TestPlenary, at: number) => p.entries[at]?.id ?? '';
const winners = (p: TestPlenary) => ({ 'place-1': entry(p, 0), 'place-2': entry(p, 1) });

describe('who sees it', () => {
  it('the committee and the jurors of the contest, and nobody else', async () => {
    const p = await arrangePlenary(db);
    const other = await arrangeScored(db);
    const status = async (actor: Actor | null, tenant = p.tenant) => (await visitor(p, actor, tenant).page()).status;
    expect(await status(p.committee)).toBe(200);
    for (const { actor } of p.jurors) expect(await status(actor)).toBe(200);
    expect(await status(p.entries[0]?.innovator ?? null)).toBe(404);
    expect(await status(other.jurors[0]?.actor ?? null)).toBe(404);
    expect(await status(p.committee, db.tenants.tetangga)).toBe(404);
    expect(await status(null)).toBe(303);
    for (const action of [
      'buka',
      'aturan',
      'hadir',
      'mundur',
      'tanya',
      'suara',
      'tutup',
      'ketua',
      'putusan',
      'catatan',
      'segel',
      'konfirmasi',
      'koreksi',
      'koreksi/setuju',
      'naskah/berita-acara',
      'naskah/keputusan',
    ])
      expect([action, (await visitor(p, p.entries[0]?.innovator ?? null).post(action, {})).status]).toEqual([
        action,
        404,
      ]);
  });

  it('a recused juror reads nothing of that entry: not its name, its lines, its votes or the decision', async () => {
    const p = await arrangePlenary(db);
    const committee = visitor(p, p.committee);
    const juror = visitor(p, p.jurors[1]?.actor ?? null);
    for (const at of [0, 1]) p.band.add(entry(p, at));
    await setRules(p.committeeCtx, p.competitionId, { version: 1, chain: [{ link: 'score' }], quotas: [] });
    for (const words of ['terlalu dekat', 'ketua memutuskan']) expect((await juror.page()).text).toContain(words);
    expect((await juror.page()).text).toContain('Inovasi Contoh 1');
    expect(
      (await juror.submit('mundur', { recuseEntry: entry(p, 0), recuseReason: 'Pernah membantu desa itu' })).status,
    ).toBe(303);
    await committee.submit('tanya', { body: 'Siapa yang teratas?', entryIds: [entry(p, 0), entry(p, 1)] });
    await committee.submit('catatan', { line: 'Rahasia desa satu', about: p.categoryId, aboutEntry: entry(p, 0) });
    await committee.submit('catatan', { line: 'Ucapan tanpa nama', about: p.categoryId });
    const during = (await juror.page()).text;
    expect((await visitor(p, p.jurors[2]?.actor ?? null).page()).text).toContain('Siapa yang teratas?');
    await committee.submit('tutup');
    expect((await committee.submit('putusan', { ...winners(p), reason: 'Suara terbanyak' })).status).toBe(303);
    const after = (await juror.page()).text;
    for (const text of [during, after]) {
      const own = text.split('Tidak ikut membahas').at(0) ?? '';
      for (const word of [
        'Inovasi Contoh 1<',
        'Siapa yang teratas?',
        'Rahasia desa satu',
        'Ucapan tanpa nama',
        'Juara 1',
        'juara 1',
        'terlalu dekat',
        'ketua memutuskan',
      ])
        expect([word, own.includes(word)]).toEqual([word, false]);
      expect(own).toContain('benturan kepentingan Anda tidak ditampilkan');
    }
    expect((await committee.page()).text).toContain('Juara 1: No. 001');
  });
});

describe('a session without script', () => {
  it('goes from the opening to the papers', async () => {
    const p = await arrangeScored(db);
    const committee = visitor(p, p.committee);
    expect((await visitor(p, p.jurors[0]?.actor ?? null).page()).text).toContain('Pleno belum dibuka');
    const absent = await committee.submit('buka', { present: [p.jurors[1]?.id ?? ''] });
    expect([absent.status, absent.text.includes('Ketua juri harus hadir')]).toEqual([422, true]);
    expect((await committee.submit('buka', { present: p.jurors.map(({ id }) => id) })).status).toBe(303);
    for (const id of [entry(p, 0), entry(p, 1)]) p.band.add(id);
    expect((await committee.submit('aturan', { criterion: '', 'most-district': 'dua', newcomers: '' })).text).toContain(
      'value="dua"',
    );
    expect((await committee.submit('aturan', { criterion: '', 'most-district': '', newcomers: '' })).status).toBe(303);
    expect((await committee.page()).text).toContain('terlalu dekat untuk dibedakan');
    await committee.submit('tanya', { body: 'Mana yang lebih bermanfaat?', entryIds: [entry(p, 0), entry(p, 1)] });
    for (const [at, juror] of p.jurors.entries())
      expect((await visitor(p, juror.actor).submit('suara', { choice: entry(p, at % 2) })).status).toBe(303);
    await committee.submit('tutup');
    expect((await committee.page()).text).toContain('Suara yang sudah dihitung');
    const wrong = await committee.submit('putusan', { 'place-1': entry(p, 3) });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(`<option value="${entry(p, 3)}" selected`);
    expect((await committee.submit('putusan', { 'place-1': entry(p, 0), 'place-2': entry(p, 1) })).status).toBe(303);
    expect((await committee.submit('segel')).status).toBe(303);
    const juror = visitor(p, p.jurors[0]?.actor ?? null);
    expect((await juror.page()).text).toContain('Catatan cocok dengan sidik digitalnya');
    expect((await juror.submit('konfirmasi')).status).toBe(303);
    expect((await committee.page()).text).toContain('1 dari 3 juri yang hadir sudah mengonfirmasi');
  });

  it('papers are drafted by the administrator, once a seal', async () => {
    const p = await arrangePlenary(db);
    const committee = visitor(p, p.committee);
    expect((await committee.submit('putusan', winners(p))).status).toBe(303);
    const [office] = p.committee.offices;
    const admin = visitor(p, { ...p.committee, offices: office ? [{ ...office, role: 'tenant_admin' }] : [] });
    expect((await admin.post('naskah/berita-acara', {})).status).toBe(409);
    await committee.submit('segel');
    expect((await committee.post('naskah/berita-acara', {})).status).toBe(403);
    expect((await committee.page()).text).not.toContain('Buat draf berita acara');
    const made = await admin.submit('naskah/berita-acara');
    expect((await admin.post('naskah/berita-acara', {})).to).toBe(made.to);
    const { text } = await admin.ask(made.to?.split('?')[0] ?? '');
    for (const word of ['Berita Acara Sidang Pleno', 'Inovasi Contoh 1', 'sidik digital', 'Jalannya sidang'])
      expect(text).toContain(word);
    const decree = await admin.submit('naskah/keputusan');
    const said = (await admin.ask(decree.to?.split('?')[0] ?? '')).text;
    for (const word of ['Pemenang Lomba', 'Desa Contoh 1', 'Bupati']) expect(said).toContain(word);
  });

  it('corrects after the seal, by two others', async () => {
    const p = await arrangePlenary(db);
    const committee = visitor(p, p.committee);
    expect((await committee.submit('putusan', winners(p))).status).toBe(303);
    await committee.submit('segel');
    const empty = await committee.submit('koreksi', {
      'correct-1': entry(p, 1),
      'correct-2': entry(p, 0),
      correctReason: '',
    });
    expect([empty.status, empty.text.includes('href="#f-correctReason"')]).toEqual([422, true]);
    await committee.submit('koreksi', {
      'correct-1': entry(p, 1),
      'correct-2': entry(p, 0),
      correctReason: 'Salah urut',
    });
    expect((await committee.page()).text).toContain('Menunggu 2 konfirmasi');
    for (const at of [0, 1])
      expect((await visitor(p, p.jurors[at]?.actor ?? null).submit('koreksi/setuju')).status).toBe(303);
    const { text } = await committee.page();
    expect(text).toContain('Segel ke-2');
    expect(text).toContain('koreksi setelah penyegelan: Salah urut');
  });
});
