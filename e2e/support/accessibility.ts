import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { hasScript, withScript } from './scripting.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where journeys note for each other what they have found accessible in this run. */
    accessible: string;
  }
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeOutcome {
  violations: { id: string; nodes: { html: string }[] }[];
}

/**
 * axe-core, WCAG 2.2 A and AA: no violations on the page as it stands; nothing wider than the screen. The very same
 * page, which every sign-in shows again, is looked at once in a run.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const note = join(inject('accessible'), await fingerprint(page));
  if (existsSync(note)) return;
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const outcome = await withScript(page, async () => {
    await page.evaluate(axeSource);
    return page.evaluate(async (values) => {
      const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeOutcome> } };
      const runOnly = { type: 'tag', values };
      return axe.run(document, { runOnly, resultTypes: ['violations'], selectors: false });
    }, standards);
  });
  const found = outcome.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
  expect([page.url(), found, Math.max(overflow, 0)]).toEqual([page.url(), [], 0]);
  await writeFile(note, page.url());
}

/** Everything axe could judge: the document, what is typed and chosen in it, what lies on top, and how it is run. */
async function fingerprint(page: Page): Promise<string> {
  const seen = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea, select')] as HTMLInputElement[];
    return {
      // A page that ships no script is the same page with script and without.
      scripts: document.scripts.length,
      path: location.pathname,
      document: document.documentElement.outerHTML,
      fields: fields.map(({ value, checked }) => [value, checked]),
      onTop: document.querySelectorAll(':modal, :popover-open').length,
      focus: document.activeElement?.outerHTML,
    };
  });
  const words = JSON.stringify([seen.scripts > 0 && hasScript(page), page.viewportSize(), seen]);
  return createHash('sha256').update(withoutIds(words)).digest('hex');
}

/** Ids are new in every installation and form: each becomes the place of its first mention, so that twins stay twins. */
function withoutIds(text: string): string {
  const places = new Map<string, string>();
  const placeOf = (id: string) => {
    const place = places.get(id) ?? `id ${places.size}`;
    places.set(id, place);
    return place;
  };
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, placeOf)
    .replace(/(127\.0\.0\.1|localhost):\d+/g, 'host');
}
