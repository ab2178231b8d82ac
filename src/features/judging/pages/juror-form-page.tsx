import {
  Button,
  ButtonLink,
  Checkbox,
  CheckboxGroup,
  ConfirmBlock,
  EmptyState,
  ErrorSummary,
  Form,
  NumberField,
  Page,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { JurorForm } from '../juror.queries.ts';
import { jurorLimits, languages } from '../juror.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface JurorFormProps {
  form: JurorForm;
  affairs: readonly string[];
  /** A new one's id; null where one is changed. */
  id: string | null;
  /** Of the one that is changed. */
  known: { id: string; name: string; version: number; mayLeave: boolean } | null;
  typed: Typed;
  errors?: Readonly<Record<string, string>>;
}

const listOf = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat();
const lastOf = (typed: Typed, name: string): string => listOf(typed, name).at(-1) ?? '';

export function JurorFormPage(props: JurorFormProps) {
  const { ui, jurors } = useMessages();
  const { form, id, known, errors = {} } = props;
  const home = `/kerja/lomba/${form.contest.id}/juri`;
  const nobody = known === null && form.people.length === 0;
  return (
    <Page
      width="form"
      title={known ? jurors.form.changeTitle(known.name) : jurors.form.newTitle}
      lead={form.contest.name}
      breadcrumb={[{ label: jurors.list.title, to: home }]}
    >
      <ErrorSummary errors={errors} />
      {nobody ? (
        <EmptyState title={jurors.form.nobody} action={<ButtonLink to={home}>{jurors.list.title}</ButtonLink>}>
          {jurors.form.nobodyHelp}
        </EmptyState>
      ) : (
        <Form
          action={known ? `${home}/${known.id}` : `${home}/baru`}
          hidden={known ? { version: known.version } : { id: id ?? '' }}
        >
          {!known && <Person {...props} />}
          <WhereFields {...props} />
          <Competence typed={props.typed} errors={errors} categories={form.categories} affairs={props.affairs} />
          <LoadFields {...props} />
          <StickyBar>
            <ButtonLink to={home} tone="plain">
              {ui.cancel}
            </ButtonLink>
            <Button>{jurors.form.save}</Button>
          </StickyBar>
        </Form>
      )}
      {known?.mayLeave && (
        <LeaveBlock
          action={`${home}/${known.id}/berhenti`}
          version={known.version}
          typed={props.typed}
          errors={errors}
          open={jurors.form.leave}
          mayHandOn
        />
      )}
    </Page>
  );
}

const fieldOf =
  ({ typed, errors = {} }: Pick<JurorFormProps, 'typed' | 'errors'>) =>
  (name: string) => ({ name, value: lastOf(typed, name), error: errors[name] });

function Person(props: JurorFormProps) {
  const words = useMessages().jurors.form;
  return (
    <Select
      {...fieldOf(props)('userId')}
      label={words.person}
      hint={words.personHint}
      options={props.form.people.map(({ id, name }) => ({ value: id, label: name }))}
      required
    />
  );
}

function WhereFields(props: JurorFormProps) {
  const words = useMessages().jurors.form;
  const field = fieldOf(props);
  return (
    <>
      <TextField
        {...field('institution')}
        label={words.institution}
        hint={words.institutionHint}
        maxlength={jurorLimits.institution}
        required={false}
      />
      <Select
        {...field('institutionId')}
        label={words.institutionId}
        empty={words.institutionNone}
        options={props.form.institutions.map(({ id, name }) => ({ value: id, label: name }))}
        required={false}
      />
      <TextField {...field('title')} label={words.titleField} maxlength={jurorLimits.title} required={false} />
      <TextField
        {...field('mailDomain')}
        label={words.mailDomain}
        hint={words.mailDomainHint}
        maxlength={160}
        required={false}
      />
    </>
  );
}

interface CompetenceProps {
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  categories: readonly { id: string; name: string }[];
  affairs: readonly string[];
}

/** What a juror knows: filled in by the committee, then by themself. */
export function Competence({ typed, errors, categories, affairs }: CompetenceProps) {
  const { form: words, languages: names } = useMessages().jurors;
  const group = (name: string) => ({ name, values: listOf(typed, name), error: errors[name] });
  return (
    <>
      {categories.length > 0 && (
        <CheckboxGroup
          {...group('categoryIds')}
          label={words.categories}
          options={categories.map(({ id, name }) => ({ value: id, label: name }))}
          required={false}
        />
      )}
      <CheckboxGroup
        {...group('languages')}
        label={words.languages}
        options={languages.map((value) => ({ value, label: names[value] }))}
      />
      <details class="good-example" open={listOf(typed, 'affairs').length > 0 || undefined}>
        <summary>{words.affairs}</summary>
        <div class="px-4 pb-3">
          <CheckboxGroup
            {...group('affairs')}
            label={words.affairs}
            options={affairs.map((value) => ({ value, label: value }))}
            required={false}
          />
        </div>
      </details>
    </>
  );
}

function LoadFields(props: JurorFormProps) {
  const words = useMessages().jurors.form;
  const field = fieldOf(props);
  return (
    <>
      <NumberField {...field('least')} label={words.least} />
      <NumberField {...field('most')} label={words.most} />
      <Checkbox
        name="chair"
        label={words.chair}
        checked={lastOf(props.typed, 'chair') === 'ya'}
        error={props.errors?.chair}
      />
    </>
  );
}

interface LeaveProps {
  action: string;
  version: number;
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  open: string;
  /** Also offers to pass the unfinished reviews on at once: the committee's. */
  mayHandOn?: boolean;
}

export function LeaveBlock({ action, version, typed, errors, open, mayHandOn = false }: LeaveProps) {
  const words = useMessages().jurors.form;
  return (
    <div class="mt-8">
      <ConfirmBlock open={open} question={words.leaveAsk} expanded={typed.reason !== undefined}>
        <Form action={action} hidden={{ version }}>
          <TextArea
            name="reason"
            label={words.leaveReason}
            value={lastOf(typed, 'reason')}
            error={errors.reason}
            rows={3}
            maxlength={jurorLimits.reason}
            required
          />
          {mayHandOn && (
            <Checkbox
              name="handOn"
              label={words.handOn}
              checked={typed.reason === undefined || lastOf(typed, 'handOn') === 'ya'}
              error={errors.handOn}
            />
          )}
          <div>
            <Button tone="danger">{words.leaveConfirm}</Button>
          </div>
        </Form>
      </ConfirmBlock>
    </div>
  );
}
