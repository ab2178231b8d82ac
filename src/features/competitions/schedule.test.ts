import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWorkingDay } from '#features/calendar/index.ts';
import { addDays } from '#platform/day.ts';
import { missingFor } from './completeness.ts';
import { dayAndTime, instantOf, timeTyped } from './moment.ts';
import { plannedOf, schedule } from './schedule.ts';
import { orderFaults, readStages } from './stage.ts';
import { competitionTemplates, rubricTemplates } from './templates.ts';

test('from any first day every template gives stages in order, on working days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), fc.constantFrom(...competitionTemplates), (days, template) => {
      const plans = schedule(plannedOf(template), addDays('2026-01-01', days));
      expect(orderFaults(plans)).toEqual([]);
      for (const { startsAt, endsAt } of plans)
        for (const { day } of [dayAndTime(startsAt), dayAndTime(endsAt)]) expect(nextWorkingDay(day)).toBe(day);
    }),
    { numRuns: 300 },
  );
});

test('every rubric says where it is from and what each value of its scale means', () => {
  expect(rubricTemplates.map(({ key }) => key)).toContain('melalui-indeks-2026');
  for (const { source, criteria, scaleMin, scaleMax } of rubricTemplates) {
    expect(source.length).toBeGreaterThan(20);
    for (const { anchors, weight } of criteria)
      expect([weight > 0, anchors.map(({ value }) => value)]).toEqual([
        true,
        Array.from({ length: scaleMax - scaleMin + 1 }, (_, at) => scaleMin + at),
      ]);
  }
  const iga = rubricTemplates.find(({ key }) => key === 'presentasi-iga-2023');
  expect(iga?.criteria.map(({ weight }) => weight)).toEqual([30, 25, 15, 20, 10]);
});

test('stages that run backwards are refused where they are wrong', () => {
  const typed = (kind: string, from: string, to: string) => ({
    [`${kind}.on`]: 'ya',
    [`${kind}.fromDay`]: from,
    [`${kind}.fromTime`]: '8.00',
    [`${kind}.toDay`]: to,
    [`${kind}.toTime`]: '16.00',
  });
  const entry = typed('entry', '1/3/2027', '31-03-2027');
  expect(readStages(entry)[0]?.endsAt).toEqual(instantOf('2027-03-31', '16:00'));
  const faultsOf = (values: Record<string, string>) => {
    try {
      readStages(values);
      return [];
    } catch (error) {
      return (error as { faults: { field: string }[] }).faults.map(({ field }) => field);
    }
  };
  expect(faultsOf({ ...entry, ...typed('desk', '2027-03-30', '2027-04-09') })).toEqual(['desk.fromDay']);
  expect(faultsOf(typed('entry', '2027-03-31', '2027-03-01'))).toEqual(['entry.toDay']);
  expect(timeTyped.safeParse('24.00').success).toBe(false);
});

test('what is missing is told exactly', () => {
  const now = new Date();
  expect(missingFor({ stages: [], categories: [], rubrics: [] }, now)).toEqual([
    { what: 'category' },
    { what: 'entryStage' },
  ]);
  const stages = [
    { kind: 'entry' as const, endsAt: new Date(now.getTime() - 1) },
    { kind: 'desk' as const, endsAt: now },
  ];
  expect(missingFor({ stages, categories: [{ id: 'a', name: 'Desa' }], rubrics: [] }, now)).toEqual([
    { what: 'entryOver' },
    { what: 'rubric', category: 'Desa', stage: 'desk' },
  ]);
});
