import { expect, test } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { newId } from '#platform/ids.ts';
import { agendaOf } from './agenda.ts';
import { newEvent } from './event.ts';
import { icsOf } from './ics.ts';
import { spanText } from './span.ts';
import { eventOf } from './testing-events.ts';

const typed = { id: newId(), kind: 'expo', name: 'Pameran', firstDay: '24/11/2026', lastDay: '' };
const faultsOf = (change: object) =>
  newEvent.safeParse({ ...typed, ...change }).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

test('a form with only what must be there is a whole day of its own year', () => {
  expect(newEvent.parse({ ...typed, deadline: 'ya' })).toEqual({
    id: typed.id,
    kind: 'expo',
    name: 'Pameran',
    firstDay: '2026-11-24',
    lastDay: '2026-11-24',
    startsAt: null,
    endsAt: null,
    year: 2026,
    place: null,
    concerns: null,
    note: null,
    deadline: true,
    open: false,
    origin: null,
  });
  expect(newEvent.parse({ ...typed, startsAt: '9.05', endsAt: '11:00', year: '2027' })).toMatchObject({
    startsAt: '09:05',
    endsAt: '11:00',
    year: 2027,
  });
});

test.each([
  [{ kind: 'pesta' }, [['kind', 'calendar.errors.kind']]],
  [{ name: 'ab' }, [['name', 'calendar.errors.name']]],
  [{ firstDay: '31-02-2026' }, [['firstDay', 'calendar.errors.day']]],
  [{ lastDay: '2026-11-23' }, [['lastDay', 'calendar.errors.lastBeforeFirst']]],
  [{ startsAt: '25.00' }, [['startsAt', 'calendar.errors.time']]],
  [{ endsAt: '10.00' }, [['startsAt', 'calendar.errors.startMissing']]],
  [{ startsAt: '10.00', endsAt: '10.00' }, [['endsAt', 'calendar.errors.endBeforeStart']]],
  [{ year: '26' }, [['year', 'calendar.errors.year']]],
  [{ note: 'x'.repeat(1001) }, [['note', 'calendar.errors.long']]],
  [{ id: 'x' }, [['id', 'common.errors.wrongForm']]],
])('%j is refused beside its field', (change, faults) => expect(faultsOf(change)).toEqual(faults));

test.each([
  [{ firstDay: '2026-11-24' }, '24 November 2026'],
  [{ firstDay: '2026-06-01', lastDay: '2026-08-31' }, '1 Juni sampai 31 Agustus 2026'],
  [{ firstDay: '2026-12-31', lastDay: '2027-01-02' }, '31 Desember 2026 sampai 2 Januari 2027'],
  [{ firstDay: '2026-11-24', startsAt: '09:30' }, '24 November 2026 pukul 09.30 WIB'],
  [{ firstDay: '2026-11-24', startsAt: '09:30', endsAt: '11:00' }, '24 November 2026 pukul 09.30–11.00 WIB'],
  [
    { firstDay: '2026-11-24', lastDay: '2026-11-25', startsAt: '08:00', endsAt: '16:00' },
    '24 November 2026 pukul 08.00 WIB sampai 25 November 2026 pukul 16.00 WIB',
  ],
])('%j reads as people say it', (change, words) => expect(spanText(eventOf(change), messages)).toBe(words));

test('the agenda mixes events with days off, by month, and sets apart what is over', () => {
  const events = [
    eventOf({ name: 'lama', firstDay: '2026-01-01' }),
    eventOf({ name: 'kini', firstDay: '2026-06-01', lastDay: '2026-12-01' }),
  ];
  const holidays = {
    year: 2026,
    status: 'decided' as const,
    decree: '',
    sources: [],
    holidays: [
      { day: '2026-01-01', name: 'Tahun Baru' },
      { day: '2026-12-25', name: 'Natal' },
    ],
    jointLeave: [{ day: '2026-12-24', name: 'Natal' }],
    ramadan: null,
  };
  const said = agendaOf(events, holidays, '2026-11-24');
  const shown = (months: typeof said.coming) =>
    months.map(({ month, entries }) => [
      month,
      entries.map((one) => (one.kind === 'event' ? one.event.name : `${one.kind} ${one.name}`)),
    ]);
  expect(shown(said.past)).toEqual([['2026-01', ['holiday Tahun Baru', 'lama']]]);
  expect(shown(said.coming)).toEqual([
    ['2026-06', ['kini']],
    ['2026-12', ['joint_leave Natal', 'holiday Natal']],
  ]);
  expect(agendaOf([], undefined, '2026-11-24')).toEqual({ coming: [], past: [] });
});

const words = { title: 'Kalender', deadline: 'tenggat' };
const unfold = (ics: string) => ics.replace(/\r\n[ \t]/g, '');

test('iCalendar holds days as days and hours as instants, with identities that stay', () => {
  const whole = eventOf({ firstDay: '2026-06-01', lastDay: '2026-08-31', deadline: true, concerns: 'Desa; kelurahan' });
  const hours = eventOf({ firstDay: '2026-11-24', startsAt: '09:30', endsAt: '11:00', version: 3, cancelled: true });
  const text = unfold(icsOf([whole, hours], 'bekasikab', 'http://x/kalender', words));
  for (const line of [
    `UID:${whole.id}@bekasikab.gelar`,
    'DTSTART;VALUE=DATE:20260601',
    'DTEND;VALUE=DATE:20260901',
    'DESCRIPTION:tenggat\\nDesa\\; kelurahan',
    `UID:${hours.id}@bekasikab.gelar`,
    'SEQUENCE:2',
    'DTSTART:20261124T023000Z',
    'DTEND:20261124T040000Z',
    'STATUS:CANCELLED',
    'X-WR-TIMEZONE:Asia/Jakarta',
  ]) {
    expect(text.split('\r\n')).toContain(line);
  }
  expect(text.indexOf('X-WR-TIMEZONE')).toBeLessThan(text.indexOf('BEGIN:VEVENT'));
});

test('no line is longer than 75 octets, no letter is cut in half, and every line ends as the standard wants', () => {
  const long = eventOf({ name: 'Lomba — désa “terbaik” 🌿 '.repeat(6).trim(), note: 'é'.repeat(900) });
  const ics = icsOf([long], 'bekasikab', 'http://x/kalender', words);
  expect(ics.replace(/\r\n/g, '')).not.toMatch(/[\r\n\ufffd]/);
  expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(unfold(ics)).toContain(`SUMMARY:${long.name}`);
});

test('a start without an end has none', () => {
  const text = icsOf([eventOf({ firstDay: '2026-11-24', startsAt: '09:30' })], 's', 'http://x', words);
  expect([text.includes('DTSTART:20261124T023000Z'), text.includes('DTEND')]).toEqual([true, false]);
});
