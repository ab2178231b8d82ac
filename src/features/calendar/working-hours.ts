import { z } from 'zod';
import content from './working-hours.json' with { type: 'json' };

const hours = z.object({
  minutesPerWeek: z.number().int(),
  startsAt: z.string().regex(/^\d\d:\d\d$/),
  breakMinutes: z.number().int(),
  fridayBreakMinutes: z.number().int(),
});

const schema = z.array(
  z.object({
    validFrom: z.iso.date(),
    decree: z.string(),
    href: z.url(),
    /** 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    usual: hours,
    ramadan: hours,
  }),
);
export type WorkingHours = z.output<typeof schema>[number];

/** Dated rules of working days and hours of government offices, newest first. */
const rules = schema.parse(content).sort((a, b) => b.validFrom.localeCompare(a.validFrom));

/** The rule in force on a day; of days before the oldest known rule, that one. */
export function workingHoursOn(day: string): WorkingHours {
  const rule = rules.find(({ validFrom }) => validFrom <= day) ?? rules.at(-1);
  if (!rule) throw new Error('no rule of working hours');
  return rule;
}

export const weekdaysOn = (day: string): readonly number[] => workingHoursOn(day).weekdays;
