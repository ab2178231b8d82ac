import type { Language } from '#messages/languages.ts';
import type { Actor } from '#platform/tenancy.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { testPages } from '#platform/testing/pages.ts';
import { createInnovationRoutes } from './routes.tsx';

export interface Answer {
  status: number;
  text: string;
  /** Where a redirect leads, without the notice. */
  to: string | null;
}

export type Fields = Record<string, string | readonly string[]>;

/** The work pages on a real database, asked as one person without sign-in. */
export interface Visitor {
  get(path: string): Promise<Answer>;
  /** Posts the form of a page with its hidden fields, as a browser without script does. */
  submit(path: string, action: string, fields?: Fields): Promise<Answer>;
  post(path: string, fields: Fields): Promise<Answer>;
  json(path: string, body: unknown): Promise<Answer>;
  ask(path: string, init?: RequestInit): Promise<Answer>;
}

export function visitAs(db: TestDatabase, actor: Actor | null, language: Language = 'id'): Visitor {
  const app = testPages(
    db.ctx({ actor }),
    [createInnovationRoutes({ evidenceForReview: async () => null, onward: async () => null })],
    undefined,
    language,
  );
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await app.request(path, init);
    const to = response.headers.get('location');
    return { status: response.status, text: await response.text(), to: to?.replace(/[?&]pesan=.*$/, '') ?? null };
  };
  const post = (path: string, fields: Fields) => ask(path, { method: 'POST', body: encode(fields) });
  return {
    ask,
    get: (path) => ask(path),
    post,
    async submit(path, action, fields = {}) {
      const { status, text } = await ask(path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      return post(action, { ...hiddenFields(text, action), ...fields });
    },
    json: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

function encode(fields: Fields): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs);
}

function hiddenFields(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`));
  if (!form) throw new Error(`no form leads to ${action}`);
  const inputs = form.split('</form')[0]?.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g) ?? [];
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}
