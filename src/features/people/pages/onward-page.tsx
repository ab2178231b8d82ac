import { Alert, ButtonLink, Page, useMessages } from '#ui/index.ts';

/** Before leaving for a provider: a link, because a form may not lead to another site. */
export function OnwardPage({ label, address }: { label: string; address: string }) {
  const { identities: words } = useMessages().signIn;
  return (
    <Page title={words.onward} lead={words.onwardLead(label)} width="form">
      <ButtonLink to={address} icon="external-link" wide>
        {words.onwardLink(label)}
      </ButtonLink>
    </Page>
  );
}

/** Coming back went wrong, or nobody here is linked with that account. */
export function ProviderTroublePage({ title, text, action }: { title: string; text: string; action: string }) {
  return (
    <Page title={title} width="form">
      <Alert tone="warning" live>
        {text}
      </Alert>
      <p class="mt-5">
        <ButtonLink to="/masuk" wide>
          {action}
        </ButtonLink>
      </p>
    </Page>
  );
}
