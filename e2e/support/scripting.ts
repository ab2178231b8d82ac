import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** Contexts whose pages run no script. */
const scriptless = new WeakSet<BrowserContext>();
const sessions = new WeakMap<Page, Promise<CDPSession>>();

export const markScriptless = (context: BrowserContext) => scriptless.add(context);
export const hasScript = (page: Page) => !scriptless.has(page.context());

const command = 'Emulation.setScriptExecutionDisabled';

/**
 * Runs `work` while timers and promises run on the page, which a tool that looks at it needs. Scripts of a page that was
 * loaded without are not made up for: it stays as it was.
 */
export async function withScript<T>(page: Page, work: () => Promise<T>): Promise<T> {
  if (hasScript(page)) return work();
  const devtools = await sessionOf(page);
  await devtools.send(command, { value: false });
  try {
    return await work();
  } finally {
    await devtools.send(command, { value: true });
  }
}

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? openSession(page);
  sessions.set(page, session);
  return session;
}

/** Stays open with the page: one that closes would leave the script on. */
async function openSession(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  // A session can only take back what it has said itself.
  await devtools.send(command, { value: true });
  return devtools;
}
