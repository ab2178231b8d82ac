import { NotFound } from '#platform/errors.ts';
import type { FormValues } from '#platform/http/forms.ts';
import type { Edition } from './edition.ts';
import { currentEdition, findEdition } from './editions.ts';
import type { IndicatorGroup } from './level.ts';
import type { Typed } from './level-form.ts';

/** The edition that an address asks for, `2024`; the current one without. @throws NotFound for one that is not there */
export function editionCalled(asked: string | undefined): Edition {
  if (asked === undefined || asked === '') return currentEdition();
  const edition = /^\d{4}$/.test(asked) ? findEdition(Number(asked)) : undefined;
  if (!edition) throw new NotFound(`no edition ${asked}`);
  return edition;
}

/** The page of a list that an address asks for. @throws NotFound for one that is not there */
export function pageCalled(asked: string | undefined, entries: number, perPage: number): number {
  const page = /^\d{1,6}$/.test(asked || '1') ? Number(asked || '1') : 0;
  if (page < 1 || page > Math.max(1, Math.ceil(entries / perPage))) throw new NotFound(`no page ${asked}`);
  return page;
}

/** @throws NotFound */
export function groupCalled(groups: readonly IndicatorGroup[], slug: string): IndicatorGroup {
  const group = groups.find((one) => one.slug === slug);
  if (!group) throw new NotFound(`no group ${slug}`);
  return group;
}

/** What was sent, the last of each name. */
export function textOf(form: FormValues): Typed {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}
