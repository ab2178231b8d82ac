import { id as messages } from '#messages/id.ts';
import type { Report } from '#platform/papers/document.ts';
import type { Session } from './session.ts';

/** "24 November 2026" of "2026-11-24". */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${messages.papers.print.months[(month ?? 1) - 1]} ${year}`;
}

const part = (
  title: string,
  lines: readonly string[],
  heads: readonly string[] = [],
  rows: readonly string[][] = [],
) => ({
  ...{ title, lines, source: '', figures: [], newPage: false },
  tables: rows.length > 0 ? [{ heads, rows }] : [],
});

/** A session as a paper: what was recorded, nothing else, so that the same session gives the same file. */
export function minutesOf(session: Session, region: string): Report & { fileName: string } {
  const { minutes: words, page, ways } = messages.mentoring;
  const facts = [
    `${page.innovation}: ${session.innovationTitle}${session.example ? ` (${words.example})` : ''}`,
    `${page.organization}: ${session.organizationName}`,
    `${page.day}: ${dayInWords(session.heldOn)}`,
    `${page.way}: ${ways[session.way]}`,
  ];
  const parts = [
    part(words.facts, facts),
    part(
      words.attendance,
      [],
      [words.name, words.institution],
      session.mentors.map(({ name, institution }) => [name, institution || '–']),
    ),
    part(page.advice, [session.advice || page.noAdvice]),
    part(
      page.steps,
      session.steps.length === 0 ? [page.noSteps] : [],
      [words.step, words.due, words.state],
      session.steps.map(({ body, dueOn, doneAt }) => [
        body,
        dueOn ? dayInWords(dueOn) : '–',
        doneAt ? words.done : words.open,
      ]),
    ),
  ];
  return {
    form: 'report',
    title: words.title,
    lead: `${words.subtitle(session.topic, session.innovationTitle)}\n${words.source(region)}`,
    parts,
    fileName: `${words.file(session.heldOn)} ${session.id.slice(-6)}`,
  };
}
