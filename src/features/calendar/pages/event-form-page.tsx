import {
  Alert,
  Button,
  ButtonLink,
  Checkbox,
  DateField,
  ErrorSummary,
  Form,
  formatDate,
  Page,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { eventKinds, eventLimits as limits } from '../event.ts';
import type { DeadlineAdvice } from '../working-days.ts';

/** What stands in the fields: as stored, or as typed when the form came back. */
export type Typed = Readonly<Record<string, string>>;

export interface EventFormProps {
  /** Where it is sent: the list for a new event, else the event's own address. */
  action: string;
  hidden: Readonly<Record<string, string | number>>;
  /** Name of the event that is changed; null for a new one. */
  name: string | null;
  typed: Typed;
  errors?: Readonly<Record<string, string>>;
  /** The deadline lies on a day without work. */
  advice?: DeadlineAdvice | null;
  /** Year whose holidays are unknown, when the deadline lies in it. */
  undecided?: string | null;
  /** Day of a deadline that was sent and comes back to be decided; absent while nothing was sent. */
  asked?: string;
}

export function EventFormPage({ action, hidden, name, typed, errors = {}, advice, undecided, asked }: EventFormProps) {
  const { ui, calendar } = useMessages();
  const { form, desk } = calendar;
  return (
    <Page
      width="form"
      title={name === null ? form.newTitle : form.changeTitle(name)}
      breadcrumb={[
        { label: calendar.title, to: '/kalender' },
        { label: desk.title, to: '/kerja/kalender' },
      ]}
    >
      <ErrorSummary errors={errors} />
      <Form action={action} hidden={{ ...hidden, origin: typed.origin ?? '' }}>
        {advice && <Advice advice={advice} />}
        {undecided && <Undecided year={undecided} keep={advice ? undefined : asked} />}
        <WhatFields typed={typed} errors={errors} />
        <WhenFields typed={typed} errors={errors} />
        <MoreFields typed={typed} errors={errors} />
        <StickyBar>
          <ButtonLink to="/kerja/kalender" tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{form.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

/** Two answers to a deadline on a day off, both for that day only: take the next working day, or keep it knowingly. */
function Advice({ advice: { reason, day, instead } }: { advice: DeadlineAdvice }) {
  const { form } = useMessages().calendar;
  const why = reason.kind === 'weekend' ? form.reasons.weekend : form.reasons[reason.kind](reason.name);
  return (
    <Alert tone="warning" title={form.advice(formatDate(day), why)} live>
      <p>{form.instead(formatDate(instead))}</p>
      <div class="mt-2 flex flex-wrap gap-2">
        <Button name="instead" value={day}>
          {form.take(formatDate(instead))}
        </Button>
        <Button name="keep" value={day} tone="plain">
          {form.keep}
        </Button>
      </div>
    </Alert>
  );
}

/** Of that year only weekends are checked. `keep`: the day to be kept knowingly, where the save waits for it. */
function Undecided({ year, keep }: { year: string; keep: string | undefined }) {
  const { form } = useMessages().calendar;
  return (
    <Alert tone="warning" live={keep !== undefined}>
      <p>{form.undecided(year)}</p>
      {keep && (
        <div class="mt-2">
          <Button name="keep" value={keep} tone="plain">
            {form.keep}
          </Button>
        </div>
      )}
    </Alert>
  );
}

interface FieldsProps {
  typed: Typed;
  errors: Readonly<Record<string, string>>;
}

const fieldOf =
  ({ typed, errors }: FieldsProps) =>
  (name: string) => ({ name, value: typed[name], error: errors[name] });

function WhatFields(props: FieldsProps) {
  const { form, kinds } = useMessages().calendar;
  const field = fieldOf(props);
  return (
    <>
      <Select
        {...field('kind')}
        label={form.kind}
        options={eventKinds.map((kind) => ({ value: kind, label: kinds[kind] }))}
        required
      />
      <TextField {...field('name')} label={form.name} hint={form.nameHint} maxlength={limits.name} required />
    </>
  );
}

function WhenFields(props: FieldsProps) {
  const { form } = useMessages().calendar;
  const field = fieldOf(props);
  return (
    <>
      <DateField {...field('firstDay')} label={form.firstDay} required />
      <DateField {...field('lastDay')} label={form.lastDay} hint={form.lastDayHint} required={false} />
      <Checkbox
        name="deadline"
        label={form.deadline}
        hint={form.deadlineHint}
        checked={props.typed.deadline === 'ya'}
        error={props.errors.deadline}
      />
      <TextField
        {...field('startsAt')}
        label={form.startsAt}
        hint={form.startsAtHint}
        width="short"
        maxlength={5}
        required={false}
      />
      <TextField {...field('endsAt')} label={form.endsAt} width="short" maxlength={5} required={false} />
    </>
  );
}

function MoreFields(props: FieldsProps) {
  const { form } = useMessages().calendar;
  const field = fieldOf(props);
  return (
    <>
      <TextField {...field('place')} label={form.place} maxlength={limits.place} required={false} />
      <TextField
        {...field('concerns')}
        label={form.concerns}
        hint={form.concernsHint}
        maxlength={limits.concerns}
        required={false}
      />
      <TextArea {...field('note')} label={form.note} rows={3} maxlength={limits.note} required={false} />
      <TextField
        {...field('year')}
        label={form.year}
        hint={form.yearHint}
        width="short"
        maxlength={4}
        required={false}
      />
      <Checkbox name="open" label={form.open} hint={form.openHint} checked={props.typed.open === 'ya'} />
    </>
  );
}
