import type { Messages } from '#messages/id.ts';
import type { SheetColumn } from '#platform/sheets/table.ts';
import type { InnovationLine, RowLine } from './index-view.ts';

/** The indicators of a region's index with what each gives. */
export function rowColumns({ indexPages }: Messages): SheetColumn<RowLine>[] {
  const words = indexPages.exports;
  return [
    { head: words.code, width: 10, cell: ({ code }) => code },
    { head: words.indicator, width: 50, cell: ({ name }) => name },
    { head: words.mandatory, width: 8, cell: ({ mandatory }) => (mandatory ? words.yes : '') },
    { head: words.weight, kind: 'number', width: 8, cell: ({ weight }) => weight },
    { head: words.level, kind: 'number', width: 8, cell: ({ level }) => rounded(level) },
    { head: words.score, kind: 'number', width: 8, cell: ({ score }) => rounded(score) },
    { head: words.max, kind: 'number', width: 10, cell: ({ max }) => max },
  ];
}

/** The accepted innovations with their maturity. */
export function innovationColumns({ indexPages, innovationIndex }: Messages): SheetColumn<InnovationLine>[] {
  const { innovations: words, exports: own } = indexPages;
  return [
    { head: words.innovation, width: 50, cell: ({ innovation }) => innovation.title },
    { head: own.organization, width: 30, cell: ({ innovation }) => innovation.organizationName },
    { head: own.affair, width: 30, cell: ({ innovation }) => innovation.affair },
    { head: words.maturity, kind: 'number', cell: ({ maturity }) => maturity },
    { head: words.counted, cell: ({ counted }) => (counted ? words.yes : words.no) },
    {
      head: own.reason,
      width: 40,
      cell: ({ reasons }) => reasons.map((one) => innovationIndex.reasons[one]).join('; '),
    },
    { head: own.example, width: 8, cell: ({ innovation }) => (innovation.example ? own.yes : '') },
  ];
}

const rounded = (value: number) => Math.round(value * 100) / 100;
