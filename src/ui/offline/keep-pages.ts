import { registerWorker } from './register.ts';

export interface KeptPage {
  /** Path on this site. */
  to: string;
  /** Changes when the page does: a page that is kept with the same mark is not fetched again. */
  mark: string;
}

export interface KeepMessage {
  under: string;
  pages: readonly KeptPage[];
}

/**
 * Lets the device keep these pages, so that they open without a signal, and forget others whose path begins with `under`.
 * @returns how many of them are kept; rejects where the worker cannot be had
 */
export async function keepPages(under: string, pages: readonly KeptPage[]): Promise<number> {
  registerWorker();
  const { active } = await navigator.serviceWorker.ready;
  if (!active) throw new Error('no worker');
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<number>((resolve) => {
    port1.onmessage = (event) => resolve(Number(event.data));
  });
  const message: KeepMessage = { under, pages };
  active.postMessage(message, [port2]);
  return answered;
}
