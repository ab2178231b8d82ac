// npm run schema: writes src/platform/database/schema.ts from the migrations, in a database made for it and thrown away.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openEmbedded } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrate.ts';

const root = resolve(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'gelar-schema-'));
const database = await openEmbedded({ dataDir: folder, as: 'server' });
try {
  await migrate(database.owner, join(root, 'migrations'), undefined);
  const { user, password, host, port, database: name } = database.owner;
  const url = `postgres://${user}:${password}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
  const shape = ['--camel-case', '--numeric-parser', 'number', '--date-parser', 'string'];
  shape.push('--include-pattern', 'public.*', '--type-mapping', '{"int8":"number"}');
  const out = join(root, 'src/platform/database/schema.ts');
  execFileSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    ['--dialect', 'postgres', '--url', url, '--out-file', out, ...shape],
    { stdio: 'inherit' },
  );
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
