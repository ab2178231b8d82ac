import type { FormValues } from '#platform/http/forms.ts';

/** What was typed, for the form that comes back. */
export type Typed = Readonly<Record<string, string>>;

/** What was sent, the last of each name. */
export function textOf(form: FormValues): Typed {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}
