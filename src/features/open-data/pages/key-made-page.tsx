import { Alert, ButtonLink, Card, DefinitionList, Page, useMessages } from '#ui/index.ts';

export interface KeyMadePageProps {
  name: string;
  token: string;
  address: string;
}

/** The key, shown once: it is the answer to the form and stands at no address. */
export function KeyMadePage({ name, token, address }: KeyMadePageProps) {
  const { keys: words, api } = useMessages().openData;
  const items = [
    { term: words.name, value: name },
    { term: words.key, value: <code class="wrap-anywhere text-lg">{token}</code> },
    { term: api.title, value: <code class="wrap-anywhere">{address}</code> },
  ];
  return (
    <Page
      width="form"
      title={words.made}
      breadcrumb={[{ label: words.title, to: '/kerja/kunci-api' }, { label: name }]}
    >
      <Alert tone="warning">{words.madeLead}</Alert>
      <Card class="mt-5">
        <DefinitionList items={items} />
        <p class="mt-4 text-tinta-2">{words.usage}</p>
        <p>
          <code class="wrap-anywhere">Authorization: Bearer gelar_…</code>
        </p>
      </Card>
      <p class="mt-5">
        <ButtonLink to="/kerja/kunci-api">{words.back}</ButtonLink>
      </p>
    </Page>
  );
}
