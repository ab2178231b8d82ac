import {
  A,
  Alert,
  ButtonLink,
  Card,
  DefinitionList,
  EmptyState,
  formatNumber,
  Page,
  StatusChip,
  useMessages,
} from '#ui/index.ts';
import type { ListedProvider } from '../providers.queries.ts';

export interface ProvidersPageProps {
  providers: readonly ListedProvider[];
  /** Address to register there, by provider. */
  redirectOf: Readonly<Record<string, string>>;
}

/** Other places to sign in that this region trusts. */
export function ProvidersPage({ providers, redirectOf }: ProvidersPageProps) {
  const { providers: words } = useMessages().signIn;
  const add = (
    <ButtonLink to="/kerja/penyedia-masuk/baru" icon="plus">
      {words.add}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} aside={providers.length > 0 ? add : undefined} width="text">
      {providers.length === 0 && (
        <EmptyState title={words.none} action={add}>
          {words.noneHelp}
        </EmptyState>
      )}
      <div class="grid gap-5">
        {providers.map((provider) => (
          <ProviderCard provider={provider} redirect={redirectOf[provider.id] ?? ''} />
        ))}
      </div>
    </Page>
  );
}

function ProviderCard({ provider, redirect }: { provider: ListedProvider; redirect: string }) {
  const { providers: words } = useMessages().signIn;
  const { id, label, issuer, clientId, secret, enabled, linked } = provider;
  const state = (
    <StatusChip tone={enabled ? 'tarum' : 'kertas'} icon={enabled ? 'circle-check' : 'x'}>
      {enabled ? words.isEnabled : words.isDisabled}
    </StatusChip>
  );
  return (
    <Card title={<A to={`/kerja/penyedia-masuk/${id}`}>{label}</A>} aside={state}>
      <DefinitionList
        items={[
          { term: words.issuer, value: <span class="break-all">{issuer}</span> },
          { term: words.clientId, value: <span class="break-all">{clientId}</span> },
          { term: words.redirect, value: <span class="break-all">{redirect}</span> },
        ]}
      />
      {secret === 'lost' && (
        <div class="mt-3">
          <Alert tone="warning">{words.clientSecretLost}</Alert>
        </div>
      )}
      <p class="mt-3 text-sm text-tinta-3">{words.linkedPeople(formatNumber(linked))}</p>
    </Card>
  );
}
