import { z } from 'zod';
import { oneLine } from '#platform/one-line.ts';
import type { EntryState } from './competition.ts';

export type EntryEvent = 'enter' | 'send' | 'find eligible' | 'return' | 'find ineligible' | 'withdraw';

export interface EntryTransition {
  event: EntryEvent;
  /** null: it begins here. */
  from: EntryState | null;
  to: EntryState;
  by: 'entrant' | 'committee' | 'both';
  /** `entry`: while entries are taken; `mending`: until the administrative check ends; an extension of the entry counts. */
  within: 'entry' | 'mending' | 'any';
  needs: 'nothing' | 'reason';
}

/**
 * The whole life of an entry. The entrant takes it back while entries are taken; the committee whenever, with a reason.
 * What was found ineligible by mistake may be found eligible again.
 */
export const entryTransitions: readonly EntryTransition[] = [
  { event: 'enter', from: null, to: 'draft', by: 'entrant', within: 'entry', needs: 'nothing' },
  { event: 'send', from: 'draft', to: 'submitted', by: 'entrant', within: 'entry', needs: 'nothing' },
  { event: 'send', from: 'submitted', to: 'submitted', by: 'entrant', within: 'entry', needs: 'nothing' },
  { event: 'send', from: 'returned', to: 'submitted', by: 'entrant', within: 'mending', needs: 'nothing' },
  { event: 'find eligible', from: 'submitted', to: 'eligible', by: 'committee', within: 'any', needs: 'nothing' },
  { event: 'return', from: 'submitted', to: 'returned', by: 'committee', within: 'mending', needs: 'reason' },
  { event: 'find ineligible', from: 'submitted', to: 'ineligible', by: 'committee', within: 'any', needs: 'reason' },
  { event: 'find eligible', from: 'ineligible', to: 'eligible', by: 'committee', within: 'any', needs: 'reason' },
  ...(['draft', 'submitted', 'returned', 'eligible'] as const).map((from) => ({
    event: 'withdraw' as const,
    from,
    to: 'withdrawn' as const,
    by: 'both' as const,
    within: 'entry' as const,
    needs: 'nothing' as const,
  })),
];

export function entryTransition(event: EntryEvent, from: EntryState | null): EntryTransition | undefined {
  return entryTransitions.find((one) => one.event === event && one.from === from);
}

/** Whether the entrant may write now: what was sent is sent anew while entries are taken, what was returned until the check ends. */
export function mayMend(state: EntryState, now: { takesEntries: boolean; mayMend: boolean }): boolean {
  const within = entryTransition('send', state)?.within;
  return within === 'entry' ? now.takesEntries : within === 'mending' && now.mayMend;
}

/** Longest text of each field, in characters. */
export const entryLimits = { title: 200, text: 6000, benefit: 4000, video: 500, team: 120, reason: 1000, search: 120 };

const wrong = (key: string) => `entries.errors.${key}`;
const text = (max: number, missing: string) =>
  z.string(wrong(missing)).trim().min(1, wrong(missing)).max(max, wrong('tooLong'));
const isWeb = (typed: string) => URL.canParse(typed) && /^https:\/\/[^\s/]+\.[^\s/<>"]+/i.test(typed);

/** What villages and schools are asked in place of the official form. */
export const shortFormSchema = z.object({
  title: z.string(wrong('title')).overwrite(oneLine).min(10, wrong('title')).max(entryLimits.title, wrong('tooLong')),
  problem: text(entryLimits.text, 'problem'),
  howItWorks: text(entryLimits.text, 'howItWorks'),
  benefit: text(entryLimits.benefit, 'benefit'),
  implementedOn: z.iso.date(wrong('date')).refine((day) => day >= '1900' && day < '2101', wrong('date')),
  video: z
    .string(wrong('video'))
    .trim()
    .max(entryLimits.video, wrong('tooLong'))
    .refine((typed) => typed === '' || isWeb(typed), wrong('video'))
    .transform((typed) => typed || null),
});
export type ShortForm = z.output<typeof shortFormSchema>;

/** Name of a team of pupils. */
export const teamNameSchema = z
  .string(wrong('teamName'))
  .overwrite(oneLine)
  .min(3, wrong('teamName'))
  .max(entryLimits.team, wrong('tooLong'));

/** "012": as it stands on lists; '' before it was sent. */
export const entryNumber = (number: number | null): string => (number === null ? '' : String(number).padStart(3, '0'));
