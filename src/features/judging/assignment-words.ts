import type { Messages } from '#messages/id.ts';
import type { Refused } from './assignment.ts';
import type { AssignmentStage } from './assignment-stage.ts';

/** What an id is called on screen; in a file, the id itself. */
export type Naming = (id: string) => string;

const shown = 8;

/** A refusal in words, with the smallest change. */
export function sayRefused({ assignments }: Pick<Messages, 'assignments'>, one: Refused, name: Naming): string {
  const { refused } = assignments;
  const list = (names: readonly string[]) =>
    names.length <= shown
      ? names.join(', ')
      : `${names.slice(0, shown).join(', ')} ${refused.more(names.length - shown)}`;
  switch (one.kind) {
    case 'few_jurors':
      return refused.few_jurors(name(one.entry), one.k, one.able);
    case 'full': {
      const raise = one.raise.map(({ juror, by, to }) => refused.raise(name(juror), by, to));
      return refused.full(one.readings, list(raise), list(one.lower.map(name)));
    }
    case 'idle':
      return refused.idle(name(one.juror), one.min, one.reachable);
    case 'fixed_above_k':
      return refused.fixed_above_k(name(one.entry), one.k, one.fixed);
    case 'fixed_above_max':
      return refused.fixed_above_max(name(one.juror), one.max, one.fixed);
    case 'apart':
      return refused.apart(one.parts, one.readings);
  }
}

/** Address of the assignment of a contest. */
export const pathOf = (stage: Pick<AssignmentStage, 'competitionId'>, word = ''): string =>
  `/kerja/lomba/${stage.competitionId}/penugasan${word}`;

/** What jurors and entries are called on the committee's pages. */
export function namesOf({ jurors, entries }: AssignmentStage): (id: string) => string {
  const names = new Map([
    ...jurors.map(({ id, name }): [string, string] => [id, name]),
    ...entries.map(({ id, number, title }): [string, string] => [id, `${number} (${title})`]),
  ]);
  return (id) => names.get(id) ?? id;
}
