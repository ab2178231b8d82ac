import { A, Alert, Button, Form, Page, TextField, useFrame } from '#ui/index.ts';

export interface EnterCodePageProps {
  /** A code was tried that opens nothing. The page is the same whatever the reason. */
  refused?: boolean;
  /** Too many of them, for so many minutes. */
  lockedFor?: number;
}

export function EnterCodePage({ refused = false, lockedFor }: EnterCodePageProps) {
  const { messages, tenant } = useFrame();
  const words = messages.invitations.enter;
  return (
    <Page title={words.title} lead={words.lead} width="form">
      {lockedFor !== undefined && (
        <Alert tone="error" title={words.lockedTitle} live>
          {words.locked(String(lockedFor))}
        </Alert>
      )}
      {refused && (
        <Alert tone="error" title={words.refusedTitle} live>
          <p>{words.refused}</p>
          <ul class="mt-2 list-disc pl-5">
            <li>{words.refusedTyped}</li>
            <li>
              {words.refusedUsed} <A to="/masuk">{words.toSignIn}</A>
            </li>
            {tenant && <li>{words.refusedAsk(tenant.operator, tenant.help.label)}</li>}
          </ul>
        </Alert>
      )}
      <Form action="/undangan/buka" class="mt-5">
        <TextField name="code" label={words.code} hint={words.codeHint} autocomplete="off" maxlength={60} required />
        <Button wide>{words.submit}</Button>
      </Form>
    </Page>
  );
}
