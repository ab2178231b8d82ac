import { Alert, ButtonLink, Card, formatDate, formatNumber, Page, Table, useMessages } from '#ui/index.ts';
import type { Feedback } from '../feedback.queries.ts';
import type { CriterionFeedback, StageFeedback } from '../feedback.ts';

/** What the jurors' scores and remarks tell the entrant, never who said what. */
export function FeedbackPage({ feedback, committee }: { feedback: Feedback; committee: boolean }) {
  const { feedback: words } = useMessages().aftermath;
  const { contest, entry, stages, remarks, oneVoice } = feedback;
  return (
    <Page
      title={words.title}
      lead={words.lead(entry.title, entry.name, contest.name, formatDate(contest.publishedAt ?? ''))}
      breadcrumb={[{ label: contest.name, to: `/lomba/${contest.id}/hasil` }, { label: words.title }]}
      example={contest.example}
      aside={
        <ButtonLink to={`/kerja/umpan-balik/${entry.id}/surat.pdf`} tone="plain" icon="download">
          {words.download}
        </ButtonLink>
      }
    >
      <div class="grid gap-5">
        {committee && <Alert>{words.committee}</Alert>}
        {stages.length === 0 && <Card title={words.scores}>{words.noScores}</Card>}
        {stages.map((stage) => (
          <StageCard stage={stage} />
        ))}
        <Card title={words.remarks} icon="message-circle">
          {oneVoice && <Alert tone="warning">{words.oneVoice}</Alert>}
          {remarks.length === 0 && <p>{words.noRemarks}</p>}
          <ul class="mt-3 grid gap-3">
            {remarks.map((remark) => (
              <li class="whitespace-pre-line border-l-4 border-tarum-200 pl-3">{remark}</li>
            ))}
          </ul>
          {remarks.length > 1 && !oneVoice && <p class="mt-3 text-sm text-tinta-3">{words.shuffled}</p>}
        </Card>
      </div>
    </Page>
  );
}

const shown = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, 2));

function StageCard({ stage }: { stage: StageFeedback }) {
  const { feedback: words, dataSet } = useMessages().aftermath;
  const name = dataSet.stages[stage.stage];
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  if (!stage.criteria) return <Card title={title}>{words.oneJuror}</Card>;
  const column = (key: 'low' | 'median' | 'high') => ({
    ...{ key, head: words[key], align: 'end' as const },
    cell: ({ field }: CriterionFeedback) => shown(field?.[key]),
  });
  return (
    <Card title={title} icon="chart-column">
      <Table
        caption={title}
        rows={stage.criteria}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', head: words.criterion, main: true, cell: (row) => row.name },
          { key: 'own', head: words.own, align: 'end', cell: (row) => <strong>{shown(row.own)}</strong> },
          column('low'),
          column('median'),
          column('high'),
        ]}
      />
      <p class="mt-3 text-sm text-tinta-3">{words.fieldOf(stage.entries, stage.scale[0], stage.scale[1])}</p>
    </Card>
  );
}
