import { formatDateTime, StatusChip, useMessages } from '#ui/index.ts';
import type { Stage } from '../stage.ts';

export type When = 'later' | 'now' | 'over';

export function whenOf({ startsAt, endsAt }: Pick<Stage, 'startsAt' | 'endsAt'>, now: Date): When {
  if (now < startsAt) return 'later';
  return now < endsAt ? 'now' : 'over';
}

export function StageChip({ stage, now }: { stage: Pick<Stage, 'startsAt' | 'endsAt'>; now: Date }) {
  const { stageStates } = useMessages().competitions;
  const when = whenOf(stage, now);
  const tone = when === 'now' ? 'tarum' : 'kertas';
  return (
    <StatusChip tone={tone} icon={when === 'over' ? 'check' : 'clock'}>
      {stageStates[when]}
    </StatusChip>
  );
}

export function StageSpan({ stage: { startsAt, endsAt } }: { stage: Pick<Stage, 'startsAt' | 'endsAt'> }) {
  const { span } = useMessages().competitions;
  return <>{span(formatDateTime(startsAt), formatDateTime(endsAt))}</>;
}

/** "12 hari", "5 jam": how long it is until then, in the largest whole unit. */
export function useLength(): (from: Date, to: Date) => string {
  const { countdown } = useMessages().competitions;
  return (from, to) => {
    const minutes = Math.max(1, Math.floor((to.getTime() - from.getTime()) / 60_000));
    if (minutes < 60) return countdown.minutes(minutes);
    return minutes < 48 * 60 ? countdown.hours(Math.floor(minutes / 60)) : countdown.days(Math.floor(minutes / 1440));
  };
}

export interface EntryTimes {
  from: Date | null;
  until: Date | null;
  now: Date;
}

/** When entries open or close, in words; nothing where there is no such stage. */
export function Countdown({ from, until, now }: EntryTimes) {
  const { countdown } = useMessages().competitions;
  const length = useLength();
  if (!from || !until) return null;
  if (now < from) return <>{countdown.opens(length(now, from))}</>;
  return <>{now < until ? countdown.closes(length(now, until)) : countdown.closed}</>;
}
