export type LogLevel = 'off' | 'error' | 'request';

let level: LogLevel = 'error';

/** For the whole process, by the setting `GELAR_LOG`. */
export function chooseLog(chosen: LogLevel): void {
  level = chosen;
}

/** One JSON line a happening on standard error, for whatever collects logs. Never personal fields. */
export function logError(error: unknown, about: Readonly<Record<string, unknown>> = {}): void {
  if (level === 'off') return;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  write({ level: 'error', message, ...about, stack });
}

/** A request that was answered. The path alone: what people search for stands behind it. */
export function logRequest(about: { method: string; path: string; status: number; milliseconds: number }): void {
  if (level === 'request') write({ level: 'request', ...about });
}

/** Whoever reads a log must not be able to use the code of a letter that is still on its way. */
const oneTimeCode = /(\/undangan\/)[^/"\\\s?]+/g;

function write({ level: kind, ...rest }: Readonly<Record<string, unknown>>): void {
  const line = JSON.stringify({ level: kind, at: new Date().toISOString(), ...rest });
  process.stderr.write(`${line.replace(oneTimeCode, '$1•••')}\n`);
}
