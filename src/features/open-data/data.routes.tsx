import { type Context, Hono } from 'hono';
import { id as indonesian } from '#messages/id.ts';
import { NotFound } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { homeOf } from '#platform/http/home.ts';
import { renderPage } from '#platform/http/render.ts';
import { csvLine } from '#platform/sheets/csv-line.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { type DatasetName, datasetNames, dictionaryOf, fileCalled, licenceOf } from './dataset.ts';
import { catalogOf } from './dcat.ts';
import { changedAt, type Row, rowsOf } from './download.queries.ts';
import { DataPage } from './pages/data-page.tsx';

/** The page of datasets, the files themselves, and the catalogue that other portals read. */
export const dataRoutes = new Hono<Env>();

dataRoutes.get('/data', async (c) => {
  const times = await changedAt(c.get('ctx'));
  const datasets = datasetNames.map((name) => ({
    name,
    changedAt: times[name],
    licence: licenceOf(name),
    dictionary: dictionaryOf(name),
  }));
  return renderPage(c, <DataPage datasets={datasets} />);
});

dataRoutes.get('/data/catalog.jsonld', async (c) => {
  const { name, operatorName, areaCode } = tenantOf(c.get('ctx'));
  const { openData } = indonesian;
  const times = await changedAt(c.get('ctx'));
  const described = (one: DatasetName) => ({ ...openData.datasets[one], changedAt: times[one] });
  const catalog = catalogOf({
    home: homeOf(c),
    title: `${openData.title} ${name}`,
    description: openData.lead(name),
    publisher: operatorName,
    areaCode,
    datasets: {
      innovations: described('innovations'),
      organizations: described('organizations'),
      'index-levels': described('index-levels'),
      calendar: described('calendar'),
      areas: described('areas'),
    },
  });
  openToAll(c, 300);
  return c.body(JSON.stringify(catalog), 200, { 'Content-Type': 'application/ld+json' });
});

dataRoutes.get('/data/:file', async (c) => {
  const ctx = c.get('ctx');
  const tenant = tenantOf(ctx);
  const file = fileCalled(c.req.param('file'));
  if (!file) throw new NotFound('no such dataset');
  const { name, format } = file;
  const changed = (await changedAt(ctx))[name];
  openToAll(c, 60);
  if (changed) {
    c.header('Last-Modified', changed.toUTCString());
    const since = c.req.header('If-Modified-Since');
    if (since && Date.parse(since) >= Math.floor(changed.getTime() / 1000) * 1000) return c.body(null, 304);
  }
  c.header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json');
  c.header('Content-Disposition', `attachment; filename="${tenant.slug}-${name}.${format}"`);
  const rows = rowsOf(ctx, name, homeOf(c));
  return c.body(streamOf(format === 'csv' ? csvOf(name, rows) : jsonOf(name, changed, rows)));
});

function openToAll(c: Context<Env>, seconds: number): void {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cache-Control', `public, max-age=${seconds}`);
}

/** A chunk is read when the last one has gone; one who goes away stops the reading. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

const encoder = new TextEncoder();

async function* csvOf(name: DatasetName, chunks: AsyncIterable<readonly Row[]>) {
  const fields = dictionaryOf(name).map(({ field }) => field);
  yield encoder.encode(csvLine(fields));
  for await (const rows of chunks) {
    yield encoder.encode(rows.map((row) => csvLine(fields.map((field) => row[field] ?? null))).join(''));
  }
}

async function* jsonOf(name: DatasetName, changed: Date | null, chunks: AsyncIterable<readonly Row[]>) {
  const head = { dataset: name, licence: licenceOf(name), updatedAt: changed };
  yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},"data":[`);
  let first = true;
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield encoder.encode(`${first ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`);
    first = false;
  }
  yield encoder.encode('\n]}\n');
}
