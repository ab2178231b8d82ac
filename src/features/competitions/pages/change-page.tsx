import {
  Button,
  ButtonLink,
  Checkbox,
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
import { mentorRules } from '../competition.ts';
import { competitionLimits as limits } from '../competition-input.ts';
import { type Errors, fieldsOf, type Typed } from './typed.ts';

export interface ChangePageProps {
  competition: Competition;
  typed: Typed;
  errors?: Errors;
}

/** What a contest is called and how it judges. */
export function ChangePage({ competition, typed, errors = {} }: ChangePageProps) {
  const { competitions, ui } = useMessages();
  const { form, desk } = competitions;
  const field = fieldsOf({ typed, errors });
  const own = `/kerja/lomba/${competition.id}`;
  return (
    <Page
      width="form"
      title={form.changeTitle}
      breadcrumb={[
        { label: desk.title, to: '/kerja/lomba' },
        { label: competition.name, to: own },
      ]}
    >
      <ErrorSummary errors={errors} />
      <Form action={`${own}/ubah`} hidden={{ version: competition.version }}>
        <TextField {...field('name')} label={form.name} maxlength={limits.name} required />
        <NumberField {...field('year')} label={form.year} required />
        <TextField {...field('theme')} label={form.theme} maxlength={limits.theme} required={false} />
        <TextArea
          {...field('description')}
          label={form.description}
          rows={5}
          maxlength={limits.description}
          required={false}
        />
        <RadioGroup
          {...field('mentorRule')}
          label={form.mentorRule}
          options={mentorRules.map((rule) => ({ value: rule, label: form.mentorRules[rule] }))}
          required
        />
        <Checkbox name="blind" label={form.blind} checked={typed.blind === 'ya'} />
        <NumberField {...field('acknowledgeDays')} label={form.acknowledgeDays} unit={form.days} required />
        <NumberField {...field('objectionDays')} label={form.objectionDays} unit={form.days} required />
        <StickyBar>
          <ButtonLink to={own} tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{form.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
