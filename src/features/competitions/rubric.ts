import { z } from 'zod';
import { type Fault, Invalid } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';
import type { ScoringStage } from './competition.ts';

export interface Anchor {
  value: number;
  words: string;
}

export interface Criterion {
  id: string;
  name: string;
  question: string;
  weight: number;
  anchors: Anchor[];
}

export interface Rubric {
  id: string;
  categoryId: string;
  stage: ScoringStage;
  version: number;
  /** Grows by one with every change. */
  edited: number;
  name: string;
  source: string;
  scaleMin: number;
  scaleMax: number;
  showIndex: boolean;
  frozenAt: Date | null;
  criteria: Criterion[];
}

export const mostCriteria = 30;

const error = (key: string) => `competitions.errors.${key}`;
const ticked = z.preprocess((value) => value === 'ya' || value === true, z.boolean());
const scale = z.coerce.number(error('number')).int(error('number')).min(0, error('scale')).max(10, error('scale'));

const head = z
  .object({
    edited: z.coerce.number('common.errors.wrongForm').int().min(1),
    name: z.string(error('name')).overwrite(oneLine).min(3, error('name')).max(160, error('long')),
    source: z.string().trim().max(1000, error('long')).default(''),
    scaleMin: scale,
    scaleMax: scale,
    showIndex: ticked,
  })
  .refine(({ scaleMin, scaleMax }) => scaleMax > scaleMin, { path: ['scaleMax'], message: error('scale') });

const criterion = z.object({
  id: z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm'),
  name: z.string(error('name')).overwrite(oneLine).min(3, error('name')).max(200, error('long')),
  question: z.string().trim().max(1500, error('long')).default(''),
  weight: z
    .string(error('weight'))
    .trim()
    .transform((text) => Number(text.replace(',', '.')))
    .refine((n) => n > 0 && n < 10_000 && Math.abs(n * 1000 - Math.round(n * 1000)) < 1e-6, error('weight')),
  order: z.coerce.number(error('number')).int(error('number')).min(0, error('number')).max(99, error('number')),
});

export interface RubricChange
  extends Pick<Rubric, 'edited' | 'name' | 'source' | 'scaleMin' | 'scaleMax' | 'showIndex'> {
  criteria: Criterion[];
}

/**
 * Reads the form of a rubric: head fields, and `c0.id`, `c0.name`, … `c0.a3` (words of the value 3), `c0.order`. A criterion
 * without a name, or ticked `c0.remove`, falls away.
 * @throws Invalid with every wrong field
 */
export function rubricTyped(values: Readonly<Record<string, unknown>>): RubricChange {
  const read = head.safeParse(values);
  const faults: Fault[] = read.success ? [] : issues('', read.error);
  const rows: (Criterion & { order: number; at: number })[] = [];
  for (let at = 0; at < mostCriteria; at += 1) {
    if (isLeftOut(values, at)) continue;
    const part = (name: string) => values[`c${at}.${name}`];
    const typed = {
      id: part('id'),
      name: part('name'),
      question: part('question'),
      weight: part('weight'),
      order: part('order'),
    };
    const one = criterion.safeParse(typed);
    if (!one.success) faults.push(...issues(`c${at}.`, one.error));
    else if (read.success) rows.push({ ...one.data, at, anchors: anchorsOf(values, at, read.data) });
  }
  if (faults.length === 0 && rows.length === 0) faults.push({ field: 'c0.name', message: error('noCriterion') });
  if (!read.success || faults.length > 0) throw new Invalid(faults);
  rows.sort((a, b) => a.order - b.order || a.at - b.at);
  return { ...read.data, criteria: rows.map(({ order: _, at: __, ...rest }) => rest) };
}

function isLeftOut(values: Readonly<Record<string, unknown>>, at: number): boolean {
  const text = (name: string) => String(values[`c${at}.${name}`] ?? '').trim();
  return text('remove') === 'ya' || (text('name') === '' && text('question') === '' && text('weight') === '');
}

function anchorsOf(
  values: Readonly<Record<string, unknown>>,
  at: number,
  { scaleMin, scaleMax }: z.output<typeof head>,
) {
  const anchors: Anchor[] = [];
  for (let value = scaleMin; value <= scaleMax; value += 1) {
    const words = String(values[`c${at}.a${value}`] ?? '')
      .trim()
      .slice(0, 500);
    if (words !== '') anchors.push({ value, words });
  }
  return anchors;
}

const issues = (prefix: string, { issues: all }: z.ZodError): Fault[] =>
  all.map(({ path, message }) => ({ field: prefix + path.join('.'), message }));
