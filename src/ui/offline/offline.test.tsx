import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { id } from '#messages/id.ts';
import { drawPage, openChromium, openSite, type Site, sampleFrame } from '../gallery/site.fixture.ts';
import { Button, Form, Page, SaveState, StickyBar, TextArea, WordCount } from '../index.ts';

const words = id.ui.saving;
const draftPath = '/bekasikab/kerja/1';

/** The server's side of the contract, in memory. */
let draft: { version: number; problem: string };
let signedIn: boolean;
let submitted: string[];
let keys: Set<string>;
/** A field that only somebody else changes. */
let note: string;
/** The line is so bad that answers to saving wait for it. */
let line: Promise<void>;

function DraftPage() {
  return (
    <Page title="Draf" width="form">
      <Form
        action="/kerja/1"
        hidden={{ version: draft.version }}
        autosave={{ to: '/kerja/1/simpan', version: draft.version, owner: 'o1' }}
      >
        <SaveState />
        <TextArea
          name="problem"
          label="Masalah"
          value={draft.problem}
          wordsOf="d"
          below={<WordCount of="d" texts={[draft.problem]} elsewhere={10} min={20} />}
        />
        <TextArea name="note" label="Catatan" value={note} />
        <StickyBar>
          <Button>Lanjut</Button>
        </StickyBar>
      </Form>
      <form action="/bekasikab/keluar" method="post">
        <button type="submit">Pergi</button>
      </form>
    </Page>
  );
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  const see = (place: string) => response.writeHead(303, { Location: place }).end();
  switch (`${request.method} ${request.url}`) {
    case `GET ${draftPath}`:
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(drawPage({ ...sampleFrame, path: '/kerja/1' }, <DraftPage />));
      return;
    case `POST ${draftPath}/simpan`: {
      const sent = JSON.parse(await text(request)) as { key: string; version: number; fields: { problem: string } };
      await line;
      if (!signedIn) return void json(401, {});
      if (!keys.has(sent.key) && sent.version !== draft.version) {
        return void json(409, { version: draft.version, fields: { problem: draft.problem } });
      }
      if (!keys.has(sent.key)) draft = { version: draft.version + 1, problem: sent.fields.problem };
      keys.add(sent.key);
      return void json(200, { version: draft.version, savedAt: '2026-11-24T02:30:00Z', fields: { note } });
    }
    case `POST ${draftPath}`: {
      const form = new URLSearchParams(await text(request));
      submitted.push(`${form.get('version')}: ${form.get('problem')}`);
      return void see('/done');
    }
    case 'POST /bekasikab/keluar':
    case 'GET /bekasikab/masuk':
      return void see('/done');
    case 'GET /done':
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>done</title>');
  }
}

let site: Site;
let browser: Browser;
let context: BrowserContext;
let tab: Tab;
let down = false;

beforeAll(async () => {
  site = await openSite(answer);
  browser = await openChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.end();
});

beforeEach(async () => {
  if (down) await signal();
  draft = { version: 1, problem: 'satu dua' };
  signedIn = true;
  submitted = [];
  keys = new Set();
  note = '';
  line = Promise.resolve();
  await context?.close();
  context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'id-ID' });
  tab = await context.newPage();
  await tab.goto(site.origin + draftPath);
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await status(words.idle);
});

async function noSignal(): Promise<void> {
  await site.stop();
  down = true;
}

async function signal(): Promise<void> {
  await site.start();
  down = false;
}

const status = (said: string) => tab.getByRole('status').filter({ hasText: said }).waitFor();
const saved = words.savedAt.replace('{time}', '09.30');
async function type(more: string): Promise<void> {
  await tab.getByLabel('Masalah').press('End');
  await tab.getByLabel('Masalah').pressSequentially(more);
}
const typed = () => tab.getByLabel('Masalah').inputValue();

test('saves while somebody types, and counts their words', async () => {
  await tab.getByLabel('Masalah').fill('');
  await type('satu dua tiga');
  await status(saved);
  expect(draft.problem).toBe('satu dua tiga');
  expect(await tab.locator('output').textContent()).toBe('13 dari 20 kata');
  await tab.getByRole('button', { name: 'Lanjut' }).click();
  await tab.waitForURL('**/done');
  expect(submitted).toEqual([`${draft.version}: satu dua tiga`]);
});

test('letters typed while the page still looks for kept words stay', async () => {
  const other = await context.newPage();
  await other.goto(site.origin + draftPath);
  await tab.goto('about:blank');
  // The other page holds the store for a while, as a slow phone would.
  await other.evaluate(async () => {
    const opening = indexedDB.open('gelar');
    await new Promise((done) => opening.addEventListener('success', done));
    const store = opening.result.transaction(['person', 'outbox'], 'readwrite').objectStore('outbox');
    const until = Date.now() + 2500;
    const hold = () => {
      if (Date.now() < until) store.count().addEventListener('success', hold);
    };
    hold();
  });
  await tab.goto(site.origin + draftPath);
  await status(words.idle);
  await tab.getByLabel('Masalah').press('End');
  await tab.getByLabel('Masalah').pressSequentially(' tiga empat', { delay: 200 });
  await status(saved);
  expect(await typed()).toBe('satu dua tiga empat');
  expect(draft.problem).toBe('satu dua tiga empat');
});

test('a submit right after the last letter takes the words along and makes no conflict with itself', async () => {
  await type(' tiga');
  await tab.getByRole('button', { name: 'Lanjut' }).click();
  await tab.waitForURL('**/done');
  expect(submitted).toEqual(['2: satu dua tiga']);
  await tab.goto(site.origin + draftPath);
  await status(words.idle);
  expect(draft).toEqual({ version: 2, problem: 'satu dua tiga' });
});

test('without a signal words stay on the device, survive a reload and arrive later', async () => {
  await tab.reload();
  await noSignal();
  await type(' tiga');
  await status(words.onDevice);
  await tab.getByRole('button', { name: 'Lanjut' }).click();
  await tab.getByRole('alert').filter({ hasText: words.offlineSubmit }).waitFor();
  await tab.reload();
  expect(await tab.title()).toBe('Draf · Gelar Kabupaten Bekasi');
  await expect.poll(typed).toBe('satu dua tiga');
  await signal();
  await status(saved);
  expect(draft).toEqual({ version: 2, problem: 'satu dua tiga' });
});

const besideButton = (said: string) => tab.getByRole('alert').filter({ hasText: said });

test('on a broken line the button is not dumb: what became of the words stands beside it', async () => {
  const answered = Promise.withResolvers<void>();
  line = answered.promise;
  // The state of saving at the top is out of sight, as at the foot of a long form.
  await tab.getByLabel('Catatan').evaluate((field) => {
    field.style.height = '2000px';
  });
  await type(' tiga');
  await tab.getByRole('button', { name: 'Lanjut' }).click();
  await besideButton(words.saving).waitFor();
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect(await besideButton(words.saving).evaluate((place) => place.getBoundingClientRect().bottom)).toBeLessThan(800);
  answered.resolve();
  await tab.waitForURL('**/done');
  expect(submitted).toEqual(['2: satu dua tiga']);
});

test('the note beside the button outlives further tries, and goes when the words arrived', async () => {
  await noSignal();
  await type(' tiga');
  await besideButton(words.onDevice).waitFor();
  await tab.getByRole('button', { name: 'Lanjut' }).click();
  await besideButton(words.offlineSubmit).waitFor();
  for (const more of [' em', 'pat']) {
    const failed = tab.waitForEvent('requestfailed');
    await type(more);
    await failed;
  }
  expect(await besideButton(words.offlineSubmit).isVisible()).toBe(true);
  await signal();
  await status(saved);
  expect(await tab.getByRole('alert').count()).toBe(0);
  expect(draft.problem).toBe('satu dua tiga empat');
});

test('a change from another device is shown, and the person chooses', async () => {
  draft = { version: 2, problem: 'dari laptop' };
  await type(' tiga');
  await status(words.conflict);
  await tab.getByText(words.theirVersion).click();
  await tab.getByText('dari laptop').waitFor();
  await tab.getByRole('button', { name: words.keepMine }).click();
  await status(saved);
  expect(draft).toEqual({ version: 3, problem: 'satu dua tiga' });

  draft = { version: 4, problem: 'dari laptop lagi' };
  await type(' empat');
  await tab.getByRole('button', { name: words.takeTheirs }).click();
  await status(words.idle);
  expect(await typed()).toBe('dari laptop lagi');
  expect(draft).toEqual({ version: 4, problem: 'dari laptop lagi' });
});

test('what somebody else changed beside this person’s words appears in the form', async () => {
  note = 'catatan dari laptop';
  await type(' tiga');
  await status(saved);
  await expect.poll(() => tab.getByLabel('Catatan').inputValue()).toBe('catatan dari laptop');
});

test('words typed after the session ended are kept until somebody signs in', async () => {
  signedIn = false;
  await type(' tiga');
  await status(words.signIn);
  await besideButton(words.signIn).waitFor();
  expect(draft.version).toBe(1);
  signedIn = true;
  await tab.reload();
  await status(saved);
  expect(draft).toEqual({ version: 2, problem: 'satu dua tiga' });
});

const departures: [string, () => Promise<unknown>][] = [
  ['signing out', () => tab.getByRole('button', { name: 'Pergi' }).click()],
  ['an ended session', () => tab.goto(`${site.origin}/bekasikab/masuk`)],
];

test.each(departures)('%s clears the kept pages; without a signal a friendly page says so', async (_, depart) => {
  await tab.reload();
  await depart();
  await tab.waitForURL('**/done');
  await noSignal();
  await tab.goto(site.origin + draftPath);
  expect(await tab.getByRole('heading').textContent()).toBe(id.ui.offline.title);
});
