import { type Fault, Invalid } from '#platform/errors.ts';
import type { FormValues } from '#platform/http/forms.ts';
import type { Quota } from './quota.ts';
import type { TieChain } from './tie-chain.ts';

/** The last of what was sent under a name, '' for nothing. */
export function one(form: Readonly<FormValues>, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

/** All that was sent under a name. */
export const many = (form: Readonly<FormValues>, name: string): string[] => [form[name] ?? []].flat();

/** `place-1`, `place-2`, …: what was chosen, without the empty ones at the end. @throws Invalid for a gap */
export function numbered(form: Readonly<FormValues>, name: string): string[] {
  const chosen: string[] = [];
  for (let at = 1; at <= 50 && form[`${name}-${at}`] !== undefined; at += 1) chosen.push(one(form, `${name}-${at}`));
  const last = chosen.findLastIndex((id) => id !== '');
  const list = chosen.slice(0, last + 1);
  const gap = list.indexOf('');
  if (gap >= 0) throw new Invalid([{ field: `${name}-${gap + 1}`, message: 'verdicts.errors.choose' }]);
  return list;
}

/** What the form of the rules says: the middle of the chain is fixed but for its criterion; a quota that is empty is none. */
export function rulesOf(form: Readonly<FormValues>): { chain: TieChain; quotas: Quota[] } {
  const criterion = one(form, 'criterion');
  const chain: TieChain = [
    { link: 'score' },
    ...(criterion === '' ? [] : [{ link: 'criterion' as const, name: criterion }]),
    { link: 'pairwise' },
    { link: 'presentation' },
    { link: 'chair' },
  ];
  const faults: Fault[] = [];
  const count = (name: string): number | null => {
    const typed = one(form, name).trim();
    if (typed === '') return null;
    const number = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
    if (number < 1 || number > 50) faults.push({ field: name, message: 'verdicts.errors.count' });
    return number;
  };
  const groups = (['district', 'organizationKind', 'organization'] as const).map((by) => ({
    by,
    count: count(`most-${by}`),
  }));
  const newcomers = count('newcomers');
  if (faults.length > 0) throw new Invalid(faults);
  const quotas: Quota[] = groups.flatMap((group) =>
    group.count === null ? [] : [{ kind: 'at_most' as const, by: group.by, count: group.count }],
  );
  return { chain, quotas: newcomers === null ? quotas : [...quotas, { kind: 'newcomers', count: newcomers }] };
}
