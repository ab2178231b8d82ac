import {
  Alert,
  Button,
  ButtonLink,
  CheckboxGroup,
  DateField,
  ErrorSummary,
  Form,
  Page,
  Select,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { scopes as allScopes, keyName } from '../key.ts';

export interface KeyFormPageProps {
  id: string;
  offices: readonly { id: string; organizationName: string }[];
  typed: Readonly<Record<string, string>>;
  scopes: readonly string[];
  errors: Readonly<Record<string, string>>;
}

export function KeyFormPage({ id, offices, typed, scopes, errors }: KeyFormPageProps) {
  const { ui, openData } = useMessages();
  const { keys: words } = openData;
  const field = (name: string) => ({ name, value: typed[name], error: errors[name], required: true });
  return (
    <Page
      width="form"
      title={words.add}
      breadcrumb={[{ label: words.title, to: '/kerja/kunci-api' }, { label: words.add }]}
    >
      <ErrorSummary errors={errors} />
      {offices.length === 0 ? (
        <Alert tone="warning">{words.noOffice}</Alert>
      ) : (
        <Form action="/kerja/kunci-api/baru" hidden={{ id }}>
          <TextField {...field('name')} label={words.name} hint={words.nameHint} maxlength={keyName.most} />
          <Select
            {...field('officeId')}
            label={words.office}
            hint={words.officeHint}
            options={offices.map((office) => ({ value: office.id, label: office.organizationName }))}
          />
          <CheckboxGroup
            name="scopes"
            label={words.scopes}
            values={scopes}
            error={errors.scopes}
            options={allScopes.map((scope) => ({ value: scope, label: words.scopeNames[scope] }))}
          />
          <DateField {...field('expiresOn')} label={words.expiresOn} hint={words.expiresHint} />
          <StickyBar>
            <ButtonLink to="/kerja/kunci-api" tone="plain">
              {ui.cancel}
            </ButtonLink>
            <Button>{words.add}</Button>
          </StickyBar>
        </Form>
      )}
    </Page>
  );
}
