import { afterAll, beforeAll, expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { draftPaper, type NewPaper } from './paper.acts.ts';
import { papersPerPage } from './paper-list.queries.ts';
import { arrangeAgency } from './testing-office.ts';
import { exampleDecree } from './testing-paper.ts';
import { createWorkRoutes } from './work.routes.tsx';

let db: TestDatabase;
let admin: Actor;
/** Decrees, the newest first, two of each instant: a page ends between papers of the same one. */
let newest: string[];
const letterId = newId();

beforeAll(async () => {
  db = await freshDatabase();
  admin = await (await arrangeAgency(db)).person('tenant_admin', 'Ani (contoh)');
  const made = Array.from({ length: 2 * papersPerPage + 3 }, (_, at) => ({ id: newId(), minute: (at + 1) >> 1 }));
  for (const { id, minute } of made) await draft(id, new Date(Date.UTC(2026, 10, 24, 1, minute)));
  await draft(letterId, new Date(0), { kind: 'cover_letter' });
  newest = made.sort((a, b) => b.minute - a.minute || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
});
afterAll(() => db.close());

const draft = (id: string, now: Date, changes: Partial<NewPaper> = {}) =>
  draftPaper({ ...db.ctx({ actor: admin }), now }, { id, ...exampleDecree(), ...changes });

async function look(path: string) {
  const parts = {
    origin: 'https://inovasi.contoh.id',
    signer: null,
    letterhead: async () => ({ lines: [], logo: null }),
  };
  const answer = await testPages(db.ctx({ actor: admin }), [createWorkRoutes(parts)]).request(path);
  const text = await answer.text();
  const way = (rel: string) => new RegExp(`href="([^"]*)"[^>]* rel="${rel}"`).exec(text)?.[1]?.replaceAll('&amp;', '&');
  return {
    status: answer.status,
    text,
    ids: [...text.matchAll(/href="\/kerja\/naskah\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? ''),
    newer: way('prev') ?? null,
    older: way('next') ?? null,
  };
}

test('the list goes on page by page, with its filter, and back', async () => {
  const decrees = await look('/kerja/naskah?jenis=innovation_decree&keadaan=draft');
  expect([decrees.ids, decrees.newer]).toEqual([newest.slice(0, papersPerPage), null]);
  const second = await look(decrees.older ?? '');
  expect(second.ids).toEqual(newest.slice(papersPerPage, 2 * papersPerPage));
  const third = await look(second.older ?? '');
  expect([third.ids, third.older]).toEqual([newest.slice(2 * papersPerPage), null]);
  expect((await look(third.newer ?? '')).ids).toEqual(second.ids);
  expect((await look(second.newer ?? '')).ids).toEqual(decrees.ids);
});

test('a paper made while somebody reads moves none of the others to another page', async () => {
  const first = await look('/kerja/naskah');
  const late = newId();
  await draft(late, new Date());
  const second = await look(first.older ?? '');
  expect(second.ids).toEqual(newest.slice(papersPerPage, 2 * papersPerPage));
  const before = await look(second.newer ?? '');
  expect(before.ids).toEqual(first.ids);
  expect((await look(before.newer ?? '')).ids).toEqual([late, ...newest].slice(0, papersPerPage));
});

test('a filter shows what fits, and says when nothing does', async () => {
  expect((await look('/kerja/naskah?jenis=cover_letter')).ids).toEqual([letterId]);
  const none = await look('/kerja/naskah?keadaan=valid');
  expect([none.ids, none.text.includes(messages.papers.list.noneFits)]).toEqual([[], true]);
});

test.each(['?jenis=x&keadaan=%00&setelah=1&sebelum=', `?setelah=${newId()}`, `?sebelum=${newId()}`])(
  'the address %s is the first page',
  async (query) => {
    const found = await look(`/kerja/naskah${query}`);
    expect([found.status, found.ids.length, found.newer]).toEqual([200, papersPerPage, null]);
  },
);
