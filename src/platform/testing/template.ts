import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { migrate, readMigrations } from '../database/migrate.ts';
import type { DatabaseAddress } from '../database/pool.ts';
import type { Tenant } from '../tenancy.ts';

const tenant = (id: string, slug: string, name: string, areaCode: string | null): Tenant => ({
  id,
  slug,
  name,
  shortName: name.replace('Kabupaten ', ''),
  areaCode,
  operatorName: `Balitbangda ${name}`,
  helpLabel: '0812-0000-0000 (contoh)',
  helpHref: null,
  demonstration: true,
});

export const testTenants = {
  bekasikab: tenant('019a0000-0000-7000-8000-000000003216', 'bekasikab', 'Kabupaten Bekasi', '32.16'),
  tetangga: tenant('019a0000-0000-7000-8000-000000009999', 'tetangga', 'Kabupaten Tetangga', null),
};

export interface Template {
  name: string;
  login: string;
  password: string;
}

const folder = resolve(import.meta.dirname, '../../../migrations');
const lock = 0x7465_6d70;

/** The migrated database that tests copy: one for each state of the migrations and of this file. */
export async function ensureTemplate(cluster: DatabaseAddress): Promise<Template> {
  const steps = await readMigrations(folder);
  const hash = createHash('sha256')
    .update(JSON.stringify(steps))
    .update(await readFile(import.meta.filename));
  const template = { name: `template_${hash.digest('hex').slice(0, 16)}`, login: 'gelar_test', password: 'test' };
  const client = new pg.Client({ ...cluster, database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template.name]);
    if (rowCount === 0) await buildTemplate(client, cluster, template);
  } finally {
    await client.end();
  }
  return template;
}

async function buildTemplate(client: pg.Client, cluster: DatabaseAddress, template: Template): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [template.login]);
  if (rowCount === 0)
    await client.query(`create role ${template.login} login noinherit password '${template.password}'`);
  const making = `${template.name}_making`;
  await client.query(`drop database if exists ${making} with (force)`);
  await client.query(`create database ${making}`);
  await migrate({ ...cluster, database: making }, folder, template.login);
  await fill({ ...cluster, database: making });
  await client.query(`alter database ${making} rename to ${template.name}`);
}

async function fill(address: DatabaseAddress): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query(
      'insert into areas (code, level, name, parent_code) select * from unnest($1::text[], $2::smallint[], $3::text[], $4::text[])',
      await testAreas(),
    );
    for (const one of Object.values(testTenants)) {
      await client.query(
        `insert into tenants (id, slug, name, short_name, area_code, operator_name, help_label, demonstration, reported_totals)
         values ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
        [one.id, one.slug, one.name, one.shortName, one.areaCode, one.operatorName, one.helpLabel, reported(one.slug)],
      );
    }
  } finally {
    await client.end();
  }
}

const reported = (slug: string) => (slug === 'bekasikab' ? { puskesmas: { reported: 51, source: 'contoh uji' } } : {});

/** Columns of the areas 32, 32.16, 32.17 and all below the two regencies. */
async function testAreas(): Promise<[string[], number[], string[], (string | null)[]]> {
  const data = join(dirname(createRequire(import.meta.url).resolve('idn-area-data')), '../data');
  const files = ['provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv'];
  const rows: [string, string][] = [];
  for (const file of files) {
    const lines: string[][] = parse(await readFile(join(data, file), 'utf8'), { from_line: 2 });
    for (const line of lines) {
      const code = line[0] ?? '';
      if (code === '32' || /^32\.1[67](\.|$)/.test(code)) rows.push([code, line.at(-1) ?? '']);
    }
  }
  return [
    rows.map(([code]) => code),
    rows.map(([code]) => code.split('.').length),
    rows.map(([, name]) => name),
    rows.map(([code]) => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null)),
  ];
}
