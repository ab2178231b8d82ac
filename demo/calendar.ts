import { type InventedEvent, loadInventedEvents } from '#features/calendar/index.ts';
import type { DemonstrationPart } from './load.ts';

/** Invented, around the day of the first start, so that the calendar always has something to come. */
const events: readonly InventedEvent[] = [
  {
    kind: 'training',
    name: 'Bimbingan isian indeks untuk operator desa (contoh)',
    inDays: -12,
    lastsDays: 1,
    startsAt: '09:00',
    endsAt: '12:00',
    place: 'Aula kecamatan (contoh)',
    concerns: 'Operator inovasi desa dan kelurahan',
    open: true,
    deadline: false,
  },
  {
    kind: 'contest',
    name: 'Pendaftaran Lomba Inovasi Desa (contoh)',
    inDays: -5,
    lastsDays: 40,
    concerns: 'Seluruh desa dan kelurahan',
    open: true,
    deadline: true,
  },
  {
    kind: 'presentation',
    name: 'Presentasi finalis Lomba Inovasi Desa (contoh)',
    inDays: 55,
    lastsDays: 2,
    startsAt: '08:30',
    endsAt: '15:00',
    place: 'Gedung pertemuan kabupaten (contoh)',
    concerns: 'Finalis dan dewan juri',
    open: true,
    deadline: false,
  },
  {
    kind: 'other',
    name: 'Rapat persiapan dewan juri (contoh)',
    inDays: 20,
    lastsDays: 1,
    startsAt: '13:00',
    endsAt: '15:00',
    open: false,
    deadline: false,
  },
  { kind: 'expo', name: 'Pameran inovasi daerah (contoh)', inDays: 80, lastsDays: 3, open: true, deadline: false },
];

export const demonstrationCalendar: DemonstrationPart = {
  name: 'calendar',
  async load({ bekasikab, tarumasari }) {
    for (const ctx of [bekasikab, tarumasari]) await loadInventedEvents(ctx, events);
  },
};
