import { Button, Card, ErrorSummary, Form, Page, TextField, useFrame } from '#ui/index.ts';
import { PasskeySignIn } from './passkey-button.tsx';
import type { Problems } from './problems.ts';

export interface AskCodePageProps {
  returnTo: string | null;
  origin: string;
  /** Codes of an app can be typed; else only a passkey helps. */
  hasCodes: boolean;
  hasPasskeys: boolean;
  problems?: Problems;
}

/** The second step of signing in. */
export function AskCodePage({ returnTo, origin, hasCodes, hasPasskeys, problems = {} }: AskCodePageProps) {
  const { messages, tenant } = useFrame();
  const { ask: words } = messages.signIn;
  return (
    <Page title={words.title} lead={hasCodes ? words.lead : words.passkeyLead} width="form">
      <ErrorSummary errors={problems} />
      {hasCodes && (
        <Form action="/masuk/kode" hidden={returnTo ? { ke: returnTo } : {}}>
          <TextField
            name="code"
            label={words.field}
            hint={words.hint}
            autocomplete="one-time-code"
            maxlength={40}
            width="half"
            error={problems.code}
            required
          />
          <Button wide>{words.submit}</Button>
        </Form>
      )}
      {hasPasskeys && <PasskeySignIn origin={origin} returnTo={returnTo} />}
      <Form action="/keluar" class="mt-4">
        <Button tone="plain" wide>
          {words.other}
        </Button>
      </Form>
      <Card class="mt-8" title={words.lost}>
        <p>{tenant ? words.lostHelp(tenant.operator) : words.lostHelpNoTenant}</p>
      </Card>
    </Page>
  );
}
