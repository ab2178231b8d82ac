import { organizationKinds } from '#features/organizations/index.ts';
import {
  Alert,
  Button,
  ButtonLink,
  Checkbox,
  CheckboxGroup,
  ErrorSummary,
  Form,
  NumberField,
  Page,
  RadioGroup,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { Competition } from '../competition.queries.ts';
import { type Errors, fieldsOf, type Typed } from './typed.ts';

export interface CategoryPageProps {
  competition: Competition;
  id: string;
  /** null for a new one. */
  name: string | null;
  typed: Typed;
  errors?: Errors;
  /** Somebody entered it already. */
  entered: boolean;
}

/** A category: who may enter, with what, and how many get on. */
export function CategoryPage({ competition, id, name, typed, errors = {}, entered }: CategoryPageProps) {
  const { competitions, ui } = useMessages();
  const { desk, categoryForm: words } = competitions;
  const own = `/kerja/lomba/${competition.id}`;
  return (
    <Page
      width="form"
      title={name === null ? words.newTitle : words.changeTitle(name)}
      breadcrumb={[
        { label: desk.title, to: '/kerja/lomba' },
        { label: competition.name, to: own },
        { label: words.title, to: `${own}/kategori` },
      ]}
    >
      <ErrorSummary errors={errors} />
      {entered && <Alert>{words.entered}</Alert>}
      <Form action={`${own}/kategori/${name === null ? 'baru' : id}`} hidden={{ id, version: competition.version }}>
        <WhoFields typed={typed} errors={errors} />
        <LimitFields typed={typed} errors={errors} />
        <StickyBar>
          <ButtonLink to={`${own}/kategori`} tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{words.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

interface FieldsProps {
  typed: Typed;
  errors: Errors;
}

function WhoFields({ typed, errors }: FieldsProps) {
  const { competitions, organizations } = useMessages();
  const words = competitions.categoryForm;
  const field = fieldsOf({ typed, errors });
  return (
    <>
      <TextField {...field('name')} label={words.name} maxlength={120} required />
      <TextArea {...field('description')} label={words.description} rows={3} maxlength={1000} required={false} />
      <CheckboxGroup
        name="organizationKinds"
        label={words.kinds}
        values={(typed.organizationKinds ?? '').split(',')}
        error={errors.organizationKinds}
        options={organizationKinds.map((kind) => ({ value: kind, label: organizations.kinds[kind] }))}
        required
      />
      <RadioGroup
        {...field('form')}
        label={words.form}
        options={(['official', 'short'] as const).map((form) => ({ value: form, label: words.forms[form] }))}
        required
      />
      <Checkbox name="team" label={words.team} checked={typed.team === 'ya'} error={errors.team} />
      <Checkbox name="sustained" label={words.sustained} checked={typed.sustained === 'ya'} />
    </>
  );
}

function LimitFields(props: FieldsProps) {
  const words = useMessages().competitions.categoryForm;
  const field = fieldsOf(props);
  return (
    <>
      <NumberField {...field('minimumAgeMonths')} label={words.minimumAgeMonths} unit={words.months} required={false} />
      <NumberField
        {...field('capPerOrganization')}
        label={words.capPerOrganization}
        unit={words.innovations}
        required={false}
      />
      <NumberField
        {...field('winnersBarredYears')}
        label={words.winnersBarredYears}
        unit={words.years}
        required={false}
      />
      <NumberField {...field('shortlistSize')} label={words.shortlistSize} required />
      <NumberField {...field('winners')} label={words.winners} required />
    </>
  );
}
