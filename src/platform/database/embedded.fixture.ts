import { openEmbedded } from './embedded.ts';

/** The app of the tests that kill it: `node embedded.fixture.ts DATA_DIR server|command`. */
const [dataDir = '', as] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
// An end without a farewell, from the first moment on.
process.on('SIGHUP', () => process.exit(1));
try {
  const database = await openEmbedded({
    dataDir,
    as: as === 'command' ? 'command' : 'server',
    report: (line) => say({ report: line }),
  });
  say({ owner: database.owner });
  process.on('SIGTERM', () => database.stop().then(() => process.exit(0)));
  setInterval(() => {}, 60_000);
} catch (error) {
  say({ problem: error instanceof Error ? error.message : String(error) });
}
