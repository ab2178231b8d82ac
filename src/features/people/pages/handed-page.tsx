import { Alert, ButtonLink, Card, DefinitionList, Page, useMessages } from '#ui/index.ts';
import type { HandedAccount } from '../people.acts.ts';

export interface HandedPageProps {
  account: HandedAccount;
  /** Address of the sign-in page. */
  address: string;
  reset: boolean;
}

/** What is handed over to a person, shown once: it is the answer to the form and stands at no address. */
export function HandedPage({ account, address, reset }: HandedPageProps) {
  const { made: words, board } = useMessages().people;
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
      title={reset ? words.resetTitle : words.title}
      width="form"
      breadcrumb={[{ label: board.title, to: '/kerja/orang' }, { label: account.name }]}
    >
      {account.password === null ? <Alert>{words.gone}</Alert> : <Alert tone="warning">{words.lead}</Alert>}
      <Card class="mt-5">
        <DefinitionList items={items} />
        {account.password !== null && <p class="mt-4 text-tinta-2">{words.instruction}</p>}
      </Card>
      <p class="mt-5 flex flex-wrap gap-2">
        <ButtonLink to={`/kerja/orang/${account.userId}`}>{words.toPerson}</ButtonLink>
        <ButtonLink to="/kerja/orang" tone="plain">
          {words.toBoard}
        </ButtonLink>
        {!reset && (
          <ButtonLink to="/kerja/orang/baru" tone="plain">
            {words.another}
          </ButtonLink>
        )}
      </p>
    </Page>
  );
}
