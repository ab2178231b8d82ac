import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type PublicInnovation, publicInnovation } from '#features/innovations/index.ts';
import { id as indonesian } from '#messages/id.ts';
import { NotFound } from '#platform/errors.ts';
import { type CardWords, drawCard } from '#platform/files/card-picture.ts';
import type { Env } from '#platform/http/env.ts';
import { homeOf } from '#platform/http/home.ts';
import { isId } from '#platform/ids.ts';
import { keepByVersion } from '#platform/kept.ts';
import { type Tenant, tenantOf } from '#platform/tenancy.ts';
import { countAddresses, pathsOf } from './sitemap.queries.ts';
import { fileOf, partCalled, partsFor, robotsFile, sitemapFile, sitemapIndex } from './sitemap.ts';

const keptCards = keepByVersion<Buffer>(100);

/** What search engines and social networks read. @param regions all tenants, for the door that names none */
export function createSiteRoutes(regions: () => readonly Tenant[]): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/robots.txt', (c) => {
    const home = homeOf(c);
    const homes = c.get('ctx').tenant ? [home] : regions().map(({ slug }) => `${home}/${slug}`);
    c.header('Cache-Control', 'public, max-age=3600');
    return c.text(robotsFile(homes.map((one) => `${one}/sitemap.xml`)));
  });

  routes.get('/sitemap.xml', async (c) => {
    const parts = partsFor(await countAddresses(c.get('ctx')));
    return sendXml(c, sitemapIndex(parts.map((part) => `${homeOf(c)}/sitemap/${fileOf(part)}`)));
  });

  routes.get('/sitemap/:file', async (c) => {
    const part = partCalled(c.req.param('file'));
    const paths = part ? await pathsOf(c.get('ctx'), part) : [];
    if (paths.length === 0) throw new NotFound('no such part of the sitemap');
    return sendXml(c, sitemapFile(paths.map((path) => homeOf(c) + path)));
  });

  routes.get('/inovasi/:id/kartu.png', async (c) => {
    const id = c.req.param('id');
    if (!isId(id)) throw new NotFound('no such innovation');
    return sendCard(c, await publicInnovation(c.get('ctx'), id));
  });

  return routes;
}

function sendXml(c: Context<Env>, text: string): Response {
  c.header('Cache-Control', 'public, max-age=3600');
  return c.body(text, 200, { 'Content-Type': 'application/xml; charset=utf-8' });
}

/** Drawn once for what it says; the words themselves are the version. */
async function sendCard(c: Context<Env>, innovation: PublicInnovation): Promise<Response> {
  const { pool } = c.get('ctx');
  const { openData, common } = indonesian;
  const words: CardWords = {
    above: innovation.organization?.name ?? innovation.ownerInSource ?? '',
    title: innovation.title,
    foot: openData.card(tenantOf(c.get('ctx')).name),
    mark: innovation.example ? common.example : null,
  };
  const version = createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 27);
  c.header('ETag', `"${version}"`);
  c.header('Cache-Control', 'public, max-age=3600');
  if (c.req.header('If-None-Match') === `"${version}"`) return c.body(null, 304);
  const key = `${tenantOf(c.get('ctx')).id} ${innovation.id}`;
  const card = keptCards.get(pool, key, version) ?? (await drawCard(words));
  keptCards.set(pool, key, version, card);
  return c.body(new Uint8Array(card), 200, { 'Content-Type': 'image/png' });
}
