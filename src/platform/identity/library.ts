import type { Identity } from './identity.ts';

/** What the library is told of the browser it answers. */
export interface Browser {
  /** Cookie header of the request. */
  cookie?: string | undefined;
  userAgent?: string | undefined;
}

/** Asks the library's own handler, so that its checks of origin and body apply. */
export function askHandler(
  identity: Identity,
  path: string,
  { cookie, userAgent }: Browser,
  body?: unknown,
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', origin: identity.origin });
  if (cookie) headers.set('cookie', cookie);
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 300));
  const url = new URL(`/api/auth${path}`, identity.origin);
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  return identity.auth.handler(new Request(url, init));
}

/** Cookies that end with the browser instead of after a week. */
export function endingWithBrowser(cookies: readonly string[]): string[] {
  return cookies.map((cookie) =>
    /max-age=0/i.test(cookie) ? cookie : cookie.replace(/; ?(max-age|expires)=[^;]*/gi, ''),
  );
}
