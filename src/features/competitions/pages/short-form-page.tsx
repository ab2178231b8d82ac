import {
  Alert,
  Button,
  DateField,
  ErrorSummary,
  Form,
  Page,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { entryLimits } from '../entry.ts';

export interface ShortFormPageProps {
  action: string;
  hidden: Readonly<Record<string, string | number>>;
  back: string;
  category: { name: string; team: boolean };
  /** To choose from; none where the entry has begun. */
  organizations: readonly { id: string; name: string }[];
  organizationName: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

/** Six questions of a village or a school. */
export function ShortFormPage(props: ShortFormPageProps) {
  const { entries } = useMessages();
  const words = entries.form;
  const { values, errors, organizations, category } = props;
  const bind = (name: string) => ({ name, value: values[name] ?? '', error: errors[name] });
  return (
    <Page
      title={words.title}
      lead={words.lead(props.organizationName, category.name)}
      breadcrumb={[
        { label: entries.page.crumb, to: '/kerja/peserta' },
        { label: words.title, to: props.back },
      ]}
      width="form"
    >
      <ErrorSummary errors={errors} />
      <Alert tone="notice">{words.seenBy}</Alert>
      <Form action={props.action} hidden={props.hidden} class="mt-6">
        {organizations.length > 1 && (
          <Select
            {...bind('organizationId')}
            label={entries.page.organization}
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {category.team && (
          <TextField {...bind('teamName')} label={words.teamName} hint={words.teamHint} maxlength={entryLimits.team} />
        )}
        <TextField {...bind('title')} label={words.titleField} hint={words.titleHint} maxlength={entryLimits.title} />
        <TextArea {...bind('problem')} label={words.problem} rows={5} maxlength={entryLimits.text} />
        <TextArea {...bind('howItWorks')} label={words.howItWorks} rows={6} maxlength={entryLimits.text} />
        <TextArea {...bind('benefit')} label={words.benefit} rows={4} maxlength={entryLimits.benefit} />
        <DateField {...bind('implementedOn')} label={words.implementedOn} />
        <TextField {...bind('video')} label={words.video} hint={words.videoHint} required={false} type="url" />
        <StickyBar>
          <Button icon="save">{words.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
