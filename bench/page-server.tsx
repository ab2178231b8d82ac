// Two servers in one process: the catalogue with the real layout and a bare page of the same size. Neither asks a database.
import { serve } from '@hono/node-server';
import type { CataloguePage as Catalogue, FacetValue } from '#features/innovations/catalogue.queries.ts';
import { CataloguePage } from '#features/innovations/pages/catalogue-page.tsx';
import { proposalEdition } from '#features/innovations/proposal.ts';
import { scaleRow } from '#features/innovations/scale.ts';
import { everything, pageSize } from '#features/innovations/search.ts';
import type { TenantDirectory } from '#platform/http/directory.ts';
import { renderPage } from '#platform/http/render.ts';
import { createServer } from '#platform/http/server.tsx';
import { loadAssets } from '#ui/assets.ts';
import { bareServer } from './bare-page.tsx';

const affairs = proposalEdition.affairs;
const items = Array.from({ length: pageSize }, (_, i) => ({
  id: String(i),
  ...scaleRow(i, { affairs, organizations: 400 }),
}));
const values = (names: readonly string[]): FacetValue[] =>
  names.map((name, i) => ({ value: name, name, uses: 1000 + i }));

const found: Catalogue = {
  rows: items.map((item) => ({
    id: item.id,
    title: item.title,
    summary: item.summary,
    organizationName: `Desa ${item.organization}`,
    organizationKind: 'village',
    districtName: 'Cikarang Timur',
    affair: item.affair,
    stage: item.stage,
    year: item.acceptedAt.getUTCFullYear(),
    state: 'accepted',
    calledInnovation: true,
    example: true,
  })),
  total: 100_000,
  capped: false,
  hasNext: true,
  corrected: null,
  facets: {
    all: values(['']),
    affair: values(affairs),
    topic: values(Array.from({ length: 9 }, (_, i) => `topik-${i}`)),
    organizationKind: values(['village', 'puskesmas', 'agency', 'school', 'community']),
    district: values(Array.from({ length: 23 }, (_, i) => `32.16.${String(i + 1).padStart(2, '0')}`)),
    year: values(Array.from({ length: 10 }, (_, i) => String(2017 + i))),
    stage: values(['inisiatif', 'uji coba', 'penerapan']),
  },
};

function realServer(clientFolder: string) {
  loadAssets(`${clientFolder}/.vite/manifest.json`);
  const tenant = {
    id: '00000000-0000-7000-8000-000000000001',
    slug: 'bekasikab',
    name: 'Kabupaten Bekasi',
    shortName: 'Kab. Bekasi',
    areaCode: null,
    operatorName: 'Balitbangda Kabupaten Bekasi',
    helpLabel: '0812-0000-0000',
    helpHref: null,
    demonstration: true,
  };
  const directory: TenantDirectory = {
    bySlug: (slug) => (slug === tenant.slug ? tenant : undefined),
    byHost: () => undefined,
    all: () => [tenant],
    reload: async () => {},
    stop: () => {},
  };
  const nothing = {} as never;
  const app = createServer(
    { origin: 'http://127.0.0.1', trustProxy: false, requestsPerMinute: 0, homeSlug: tenant.slug, clientFolder },
    {
      pool: nothing,
      identity: nothing,
      files: nothing,
      secrets: nothing,
      directory,
      heldOffices: async () => [],
      personFace: async () => null,
    },
  );
  app.get('/inovasi', (c) => renderPage(c, <CataloguePage search={everything} found={found} />));
  return app;
}

const real = realServer(process.argv[2] ?? 'dist/client');
const size = (await (await real.request('http://127.0.0.1/inovasi')).text()).length;
const ports = [real, bareServer(items, size)].map(
  (app) =>
    new Promise<number>((done) =>
      serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => done(info.port)),
    ),
);
const [realPort, barePort] = await Promise.all(ports);
process.stdout.write(`${JSON.stringify({ realPort, barePort, size })}\n`);
