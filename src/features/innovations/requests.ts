import { Invalid, NotFound } from '#platform/errors.ts';
import type { FormValues } from '#platform/http/forms.ts';
import { isId } from '#platform/ids.ts';
import type { Step } from './life-cycle.acts.ts';

/** The id that stands in an address. @throws NotFound when it is none */
export function idOf(id = ''): string {
  if (!isId(id)) throw new NotFound(`no innovation ${id}`);
  return id;
}

/** The last of what was sent under a name, '' for nothing. */
export function one(form: FormValues, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

/** @throws Invalid when the hidden id of the form is missing: it was not our form */
export function keyOf(form: FormValues, name = 'key'): string {
  const key = one(form, name);
  if (!isId(key)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  return key;
}

/** @throws Invalid when it is not the number of a version */
export function versionOf(value: unknown): number {
  const version = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 999_999_999) {
    throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  }
  return version;
}

export function stepOf(id: string | undefined, form: FormValues): Step {
  return { id: idOf(id), key: keyOf(form), version: versionOf(form.version), note: one(form, 'note') };
}
