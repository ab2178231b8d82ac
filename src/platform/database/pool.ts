import pg from 'pg';

export interface DatabaseAddress {
  /** Either a connection string or the parts of an embedded server's socket. */
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
}

const { builtins, getTypeParser } = pg.types;
const asText = (value: string) => value;

/** Dates stay `YYYY-MM-DD`, counts and decimals of this schema fit a number. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === builtins.DATE) return asText;
  if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
  return format === 'binary' ? getTypeParser(oid, 'binary') : getTypeParser(oid, 'text');
}

export interface PoolOptions {
  /** Role to act as; it owns nothing and cannot pass row-level security. */
  role?: 'gelar_app' | 'gelar_auth';
  searchPath?: string;
  max?: number;
  /** Statements are sent without waiting for the one before: one round trip for begin, scope and first query. */
  pipeline?: boolean;
}

export function openPool(address: DatabaseAddress, options: PoolOptions): pg.Pool {
  const settings = [
    options.role && `-c role=${options.role}`,
    options.searchPath && `-c search_path=${options.searchPath}`,
    '-c timezone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000',
  ];
  const pool = new pg.Pool({
    ...address,
    options: settings.filter(Boolean).join(' '),
    max: options.max ?? 10,
    connectionTimeoutMillis: 5000,
    // A new connection costs a visitor a tenth of a second: those that were needed once stay for the next rush.
    idleTimeoutMillis: 10 * 60_000,
    application_name: `gelar${options.role === 'gelar_auth' ? '-auth' : ''}`,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    ...(options.pipeline ? { pipeline: true } : {}),
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {});
  // The pool listens to idle connections only. One that breaks between two statements of a transaction must not end the
  // process either: its next statement fails, and the request with it.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
