import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { openData as words } from '#messages/id/open-data.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { conditionalJson } from '#platform/http/conditional.ts';
import type { Env } from '#platform/http/env.ts';
import { faultsOf } from '#platform/http/forms.ts';
import { homeOf } from '#platform/http/home.ts';
import { answerProblem } from '#platform/http/problems.ts';
import { renderPage } from '#platform/http/render.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { describeDocument } from './document-view.ts';
import { readerOf } from './document-words.ts';
import { type ApiEnv, type ApiLimits, openToOtherSites, withHolder } from './holder.routes.ts';
import { DocsPage } from './pages/docs-page.tsx';
import { addReading } from './reading.routes.tsx';
import { addWriting } from './writing.routes.tsx';

/** `/api/v1`, relative to the tenant like every page. */
export function createApiRoutes(limits: ApiLimits): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new Invalid(faultsOf(result.error));
    },
  });
  api.onError((error, c) => answerProblem(error, c as unknown as Context<Env>));
  api.use('/*', openToOtherSites, conditionalJson, withHolder(limits));
  addReading(api);
  addWriting(api);
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  api.get('/', (c) => {
    tenantOf(c.get('ctx'));
    const home = homeOf(c as unknown as Context<Env>);
    const links = {
      docs: '/api/v1/docs',
      openapi: '/api/v1/openapi.json',
      data: '/data',
      catalog: '/data/catalog.jsonld',
    };
    return c.json(Object.fromEntries(Object.entries(links).map(([name, to]) => [name, `${home}${to}`])));
  });
  api.get('/openapi.json', (c) => c.json(documentOf(api, c)));
  api.get('/docs', (c) => {
    tenantOf(c.get('ctx'));
    // The header names whoever is signed in.
    c.header('Cache-Control', 'private, no-cache');
    const say = readerOf(c.get('frame').messages.openData.api);
    return renderPage(c as unknown as Context<Env>, <DocsPage view={describeDocument(documentOf(api, c), say)} />);
  });
  api.all('/*', () => {
    throw new NotFound('no such address of the API');
  });
  return api;
}

function documentOf(api: OpenAPIHono<ApiEnv>, c: Context<ApiEnv>) {
  const home = homeOf(c as unknown as Context<Env>);
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: words.api.title,
      version: '1.0.0',
      description: words.api.description,
      license: { name: words.licences['CC-BY-4.0'], url: 'https://creativecommons.org/licenses/by/4.0/' },
    },
    servers: [{ url: `${home}/api/v1` }],
  });
}
