import {
  A,
  Button,
  Card,
  Chip,
  EmptyState,
  ErrorSummary,
  Form,
  formatDateTime,
  Page,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import { limits } from '../aftermath.ts';
import type { ContestRow } from '../contest.queries.ts';
import type { ObjectionRow } from '../objection.queries.ts';

export interface ObjectionListPageProps {
  contest: ContestRow;
  rows: readonly ObjectionRow[];
  /** What was typed into which form, and what is wrong with it. */
  returned: { id: string; gist: string; answer: string; errors: Readonly<Record<string, string>> } | null;
}

/** The committee reads every objection and answers it. */
export function ObjectionListPage({ contest, rows, returned }: ObjectionListPageProps) {
  const { objections: words } = useMessages().aftermath;
  return (
    <Page
      title={words.listTitle}
      lead={contest.name}
      breadcrumb={[{ label: contest.name, to: `/kerja/lomba/${contest.id}/pengumuman` }, { label: words.listTitle }]}
      aside={
        contest.publishedAt && (
          <A to={`/lomba/${contest.id}/keberatan`} class="link">
            {words.public}
          </A>
        )
      }
      example={contest.example}
      width="text"
    >
      <div class="grid gap-5">
        <ErrorSummary errors={returned?.errors ?? {}} />
        {rows.length === 0 && <EmptyState title={words.listNone}>{words.listNoneHelp}</EmptyState>}
        {rows.map((row) => (
          <One contest={contest} row={row} returned={returned?.id === row.id ? returned : null} />
        ))}
      </div>
    </Page>
  );
}

function One({ contest, row, returned }: Pick<ObjectionListPageProps, 'contest' | 'returned'> & { row: ObjectionRow }) {
  const { objections: words } = useMessages().aftermath;
  return (
    <Card
      title={row.title}
      aside={<Chip tone={row.answeredAt ? 'tarum' : 'kunyit'}>{row.answeredAt ? words.done : words.open}</Chip>}
    >
      <p class="text-sm text-tinta-3">{`${row.name} · ${row.category} · ${formatDateTime(row.raisedAt)}`}</p>
      <p class="my-3 whitespace-pre-line">{row.body}</p>
      {row.answeredAt ? (
        <div class="border-l-4 border-tarum-200 pl-3">
          <p class="font-semibold">{row.gist}</p>
          <p class="whitespace-pre-line">{row.answer}</p>
        </div>
      ) : (
        <Form action={`/kerja/lomba/${contest.id}/keberatan/${row.id}`}>
          <TextArea
            name="gist"
            label={words.gist}
            hint={words.gistHint}
            rows={2}
            value={returned?.gist}
            error={returned?.errors.gist}
            maxlength={limits.gist}
          />
          <TextArea
            name="answer"
            label={words.answer}
            hint={words.answerHint}
            value={returned?.answer}
            error={returned?.errors.answer}
            maxlength={limits.answer}
          />
          <div>
            <Button icon="send">{words.answerSend}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
