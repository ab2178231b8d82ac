import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseAddress } from '#platform/database/pool.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { type Statement, statementsOf } from './catalogue.ts';

const run = promisify(execFile);
/** As many as the app's own pool. */
const connections = 12;

/** Where Debian's postgresql-contrib puts it, or wherever PATH says; null when it is not there. */
export function findPgbench(): string | null {
  const folders = (process.env.PATH ?? '').split(':');
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) folders.push(...readdirSync(debian).map((version) => join(debian, version, 'bin')));
  return folders.map((folder) => join(folder, 'pgbench')).find(existsSync) ?? null;
}

/** Transactions a second when pgbench, written in C and doing nothing else, sends what the app sends for the same pages. */
export async function pgbenchRate(
  pgbench: string,
  address: DatabaseAddress,
  ctx: Ctx,
  mix: readonly string[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gelar-pgbench-'));
  try {
    const files: string[] = [];
    for (const [i, query] of mix.entries()) {
      const file = join(folder, `${i}.sql`);
      await writeFile(file, transaction(ctx.tenant?.id ?? '', await statementsOf(ctx, query)));
      files.push('-f', file);
    }
    await measure(pgbench, address, files, 5);
    return await measure(pgbench, address, files, 15);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  pgbench: string,
  address: DatabaseAddress,
  files: readonly string[],
  seconds: number,
): Promise<number> {
  const { stdout } = await run(
    pgbench,
    [
      '-n',
      '-M',
      'extended',
      '-c',
      String(connections),
      '-j',
      '2',
      '-T',
      String(seconds),
      ...files,
      address.database ?? '',
    ],
    {
      env: {
        ...process.env,
        PGHOST: address.host,
        PGPORT: String(address.port),
        PGUSER: address.user,
        PGPASSWORD: address.password,
        PGOPTIONS: '-c role=gelar_app -c timezone=UTC',
      },
      timeout: (seconds + 60) * 1000,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0) || /number of failed transactions: [1-9]/.test(stdout))
    throw new Error(`pgbench failed: ${stdout.slice(0, 2000)}`);
  return rate;
}

function transaction(tenantId: string, statements: readonly Statement[]): string {
  const scope = "select set_config('app.tenant', $1, true), set_config('app.user', $2, true)";
  const all = [{ text: scope, values: [tenantId, ''] }, ...statements];
  return `begin;\n${all.map((one) => `${inline(one)};`).join('\n')}\ncommit;\n`;
}

/** One line with the values written in, because pgbench knows no parameters of text. */
function inline({ text, values }: Statement): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]));
}

function literal(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}
