import {
  Button,
  ButtonLink,
  DateField,
  ErrorSummary,
  Form,
  NumberField,
  Page,
  Select,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { Competition } from '../competition.queries.ts';
import { competitionLimits as limits } from '../competition-input.ts';
import { competitionTemplates } from '../templates.ts';
import { type Errors, fieldsOf, type Typed } from './typed.ts';

export interface NewPageProps {
  id: string;
  contests: readonly Competition[];
  typed: Typed;
  errors?: Errors;
}

/** A new contest: from a template, or as a copy of an earlier one. */
export function NewPage({ id, contests, typed, errors = {} }: NewPageProps) {
  const { competitions, ui } = useMessages();
  const { form, desk } = competitions;
  const field = fieldsOf({ typed, errors });
  return (
    <Page
      width="form"
      title={form.newTitle}
      breadcrumb={[{ label: desk.title, to: '/kerja/lomba' }, { label: form.newTitle }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/kerja/lomba/baru" hidden={{ id }}>
        <Select
          {...field('from')}
          label={form.from}
          options={[
            {
              label: form.templates,
              options: competitionTemplates.map(({ key, name }) => ({ value: `templat:${key}`, label: name })),
            },
            ...(contests.length > 0
              ? [
                  {
                    label: form.copies,
                    options: contests.map((one) => ({ value: `lomba:${one.id}`, label: `${one.name} (${one.year})` })),
                  },
                ]
              : []),
          ]}
          required
        />
        <TextField {...field('name')} label={form.name} hint={form.nameHint} maxlength={limits.name} required />
        <NumberField {...field('year')} label={form.year} required />
        <TextField {...field('theme')} label={form.theme} maxlength={limits.theme} required={false} />
        <DateField {...field('firstDay')} label={form.firstDay} hint={form.firstDayHint} required />
        <StickyBar>
          <ButtonLink to="/kerja/lomba" tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{form.create}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
