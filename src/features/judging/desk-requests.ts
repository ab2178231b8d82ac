import { type Fault, Invalid } from '#platform/errors.ts';
import type { FormValues } from '#platform/http/forms.ts';
import { isId } from '#platform/ids.ts';
import type { ReviewSave, SentScore } from './review.acts.ts';
import { readScore, scoreField } from './review.ts';

/** What a form of the desk sent, as it was typed. */
export interface TypedReview {
  version: number;
  step: string;
  values: Record<string, string>;
}

const prefix = scoreField('');
const wrongForm = () => new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);

function versionOf(value: unknown): number {
  const version = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0 || version > 999_999_999) {
    throw wrongForm();
  }
  return version;
}

const known = (name: string): boolean => name.startsWith(prefix) || name === 'remark' || name === 'notes';

/** @throws Invalid when it was not our form */
export function readTyped(form: FormValues): TypedReview {
  const last = (value: string | string[] | undefined) => [value ?? ''].flat().at(-1) ?? '';
  const values = Object.entries(form).filter(([name]) => known(name));
  return {
    version: versionOf(last(form.version)),
    step: last(form.langkah),
    values: Object.fromEntries(values.map(([name, value]) => [name, last(value)])),
  };
}

/** A form's own submit; the merge makes a repeat harmless, so that its id is made here. */
export function savedByForm(reviewId: string, id: string, { version, values }: TypedReview): ReviewSave {
  return { id, reviewId, baseVersion: version, ...readValues(values) };
}

/** What the outbox sent; `clean` is what a form's own texts went through. @throws Invalid beside the field, or for what no form of ours sends */
export function readSave(reviewId: string, body: unknown, clean: (text: string) => string): ReviewSave {
  const fields = property(body, 'fields');
  const key = property(body, 'key');
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw wrongForm();
  if (typeof key !== 'string' || !isId(key)) throw wrongForm();
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!known(name)) continue;
    if (typeof value !== 'string' || value.includes('\0')) throw wrongForm();
    values[name] = clean(value);
  }
  const typedAt = instantOf(property(body, 'typedAt'));
  return { id: key, reviewId, baseVersion: versionOf(property(body, 'version')), ...readValues(values, typedAt) };
}

function readValues(values: Readonly<Record<string, string>>, notedAt?: Date) {
  const scores: Record<string, SentScore> = {};
  const faults: Fault[] = [];
  for (const [name, typed] of Object.entries(values)) {
    if (!name.startsWith(prefix)) continue;
    const id = name.slice(prefix.length);
    if (!isId(id)) throw wrongForm();
    const value = readScore(typed);
    if (value === undefined) faults.push({ field: name, message: 'desk.errors.notNumber' });
    else scores[id] = { value, notedAt };
  }
  if (faults.length > 0) throw new Invalid(faults);
  const { remark, notes } = values;
  return { scores, remark, notes };
}

/** The device's clock may be wrong: what no clock says is left out. */
function instantOf(value: unknown): Date | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 1.6e12 || value > 4.1e12) return undefined;
  return new Date(value);
}

function property(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
}
