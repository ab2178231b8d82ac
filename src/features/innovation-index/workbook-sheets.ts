import type { Messages } from '#messages/id.ts';
import type { SheetColumn, SheetTable } from '#platform/sheets/table.ts';
import type { SheetExtras } from '#platform/sheets/write-xlsx.ts';
import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { columnKeys } from './workbook-rows.ts';
import type { NeededEvidence, WorkbookLine, WorkbookView } from './workbook-view.ts';

type Sheet<Row> = SheetTable<Row> & SheetExtras;

/** The workbook to be filled in: one row an innovation, one column an indicator, and a sheet for the region's own. */
export function workbookTemplate(edition: Edition, { indexPages }: Messages) {
  const { columns, example, sheets } = indexPages.workbook;
  const innovations: Sheet<null> = {
    title: sheets.innovations,
    columns: [
      ...columnKeys.map((key) => ({ head: columns[key], width: 24, cell: () => example[key] })),
      ...edition.sid.indicators.map(({ code }) => ({ head: code, width: 9, kind: 'number' as const, cell: () => 1 })),
    ],
    rows: [null],
    marksFirstRow: true,
    notes: new Map(edition.sid.indicators.map((one, at) => [columnKeys.length + at, meaningsIn(one)])),
  };
  const region: Sheet<readonly [string, string, string]> = {
    title: sheets.region,
    columns: [
      { head: columns.code, width: 10, cell: ([code]) => code },
      { head: columns.indicator, width: 50, cell: ([, name]) => name },
      { head: columns.meanings, width: 80, cell: ([, , meanings]) => meanings },
      { head: columns.level, width: 10, kind: 'number', cell: () => null },
    ],
    rows:
      edition.spd.entry === 'total'
        ? [['SPD', sheets.total(edition.spd.max), '']]
        : edition.spd.indicators.map((one) => [one.code, one.name, meaningsIn(one)] as const),
  };
  return { innovations, region };
}

const meaningsIn = ({ name, levels }: Indicator) =>
  `${name}. ${levels.map(({ level, label }) => `${level}: ${label}`).join('; ')}`;

/** What is handed back: the index, each innovation with what to raise first, and the evidence that is needed. */
export function resultSheets(view: WorkbookView, messages: Messages) {
  return {
    summary: summarySheet(view, messages),
    innovations: innovationSheet(view, messages),
    evidence: evidenceSheet(view, messages),
  };
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

function summarySheet(
  { score, edition, gains, floored }: WorkbookView,
  { indexPages }: Messages,
): Sheet<[string, string | number]> {
  const { sheets, summary } = indexPages.workbook;
  const names = new Map([...spdIndicators(edition), ...edition.sid.indicators].map(({ code, name }) => [code, name]));
  return {
    title: sheets.summary,
    columns: [
      { head: summary.what, width: 60, cell: ([what]) => what },
      { head: summary.figure, width: 20, cell: ([, figure]) => figure },
    ],
    rows: [
      [summary.edition, edition.edition],
      [summary.index, score.index],
      [summary.predicate, score.predicate],
      [summary.spd, rounded(score.spd)],
      [floored ? summary.maturityFloored(floored.divisor, floored.n) : summary.maturity, rounded(score.meanMaturity)],
      ...(floored?.ownMean ? [[summary.ownMaturity, rounded(floored.ownMean)] as [string, number]] : []),
      [summary.count, rounded(score.countScore)],
      [summary.n, score.n],
      ...gains
        .slice(0, 15)
        .map((gain): [string, number] => [
          `${summary.raise} ${gain.code} ${names.get(gain.code) ?? ''}`,
          rounded(gain.oneLevel),
        ]),
    ],
  };
}

function innovationSheet({ lines }: WorkbookView, { indexPages, innovationIndex }: Messages): Sheet<WorkbookLine> {
  const { sheets, columns, result } = indexPages.workbook;
  const gain = (at: number): SheetColumn<WorkbookLine> => ({
    head: result.gain(at + 1),
    width: 50,
    cell: ({ gains }) => {
      const one = gains[at];
      return one ? result.gainLine(one.code, one.name, rounded(one.oneLevel)) : null;
    },
  });
  return {
    title: sheets.innovations,
    columns: [
      { head: columns.title, width: 50, cell: ({ innovation }) => innovation.title },
      { head: columns.organization, width: 30, cell: ({ innovation }) => innovation.organization },
      { head: result.maturity, kind: 'number', cell: ({ score }) => score.maturity },
      { head: result.counted, cell: ({ score }) => (score.counted ? result.yes : result.no) },
      {
        head: result.reason,
        width: 36,
        cell: ({ score }) => score.reasons.map((one) => innovationIndex.reasons[one]).join('; '),
      },
      ...[0, 1, 2].map(gain),
    ],
    rows: lines,
  };
}

function evidenceSheet({ evidence }: WorkbookView, { indexPages }: Messages): Sheet<NeededEvidence> {
  const { sheets, columns, result } = indexPages.workbook;
  // Empty: to be ticked by hand, for nothing is known of it here.
  const said = { stored: result.isThere, missing: result.isMissing, unmatched: result.notFound, region: null };
  return {
    title: sheets.evidence,
    columns: [
      { head: columns.title, width: 50, cell: ({ title }) => title ?? result.region },
      { head: columns.code, width: 10, cell: ({ code }) => code },
      { head: columns.indicator, width: 40, cell: ({ name }) => name },
      { head: columns.level, width: 8, kind: 'number', cell: ({ level }) => level },
      { head: result.meaning, width: 50, cell: ({ meaning }) => meaning },
      { head: result.evidence, width: 80, cell: (one) => one.evidence ?? result.unknown },
      { head: result.fileTypes, cell: ({ fileTypes }) => fileTypes.join(', ') },
      { head: result.have, width: 40, cell: ({ proof }) => said[proof] },
    ],
    rows: evidence,
  };
}
