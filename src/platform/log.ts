/** One JSON line a happening on standard error, for whatever collects logs. Never personal fields. */
export function logError(error: unknown, about: Readonly<Record<string, unknown>> = {}): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(
    `${JSON.stringify({ level: 'error', at: new Date().toISOString(), message, ...about, stack })}\n`,
  );
}
