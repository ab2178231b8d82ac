import type { Edition, Indicator } from './edition.ts';
import { toHundredths } from './exact.ts';
import { DEFAULT_OPTIONS, type RuleOptions, type Stage } from './options.ts';

/** A level from 1 to 3; 0 when empty, not measurable or without evidence. */
export type Levels = Readonly<Record<string, number | undefined>>;

export type IndexedInnovation = {
  id: string;
  affair: string;
  crossingAffairs?: readonly string[];
  stage: Stage;
  /** Calendar dates, `2024-05-01`. */
  implementedOn?: string | null;
  developedOn?: string | null;
  /** The ministry's verdict. */
  status: 'accepted' | 'rejected';
  levels: Levels;
};

/** Why an innovation is not in n, or is in n with maturity 0. Words: messages, `reasons`. */
export const REASONS = ['stage', 'no-date', 'outside-window', 'rejected', 'no-levels'] as const;
export type Reason = (typeof REASONS)[number];

/** Why a row gives nothing. Words: messages, `zeros`. */
export type ZeroReason =
  | 'not-filled'
  | 'level-zero'
  | 'rejected'
  | 'no-innovation'
  | 'all-zero'
  | 'few-affairs'
  | 'no-total';

export type RowScore = {
  code: string;
  weight: number;
  level: number;
  score: number;
  max: number;
  /** null: the row gives something. */
  zero: ZeroReason | null;
};

/** An innovation as the rules see it: the only look at it that the index takes. */
export type Reading = {
  /** In n. */
  counted: boolean;
  /** Its levels enter the mean. */
  scored: boolean;
  /** Its affairs represent the basic services. */
  represents: boolean;
  reasons: Reason[];
  /** In hundredths: the sum of weight x level, whatever the verdict. */
  maturity: number;
};

const isInside = ({ window }: Edition, date: string) => window.from <= date && date <= window.to;

function dateReason(edition: Edition, { implementedOn, developedOn }: IndexedInnovation): Reason | null {
  if (implementedOn && isInside(edition, implementedOn)) return null;
  if (developedOn && isInside(edition, developedOn)) return null;
  return implementedOn || developedOn ? 'outside-window' : 'no-date';
}

/** Writes the SID levels in the edition's order into `into`; answers the maturity in hundredths. */
function readLevels({ sid }: Edition, levels: Levels, into: number[]): number {
  let maturity = 0;
  for (let at = 0; at < sid.indicators.length; at += 1) {
    const indicator = sid.indicators[at];
    const level = indicator === undefined ? 0 : (levels[indicator.code] ?? 0);
    into[at] = level;
    if (level > 0 && indicator !== undefined) maturity += toHundredths(indicator.weight) * level;
  }
  return maturity;
}

/** `levels` is filled on the way, for whoever counts many innovations with one list. */
export function readInnovation(
  edition: Edition,
  innovation: IndexedInnovation,
  options: RuleOptions = DEFAULT_OPTIONS,
  levels: number[] = [],
): Reading {
  const reasons: Reason[] = [];
  if (!options.stages.includes(innovation.stage)) reasons.push('stage');
  const date = options.outsideWindow === 'counted' ? null : dateReason(edition, innovation);
  if (date !== null) reasons.push(date);
  const rejected = innovation.status === 'rejected';
  const counted = reasons.length === 0 && !(rejected && options.rejected === 'excluded');
  if (rejected) reasons.push('rejected');
  const maturity = readLevels(edition, innovation.levels, levels);
  if (maturity === 0) reasons.push('no-levels');
  return {
    counted,
    scored: counted && !rejected,
    represents: counted && (!rejected || options.rejected === 'zero-with-affair'),
    reasons,
    maturity,
  };
}

export function scoreRow(indicator: Indicator, levels: Levels): RowScore {
  const { code, weight } = indicator;
  const level = levels[code] ?? 0;
  return {
    code,
    weight,
    level,
    score: (toHundredths(weight) * level) / 100,
    max: (toHundredths(weight) * 3) / 100,
    zero: level > 0 ? null : code in levels ? 'level-zero' : 'not-filled',
  };
}

export type InnovationScore = {
  id: string;
  /** 0 when rejected; else from its levels, also when it is not in n. */
  maturity: number;
  counted: boolean;
  reasons: Reason[];
};

export function scoreReading(innovation: IndexedInnovation, reading: Reading): InnovationScore {
  return {
    id: innovation.id,
    maturity: innovation.status === 'rejected' ? 0 : reading.maturity / 100,
    counted: reading.counted,
    reasons: reading.reasons,
  };
}

export function scoreInnovation(
  edition: Edition,
  innovation: IndexedInnovation,
  options: RuleOptions = DEFAULT_OPTIONS,
): InnovationScore {
  return scoreReading(innovation, readInnovation(edition, innovation, options));
}

/** Every row of one innovation's maturity, with the reason for each zero. */
export function maturityRows(edition: Edition, innovation: IndexedInnovation): RowScore[] {
  return edition.sid.indicators.map((indicator) => {
    const row = scoreRow(indicator, innovation.levels);
    return innovation.status === 'rejected' ? { ...row, score: 0, zero: 'rejected' } : row;
  });
}
