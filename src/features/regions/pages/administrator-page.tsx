import type { HandedAccount } from '#features/people/index.ts';
import {
  Alert,
  Button,
  ButtonLink,
  Card,
  DefinitionList,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  Select,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { Administrator } from '../set-up.queries.ts';
import { sayFaults, type Told } from './faults.ts';

export interface AdministratorPageProps {
  ids: { id: string; termId: string };
  agencies: readonly { id: string; name: string }[];
  administrators: readonly Administrator[];
  typed: Readonly<Record<string, string>>;
  faults: readonly Told[];
}

export function AdministratorPage({ ids, agencies, administrators, typed, faults }: AdministratorPageProps) {
  const messages = useMessages();
  const { administrator: words, setUp } = messages.regions;
  const errors = sayFaults(messages, faults);
  const field = (name: 'name' | 'username' | 'email' | 'phone') => ({
    name,
    label: words[name],
    hint: words[`${name}Hint`],
    value: typed[name],
    error: errors[name],
    autocomplete: 'off',
  });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      width="form"
      breadcrumb={[{ label: setUp.title(''), to: '/siapkan' }, { label: words.title }]}
    >
      <ErrorSummary errors={errors} />
      <Holders administrators={administrators} />
      <h2 class="mt-8 mb-3 text-xl">{words.add}</h2>
      <Form action="/siapkan/administrator" hidden={ids}>
        <Select
          name="organizationId"
          label={words.organizationId}
          value={typed.organizationId ?? (agencies.length === 1 ? agencies[0]?.id : undefined)}
          error={errors.organizationId}
          options={agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
          required
        />
        <TextField {...field('name')} maxlength={120} required />
        <TextField {...field('username')} maxlength={60} width="half" required={false} />
        <TextField {...field('email')} type="email" maxlength={254} required={false} />
        <TextField {...field('phone')} type="tel" maxlength={30} width="half" required={false} />
        <StickyBar>
          <ButtonLink to="/siapkan" tone="plain">
            {words.back}
          </ButtonLink>
          <Button>{words.submit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

function Holders({ administrators }: { administrators: readonly Administrator[] }) {
  const { administrator: words } = useMessages().regions;
  if (administrators.length === 0) return <EmptyState title={words.nobody}>{words.nobodyHelp}</EmptyState>;
  return (
    <Card title={words.now}>
      <ul class="grid gap-2">
        {administrators.map((one) => (
          <li>
            <strong>{one.name}</strong>
            <span class="block text-sm text-tinta-3">{`${one.username} · ${one.organization}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What is handed over to the person, shown once. */
export function HandedAdministratorPage({ account, address }: { account: HandedAccount; address: string }) {
  const { administrator: words, setUp } = useMessages().regions;
  const items = [
    { term: words.name, value: account.name },
    { term: words.signInAt, value: address },
    { term: words.username, value: <b>{account.username}</b> },
  ];
  if (account.password !== null) {
    items.push({ term: words.password, value: <b class="text-xl tabular-nums">{account.password}</b> });
  }
  return (
    <Page
      title={words.handedTitle}
      width="form"
      breadcrumb={[{ label: setUp.title(''), to: '/siapkan' }, { label: words.handedTitle }]}
    >
      <Alert tone={account.password === null ? 'notice' : 'warning'}>
        {account.password === null ? words.gone : words.handedLead}
      </Alert>
      <Card class="mt-5">
        <DefinitionList items={items} />
      </Card>
      <p class="mt-5 flex flex-wrap gap-2">
        <ButtonLink to="/siapkan">{words.toSteps}</ButtonLink>
        <ButtonLink to="/siapkan/administrator" tone="plain">
          {words.another}
        </ButtonLink>
      </p>
    </Page>
  );
}
