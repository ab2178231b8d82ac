import type { Messages } from '#messages/id.ts';
import type { Report, ReportPart } from '#platform/papers/document.ts';
import { formatDate, formatDateTime, formatNumber, formatShare } from '#ui/format.ts';
import type { Briefing } from './briefing.ts';

/** How many lines of each list fit, so that the two pages stay two. */
const fits = { districts: 10, gains: 5, late: 8, deadlines: 6 };

type Table = ReportPart['tables'][number];

/** The briefing in words and tables: once, for the page and for the PDF. */
export function sheetsOf(briefing: Briefing, region: string, messages: Messages): Report {
  const words = messages.briefing;
  const part = (changes: Partial<ReportPart> & Pick<ReportPart, 'title' | 'source'>): ReportPart => ({
    lines: [],
    figures: [],
    tables: [],
    newPage: false,
    ...changes,
  });
  return {
    form: 'report',
    title: words.title(region),
    lead: words.lead(formatDateTime(briefing.at)),
    parts: [
      part({ title: words.registry.title, source: words.registry.source, ...registry(briefing, messages) }),
      part({ title: words.coverage.title, source: words.coverage.source, ...coverage(briefing, messages) }),
      part({ title: words.index.title, source: words.index.source, newPage: true, ...index(briefing, messages) }),
      part({ title: words.due.title, source: words.due.source, ...due(briefing, messages) }),
      part({
        title: words.late.title(briefing.moreThan),
        source: words.late.source,
        ...late(briefing, messages),
      }),
    ],
  };
}

function registry({ states, month, kinds, examples }: Briefing, messages: Messages): Partial<ReportPart> {
  const { registry: say } = messages.briefing;
  const accepted = states.find(({ state }) => state === 'accepted')?.count ?? 0;
  const all = states.reduce((sum, { count }) => sum + count, 0);
  return {
    figures: [
      { value: formatNumber(accepted), label: say.accepted },
      { value: formatNumber(month.accepted), label: say.acceptedThisMonth },
      { value: formatNumber(month.begun), label: say.begunThisMonth },
      { value: formatNumber(all), label: say.all },
    ],
    lines: examples > 0 ? [say.examples(formatNumber(examples))] : [],
    tables: [
      {
        heads: [say.state, say.count],
        rows: states.map(({ state, count }) => [wordIn(messages.innovations.states, state), formatNumber(count)]),
      },
      ...(kinds.length === 0
        ? []
        : [
            {
              heads: [say.kind, say.accepted],
              rows: kinds.map(({ kind, count }) => [wordIn(messages.organizations.kinds, kind), formatNumber(count)]),
            },
          ]),
    ],
  };
}

const wordIn = (list: Readonly<Record<string, string>>, key: string) => list[key] ?? key;

function coverage({ districts }: Briefing, messages: Messages): Partial<ReportPart> {
  const { coverage: say } = messages.briefing;
  const villages = districts.reduce((sum, one) => sum + one.villages, 0);
  const covered = districts.reduce((sum, one) => sum + one.withInnovation, 0);
  if (villages === 0) return { lines: [say.unknown] };
  const shown = districts.slice(0, fits.districts);
  return {
    figures: [
      { value: say.of(formatNumber(covered), formatNumber(villages)), label: say.with },
      { value: formatNumber(villages - covered), label: say.without },
      { value: formatShare(covered / villages), label: say.share },
    ],
    tables: [
      {
        heads: [say.district, say.with, say.without],
        rows: shown.map((one) => [
          one.name,
          formatNumber(one.withInnovation),
          formatNumber(one.villages - one.withInnovation),
        ]),
      },
    ],
    lines: more(districts.length - shown.length, say.moreDistricts),
  };
}

const more = (left: number, say: (n: string) => string) => (left > 0 ? [say(formatNumber(left))] : []);

function index({ outlook }: Briefing, messages: Messages): Partial<ReportPart> {
  const { index: say } = messages.briefing;
  const { summary, gains } = outlook;
  if (summary.index === null) return { lines: [say.unknown] };
  return {
    figures: [
      { value: formatNumber(summary.index, 2), label: say.claimed(summary.edition) },
      {
        value: summary.verified === null ? messages.ui.unknown : formatNumber(summary.verified, 2),
        label: say.verified,
      },
      { value: summary.predicate, label: say.predicate },
      summary.next
        ? { value: formatNumber(summary.next.missing, 2), label: say.missing(summary.next.name) }
        : { value: '0', label: say.top },
    ],
    tables: [
      {
        heads: [say.raises, say.points],
        rows: gains.slice(0, fits.gains).map(({ name, oneLevel }) => [name, `+${formatNumber(oneLevel, 2)}`]),
      },
    ],
  };
}

function due({ queues, deadlines }: Briefing, messages: Messages): Partial<ReportPart> {
  const { due: say } = messages.briefing;
  const waiting: Table = {
    heads: [say.queue, say.count, say.oldest],
    rows: queues.map(({ state, count, oldest }) => [
      say.queues[state],
      formatNumber(count),
      count === 0 ? '–' : formatNumber(oldest),
    ]),
  };
  if (!deadlines) return { tables: [waiting] };
  const shown = deadlines.slice(0, fits.deadlines).map(({ name, day }) => [name, formatDate(day)]);
  if (shown.length === 0) return { lines: [say.noDeadlines], tables: [waiting] };
  return { tables: [{ heads: [say.deadline, say.day], rows: shown }, waiting] };
}

function late({ late: offices }: Briefing, messages: Messages): Partial<ReportPart> {
  const { late: say } = messages.briefing;
  if (offices.length === 0) return { lines: [say.nobody] };
  const shown = offices.slice(0, fits.late);
  return {
    tables: [
      {
        heads: [say.office, say.count, say.oldest],
        rows: shown.map(({ organizationName, state, count, oldest }) => [
          organizationName === null ? say.verifiers : say.at[state](organizationName),
          formatNumber(count),
          formatNumber(oldest),
        ]),
      },
    ],
    lines: more(offices.length - shown.length, say.moreOffices),
  };
}
