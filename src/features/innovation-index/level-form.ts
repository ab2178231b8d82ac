import type { Fault } from '#platform/errors.ts';
import type { Band, Indicator } from './edition.ts';
import type { ClaimedLevels, IndicatorGroup, SeenLevels, StoredLevel } from './level.ts';
import { levelOfValue } from './measure.ts';
import { readNumber } from './typed-number.ts';

/** Names of the fields of one indicator's question. */
export const fieldsOf = (code: string) => ({
  level: code,
  seen: `seen-${code}`,
  value: `nilai-${code}`,
  basis: `dasar-${code}`,
});

/** The button that turns a number into a level without saving anything; its value is the code. */
export const measureButton = 'hitung';

/** One thing that a value can be measured on. */
export interface Measure {
  /** '' where there is only one. */
  basis: string;
  name: string;
  /** What is measured: messages, `metrics`; '' for a basis, whose name says it. */
  metric: string;
  unit: string;
  bands: readonly Band[];
}

/** What a level of this indicator can be worked out from; nothing for those that a person judges. */
export function measuresOf({ thresholds, alternatives = [] }: Indicator): Measure[] {
  const own = thresholds
    ? [{ basis: '', name: '', metric: thresholds.metric, unit: thresholds.unit, bands: thresholds.levels }]
    : [];
  const others = alternatives.flatMap(({ basis, name, thresholds: bands }) =>
    bands ? [{ basis, name, metric: '', unit: '', bands }] : [],
  );
  return [...own, ...others];
}

/** One question as the page shows it. */
export interface LevelQuestion {
  indicator: Indicator;
  /** The chosen level as typed, '' for none. */
  level: string;
  stored: number | null;
  value: string;
  basis: string;
  /** What the typed number came to. */
  measured: { value: string; unit: string; level: number } | null;
}

/** What a browser sent: text by name. */
export type Typed = Readonly<Record<string, string>>;

function askGroup({ indicators }: IndicatorGroup, stored: readonly StoredLevel[], typed: Typed): LevelQuestion[] {
  const levels = new Map(stored.map(({ code, claimed }) => [code, claimed]));
  return indicators.map((indicator) => {
    const fields = fieldsOf(indicator.code);
    const known = levels.get(indicator.code) ?? null;
    return {
      indicator,
      level: typed[fields.level] ?? (known === null ? '' : String(known)),
      stored: known,
      value: typed[fields.value] ?? '',
      basis: typed[fields.basis] ?? '',
      measured: null,
    };
  });
}

export interface SentLevels {
  levels: ClaimedLevels;
  seen: SeenLevels;
}

/** The levels of a group's form. An answer that is no level stays in, so that the act refuses it beside its field. */
export function readLevels({ indicators }: IndicatorGroup, typed: Typed): SentLevels {
  const levels: Record<string, number> = {};
  const seen: Record<string, number | null> = {};
  for (const { code } of indicators) {
    const fields = fieldsOf(code);
    const level = typed[fields.level] ?? '';
    if (level !== '') levels[code] = /^\d$/.test(level) ? Number(level) : Number.NaN;
    const shown = typed[fields.seen];
    if (shown !== undefined) seen[code] = /^[0-3]$/.test(shown) ? Number(shown) : null;
  }
  return { levels, seen };
}

/** The form was sent to see what a number comes to: by its button, or with a number and no level chosen. */
export function asksMeasure({ indicators }: IndicatorGroup, typed: Typed): boolean {
  const numberOnly = ({ code }: Indicator) =>
    Boolean(typed[fieldsOf(code).value]?.trim()) && !typed[fieldsOf(code).level];
  return typed[measureButton] !== undefined || indicators.some(numberOnly);
}

export interface AnsweredForm {
  questions: LevelQuestion[];
  faults: readonly Fault[];
}

/**
 * The form with what was typed, and with the levels that its numbers come to when that was asked. The button pressed
 * does not matter where a number stands: the enter key presses the first button of a form.
 */
export function answerForm(group: IndicatorGroup, stored: readonly StoredLevel[], typed: Typed): AnsweredForm {
  const questions = askGroup(group, stored, typed);
  if (!asksMeasure(group, typed)) return { questions, faults: [] };
  const answers = questions.map((question) => {
    const wanted = question.value.trim() !== '' || question.indicator.code === typed[measureButton];
    return wanted ? measureQuestion(question) : { question, faults: [] };
  });
  return { questions: answers.map(({ question }) => question), faults: answers.flatMap(({ faults }) => faults) };
}

function measureQuestion(question: LevelQuestion): { question: LevelQuestion; faults: Fault[] } {
  const fields = fieldsOf(question.indicator.code);
  const measure = measuresOf(question.indicator).find(({ basis }) => basis === question.basis);
  if (!measure) return { question, faults: [{ field: fields.basis, message: 'indexPages.errors.basis' }] };
  const value = readNumber(question.value);
  if (value === null) return { question, faults: [{ field: fields.value, message: 'indexPages.errors.number' }] };
  const level = levelOfValue(measure.bands, value);
  const measured = { value: question.value.trim(), unit: measure.unit || measure.name, level };
  return { question: { ...question, level: String(level), measured }, faults: [] };
}

/** How far a group has come. */
export interface GroupLine {
  slug: string;
  name: string;
  stated: number;
  of: number;
  score: number;
  max: number;
}

export function groupLines(groups: readonly IndicatorGroup[], stored: readonly StoredLevel[]): GroupLine[] {
  const levels = new Map(stored.map(({ code, claimed }) => [code, claimed]));
  return groups.map(({ slug, name, indicators }) => ({
    slug,
    name,
    stated: indicators.filter(({ code }) => levels.has(code)).length,
    of: indicators.length,
    score: indicators.reduce((sum, { code, weight }) => sum + weight * (levels.get(code) ?? 0), 0),
    max: indicators.reduce((sum, { weight }) => sum + weight * 3, 0),
  }));
}
