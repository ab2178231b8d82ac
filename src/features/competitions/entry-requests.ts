import { Invalid, NotFound } from '#platform/errors.ts';
import type { FormValues } from '#platform/http/forms.ts';
import { isId } from '#platform/ids.ts';
import type { EntryStep } from './entry-step.acts.ts';

type Read = Readonly<Record<string, string | string[]>>;

/** The id that stands in an address. @throws NotFound when it is none */
export function addressId(id = ''): string {
  if (!isId(id)) throw new NotFound(`no entry ${id}`);
  return id;
}

/** The last of what was sent under a name, '' for nothing. */
export function sent(form: Read, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

export const several = (form: FormValues, name: string): string[] => [form[name] ?? []].flat();

/** @throws Invalid when the hidden id of the form is missing: it was not our form */
export function sentId(form: Read, name: string): string {
  const id = sent(form, name);
  if (!isId(id)) throw wrongForm();
  return id;
}

/** @throws Invalid when it is not the number of a version */
export function sentVersion(form: Read): number {
  const typed = sent(form, 'version');
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw wrongForm();
  return Number(typed);
}

export function stepIn(id: string | undefined, form: FormValues, note = ''): EntryStep {
  return { id: addressId(id), key: sentId(form, 'key'), version: sentVersion(form), note };
}

export const wrongForm = () => new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
