import type { Messages } from '#messages/id.ts';
import { formatNumber } from '#ui/index.ts';
import type { ImportRun } from '../import.queries.ts';

/** How far an import is, in words. */
export function sayProgress({ innovations }: Messages, run: Pick<ImportRun, 'state' | 'done' | 'total'>): string {
  const { progress } = innovations.imports;
  const done = formatNumber(run.done);
  return run.state === 'writing'
    ? progress.writing(done, formatNumber(run.total ?? run.done))
    : progress.checking(done);
}
