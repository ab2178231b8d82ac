import {
  A,
  Alert,
  Button,
  Card,
  Checkbox,
  Chip,
  ConfirmBlock,
  DefinitionList,
  ErrorSummary,
  ExampleChip,
  Form,
  formatDate,
  formatDateTime,
  Page,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import { limits, type NextStep, type Session } from '../session.ts';

export interface SessionPageProps {
  session: Session;
  /** Steps whose day has passed. */
  overdue: ReadonlySet<string>;
  may: { tick: boolean; cancel: boolean; confirm: boolean };
  /** What was refused, beside the field it is about. */
  errors?: Readonly<Record<string, string>>;
  typed?: Readonly<Record<string, string>>;
}

export function SessionPage({ session, overdue, may, errors = {}, typed = {} }: SessionPageProps) {
  const { mentoring, innovations } = useMessages();
  const words = mentoring.page;
  return (
    <Page
      width="text"
      title={session.topic}
      lead={session.innovationTitle || innovations.list.untitled}
      breadcrumb={[{ label: mentoring.title, to: '/kerja/pendampingan' }]}
      aside={session.example && <ExampleChip />}
    >
      <ErrorSummary errors={errors} />
      <div class="grid gap-6">
        {session.cancelled && (
          <Alert tone="warning" title={words.cancelled(formatDateTime(session.cancelled.at))}>
            <p class="whitespace-pre-line">{session.cancelled.reason}</p>
          </Alert>
        )}
        <Facts session={session} />
        <Card title={words.advice}>
          <p class="whitespace-pre-line">{session.advice || words.noAdvice}</p>
        </Card>
        <Card title={words.steps}>
          {session.steps.length === 0 && <p>{words.noSteps}</p>}
          <ul class="grid gap-5">
            {session.steps.map((step) => (
              <Step {...{ session, step, late: overdue.has(step.id), may: may.tick && !session.cancelled }} />
            ))}
          </ul>
        </Card>
        {!session.cancelled && <Evidence {...{ session, may: may.confirm, errors }} />}
        {may.cancel && !session.cancelled && <Cancel {...{ session, errors, typed }} />}
      </div>
    </Page>
  );
}

function Facts({ session }: { session: Session }) {
  const { mentoring } = useMessages();
  const words = mentoring.page;
  const mentors = session.mentors.map(({ name, institution }) => (institution ? `${name} (${institution})` : name));
  return (
    <Card>
      <DefinitionList
        items={[
          { term: words.organization, value: session.organizationName },
          { term: words.day, value: formatDate(session.heldOn) },
          { term: words.way, value: mentoring.ways[session.way] },
          { term: words.mentors, value: mentors.join('; ') },
        ]}
      />
      <p class="mt-3 text-sm text-tinta-3">{words.recorded(formatDateTime(session.recordedAt))}</p>
    </Card>
  );
}

function Step({ session, step, late, may }: { session: Session; step: NextStep; late: boolean; may: boolean }) {
  const { mentoring } = useMessages();
  const words = mentoring.page;
  const action = `/kerja/pendampingan/${session.id}/langkah/${step.id}`;
  const hidden = { version: session.version, done: step.doneAt ? '' : 'ya' };
  return (
    <li>
      <p class="font-semibold">{step.body}</p>
      <p class="flex flex-wrap gap-2 text-sm text-tinta-2">
        {step.dueOn && <span>{words.due(formatDate(step.dueOn))}</span>}
        {step.doneAt && <Chip tone="tarum">{words.doneOn(formatDate(step.doneAt))}</Chip>}
        {late && <Chip tone="kunyit">{mentoring.list.overdue}</Chip>}
      </p>
      {step.doneNote && <p class="whitespace-pre-line">{step.doneNote}</p>}
      {may && (
        <Form action={action} hidden={hidden} class="mt-2">
          {!step.doneAt && <Note name="note" label={words.note} />}
          <div>
            <Button tone="plain" icon={step.doneAt ? 'undo-2' : 'check'}>
              {step.doneAt ? words.reopen : words.done}
              <span class="sr-only">{`: ${step.body}`}</span>
            </Button>
          </div>
        </Form>
      )}
    </li>
  );
}

/** The same field once a step: wrapped by its label, so that no two have one id. */
function Note({ name, label }: { name: string; label: string }) {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <input class="input w-full" type="text" name={name} maxlength={limits.note} />
    </label>
  );
}

function Evidence({
  session,
  may,
  errors,
}: {
  session: Session;
  may: boolean;
  errors: Readonly<Record<string, string>>;
}) {
  const words = useMessages().mentoring.page;
  if (!may) return null;
  const files = `/kerja/inovasi/${session.innovationId}/berkas?untuk=SID-20`;
  return (
    <Card title={words.evidence} icon="file-check">
      {session.evidenceAt ? (
        <p>
          {words.evidenceDone(formatDateTime(session.evidenceAt))} <A to={files}>{words.evidenceOpen}</A>
        </p>
      ) : (
        <Form action={`/kerja/pendampingan/${session.id}/bukti`} hidden={{ version: session.version }}>
          <p>{words.evidenceLead}</p>
          <Checkbox name="sure" label={words.evidenceSure} error={errors.sure} />
          <div>
            <Button>{words.evidenceAdd}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}

function Cancel({ session, errors, typed }: Required<Pick<SessionPageProps, 'session' | 'errors' | 'typed'>>) {
  const words = useMessages().mentoring.page;
  return (
    <ConfirmBlock open={words.cancel} question={words.cancelAsk} expanded={errors.reason !== undefined}>
      <Form action={`/kerja/pendampingan/${session.id}/batal`} hidden={{ version: session.version }}>
        <TextArea
          name="reason"
          label={words.cancelReason}
          value={typed.reason ?? ''}
          error={errors.reason}
          rows={3}
          maxlength={limits.reason}
          required
        />
        <div>
          <Button tone="danger">{words.cancelConfirm}</Button>
        </div>
      </Form>
    </ConfirmBlock>
  );
}

/** On the work page of an innovation: its newest sessions. */
export function SessionsSlot({
  innovationId,
  sessions,
  mayRecord,
}: {
  innovationId: string;
  sessions: readonly Session[];
  mayRecord: boolean;
}) {
  const { mentoring } = useMessages();
  return (
    <Card title={mentoring.work.title} icon="hand">
      {sessions.length === 0 && <p class="text-tinta-2">{mentoring.work.none}</p>}
      <ul class="grid gap-2">
        {sessions.map(({ id, topic, heldOn }) => (
          <li>
            <A to={`/kerja/pendampingan/${id}`} class="link">
              {topic}
            </A>
            <span class="block text-sm text-tinta-3">{formatDate(heldOn)}</span>
          </li>
        ))}
      </ul>
      <p class="mt-3 flex flex-wrap gap-x-5">
        {sessions.length > 0 && (
          <A to={`/kerja/pendampingan?inovasi=${innovationId}`} class="link inline-flex min-h-11 items-center">
            {mentoring.work.all}
          </A>
        )}
        {mayRecord && (
          <A to={`/kerja/pendampingan/baru?inovasi=${innovationId}`} class="link inline-flex min-h-11 items-center">
            {mentoring.list.record}
          </A>
        )}
      </p>
    </Card>
  );
}
