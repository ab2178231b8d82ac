import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#messages/languages.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { arrangeContest, type TestContest } from '#platform/testing/contest.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { callRoutes } from './call.routes.tsx';
import { entryRoutes } from './entry.routes.tsx';
import { arrangeEntrant, entryRow, type TestEntrant } from './testing-entry.ts';

let db: TestDatabase;
let contest: TestContest;
let entrant: TestEntrant;

beforeAll(async () => {
  db = await freshDatabase();
  contest = await arrangeContest(db, { taking: true, entries: 35, jurors: 1 });
  entrant = await arrangeEntrant(db, contest);
});
afterAll(() => db.close());

function visit(actor: Actor | null, language: Language = 'id') {
  const app = testPages(db.ctx({ actor, tenant: contest.tenant }), [entryRoutes], db.files, language);
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(path, init);
    const to = response.headers.get('location')?.replace(/[?&]pesan=.*$/, '') ?? null;
    return { status: response.status, text: await response.text(), to };
  };
  return {
    get: (path: string) => ask(path),
    post: (path: string, fields: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

describe('pages of entries', () => {
  test('one button enters; the committee returns it with remarks; what was typed is kept', async () => {
    const page = await visit(entrant.innovator).get(`/kerja/lomba/${contest.competitionId}/ikut`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Bank Sampah Sabtu (contoh)');
    const id = hidden(page.text, 'id');
    const fields = { id, innovationId: hidden(page.text, 'innovationId'), categoryId: hidden(page.text, 'categoryId') };
    const entered = await visit(entrant.innovator).post(`/kerja/lomba/${contest.competitionId}/ikut`, fields);
    expect(entered.to).toBe(`/kerja/peserta/${id}`);
    const checked = await visit(contest.committee).get(`/kerja/peserta/${id}`);
    expect(checked.text).toContain('Nomor 036');
    const step = { key: newId(), version: hidden(checked.text, 'version') };
    const refused = await visit(contest.committee).post(`/kerja/peserta/${id}/putuskan`, {
      ...step,
      decision: 'return',
      note: '',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Pilih paling sedikit satu syarat');
    const done = await visit(contest.committee).post(`/kerja/peserta/${id}/putuskan`, {
      ...step,
      decision: 'return',
      note: 'Lengkapi <b>cara</b> kerja.',
    });
    expect(done.to).toBe(`/kerja/peserta/${id}`);
    const told = await visit(entrant.head, 'en').get(`/kerja/peserta/${id}`);
    expect(told.text).toContain('Lengkapi &lt;b>cara&lt;/b> kerja.');
    expect(told.text).toContain('To be mended');
  });

  test('who reads what', async () => {
    const [first] = contest.entries;
    const id = first?.id ?? '';
    const list = `/kerja/lomba/${contest.competitionId}/peserta`;
    const ask = async (actor: Actor | null, path: string) => (await visit(actor).get(path)).status;
    expect(await ask(contest.committee, list)).toBe(200);
    expect(await ask(entrant.innovator, list)).toBe(403);
    expect(await ask(null, list)).toBe(303);
    expect(await ask(contest.jurors[0]?.actor ?? null, list)).toBe(403);
    for (const ending of ['.xlsx', '.csv', '/cetak']) {
      expect(await ask(contest.committee, list + ending)).toBe(200);
      expect(await ask(entrant.innovator, list + ending)).toBe(403);
    }
    expect(await ask(first?.innovator ?? null, `/kerja/peserta/${id}`)).toBe(200);
    expect(await ask(contest.committee, `/kerja/peserta/${id}`)).toBe(200);
    expect(await ask(entrant.innovator, `/kerja/peserta/${id}`)).toBe(404);
    expect(await ask(contest.jurors[0]?.actor ?? null, `/kerja/peserta/${id}`)).toBe(404);
    expect(await ask(entrant.innovator, '/kerja/peserta')).toBe(200);
    expect(await ask(contest.committee, '/kerja/peserta')).toBe(403);
    expect(await ask(contest.committee, `/kerja/lomba/${contest.competitionId}/ikut`)).toBe(403);
    expect(await ask(contest.committee, `/kerja/lomba/${newId()}/peserta`)).toBe(404);
    expect(await ask(contest.committee, '/kerja/lomba/bukan-id/peserta')).toBe(404);
  });

  test('the list turns its pages by number, and is searched', async () => {
    const list = `/kerja/lomba/${contest.competitionId}/peserta`;
    const committee = visit(contest.committee);
    const first = await committee.get(list);
    expect(first.text).toContain('setelah=30');
    expect(first.text).not.toContain('035 · ');
    const second = await committee.get(`${list}?setelah=30`);
    expect(second.text).toContain('035 · Inovasi Contoh 35');
    expect(second.text).toContain('sebelum=31');
    expect((await committee.get(`${list}?sebelum=31`)).text).toContain('001 · ');
    expect((await committee.get(`${list}?cari=17`)).text).toContain('017 · ');
    expect((await committee.get(`${list}?cari=%25%27%3B&keadaan=apa&kategori=x`)).text).toContain(
      'Tidak ada yang cocok',
    );
    const csv = await committee.get(`${list}.csv?cari=Contoh`);
    expect(csv.text.trim().split('\n').length).toBe(37);
  });

  test('the short form keeps what was typed and says what is missing', async () => {
    await db.owner.query(`update competition_categories set form = 'short' where id = $1`, [contest.categoryId]);
    const path = `/kerja/lomba/${contest.competitionId}/ikut/ringkas`;
    const page = await visit(entrant.innovator).get(`${path}?kategori=${contest.categoryId}`);
    const ids = {
      id: hidden(page.text, 'id'),
      innovationId: hidden(page.text, 'innovationId'),
      categoryId: contest.categoryId,
    };
    const typed = {
      ...ids,
      title: 'Kebun Sekolah Bersama',
      problem: 'Lahan <kosong>',
      howItWorks: 'a',
      benefit: '',
      implementedOn: '31/02/2024',
      video: 'ftp://x',
    };
    const refused = await visit(entrant.innovator).post(path, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Lahan &lt;kosong>');
    expect(refused.text).toContain('Tulis manfaatnya');
    const done = await visit(entrant.innovator).post(path, {
      ...typed,
      benefit: 'b',
      implementedOn: '1 Februari 2024',
      video: '',
    });
    expect(done.to).toBe(`/kerja/peserta/${ids.id}`);
    expect((await entryRow(db, ids.id)).state).toBe('draft');
    const mend = await visit(entrant.innovator).get(`/kerja/peserta/${ids.id}/isi`);
    expect(mend.text).toContain('Kebun Sekolah Bersama');
    expect((await visit(entrant.head).get(`/kerja/peserta/${ids.id}/isi`)).status).toBe(404);
    expect((await visit(contest.committee).get(`/kerja/peserta/${ids.id}`)).status).toBe(404);
  });

  test('after the verdict the entry leads to what follows; the certificate once it is made', async () => {
    const [entry] = contest.entries;
    const path = `/kerja/peserta/${entry?.id}`;
    const links = (text: string) => ['umpan-balik', 'piagam', 'keberatan'].filter((word) => text.includes(word));
    expect(links((await visit(entry?.innovator ?? null).get(path)).text)).toEqual([]);
    await db.owner.query(
      `update competitions set state = 'published', sealed_at = now(), published_at = now() where id = $1`,
      [contest.competitionId],
    );
    expect(links((await visit(entry?.innovator ?? null).get(path)).text)).toEqual(['umpan-balik', 'keberatan']);
    const call = testPages(db.ctx({ actor: null, tenant: contest.tenant }), [callRoutes], db.files);
    const page = await (await call.request(`/lomba/${contest.competitionId}`)).text();
    for (const word of ['hasil', 'galeri', 'keberatan'])
      expect(page).toContain(`/lomba/${contest.competitionId}/${word}`);
  });

  test('a juror of the contest sees no entry here, whatever office they hold beside', async () => {
    const [entry, other] = contest.entries;
    const userId = contest.jurors[0]?.actor.userId ?? '';
    for (const offices of [contest.committee.offices, entry?.innovator.offices ?? []]) {
      const both = { ...contest.committee, userId, offices };
      for (const one of [entry, other]) expect((await visit(both).get(`/kerja/peserta/${one?.id}`)).status).toBe(404);
    }
  });
});
