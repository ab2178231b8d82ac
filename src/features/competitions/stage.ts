import { z } from 'zod';
import { type Fault, Invalid } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { isScoringStage, type StageKind, scoringStages, stageKinds } from './competition.ts';
import { dayTyped, instantOf, timeTyped } from './moment.ts';

export interface Stage {
  kind: StageKind;
  startsAt: Date;
  /** The first instant that is too late. */
  endsAt: Date;
  reviewsPerEntry: number | null;
  startedAt: Date | null;
  closedAt: Date | null;
  pitchMinutes: number | null;
  questionMinutes: number | null;
}

/** What the committee says of a stage. */
export type StagePlan = Omit<Stage, 'startedAt' | 'closedAt'>;

const error = (key: string) => `competitions.errors.${key}`;
const id = z.string('common.errors.wrongForm').refine(isId, 'common.errors.wrongForm');
const number = (min: number, max: number) =>
  z
    .union([z.literal('').transform(() => null), z.coerce.number(error('number'))])
    .refine((n) => n === null || (Number.isInteger(n) && n >= min && n <= max), error('number'))
    .default(null);

const stageFields = z.object({
  fromDay: dayTyped,
  fromTime: timeTyped,
  toDay: dayTyped,
  toTime: timeTyped,
  reviews: number(1, 50),
  pitch: number(1, 120),
  questions: number(0, 120),
});

/**
 * Reads the stages of a form: fields `entry.on`, `entry.fromDay`, … A stage that is not ticked is left out.
 * @throws Invalid with every wrong field, also where the sequence runs backwards
 */
export function readStages(values: Readonly<Record<string, unknown>>): StagePlan[] {
  const faults: Fault[] = [];
  const plans: StagePlan[] = [];
  for (const kind of stageKinds) {
    if (values[`${kind}.on`] !== 'ya') continue;
    const typed = Object.fromEntries(Object.keys(stageFields.shape).map((name) => [name, values[`${kind}.${name}`]]));
    const read = stageFields.safeParse(typed);
    if (read.success) plans.push(planOf(kind, read.data));
    else
      faults.push(
        ...read.error.issues.map((one) => ({ field: `${kind}.${one.path.join('.')}`, message: one.message })),
      );
  }
  const all = faults.length > 0 ? faults : orderFaults(plans);
  if (all.length > 0) throw new Invalid(all);
  return plans;
}

function planOf(kind: StageKind, typed: z.output<typeof stageFields>): StagePlan {
  const scored = isScoringStage(kind);
  return {
    kind,
    startsAt: instantOf(typed.fromDay, typed.fromTime),
    endsAt: instantOf(typed.toDay, typed.toTime),
    reviewsPerEntry: scored ? typed.reviews : null,
    pitchMinutes: kind === 'presentation' ? typed.pitch : null,
    questionMinutes: kind === 'presentation' ? typed.questions : null,
  };
}

/**
 * Each stage ends after it starts; none begins or ends before the one before it; scoring and what follows begin when
 * entries are closed. Stages may overlap otherwise: entries are checked while others still come in.
 */
export function orderFaults(plans: readonly Pick<Stage, 'kind' | 'startsAt' | 'endsAt'>[]): Fault[] {
  const inOrder = stageKinds.flatMap((kind) => plans.filter((one) => one.kind === kind));
  const entry = inOrder.find(({ kind }) => kind === 'entry');
  return inOrder.flatMap((one, at): Fault[] => {
    const fault = (part: string, key: string) => [{ field: `${one.kind}.${part}`, message: error(key) }];
    if (one.endsAt <= one.startsAt) return fault('toDay', 'endBeforeStart');
    const before = inOrder[at - 1];
    if (before && one.startsAt < before.startsAt) return fault('fromDay', 'startsBeforeLast');
    if (before && one.endsAt < before.endsAt) return fault('toDay', 'endsBeforeLast');
    const waits = one.kind !== 'entry' && one.kind !== 'check';
    return entry && waits && one.startsAt < entry.endsAt ? fault('fromDay', 'beforeEntryCloses') : [];
  });
}

export const extension = z.object({
  id,
  stage: z.enum(stageKinds, 'common.errors.wrongForm'),
  toDay: dayTyped,
  toTime: timeTyped,
  reason: z.string(error('reason')).trim().min(5, error('reason')).max(500, error('long')),
});
export type Extension = z.output<typeof extension>;

/** A deadline that was moved, as everybody may read it. */
export interface Moved {
  stage: StageKind;
  was: Date;
  endsAt: Date;
  reason: string;
  at: Date;
}

export const scoringStageInput = z.enum(scoringStages, 'common.errors.wrongForm');

/** Of one entry; nothing typed is everybody. */
export const entryNumberInput = z.object({ number: number(1, 1_000_000) });
