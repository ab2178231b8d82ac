import { A, Alert, Button, Card, ErrorSummary, Form, Page, TextField, useFrame } from '#ui/index.ts';
import type { Problems } from './problems.ts';

export interface ForgotPageProps {
  /** Whether this installation sends mail at all. */
  mails: boolean;
  /** It was asked: the same words for everybody. */
  done?: boolean;
  lockedFor?: number;
  problems?: Problems;
}

export function ForgotPage({ mails, done = false, lockedFor, problems = {} }: ForgotPageProps) {
  const { messages, tenant } = useFrame();
  const { forgot: words, enter } = messages.invitations;
  const operator = tenant?.operator ?? '';
  return (
    <Page title={words.title} lead={mails && !done ? words.lead : undefined} width="form">
      {lockedFor !== undefined && (
        <Alert tone="error" title={enter.lockedTitle} live>
          {enter.locked(String(lockedFor))}
        </Alert>
      )}
      <ErrorSummary errors={problems} />
      {done && (
        <Alert tone="success" title={words.doneTitle} live>
          {mails ? words.doneMail : words.noMail(operator)}
        </Alert>
      )}
      {mails && !done && (
        <Form action="/lupa-sandi">
          <TextField
            name="identifier"
            label={words.identifier}
            autocomplete="username"
            maxlength={254}
            error={problems.identifier}
            required
          />
          <Button wide>{words.submit}</Button>
        </Form>
      )}
      <Card class="mt-6" title={words.contact}>
        <p>{mails ? words.doneAsk(operator) : words.noMail(operator)}</p>
        {tenant && (
          <p class="mt-2 font-semibold">
            {tenant.help.href ? <A to={tenant.help.href}>{tenant.help.label}</A> : tenant.help.label}
          </p>
        )}
      </Card>
      <p class="mt-5 flex flex-wrap gap-x-6">
        <A to="/undangan" class="link inline-flex min-h-11 items-center">
          {words.haveCode}
        </A>
        <A to="/masuk" class="link inline-flex min-h-11 items-center">
          {words.toSignIn}
        </A>
      </p>
    </Page>
  );
}
