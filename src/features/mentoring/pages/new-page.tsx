import {
  A,
  Button,
  ButtonLink,
  CheckboxGroup,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { MentorChoice, RecordableInnovation } from '../choices.queries.ts';
import { limits, ways } from '../session.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface NewSessionProps {
  id: string;
  innovation: RecordableInnovation;
  mentors: readonly MentorChoice[];
  /** Whoever records is one of the mentors. */
  self: boolean;
  typed: Typed;
  errors?: Readonly<Record<string, string>>;
}

/** How many lines for steps the form offers. */
export const stepLines = 4;

export function NewSessionPage(props: NewSessionProps) {
  const { mentoring, innovations, ui } = useMessages();
  const { id, innovation, errors = {} } = props;
  return (
    <Page
      width="form"
      title={mentoring.pick.title}
      lead={mentoring.form.lead(innovation.title || innovations.list.untitled, innovation.organizationName)}
      breadcrumb={[{ label: mentoring.title, to: '/kerja/pendampingan' }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/kerja/pendampingan/baru" hidden={{ id, innovationId: innovation.id }}>
        <WhatFields {...props} />
        <WhoFields {...props} />
        <StepFields {...props} />
        <StickyBar>
          <ButtonLink to="/kerja/pendampingan" tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{mentoring.form.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

const lastTyped = (typed: Typed, name: string) => [typed[name] ?? []].flat().at(-1) ?? '';
const fieldOf =
  ({ typed, errors = {} }: NewSessionProps) =>
  (name: string) => ({ name, value: lastTyped(typed, name), error: errors[name] });

function WhatFields(props: NewSessionProps) {
  const { form, ways: names } = useMessages().mentoring;
  const field = fieldOf(props);
  return (
    <>
      <DateField {...field('heldOn')} label={form.heldOn} required />
      <Select
        {...field('way')}
        label={form.way}
        empty={null}
        options={ways.map((value) => ({ value, label: names[value] }))}
        required
      />
      <TextField {...field('topic')} label={form.topic} hint={form.topicHint} maxlength={limits.topic} required />
      <TextArea
        {...field('advice')}
        label={form.advice}
        hint={form.adviceHint}
        rows={6}
        maxlength={limits.advice}
        required={false}
      />
    </>
  );
}

function WhoFields(props: NewSessionProps) {
  const { form } = useMessages().mentoring;
  const { mentors, self, typed, errors = {} } = props;
  return (
    <>
      {self && mentors.length === 0 && <p class="text-tinta-2">{form.self}</p>}
      {mentors.length > 0 && (
        <CheckboxGroup
          name="mentorIds"
          label={form.mentorIds}
          values={[typed.mentorIds ?? []].flat()}
          options={mentors.map(({ userId, name }) => ({ value: userId, label: name }))}
          error={errors.mentorIds}
          required={false}
        />
      )}
      <TextArea
        {...fieldOf(props)('mentorNames')}
        label={form.mentorNames}
        hint={form.mentorNamesHint}
        rows={3}
        required={!self && mentors.length === 0}
      />
    </>
  );
}

function StepFields(props: NewSessionProps) {
  const { form } = useMessages().mentoring;
  const field = fieldOf(props);
  return (
    <fieldset class="grid gap-4">
      <legend class="field-label">{form.steps}</legend>
      <p class="field-hint">{form.stepsHint}</p>
      {Array.from({ length: stepLines }, (_, at) => (
        <div class="grid gap-3 sm:grid-cols-[1fr_13rem]">
          <TextField {...field(`step${at}`)} label={form.step(at + 1)} maxlength={limits.step} required={false} />
          <DateField {...field(`due${at}`)} label={form.due(at + 1)} required={false} />
        </div>
      ))}
    </fieldset>
  );
}

export function PickInnovationPage({ q, rows }: { q: string; rows: readonly RecordableInnovation[] }) {
  const { mentoring, innovations } = useMessages();
  const words = mentoring.pick;
  return (
    <Page
      width="text"
      title={words.title}
      lead={words.lead}
      breadcrumb={[{ label: mentoring.title, to: '/kerja/pendampingan' }]}
    >
      <Form action="/kerja/pendampingan/baru" method="get">
        <TextField name="q" label={words.search} hint={words.searchHint} value={q} maxlength={200} />
        <div>
          <Button icon="search">{words.find}</Button>
        </div>
      </Form>
      <h2 class="mt-8 mb-3 text-2xl">{words.results}</h2>
      {rows.length === 0 ? (
        <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
      ) : (
        <ul class="grid gap-3">
          {rows.map((row) => (
            <li class="card bg-white border-garis">
              <A to={`/kerja/pendampingan/baru?inovasi=${row.id}`} class="link font-semibold">
                {row.title || innovations.list.untitled}
              </A>
              <p class="text-sm text-tinta-3">{row.organizationName}</p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
