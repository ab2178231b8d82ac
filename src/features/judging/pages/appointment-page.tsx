import {
  Alert,
  Button,
  Card,
  Checkbox,
  Chip,
  ConfirmBlock,
  ErrorSummary,
  ExampleChip,
  Form,
  formatDateTime,
  Page,
  Select,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { AppointmentPage as Data } from '../conflict.queries.ts';
import { declarationLines, declaredKinds, numbered } from '../conflict.ts';
import { isOverdue, jurorLimits } from '../juror.ts';
import { Competence, LeaveBlock, type Typed } from './juror-form-page.tsx';

export interface AppointmentPageProps {
  data: Data;
  affairs: readonly string[];
  now: Date;
  typed: Typed;
  errors?: Readonly<Record<string, string>>;
}

const last = (typed: Typed, name: string): string => [typed[name] ?? []].flat().at(-1) ?? '';

export function AppointmentPage(props: AppointmentPageProps) {
  const { jurors } = useMessages();
  const words = jurors.own;
  const { data, now, errors = {} } = props;
  const { contest, juror } = data;
  const ended = juror.state === 'declined' || juror.state === 'left';
  return (
    <Page width="text" title={words.title} lead={contest.name} aside={contest.example && <ExampleChip />}>
      <ErrorSummary errors={errors} />
      <div class="grid gap-6">
        {ended ? (
          <Alert>{words.ended}</Alert>
        ) : (
          <>
            {juror.state === 'appointed' && juror.acknowledgeBy && (
              <Alert tone={isOverdue(juror, now) ? 'warning' : 'notice'}>
                {isOverdue(juror, now) ? words.late : words.until(formatDateTime(juror.acknowledgeBy))}
              </Alert>
            )}
            <Duties chair={juror.chair} state={jurors.states[juror.state]} />
            <Answer {...props} />
            {juror.state === 'appointed' ? <Decline {...props} /> : <Leave {...props} />}
          </>
        )}
      </div>
    </Page>
  );
}

function Duties({ chair, state }: { chair: boolean; state: string }) {
  const { own: words, chair: chairWord } = useMessages().jurors;
  return (
    <Card title={words.duties} aside={chair && <Chip tone="nila">{chairWord}</Chip>}>
      <ul class="list-disc ps-5">
        {words.dutyList.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <p class="mt-3 text-tinta-2">{words.state(state)}</p>
    </Card>
  );
}

function Answer({ data, affairs, typed, errors = {} }: AppointmentPageProps) {
  const words = useMessages().jurors.own;
  const { juror } = data;
  return (
    <Form action={`/kerja/penunjukan/${juror.id}`}>
      <Card title={words.competence}>
        <Competence typed={typed} errors={errors} categories={data.categories} affairs={affairs} />
      </Card>
      <Card title={words.conflicts}>
        {data.keptAway > 0 && <p class="mb-3">{words.keptAway(data.keptAway)}</p>}
        {data.entries.length === 0 ? (
          <p>{words.noEntries}</p>
        ) : (
          <>
            <p class="text-tinta-2">{words.conflictsHelp}</p>
            <EntryList data={data} />
            <Declarations typed={typed} errors={errors} />
          </>
        )}
      </Card>
      <Checkbox name="sure" label={words.sure} error={errors.sure} />
      <div>
        <Button>{juror.state === 'appointed' ? words.acknowledge : words.again}</Button>
      </div>
    </Form>
  );
}

/** All entries by number and title, in a contest that hides it without whose they are; with what was declared already. */
function EntryList({ data }: { data: Data }) {
  const { own: words, kinds, conflictStates } = useMessages().jurors;
  const declared = Map.groupBy(data.declared, ({ entryId }) => entryId);
  return (
    <ul class="my-4 grid max-h-96 gap-2 overflow-y-auto">
      {data.entries.map((entry) => (
        <li>
          <span class="font-semibold">{`${numbered(entry.number)} ${entry.title}`}</span>
          {entry.organizationName && <span class="block text-sm text-tinta-3">{entry.organizationName}</span>}
          {(declared.get(entry.id) ?? []).map((one) => (
            <span class="block">
              <Chip tone="kunyit">{words.declared}</Chip>{' '}
              {`${kinds[one.kind]}: ${one.explanation} (${conflictStates[one.state]})`}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** A few lines by the entry's number: a contest may have hundreds, and nobody has conflicts with many. */
function Declarations({ typed, errors }: Required<Pick<AppointmentPageProps, 'typed' | 'errors'>>) {
  const { own: words, kinds, conflicts } = useMessages().jurors;
  const field = (name: string) => ({ name, value: last(typed, name), error: errors[name] });
  return (
    <div class="grid gap-5">
      {Array.from({ length: declarationLines }, (_, at) => (
        <fieldset class="grid gap-3 sm:grid-cols-[9rem_14rem_1fr]">
          <legend class="sr-only">{words.line(at + 1)}</legend>
          <TextField {...field(`number${at}`)} label={words.number} width="short" maxlength={6} />
          <Select
            {...field(`kind${at}`)}
            label={conflicts.kind}
            empty={words.noConflict}
            options={declaredKinds.map((value) => ({ value, label: kinds[value] }))}
          />
          <TextField {...field(`why${at}`)} label={words.explanation} maxlength={jurorLimits.reason} />
        </fieldset>
      ))}
    </div>
  );
}

function Decline({ data, typed, errors = {} }: AppointmentPageProps) {
  const words = useMessages().jurors.own;
  return (
    <ConfirmBlock open={words.decline} question={words.declineAsk} expanded={errors.reason !== undefined}>
      <Form action={`/kerja/penunjukan/${data.juror.id}/tolak`}>
        <TextArea
          name="reason"
          label={words.declineReason}
          value={last(typed, 'reason')}
          error={errors.reason}
          rows={3}
          maxlength={jurorLimits.reason}
          required
        />
        <div>
          <Button tone="danger">{words.declineConfirm}</Button>
        </div>
      </Form>
    </ConfirmBlock>
  );
}

function Leave({ data, typed, errors = {} }: AppointmentPageProps) {
  const words = useMessages().jurors.own;
  const action = `/kerja/penunjukan/${data.juror.id}/berhenti`;
  return <LeaveBlock {...{ action, typed, errors }} version={data.juror.version} open={words.leave} />;
}
