import {
  Alert,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  formatDateTime,
  NumberField,
  Page,
  Section,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { Category } from '../category.ts';
import type { Competition } from '../competition.queries.ts';
import type { Rubric } from '../rubric.ts';
import { rubricTemplates } from '../templates.ts';
import { type Errors, fieldsOf, type Typed } from './typed.ts';

export interface RubricPageProps {
  competition: Competition;
  category: Category;
  rubric: Rubric;
  typed: Typed;
  errors?: Errors;
  /** How many criteria the form shows. */
  rows: number;
  /** Ids for criteria that are added. */
  spare: readonly string[];
  /** Template that was chosen to be put in its place. */
  template?: string;
}

/** A rubric: criteria, their weights, and what each value means. */
export function RubricPage(props: RubricPageProps) {
  const { competition, category, rubric, typed, errors = {}, rows } = props;
  const { competitions, ui } = useMessages();
  const { desk, rubricForm: words, categoryForm } = competitions;
  const own = `/kerja/lomba/${competition.id}`;
  return (
    <Page
      width="form"
      title={words.title(competitions.stages[rubric.stage].toLowerCase(), category.name)}
      breadcrumb={[
        { label: desk.title, to: '/kerja/lomba' },
        { label: competition.name, to: own },
        { label: categoryForm.title, to: `${own}/kategori` },
      ]}
    >
      <ErrorSummary errors={errors} />
      {rubric.frozenAt && <Alert tone="warning">{words.frozen(formatDateTime(rubric.frozenAt))}</Alert>}
      <Form action={`${own}/rubrik/${rubric.id}`} hidden={{ edited: rubric.edited }}>
        <HeadFields typed={typed} errors={errors} />
        <div class="grid gap-5">
          {Array.from({ length: rows }, (_, at) => (
            <CriterionFields {...props} errors={errors} at={at} />
          ))}
        </div>
        <div class="mt-4">
          <Button tone="plain" icon="plus" name="more" value="ya">
            {words.more}
          </Button>
        </div>
        <StickyBar>
          <ButtonLink to={`${own}/kategori`} tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{words.save}</Button>
        </StickyBar>
      </Form>
      {!rubric.frozenAt && <TakePart {...props} />}
    </Page>
  );
}

function HeadFields({ typed, errors }: { typed: Typed; errors: Errors }) {
  const { rubricForm: words } = useMessages().competitions;
  const field = fieldsOf({ typed, errors });
  return (
    <>
      <TextField {...field('name')} label={words.name} maxlength={160} required />
      <TextArea
        {...field('source')}
        label={words.source}
        hint={words.sourceHint}
        rows={3}
        maxlength={1000}
        required={false}
      />
      <div class="grid gap-x-4 sm:grid-cols-2">
        <NumberField {...field('scaleMin')} label={words.scaleMin} required />
        <NumberField {...field('scaleMax')} label={words.scaleMax} required />
      </div>
      <Checkbox name="showIndex" label={words.showIndex} checked={typed.showIndex === 'ya'} />
    </>
  );
}

function CriterionFields({ typed, errors = {}, spare, at }: RubricPageProps & { at: number }) {
  const { rubricForm: words } = useMessages().competitions;
  const of = fieldsOf({ typed, errors });
  const field = (name: string) => of(`c${at}.${name}`);
  return (
    <Card title={words.criterion(at + 1)}>
      <input type="hidden" name={`c${at}.id`} value={typed[`c${at}.id`] ?? spare[at]} />
      <TextField {...field('name')} label={words.criterionName} maxlength={200} required />
      <TextArea {...field('question')} label={words.question} rows={2} maxlength={1500} required={false} />
      <div class="grid gap-x-4 sm:grid-cols-2">
        <NumberField {...field('weight')} label={words.weight} hint={words.weightHint} required />
        <NumberField {...field('order')} value={typed[`c${at}.order`] ?? String(at + 1)} label={words.order} required />
      </div>
      {valuesOf(typed).map((value) => (
        <TextArea {...field(`a${value}`)} label={words.anchor(value)} rows={2} maxlength={500} required={false} />
      ))}
      <Checkbox name={`c${at}.remove`} label={words.remove} checked={typed[`c${at}.remove`] === 'ya'} />
    </Card>
  );
}

/** Every value of the scale as it is typed; a scale that makes no sense has none. */
function valuesOf({ scaleMin, scaleMax }: Typed): number[] {
  const [min, max] = [Number(scaleMin), Number(scaleMax)];
  if (!Number.isInteger(min) || !Number.isInteger(max) || max < min || max - min > 10) return [];
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
}

function TakePart({ competition, rubric, template = '', errors = {} }: RubricPageProps) {
  const { rubricForm: words } = useMessages().competitions;
  return (
    <Section title={words.take}>
      <p class="mb-3 text-tinta-2">{words.takeLead}</p>
      <Form action={`/kerja/lomba/${competition.id}/rubrik/${rubric.id}/templat`} hidden={{ edited: rubric.edited }}>
        <Select
          name="template"
          value={template}
          label={words.template}
          error={errors.template}
          options={rubricTemplates.map(({ key, name }) => ({ value: key, label: name }))}
          required
        />
        <Button tone="plain">{words.takeSave}</Button>
      </Form>
    </Section>
  );
}
