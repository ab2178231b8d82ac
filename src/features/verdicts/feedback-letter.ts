import type { Messages } from '#messages/id.ts';
import type { Report, ReportPart } from '#platform/papers/document.ts';
import { formatDate, formatNumber } from '#ui/format.ts';
import type { Feedback } from './feedback.queries.ts';
import type { StageFeedback } from './feedback.ts';

const empty = { lines: [], figures: [], tables: [], newPage: false, source: '' };

/** The letter to print, in the words of the page. */
export function feedbackReport(feedback: Feedback, messages: Messages): Report {
  const { feedback: words } = messages.aftermath;
  const { contest, entry, remarks, stages, oneVoice } = feedback;
  const lines = remarks.length === 0 ? [words.noRemarks] : remarks.map((remark) => `“${remark}”`);
  return {
    form: 'report',
    title: words.title,
    lead: words.lead(entry.title, entry.name, contest.name, formatDate(contest.publishedAt ?? '')),
    parts: [
      ...(stages.length === 0 ? [{ ...empty, title: words.scores, lines: [words.noScores] }] : []),
      ...stages.map((stage) => stagePart(stage, messages)),
      { ...empty, title: words.remarks, lines, source: oneVoice ? words.oneVoice : words.shuffled },
    ],
  };
}

function stagePart(stage: StageFeedback, messages: Messages): ReportPart {
  const { feedback: words, dataSet } = messages.aftermath;
  const name = dataSet.stages[stage.stage];
  const part = { ...empty, title: name.charAt(0).toUpperCase() + name.slice(1) };
  const { criteria, scale } = stage;
  if (!criteria) return { ...part, lines: [words.oneJuror] };
  const rows = criteria.map(({ name, own, field }) => [
    name,
    formatNumber(own, 2),
    ...(field ? [field.low, field.median, field.high].map((value) => formatNumber(value, 2)) : ['–', '–', '–']),
  ]);
  return {
    ...part,
    tables: [{ heads: [words.criterion, words.own, words.low, words.median, words.high], rows }],
    source: words.fieldOf(stage.entries, scale[0], scale[1]),
  };
}
