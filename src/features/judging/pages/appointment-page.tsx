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
  TextArea,
  useMessages,
} from '#ui/index.ts';
import type { AppointmentPage as Data } from '../conflict.queries.ts';
import { declaredKinds } from '../conflict.ts';
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
            <p class="mb-4 text-tinta-2">{words.conflictsHelp}</p>
            <ul class="grid gap-5">
              {data.entries.map((entry) => (
                <EntryLine {...{ entry, data, typed, errors }} />
              ))}
            </ul>
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

type LineProps = Required<Pick<AppointmentPageProps, 'data' | 'typed' | 'errors'>> & { entry: Data['entries'][number] };

function EntryLine({ entry, data, typed, errors }: LineProps) {
  const { own: words, kinds, conflicts, conflictStates } = useMessages().jurors;
  const declared = data.declared.filter(({ entryId }) => entryId === entry.id);
  const [kind, why] = [`kind-${entry.id}`, `why-${entry.id}`];
  const name = `${String(entry.number ?? 0).padStart(3, '0')} ${entry.title}`;
  return (
    <li>
      <p class="font-semibold">{name}</p>
      {entry.organizationName && <p class="text-sm text-tinta-3">{entry.organizationName}</p>}
      {declared.length > 0 ? (
        declared.map((one) => (
          <p class="mt-1">
            <Chip tone="kunyit">{words.declared}</Chip>{' '}
            {`${kinds[one.kind]}: ${one.explanation} (${conflictStates[one.state]})`}
          </p>
        ))
      ) : (
        <div class="mt-2 grid gap-3 sm:grid-cols-[14rem_1fr]">
          <label class="field">
            <span class="field-label">{conflicts.kind}</span>
            <select class="select w-full" name={kind} id={`f-${kind}`}>
              <option value="">{words.noConflict}</option>
              {declaredKinds.map((value) => (
                <option value={value} selected={last(typed, kind) === value}>
                  {kinds[value]}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span class="field-label">{words.explanation}</span>
            {errors[why] && <span class="field-error">{errors[why]}</span>}
            <input
              class="input w-full"
              type="text"
              name={why}
              id={`f-${why}`}
              value={last(typed, why)}
              maxlength={jurorLimits.reason}
            />
          </label>
        </div>
      )}
    </li>
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
