import { z } from 'zod';
import { draftSchema, type Proposal } from './innovation.ts';
import { type State, type Transition, transitions } from './life-cycle.ts';

const day = z.iso.date();

/** An invented innovation of the demonstration, as its file states it: what was typed, and when it went how far. */
export const inventedSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  /** Name of a fictional organisation. */
  organization: z.string().min(1),
  state: z.enum(['draft', 'proposed', 'submitted', 'returned', 'accepted', 'archived']),
  createdOn: day.optional(),
  proposedOn: day.optional(),
  submittedOn: day.optional(),
  returnedOn: day.optional(),
  acceptedOn: day.optional(),
  archivedOn: day.optional(),
  archivedNote: z.string().optional(),
  /** Beside fields, for one that was returned. */
  remarks: z.record(z.string(), z.string().min(1)).default({}),
  fields: draftSchema.partial({
    budgetLink: true,
    businessProfileLink: true,
    intellectualPropertyLink: true,
    awardLink: true,
  }),
});

export type Invented = z.output<typeof inventedSchema>;

export function proposalOfInvented({ fields }: Invented): Proposal {
  return { budgetLink: null, businessProfileLink: null, intellectualPropertyLink: null, awardLink: null, ...fields };
}

export interface InventedStep extends Pick<Transition, 'from' | 'to'> {
  at: Date;
}

const days: Readonly<Record<string, keyof Invented>> = {
  draft: 'createdOn',
  proposed: 'proposedOn',
  submitted: 'submittedOn',
  returned: 'returnedOn',
  accepted: 'acceptedOn',
  archived: 'archivedOn',
};

/** The way of the transition table to its state. A day that the file does not give lies nine days before the next. */
export function stepsOf(invented: Invented): InventedStep[] {
  const steps: InventedStep[] = [];
  let after: Date | undefined;
  for (const { from, to } of wayTo(invented.state).toReversed()) {
    const given = invented[days[to] as keyof Invented];
    after =
      typeof given === 'string'
        ? new Date(`${given}T09:30:00+07:00`)
        : new Date((after?.getTime() ?? 0) - 9 * 86_400_000);
    steps.unshift({ from, to, at: after });
  }
  return steps;
}

/** The shortest way from nothing to a state. */
function wayTo(state: State): Pick<Transition, 'from' | 'to'>[] {
  const last = transitions.find((one) => one.to === state);
  if (!last) throw new Error(`nothing leads to ${state}`);
  return last.from === null ? [last] : [...wayTo(last.from), last];
}
