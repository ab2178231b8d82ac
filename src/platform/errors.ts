/** One wrong value: where it stands and which message of the catalogue says so. */
export interface Fault {
  field: string;
  /** Path into the catalogue, e.g. `innovations.errors.titleShort`, or a word of `common.errors`. */
  message: string;
  values?: Readonly<Record<string, string | number>>;
}

/** What was sent cannot be used. Shown beside its fields; nothing was changed. */
export class Invalid extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(`invalid: ${faults.map((fault) => fault.field).join(', ')}`);
    this.faults = faults;
  }
}

/** The person may not do this. `reason` is a catalogue path. */
export class NotAllowed extends Error {
  readonly reason: string | undefined;
  constructor(reason?: string) {
    super(reason ?? 'not allowed');
    this.reason = reason;
  }
}

/** No such thing, or none this person may know of. */
export class NotFound extends Error {}

/** Somebody was faster, or the state no longer fits. `reason` is a catalogue path. */
export class Conflict extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Somebody only looks (tenancy.ts) and something tried to write. */
export const readOnlyTransaction = '25006';

/** The one place where an error becomes an HTTP status. Database codes: PostgreSQL, appendix A. */
export function statusOf(error: unknown): 400 | 403 | 404 | 409 | 422 | 500 | 503 {
  if (error instanceof Invalid) return 422;
  if (error instanceof NotAllowed) return 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof Conflict) return 409;
  const code = codeOf(error);
  if (code === readOnlyTransaction) return 403;
  if (code.startsWith('22')) return 400;
  if (code.startsWith('23') || code === '40001' || code === '40P01') return 409;
  if (/^(08|53|57)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code)) return 503;
  return error instanceof Error && /terminat|timeout exceeded when trying to connect/i.test(error.message) ? 503 : 500;
}

/** The code of a database or system error, '' when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
