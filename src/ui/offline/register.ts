interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const address = '/sw.js';
let started = false;

/** Registers the service worker once a page; where there is none (plain http, old browser) pages work without. */
export function registerWorker(): void {
  if (started || !('serviceWorker' in navigator)) return;
  started = true;
  navigator.serviceWorker.register(trusted(address)).then(keepThisPage, () => {
    started = false; // no worker this time: the outbox works without it
  });
}

/** The page that brought the worker was fetched before it could see it. */
async function keepThisPage(): Promise<void> {
  if (navigator.serviceWorker.controller) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: location.href });
}

/** The policy's name stands in the Content-Security-Policy; it lets this one address through. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return url;
  const rules = {
    createScriptURL(asked: string) {
      if (asked !== address) throw new TypeError(asked);
      return asked;
    },
  };
  return types.createPolicy('gelar', rules).createScriptURL(url);
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to send what waits even when this page is closed by then; only some can. */
export async function askBackgroundSend(): Promise<void> {
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('outbox').catch(() => {});
}
