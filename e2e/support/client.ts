import type { Account } from './product.ts';

/** A signed-in person without a browser: for sending very many forms. */
export interface Client {
  get(path: string): Promise<Response>;
  post(path: string, fields: Record<string, string>): Promise<Response>;
}

/** @throws when the account cannot sign in */
export async function signedIn(url: string, account: Account): Promise<Client> {
  const answer = await send(url, '/masuk', '', {
    identifier: account.username,
    password: account.password,
    remember: 'ya',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  if (answer.status !== 303 || !cookie.includes('session')) throw new Error(`sign-in answered ${answer.status}`);
  return {
    get: (path) => fetch(url + path, { headers: { cookie }, redirect: 'manual' }),
    post: (path, fields) => send(url, path, cookie, fields),
  };
}

function send(url: string, path: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { cookie, origin: url },
    body: new URLSearchParams(fields),
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  });
}
