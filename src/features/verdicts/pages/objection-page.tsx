import {
  Alert,
  Button,
  Card,
  Chip,
  EmptyState,
  ErrorSummary,
  Form,
  formatDate,
  formatDateTime,
  Page,
  Section,
  Select,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import { limits } from '../aftermath.ts';
import type { ObjectionPage as View } from '../objection.queries.ts';

export interface ObjectionPageProps {
  view: View;
  /** Id of the objection to come. */
  formKey: string;
  typed: { entry: string; body: string };
  errors: Readonly<Record<string, string>>;
}

/** Answered objections in public words; entrants write theirs here while the window is open. */
export function ObjectionPage({ view, formKey, typed, errors }: ObjectionPageProps) {
  const { objections: words, result } = useMessages().aftermath;
  const { contest, answered, entries, open, own } = view;
  return (
    <Page
      title={words.title}
      lead={words.lead(contest.name)}
      breadcrumb={[{ label: result.title, to: `/lomba/${contest.id}/hasil` }, { label: words.title }]}
      example={contest.example}
      width="text"
    >
      <div class="grid gap-5">
        <ErrorSummary errors={errors} />
        <Alert>
          <Window view={view} /> {open > 0 && words.waiting(open)}
        </Alert>
        {entries.length > 0 && (contest.objectionsOpen || errors[''] !== undefined) && (
          <Raise view={view} formKey={formKey} typed={typed} errors={errors} />
        )}
        {own.length > 0 && <Own own={own} />}
      </div>
      <Section title={words.answered}>
        {answered.length === 0 && <EmptyState title={words.none}>{words.noneHelp}</EmptyState>}
        <div class="grid gap-4">
          {answered.map(({ category, gist, answer, answeredAt }) => (
            <Card title={category}>
              <p class="font-semibold">{gist}</p>
              <p class="mt-2 whitespace-pre-line">{answer}</p>
              <p class="mt-2 text-sm text-tinta-3">{formatDate(answeredAt)}</p>
            </Card>
          ))}
        </div>
      </Section>
    </Page>
  );
}

function Window({ view }: { view: View }) {
  const { objections: words } = useMessages().aftermath;
  const { objectionsOpen, objectionsUntil, publishedAt } = view.contest;
  if (!objectionsUntil || objectionsUntil.getTime() === publishedAt?.getTime()) return <>{words.noWindow}</>;
  return <>{(objectionsOpen ? words.until : words.closed)(formatDateTime(objectionsUntil))}</>;
}

function Raise({ view, formKey, typed, errors }: ObjectionPageProps) {
  const { objections: words } = useMessages().aftermath;
  const { contest, entries } = view;
  const [only, ...others] = entries;
  return (
    <Card title={words.raise} icon="message-circle">
      <Form
        action={`/lomba/${contest.id}/keberatan`}
        hidden={others.length === 0 && only ? { key: formKey, entry: only.id } : { key: formKey }}
      >
        {others.length > 0 && (
          <Select
            name="entry"
            label={words.entry}
            value={typed.entry}
            error={errors.entry}
            options={entries.map(({ id, title, name }) => ({ value: id, label: `${title} (${name})` }))}
          />
        )}
        <TextArea
          name="body"
          label={words.body}
          hint={words.bodyHint}
          value={typed.body}
          error={errors.body}
          maxlength={limits.objection}
          rows={6}
        />
        <div>
          <Button icon="send">{words.send}</Button>
        </div>
      </Form>
    </Card>
  );
}

function Own({ own }: Pick<View, 'own'>) {
  const { objections: words } = useMessages().aftermath;
  return (
    <Card title={words.own}>
      <ul class="grid gap-4">
        {own.map(({ title, body, answer, raisedAt, answeredAt }) => (
          <li>
            <p class="font-semibold">{title}</p>
            <p class="mb-1 text-sm text-tinta-3">{formatDateTime(raisedAt)}</p>
            <Chip tone={answeredAt ? 'tarum' : 'kunyit'}>{answeredAt ? words.done : words.open}</Chip>
            <p class="mt-2 whitespace-pre-line">{body}</p>
            {answeredAt && <p class="mt-2 whitespace-pre-line border-l-4 border-tarum-200 pl-3">{answer}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
