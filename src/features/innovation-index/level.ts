import type { Fault } from '#platform/errors.ts';
import { type Edition, type Indicator, spdIndicators } from './edition.ts';
import { currentEdition } from './editions.ts';
import { hasTwoDecimals } from './exact.ts';

/** Whose word a level is: the unit's own, or that of the office that checked its evidence. */
export type Basis = 'claimed' | 'verified';

/** One stored level, 0 to 3; `verified` is null while nobody has checked it. */
export interface StoredLevel {
  code: string;
  claimed: number;
  verified: number | null;
}

/** Levels by code as a person states them; a code that is missing stays as it is. */
export type ClaimedLevels = Readonly<Record<string, number>>;

/**
 * What the form showed when it was opened, null for nothing. With it, only what the person changed is written, and a
 * level that somebody else changed meanwhile is not overwritten unseen.
 */
export type SeenLevels = Readonly<Record<string, number | null>>;

const wrong = (key: string) => `indexPages.errors.${key}`;

/** The edition under which levels are entered: a prognosis is counted from those of the official one. */
export function editionOfLevels(edition: Edition): Edition {
  return edition.status === 'prognosis' ? currentEdition() : edition;
}

/** The year whose levels an edition is counted from, when that is another one. */
export function otherYear(edition: Edition): number | null {
  const { edition: year } = editionOfLevels(edition);
  return year === edition.edition ? null : year;
}

/** Levels of a prognosis are not entered: it has none of its own. */
export function takesLevels(edition: Edition): boolean {
  return edition.status !== 'prognosis';
}

/** Every wrong level, beside its field. */
export function levelFaults(indicators: readonly Indicator[], levels: ClaimedLevels): Fault[] {
  const known = new Set(indicators.map(({ code }) => code));
  return Object.entries(levels).flatMap(([code, level]) => {
    if (!known.has(code))
      return [{ field: '', message: wrong('unknownIndicator'), values: { code: code.slice(0, 20) } }];
    return [0, 1, 2, 3].includes(level) ? [] : [{ field: code, message: wrong('level') }];
  });
}

/** What is wrong with a total for an edition that knows no rows. */
export function totalFaults(edition: Edition, total: number): Fault[] {
  const { max } = edition.spd;
  if (!Number.isFinite(total) || total < 0 || total > max)
    return [{ field: 'total', message: wrong('total'), values: { max } }];
  return hasTwoDecimals(total) ? [] : [{ field: 'total', message: wrong('totalDecimals') }];
}

export interface IndicatorGroup {
  /** Part of an address: `kecepatan-bisnis-proses`. */
  slug: string;
  name: string;
  indicators: readonly Indicator[];
}

/** Indicators under the variables of the ministry's form, in the order of its numbers. */
function groupIndicators(indicators: readonly Indicator[]): IndicatorGroup[] {
  const groups = new Map<string, Indicator[]>();
  for (const indicator of indicators) {
    groups.set(indicator.variable, [...(groups.get(indicator.variable) ?? []), indicator]);
  }
  return [...groups].map(([name, members]) => ({ slug: slugOf(name), name, indicators: members }));
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function innovationGroups(edition: Edition): IndicatorGroup[] {
  return groupIndicators(edition.sid.indicators);
}

export function regionGroups(edition: Edition): IndicatorGroup[] {
  return groupIndicators(spdIndicators(edition));
}

/** What a level means: the ministry's words, and those of each basis where an indicator has several. */
export function meaningsOf({ levels, alternatives = [] }: Indicator, level: number) {
  const labelOf = (all: Indicator['levels']) =>
    (all.find((one) => one.level === level)?.label ?? '').replace('<=', '≤').replace('>=', '≥');
  return {
    label: labelOf(levels),
    others: alternatives.map(({ name, levels: own }) => ({ name, label: labelOf(own) })),
  };
}
