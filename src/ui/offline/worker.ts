import { files, styles, version } from 'virtual:precache';
import { drain } from './drain.ts';
import type { KeepMessage, KeptPage } from './keep-pages.ts';
import { offlinePage } from './offline-page.ts';
import { currentOwner, setOwner } from './outbox-store.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

const shell = `gelar-shell-${version}`;
const pages = 'gelar-pages';
const mostPages = 200;
const markName = 'x-gelar-mark';

/** Pages that people fill in, with or without the tenant's prefix; none that shows other persons' particulars. */
const formPage = /^(?:\/[a-z][a-z0-9-]*)?\/kerja(?!\/(?:orang|verifikasi)(?:\/|$))(?:\/|$)/;
/** Whoever signs in or out, the pages of the person before are forgotten. */
const signPage = /\/(?:keluar|masuk)$/;

let generation = 0;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.addAll([...files]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (message === 'forget') event.waitUntil(forgetPerson());
  if (typeof message !== 'object' || message === null) return;
  if ('keep' in message) event.waitUntil(fetchPage(String(message.keep)));
  if ('under' in message)
    event.waitUntil(keepAll(message as KeepMessage).then((kept) => event.ports[0]?.postMessage(kept)));
});

worker.addEventListener('sync', ((event: ExtendableEvent & { tag: string }) => {
  if (event.tag === 'outbox') event.waitUntil(sendWaiting());
}) as EventListener);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(request.method === 'GET' ? openPage(event, url) : postForm(event, url));
  } else if (request.method === 'GET' && url.pathname.startsWith('/assets/')) {
    event.respondWith(openAsset(request));
  }
});

async function openPage(event: FetchEvent, url: URL): Promise<Response> {
  if (signPage.test(url.pathname)) await forgetPages(); // the session ended by itself
  const asked = generation;
  try {
    const response = await fetch(event.request);
    if (formPage.test(url.pathname) && response.ok && asked === generation) {
      event.waitUntil(keepPage(url, response.clone()));
    }
    return response;
  } catch {
    const kept = await caches.match(url.href, { cacheName: pages, ignoreVary: true });
    return kept ?? offlinePage(styles, url.href);
  }
}

async function postForm(event: FetchEvent, url: URL): Promise<Response> {
  if (signPage.test(url.pathname)) await forgetPerson();
  try {
    return await fetch(event.request);
  } catch {
    return offlinePage(styles, event.request.referrer || '/');
  }
}

async function openAsset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function fetchPage(address: string): Promise<void> {
  const url = new URL(address);
  if (url.origin !== worker.location.origin || !formPage.test(url.pathname)) return;
  const response = await fetch(url, { redirect: 'error' });
  if (response.ok) await keepPage(url, response);
}

/** One after the other: a weak line carries one page better than twenty. @returns how many of them are kept now */
async function keepAll({ under, pages: wanted }: KeepMessage): Promise<number> {
  const cache = await caches.open(pages);
  const addresses = new Set(wanted.map(({ to }) => new URL(to, worker.location.origin).href));
  for (const { url } of await cache.keys()) {
    if (new URL(url).pathname.startsWith(under) && !addresses.has(url)) await cache.delete(url);
  }
  const asked = generation;
  let kept = 0;
  for (const page of wanted) {
    if (asked !== generation) return 0; // somebody signed out meanwhile
    if (await keepMarked(cache, page).catch(() => false)) kept += 1;
  }
  return kept;
}

async function keepMarked(cache: Cache, { to, mark }: KeptPage): Promise<boolean> {
  const url = new URL(to, worker.location.origin);
  if (url.origin !== worker.location.origin || !formPage.test(url.pathname)) return false;
  const before = await cache.match(url.href, { ignoreVary: true });
  if (before?.headers.get(markName) === mark) return true;
  const asked = generation;
  const response = await fetch(url, { redirect: 'error' });
  if (!response.ok || asked !== generation) return before !== undefined;
  const headers = new Headers(response.headers);
  headers.set(markName, mark);
  await keepPage(url, new Response(response.body, { status: response.status, headers }));
  return true;
}

async function keepPage(url: URL, response: Response): Promise<void> {
  const cache = await caches.open(pages);
  await cache.put(url.href, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - mostPages)).map((request) => cache.delete(request)));
}

async function forgetPages(): Promise<void> {
  generation += 1;
  await caches.delete(pages);
}

async function forgetPerson(): Promise<void> {
  await forgetPages();
  await setOwner(null);
}

/** The last one before this stays: kept pages still name its files. */
async function dropOldShells(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith('gelar-shell-') && name !== shell);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
}

/** Throws while something is left unsent, so that the browser tries again. */
async function sendWaiting(): Promise<void> {
  const owner = await currentOwner();
  if (owner === undefined) return;
  const outcomes = await drain(owner);
  for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage({ outcomes });
  if (outcomes.some(({ answer }) => answer.kind === 'unreachable')) throw new Error('still no signal');
}
