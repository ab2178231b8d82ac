import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Pool } from 'pg';
import { type Language, messagesIn } from '#messages/languages.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Frame } from '#ui/frame.tsx';
import type { FileStore } from '../files/store.ts';
import { newId } from '../ids.ts';
import { logRequest } from '../log.ts';
import type { Secrets } from '../secrets.ts';
import type { Ctx, MailWay, Tenant } from '../tenancy.ts';
import { refuseOddAddresses, tenantPath } from './addresses.ts';
import type { TenantDirectory } from './directory.ts';
import type { Env } from './env.ts';
import { answerError, answerNotFound } from './failures.tsx';
import { formBytes } from './forms.ts';
import { sameSiteOnly, secureHeaders } from './headers.ts';
import { languageOf, languageRoutes } from './language.ts';
import { addressOf, limitRequests } from './limits.ts';
import { enterPerson, type PersonParts } from './person.ts';

export interface ServerSettings {
  origin: string;
  trustProxy: boolean;
  requestsPerMinute: number;
  /** Slug that `/` shows on a loopback host, in demonstration mode. */
  homeSlug: string | null;
  clientFolder: string | null;
  /** How mails leave; absent: not at all. */
  mail?: MailWay['way'] | null;
  /** Whether administrators must have a second factor; accounts of the demonstration need none. @default 'required' */
  secondFactor?: 'required' | 'optional';
}

export interface ServerParts extends PersonParts {
  pool: Pool;
  secrets: Secrets;
  files: FileStore;
}

const limitBody = bodyLimit({
  maxSize: formBytes,
  // The rest of the body is not read, so nothing more can come on this connection.
  onError: (c) => c.text(messagesIn(languageOf(c)).common.errors.tooLarge, 413, { Connection: 'close' }),
});

/** Addresses that take files read their bodies as streams, with limits of their own. */
const streams = /\/unggah(\/|$)/;

/** Looking for the body of a request that has none would make a whole Request of it. */
const limitBodies = createMiddleware<Env>((c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' || streams.test(c.req.path) ? next() : limitBody(c, next),
);

const logged = createMiddleware<Env>(async (c, next) => {
  const begin = performance.now();
  await next();
  const milliseconds = Math.round(performance.now() - begin);
  logRequest({ method: c.req.method, path: c.req.path, status: c.res.status, milliseconds });
});

/** The bare server: tenant, person, headers, limits and errors. app.ts mounts the features' routes on it. */
export function createServer(settings: ServerSettings, parts: ServerParts): Hono<Env> {
  const app = new Hono<Env>({ getPath: (request) => tenantPath(request.url, parts.directory).path });
  app.use(logged);
  app.use(secureHeaders(settings.origin.startsWith('https:')));
  app.use(refuseOddAddresses);
  if (settings.clientFolder) serveAssets(app, settings.clientFolder);
  app.use(
    createMiddleware<Env>(async (c, next) => {
      c.set('address', addressOf(c, settings.trustProxy));
      c.set('identity', parts.identity);
      c.set('files', parts.files);
      return next();
    }),
  );
  app.use(limitRequests(settings.requestsPerMinute));
  app.use(sameSiteOnly(settings.origin));
  app.use(limitBodies);
  app.use(withContext(settings, parts));
  app.route('/', languageRoutes);
  app.onError(answerError);
  app.notFound(answerNotFound);
  return app;
}

function serveAssets(app: Hono<Env>, root: string): void {
  const files: MiddlewareHandler<Env> = serveStatic({
    root,
    precompressed: true,
    onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  app.use('/assets/*', files);
  app.get(
    '/sw.js',
    serveStatic({ root, precompressed: true, onFound: (_path, c) => c.header('Cache-Control', 'no-cache') }),
  );
}

function withContext(settings: ServerSettings, parts: ServerParts) {
  return createMiddleware<Env>(async (c, next) => {
    const { tenant, base, origin } = tenantOfRequest(c.req.url, settings, parts.directory);
    const ctx: Ctx = {
      pool: parts.pool,
      secrets: parts.secrets,
      tenant,
      actor: null,
      now: new Date(),
      requestId: newId(),
      ...(settings.mail ? { mail: { way: settings.mail, origin: settings.origin } } : {}),
    };
    c.set('ctx', ctx);
    c.set('frame', { ...frameOf(c, base, tenant), home: origin + base });
    const elsewhere = await enterPerson(c, settings.secondFactor ?? 'required', parts);
    return elsewhere ? c.redirect(`${base}${elsewhere}`, 303) : next();
  });
}

function tenantOfRequest(url: string, settings: ServerSettings, directory: TenantDirectory) {
  const named = tenantPath(url, directory);
  if (named.tenant) return { tenant: named.tenant, base: `/${named.tenant.slug}`, origin: settings.origin };
  const host = new URL(url).hostname.toLowerCase();
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(host);
  const home = loopback && settings.homeSlug ? directory.bySlug(settings.homeSlug) : undefined;
  const own = directory.byHost(host);
  const { protocol } = new URL(settings.origin);
  const origin = own ? `${protocol}//${new URL(url).host}` : settings.origin;
  return { tenant: own ?? home ?? null, base: '', origin };
}

function frameOf(c: Context<Env>, base: string, tenant: Tenant | null): Frame {
  const language = languageOf(c);
  const notice = c.req.query('pesan');
  return {
    language,
    messages: messagesIn(language),
    base,
    path: c.req.path,
    query: new URL(c.req.url).search,
    tenant: tenant && {
      name: tenant.name,
      shortName: tenant.shortName,
      operator: tenant.operatorName,
      help: { label: tenant.helpLabel, href: tenant.helpHref },
      example: tenant.demonstration,
    },
    person: null,
    notice: notice ? noticeAt(notice, c.req.query('angka') ?? '', language) : null,
    year: new Date().getFullYear(),
  };
}

/**
 * `innovations.sent` → the line at `innovations.notices.sent` of the catalogue; null for anything else, and for a line whose
 * counts are not there.
 * @param counts `levels:12,innovations:3`
 */
function noticeAt(key: string, counts: string, language: Language): string | null {
  const [, feature, line] = /^([a-z]\w*)\.([a-z]\w*)$/i.exec(key) ?? [];
  if (!feature || !line) return null;
  const values = [...counts.matchAll(/(?:^|,)([a-z]+):(\d{1,9})(?=,|$)/gi)].map(([, name = '', n]) => [
    name,
    Number(n),
  ]);
  const said = messageAt(messagesIn(language), `${feature}.notices.${line}`, Object.fromEntries(values));
  return said === undefined || /\{\w+\}/.test(said) ? null : said;
}
