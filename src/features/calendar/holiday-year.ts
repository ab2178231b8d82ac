import { z } from 'zod';

const day = z.iso.date();
const named = z.object({ day, name: z.string().min(3) });

/** One year of the joint decree of three ministers, as a file of `years/` holds it. */
const holidayYearSchema = z
  .object({
    year: z.number().int(),
    status: z.literal('decided'),
    decree: z.string().min(20),
    sources: z.array(z.url()).min(1),
    holidays: z.array(named).min(10),
    jointLeave: z.array(named),
    /** null: not yet decided by the minister of religion. */
    ramadan: z.object({ firstDay: day, lastDay: day, source: z.string(), href: z.url() }).nullable(),
  })
  .refine(
    ({ year, holidays, jointLeave }) => [...holidays, ...jointLeave].every((one) => one.day.startsWith(`${year}-`)),
    'a day lies outside the year',
  )
  .refine(
    ({ holidays, jointLeave }) => jointLeave.every((leave) => !holidays.some((holiday) => holiday.day === leave.day)),
    'joint leave on a holiday',
  );
export type HolidayYear = z.output<typeof holidayYearSchema>;

/** Every JSON file in `years/` is a year: bundled by Vite, read from the folder when Node runs the source itself. */
const files: Record<string, unknown> = import.meta.env
  ? import.meta.glob('./years/*.json', { eager: true, import: 'default' })
  : readFolder();

function readFolder(): Record<string, unknown> {
  const fs = process.getBuiltinModule('node:fs');
  const folder = new URL('./years/', import.meta.url);
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => [`./years/${name}`, JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'))]),
  );
}

/** @throws Error that names the file and the wrong places, so a bad year stops the start */
export function openHolidayYear(name: string, content: unknown): HolidayYear {
  const read = holidayYearSchema.safeParse(content);
  if (!read.success) throw new Error(`${name} is not a valid year of holidays\n${z.prettifyError(read.error)}`);
  if (!name.endsWith(`/${read.data.year}.json`)) throw new Error(`${name} holds the year ${read.data.year}`);
  return read.data;
}

/** Oldest first. A year that is missing has not been decided, or not been entered: its holidays are unknown. */
export const holidayYears: readonly HolidayYear[] = Object.entries(files)
  .map(([name, content]) => openHolidayYear(name, content))
  .sort((a, b) => a.year - b.year);

export function findHolidayYear(year: number): HolidayYear | undefined {
  return holidayYears.find((one) => one.year === year);
}
