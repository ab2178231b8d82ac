import { Alert, ButtonLink, Card, Page, useMessages } from '#ui/index.ts';

/** Recovery codes, this once. */
export function RecoveryPage({ codes, onward }: { codes: readonly string[]; onward: string }) {
  const { recovery: words } = useMessages().signIn;
  return (
    <Page title={words.title} width="form">
      <Alert tone="warning" live>
        {words.lead}
      </Alert>
      <Card class="mt-5" title={words.list}>
        <ol class="grid grid-cols-2 gap-x-6 gap-y-2 font-mono">
          {codes.map((code) => (
            <li>{code}</li>
          ))}
        </ol>
      </Card>
      <p class="my-5 text-tinta-2">{words.keep}</p>
      <ButtonLink to={onward} wide>
        {words.done}
      </ButtonLink>
    </Page>
  );
}
