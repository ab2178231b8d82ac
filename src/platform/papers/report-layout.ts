import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Letterhead, Report, ReportPart, ReportTable } from './document.ts';
import { letterheadContent } from './parts.ts';

const width = 595.28 - 96;

export function reportContent(report: Report, letterhead: Letterhead): Content {
  return [
    letterheadContent(letterhead, width),
    { text: report.title, bold: true, fontSize: 16 },
    { text: report.lead, style: 'small', margin: [0, 2, 0, 6] },
    ...report.parts.map(partContent),
  ];
}

function partContent(part: ReportPart): Content {
  return {
    ...(part.newPage ? { pageBreak: 'before' as const } : {}),
    margin: [0, 8, 0, 0],
    stack: [
      { text: part.title, bold: true, fontSize: 12, margin: [0, 0, 0, 4] },
      ...(part.figures.length === 0 ? [] : [figures(part)]),
      ...tables(part.tables),
      ...part.lines.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
      { text: part.source, style: 'small', margin: [0, 3, 0, 0] },
    ],
  };
}

function figures(part: ReportPart): Content {
  return {
    columns: part.figures.map(({ value, label }) => ({
      stack: [
        { text: value, bold: true, fontSize: 15 },
        { text: label, style: 'small' },
      ],
    })),
    columnGap: 10,
    margin: [0, 0, 0, 6],
  };
}

/** Side by side where there are several: a page holds twice as much. */
function tables(all: readonly ReportTable[]): Content[] {
  if (all.length < 2) return all.map(tableContent);
  return [{ columns: all.map(tableContent), columnGap: 24 }];
}

/** First column as wide as it may be, the others as wide as what stands in them. */
function tableContent({ heads, rows }: ReportTable): Content {
  return {
    layout: 'lightHorizontalLines',
    fontSize: 9,
    margin: [0, 2, 0, 4],
    table: {
      headerRows: 1,
      widths: heads.map((_, at) => (at === 0 ? '*' : 'auto')),
      body: [
        heads.map((text, at): TableCell => ({ text, bold: true, alignment: sideOf(at) })),
        ...rows.map((row) => row.map((text, at): TableCell => ({ text, alignment: sideOf(at) }))),
      ],
    },
  };
}

/** Figures stand under each other's last digit, and their heads above them. */
const sideOf = (column: number) => (column === 0 ? 'left' : 'right');
