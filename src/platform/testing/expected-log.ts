import { beforeEach, expect } from 'vitest';

/** A failure as the log tells it. */
export type LogLine = { message: string } & Record<string, unknown>;

/**
 * For the tests of the file or `describe` that calls it: failures that are logged do not reach the output, where they would
 * look like failures of the tests, and a test that does not take what it caused fails. Everything else that is written to
 * standard error goes there as ever.
 * @returns takes the failures logged since the test began or they were last taken
 */
export function expectedLog(): () => LogLine[] {
  let lines: LogLine[] = [];
  beforeEach(() => {
    lines = [];
    const { stderr } = process;
    const before = stderr.write;
    const write = (...parameters: Parameters<typeof before>): boolean => {
      const line = failureIn(String(parameters[0]));
      return line ? lines.push(line) > 0 : before.apply(stderr, parameters);
    };
    stderr.write = write as typeof before;
    return () => {
      stderr.write = before;
      expect(lines, 'the log says what no test has taken').toEqual([]);
    };
  });
  return () => lines.splice(0);
}

function failureIn(text: string): LogLine | null {
  if (!text.startsWith('{"level":"error"')) return null;
  return JSON.parse(text);
}
