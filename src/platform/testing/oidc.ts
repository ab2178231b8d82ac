import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real OpenID provider on loopback, with its own pages: whoever names themselves is signed in. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Walks its pages as that person. @returns where it sends the browser back to */
  signIn(authorizationAddress: string, login: string): Promise<string>;
  stop(): Promise<void>;
}

const client = { clientId: 'gelar', clientSecret: 'rahasia klien: 1/2+3%' };

/** @param nipOf what the provider tells of a person beside the subject */
export async function startProvider(
  redirectUris: string[],
  nipOf: (login: string) => string | undefined = () => undefined,
): Promise<TestProvider> {
  let answer: RequestListener = (_, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: redirectUris }],
    claims: { openid: ['sub', 'nip'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['contoh'] },
    findAccount: (_: unknown, login: string) => ({
      accountId: login,
      claims: () => ({ sub: login, nip: nipOf(login) }),
    }),
    pkce: { required: () => true },
  });
  answer = provider.callback();
  return {
    ...client,
    issuer,
    signIn: (address, login) => walk(issuer, address, login),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function walk(issuer: string, address: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let [next, form]: [string, URLSearchParams | undefined] = [address, undefined];
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const init: RequestInit = form ? { method: 'POST', body: form } : {};
    const response: Response = await fetch(next, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      jar.set(name, value);
    }
    const location: string | null = response.headers.get('location');
    if (location) {
      [next, form] = [new URL(location, next).href, undefined];
      if (!next.startsWith(issuer)) return next;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`the provider answered ${response.status}: ${page.slice(0, 500)}`);
    form = new URLSearchParams({ prompt, login, password: 'x' });
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? next, next).href;
  }
  throw new Error('the provider never sent anybody back');
}
