import type { Messages } from '#messages/id.ts';
import { formatDate } from '#ui/format.ts';
import type { CalendarEvent } from './event.ts';

type Span = Pick<CalendarEvent, 'firstDay' | 'lastDay' | 'startsAt' | 'endsAt'>;

const clock = (time: string) => time.replace(':', '.');

/** When an event is: "24 November 2026 pukul 09.30–11.00 WIB", "1 Juni sampai 31 Agustus 2026". */
export function spanText({ firstDay, lastDay, startsAt, endsAt }: Span, { calendar }: Messages): string {
  const { span } = calendar;
  if (firstDay === lastDay) {
    if (startsAt === null) return formatDate(firstDay);
    if (endsAt === null) return span.from(formatDate(firstDay), clock(startsAt));
    return span.fromTo(formatDate(firstDay), clock(startsAt), clock(endsAt));
  }
  const first = startsAt === null ? shortened(firstDay, lastDay) : span.from(formatDate(firstDay), clock(startsAt));
  return span.days(first, endsAt === null ? formatDate(lastDay) : span.from(formatDate(lastDay), clock(endsAt)));
}

/** The year stands once when both days are in it. */
function shortened(firstDay: string, lastDay: string): string {
  const words = formatDate(firstDay);
  return firstDay.slice(0, 4) === lastDay.slice(0, 4) ? words.slice(0, -5) : words;
}
