// npm run bench: every figure beside its target and what it is held against. `--markdown` writes the table of the README.
import { cpus, totalmem } from 'node:os';
import type { Pool } from 'pg';
import { seedScale } from '#features/innovations/scale.acts.ts';
import { openEmbedded } from '#platform/database/embedded.ts';
import { openPool } from '#platform/database/pool.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx, Tenant } from '#platform/tenancy.ts';
import { benchAssignment } from './assignment.ts';
import { benchBackup } from './backup.ts';
import { benchCatalogue, benchSimilar } from './catalogue.ts';
import { benchExport } from './export.ts';
import type { Figure } from './figure.ts';
import { benchFirstVisit } from './first-visit.ts';
import { benchImport, importingPerson } from './import.ts';
import { type Installation, startInstallation } from './installation.ts';
import { benchJudging } from './judging.ts';
import { benchNationalIndex } from './national-index.ts';
import { benchPages } from './pages.ts';
import { findPgbench, pgbenchRate } from './pgbench.ts';
import { benchRender } from './render.ts';
import { benchScores } from './scores.ts';
import { drawIdeas, drawSearches, mixOf } from './searches.ts';
import { benchUploads } from './uploads.ts';

const innovations = 100_000;
const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const figures: Figure[] = [];
  say('starting on an empty data folder, then again…');
  const installation = await startInstallation();
  try {
    figures.push(...startFigures(installation));
    figures.push(...(await benchInstallation(installation)));
    say('backup while pages are asked for…');
    figures.push(...(await benchBackup(installation)));
  } finally {
    await installation.stop();
  }
  say('rendering without the database…');
  figures.push(...(await benchRender()));
  say('index of a nation…');
  figures.push(...(await benchNationalIndex()));
  say('10,000 invented contests…');
  figures.push(...(await benchJudging()));
  say('assignment of jurors…');
  figures.push(...benchAssignment());
  process.stdout.write(`${process.argv.includes('--markdown') ? markdown(figures) : table(figures)}\n`);
  process.exitCode = figures.every((figure) => figure.met) ? 0 : 1;
}

async function benchInstallation({ origin, dataDir, pid }: Installation): Promise<Figure[]> {
  say('first visits in Chromium…');
  const figures = await benchFirstVisit(origin, ['/', '/inovasi', '/wilayah', '/indeks']);
  const database = await openEmbedded({ dataDir, as: 'command' });
  const owner = openPool(database.owner, { max: 2 });
  const pool = openPool(database.app, { role: 'gelar_app', pipeline: true, max: 2 });
  try {
    const began = performance.now();
    await seedScale(database.owner, innovations, ({ done, of }) => say(`seeding ${done} of ${of}…`));
    figures.push(seedFigure(performance.now() - began));
    const { rows } = await owner.query<Tenant>(
      `select id, slug, name, area_code as "areaCode" from tenants where slug = 'skala'`,
    );
    const ctx: Ctx = {
      pool,
      secrets: {} as never,
      tenant: rows[0] ?? null,
      actor: null,
      now: new Date(),
      requestId: newId(),
    };
    const searches = await drawSearches(owner, ctx.tenant?.id ?? '');
    say('statements of the search…');
    figures.push(...(await benchCatalogue(ctx, searches)));
    say('similar innovations…');
    figures.push(await benchSimilar(ctx, await drawIdeas(owner, ctx.tenant?.id ?? '')));
    say('scores of jurors…');
    figures.push(...(await benchScores(origin, dataDir)));
    say('sheets…');
    figures.push(...(await benchExport(origin, pid, innovations)));
    figures.push(...(await benchSheet(owner, origin, dataDir)));
    say('pgbench…');
    const pgbench = findPgbench();
    const rate = pgbench ? await pgbenchRate(pgbench, database.app, ctx, mixOf(searches)) : null;
    say('pages…');
    figures.push(...(await benchPages(origin, mixOf(searches), rate)));
    // Last: what a gigabyte of uploads leaves behind to be tidied up is no memory of the figures above.
    say('200 uploads at once…');
    figures.push(...(await benchUploads(origin, dataDir, pid)));
    return figures;
  } finally {
    await Promise.all([owner.end(), pool.end()]);
    await database.stop();
  }
}

async function benchSheet(owner: Pool, origin: string, dataDir: string): Promise<Figure[]> {
  const { rows } = await owner.query<{ id: string }>("select id from tenants where slug = 'bekasikab'");
  return benchImport(owner, await importingPerson(origin, dataDir), rows[0]?.id ?? '');
}

function startFigures({ firstStart, secondStart, idleMegabytes }: Installation): Figure[] {
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return [
    {
      name: 'Start to first page on an installed tree, empty data folder',
      value: seconds(firstStart),
      target: '≤ 10 s',
      against: 'embedded PostgreSQL made, migrated, the regency loaded with 91,599 areas',
      met: firstStart <= 10_000,
    },
    {
      name: 'Second start to first page',
      value: seconds(secondStart),
      target: '< 5 s',
      against: 'the same data folder',
      met: secondStart < 5000,
    },
    {
      name: 'Idle memory of the app',
      value: `${idleMegabytes.toFixed(0)} MB`,
      target: '≤ 200 MB',
      against: 'resident memory of its process, without PostgreSQL',
      met: idleMegabytes <= 200,
    },
  ];
}

const seedFigure = (took: number): Figure => ({
  name: 'Seeding 100,000 innovations',
  value: `${(took / 1000).toFixed(0)} s`,
  target: '≤ 60 s',
  against: './gelar seed --scale 100000',
  met: took <= 60_000,
});

const heads = ['', 'Figure', 'Measured', 'Target', 'Held against'];
const cells = ({ met, name, value, target, against }: Figure) => [met ? '✓' : '✗', name, value, target, against];

function table(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [machine(), '', ...lines].join('\n');
}

function markdown(figures: readonly Figure[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [
    machine(),
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...figures.map((figure) => line(cells(figure))),
  ].join('\n');
}

function machine(): string {
  const day = new Date().toISOString().slice(0, 10);
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return `${day}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${memory} GB, Node ${process.version}`;
}

await main();
