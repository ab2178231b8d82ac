import { Card, formatDate, useMessages } from '#ui/index.ts';
import type { HolidayYear } from '../holiday-year.ts';
import type { WorkingHours } from '../working-hours.ts';

/** Holidays, Ramadan and working hours of a year, each with the rule it comes from. */
export function DaysOffCard({
  year,
  holidays,
  hours,
}: {
  year: number;
  holidays: HolidayYear | undefined;
  hours: WorkingHours;
}) {
  const { off } = useMessages().calendar;
  return (
    <Card title={off.title(year)} icon="landmark">
      {holidays ? <Decided holidays={holidays} /> : <p>{off.undecided(year)}</p>}
      <h3 class="mt-4 text-base">{off.ramadan}</h3>
      {holidays?.ramadan ? (
        <>
          <p>{off.ramadanDays(formatDate(holidays.ramadan.firstDay), formatDate(holidays.ramadan.lastDay))}</p>
          <Source text={holidays.ramadan.source} links={[holidays.ramadan.href]} />
        </>
      ) : (
        <p>{off.ramadanUndecided}</p>
      )}
      <h3 class="mt-4 text-base">{off.hours}</h3>
      <ul class="mt-1 grid gap-1">
        <HoursLine label={off.usual} hours={hours.usual} />
        <HoursLine label={off.duringRamadan} hours={hours.ramadan} />
      </ul>
      <Source text={hours.decree} links={[hours.href]} />
    </Card>
  );
}

function Decided({ holidays }: { holidays: HolidayYear }) {
  const { off } = useMessages().calendar;
  return (
    <>
      <p>{off.counts(holidays.holidays.length, holidays.jointLeave.length)}</p>
      <Source text={holidays.decree} links={holidays.sources} />
    </>
  );
}

function HoursLine({ label, hours }: { label: string; hours: WorkingHours['usual'] }) {
  const { off } = useMessages().calendar;
  const time = off.time(Math.floor(hours.minutesPerWeek / 60), hours.minutesPerWeek % 60);
  return (
    <li>
      <b>{`${label}: `}</b>
      {off.week(time, hours.startsAt.replace(':', '.'))}, {off.rest(hours.breakMinutes, hours.fridayBreakMinutes)}
    </li>
  );
}

function Source({ text, links }: { text: string; links: readonly string[] }) {
  const { off } = useMessages().calendar;
  return (
    <p class="mt-1 text-sm text-tinta-3 wrap-anywhere">
      {`${off.basis}: ${text}. `}
      {links.map((link, i) => (
        <>
          <a class="link" href={link} rel="noreferrer">
            {links.length === 1 ? off.source : off.sourceOf(i + 1)}
          </a>
          {i < links.length - 1 ? ' · ' : ''}
        </>
      ))}
    </p>
  );
}
