import {
  Button,
  ButtonLink,
  ConfirmBlock,
  DefinitionList,
  EmptyState,
  Form,
  formatDate,
  formatDateTime,
  Page,
  StatusChip,
  useMessages,
} from '#ui/index.ts';
import { type ApiKey, type KeyState, keyState } from '../key.ts';

const looks = {
  active: { tone: 'tarum', icon: 'circle-check' },
  expired: { tone: 'kertas', icon: 'clock' },
  revoked: { tone: 'bata', icon: 'x' },
} as const satisfies Record<KeyState, object>;

export function KeyListPage({ keys, today }: { keys: readonly ApiKey[]; today: string }) {
  const { keys: words } = useMessages().openData;
  const add = (
    <ButtonLink to="/kerja/kunci-api/baru" icon="plus">
      {words.add}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} width="text" aside={keys.length > 0 ? add : undefined}>
      {keys.length === 0 && (
        <EmptyState title={words.none} action={add}>
          {words.noneText}
        </EmptyState>
      )}
      <ul class="grid gap-4">
        {keys.map((key) => (
          <KeyCard apiKey={key} state={keyState(key, today)} />
        ))}
      </ul>
    </Page>
  );
}

function KeyCard({ apiKey, state }: { apiKey: ApiKey; state: KeyState }) {
  const { keys: words } = useMessages().openData;
  const { id, name, beginning, organizationName, scopes, expiresOn, lastUsedAt } = apiKey;
  const items = [
    { term: words.office, value: organizationName },
    { term: words.scopes, value: scopes.map((scope) => words.scopeNames[scope]).join(', ') },
    { term: words.expiresOn, value: formatDate(expiresOn) },
    { term: words.lastUsed, value: lastUsedAt ? formatDateTime(lastUsedAt) : words.never },
    { term: words.beginning, value: <code>{`${beginning}…`}</code> },
  ];
  return (
    <li class="card on-paper border-garis bg-white">
      <div class="flex flex-wrap items-center gap-2">
        <h2 class="text-lg">{name}</h2>
        <StatusChip {...looks[state]}>{words.states[state]}</StatusChip>
      </div>
      <DefinitionList items={items} />
      {state === 'active' && (
        <div class="mt-3">
          <ConfirmBlock open={words.revoke} question={words.revokeQuestion(name)}>
            <Form action={`/kerja/kunci-api/${id}/cabut`}>
              <Button tone="danger">{words.revoke}</Button>
            </Form>
          </ConfirmBlock>
        </div>
      )}
    </li>
  );
}
