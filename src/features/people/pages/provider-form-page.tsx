import {
  Button,
  Checkbox,
  ConfirmBlock,
  DefinitionList,
  ErrorSummary,
  Form,
  Page,
  PasswordField,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { ListedProvider } from '../providers.queries.ts';
import type { Problems } from './problems.ts';

export interface ProviderFormPageProps {
  id: string;
  /** Known already: its issuer stays as it is. */
  known: boolean;
  /** The operator of the machine gave it: the page shows it, and can only remove it. */
  internal: boolean;
  secret: ListedProvider['secret'];
  redirect: string;
  typed: Readonly<Record<string, string>>;
  problems?: Problems;
}

export function ProviderFormPage(props: ProviderFormPageProps) {
  const { id, known, internal, redirect, typed, problems = {} } = props;
  const { providers: words } = useMessages().signIn;
  const title = known ? words.editTitle(typed.label ?? '') : words.add;
  const breadcrumb = [{ label: words.title, to: '/kerja/penyedia-masuk' }, { label: title }];
  return (
    <Page title={title} width="form" breadcrumb={breadcrumb}>
      <ErrorSummary errors={problems} />
      <DefinitionList items={[{ term: words.redirect, value: <span class="break-all">{redirect}</span> }]} />
      {internal ? (
        <DefinitionList
          items={[
            { term: words.issuer, value: <span class="break-all">{typed.issuer}</span> },
            { term: words.clientId, value: typed.clientId },
          ]}
        />
      ) : (
        <ProviderForm {...props} />
      )}
      {known && (
        <div class="mt-8">
          <ConfirmBlock open={words.remove} question={words.removeQuestion}>
            <Form action={`/kerja/penyedia-masuk/${id}/hapus`}>
              <Button tone="danger">{words.removeSubmit}</Button>
            </Form>
          </ConfirmBlock>
        </div>
      )}
    </Page>
  );
}

function ProviderForm({ id, known, secret, typed, problems = {} }: ProviderFormPageProps) {
  const { providers: words } = useMessages().signIn;
  const field = (name: string) => ({ name, value: typed[name] ?? '', error: problems[name] });
  const endpoints = ['authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const;
  const secretHints = {
    none: words.clientSecretHint,
    kept: words.clientSecretKept,
    lost: words.clientSecretLost,
  };
  const isOpen = endpoints.some((name) => typed[name] || problems[name]);
  return (
    <Form action="/kerja/penyedia-masuk" class="mt-5" hidden={known ? { id, issuer: typed.issuer ?? '' } : { id }}>
      <TextField {...field('label')} label={words.label} hint={words.labelHint} maxlength={60} required />
      {!known && <TextField {...field('issuer')} type="url" label={words.issuer} hint={words.issuerHint} required />}
      <TextField {...field('clientId')} label={words.clientId} autocomplete="off" required />
      <PasswordField
        name="clientSecret"
        label={words.clientSecret}
        hint={secretHints[secret]}
        autocomplete="new-password"
        error={problems.clientSecret}
      />
      <TextField {...field('nipClaim')} label={words.nipClaim} hint={words.nipClaimHint} width="half" />
      <TextField {...field('scope')} label={words.scope} hint={words.scopeHint} width="half" />
      <details open={isOpen || undefined}>
        <summary class="min-h-11 cursor-pointer py-2 font-semibold">{words.endpoints}</summary>
        <p class="mb-3 text-tinta-2">{words.endpointsHelp}</p>
        <div class="grid gap-4">
          {endpoints.map((name) => (
            <TextField {...field(name)} type="url" label={words[name]} />
          ))}
        </div>
      </details>
      <Checkbox name="enabled" label={words.enabled} hint={words.enabledHint} checked={typed.enabled === 'ya'} />
      <Button wide>{words.submit}</Button>
    </Form>
  );
}
