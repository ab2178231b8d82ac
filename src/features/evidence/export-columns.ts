import type { Indicator } from '#features/innovation-index/index.ts';
import type { Messages } from '#messages/id.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import type { MissingRow } from './missing.queries.ts';

/** Columns of the missing evidence as it leaves the platform, in the words of `messages`. */
export function missingColumns({ evidence }: Messages, indicators: readonly Indicator[]): SheetColumn<MissingRow>[] {
  const words = evidence.lacking;
  const known = new Map(indicators.map((one) => [one.code, one]));
  return [
    { head: words.organization, width: 30, cell: ({ organizationName }) => organizationName },
    { head: words.innovation, width: 50, cell: ({ title }) => title },
    { head: words.code, width: 10, cell: ({ code }) => code },
    { head: words.indicator, width: 40, cell: ({ code }) => known.get(code)?.name ?? null },
    { head: words.level, kind: 'number', width: 8, cell: ({ level }) => level },
    { head: evidence.asked, width: 80, cell: ({ code }) => known.get(code)?.evidence ?? null },
    { head: words.fileTypes, width: 24, cell: ({ code }) => (known.get(code)?.fileTypes ?? []).join(', ') },
    { head: words.example, width: 8, cell: ({ example }) => (example ? words.yes : '') },
  ];
}
