import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import { formatDate } from '#ui/format.ts';
import { StatusChip, type Tone, useMessages } from '#ui/index.ts';
import type { EntryState } from '../competition.ts';
import { type RuleName, type RuleOutcome, ruleNames, type Verdict } from '../eligibility.ts';

/** The sentence of a rule with its figures; days are written out. */
export function sayRule(messages: Messages, { rule, verdict, values }: RuleOutcome): string {
  return messageAt(messages, `entries.rules.${rule}.${verdict}`, written(values)) ?? '';
}

/** The first sentence for each field of a form that was refused. */
export function sayProblems(messages: Messages, faults: readonly Fault[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const { field, message, values = {} } of faults) {
    said[field] ??= messageAt(messages, message, written(values)) ?? messages.common.errors.wrongValue;
  }
  return said;
}

function written(values: Readonly<Record<string, string | number>>): Record<string, string | number> {
  const isDay = (value: string | number): value is string =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isDay(value) ? formatDate(value) : value]),
  );
}

/** A reason of the committee: the name of a rule, or its own words. */
export function sayReason(messages: Messages, reason: string): string {
  const rule = ruleNames.find((name): name is RuleName => name === reason);
  return rule ? messages.entries.rules.names[rule] : reason;
}

const tones: Record<EntryState, Tone> = {
  draft: 'kertas',
  submitted: 'nila',
  returned: 'kunyit',
  eligible: 'tarum',
  ineligible: 'bata',
  withdrawn: 'kertas',
};

export function EntryStateChip({ state }: { state: EntryState }) {
  return <StatusChip tone={tones[state]}>{useMessages().entries.states[state]}</StatusChip>;
}

const verdictTones: Record<Verdict, Tone> = { met: 'tarum', broken: 'bata', flagged: 'kunyit', unknown: 'kunyit' };

/** Every rule with what it says of the entry. */
export function RuleList({ rules }: { rules: readonly RuleOutcome[] }) {
  const messages = useMessages();
  const words = messages.entries.rules;
  return (
    <ul class="divide-y divide-garis">
      {rules.map((outcome) => (
        <li class="grid gap-1 py-2.5">
          <span class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span class="font-semibold">{words.names[outcome.rule]}</span>
            <StatusChip tone={verdictTones[outcome.verdict]}>{words.verdicts[outcome.verdict]}</StatusChip>
          </span>
          <span class="text-md text-tinta-2">{sayRule(messages, outcome)}</span>
        </li>
      ))}
    </ul>
  );
}
