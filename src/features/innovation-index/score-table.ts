import { innovationIndex as words } from '#messages/id/innovation-index.ts';
import { type Edition, spdIndicators } from './edition.ts';
import { type RegionGain, topGains } from './gains.ts';
import type { IndexedInnovation, InnovationScore, RowScore } from './maturity.ts';
import type { RuleOptions } from './options.ts';
import type { RegionScore, SpdEntry } from './scoring.ts';
import { tallyInnovations } from './tally.ts';

type ScoredRegion = {
  code: string;
  spd: SpdEntry;
  innovations: readonly IndexedInnovation[];
  options: RuleOptions;
  score: RegionScore;
};

const LISTED_GAINS = 5;
const LISTED_NOTES = 50;

const twoDecimals = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const upToTwo = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });
const decimals = (value: number) => twoDecimals.format(value);

const NAME_WIDTH = 48;
const shorten = (name: string) => (name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name);

function namesByCode(edition: Edition): Map<string, string> {
  const named = [...spdIndicators(edition), ...edition.sid.indicators, edition.count];
  return new Map([['SPD', words.table.spdTotal], ...named.map(({ code, name }) => [code, name] as const)]);
}

function summaryLines(edition: Edition, score: RegionScore): string[] {
  const { part, partOf } = words;
  const pairs: [string, string][] = [
    [part.spd, partOf(decimals(score.spd), upToTwo.format(edition.spd.max))],
    [part.meanMaturity, partOf(decimals(score.meanMaturity), upToTwo.format(edition.sid.max))],
    [part.countScore, partOf(decimals(score.countScore), upToTwo.format(edition.count.max))],
    [part.sid, partOf(decimals(score.sid), upToTwo.format(edition.sid.max + edition.count.max))],
    [part.total, partOf(decimals(score.total), upToTwo.format(edition.totalMax))],
    [part.n, upToTwo.format(score.n)],
    [part.divisor, upToTwo.format(score.divisor)],
    [part.basicServiceAffairs, partOf(String(score.basicServiceAffairs), String(edition.basicServiceAffairs.length))],
  ];
  const width = Math.max(...pairs.map(([label]) => label.length));
  return pairs.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}

function tableLine(cells: [string, string, string, string, string, string], zero: string): string {
  const [code, name, ...figures] = cells;
  const right = figures.map((figure) => figure.padStart(7)).join(' ');
  return `${code.padEnd(8)} ${shorten(name).padEnd(NAME_WIDTH)} ${right}  ${zero}`.trimEnd();
}

function rowLines(edition: Edition, rows: readonly RowScore[]): string[] {
  const names = namesByCode(edition);
  const { code, name, weight, level, score, max } = words.table;
  return [
    tableLine([code, name, weight, level, score, max], ''),
    ...rows.map((row) =>
      tableLine(
        [
          row.code,
          names.get(row.code) ?? '',
          upToTwo.format(row.weight),
          upToTwo.format(row.level),
          decimals(row.score),
          upToTwo.format(row.max),
        ],
        row.zero === null ? '' : words.zeros[row.zero],
      ),
    ),
  ];
}

function noteLines(innovations: readonly InnovationScore[]): string[] {
  const noted = innovations.filter(({ reasons }) => reasons.length > 0);
  if (noted.length === 0) return [];
  const lines = noted.slice(0, LISTED_NOTES).map(({ id, counted, reasons }) => {
    const said = reasons.map((reason) => words.reasons[reason]).join('; ');
    return `  ${id}: ${counted ? said : `${words.notInN} (${said})`}`;
  });
  if (noted.length > LISTED_NOTES) lines.push(`  ${words.more(noted.length - LISTED_NOTES)}`);
  return ['', words.uncounted(noted.length), ...lines];
}

function gainLines(edition: Edition, gains: readonly RegionGain[]): string[] {
  if (gains.length === 0) return [];
  const names = namesByCode(edition);
  const lines = gains.slice(0, LISTED_GAINS).map((gain) => {
    const points = decimals(gain.oneLevel);
    const said = gain.kind === 'spd' ? words.gainOfSpd(points, gain.level) : words.gainOfSid(points, gain.innovations);
    return `  ${gain.code.padEnd(8)} ${shorten(names.get(gain.code) ?? '').padEnd(NAME_WIDTH)} ${said}`;
  });
  return ['', words.mostGain, ...lines];
}

/** The table that `iid score` prints for people. */
export function writeScoreTable(edition: Edition, region: ScoredRegion): string {
  const { code, spd, innovations, options, score } = region;
  const tally = tallyInnovations(edition, innovations, options);
  const lines = [
    // What stands in a file must not steer the terminal.
    `${words.title} ${code.replace(/\p{C}/gu, '?')}  ${words.editionLabel(edition.edition, words.status[edition.status])}`,
    `${decimals(score.index)}  ${score.predicate}`,
    '',
    ...summaryLines(edition, score),
    '',
    ...rowLines(edition, score.rows),
    ...noteLines(score.innovations),
    ...gainLines(edition, topGains(edition, spd, tally)),
  ];
  return `${lines.join('\n')}\n`;
}
