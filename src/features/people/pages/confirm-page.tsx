import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, Form, Page, PasswordField, TextField, useMessages } from '#ui/index.ts';
import type { Problems } from './problems.ts';

export interface ConfirmPageProps {
  title: string;
  question: string;
  action: string;
  submit: string;
  hidden?: Readonly<Record<string, string>>;
  /** A code of the app is asked too. */
  withCode?: boolean;
  danger?: boolean;
  problems?: Problems;
  children?: ComponentChildren;
}

/** Asks for the present password, and says what will happen, before keys of the account change. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { title, question, action, submit, hidden = {}, withCode = false, danger = false, problems = {} } = props;
  const { security, code } = useMessages().signIn;
  return (
    <Page title={title} lead={question} width="form" breadcrumb={securityCrumbs(security.title, title)}>
      <ErrorSummary errors={problems} />
      <Form action={action} hidden={hidden}>
        <CurrentField error={problems.current} />
        {withCode && (
          <TextField
            name="code"
            label={code.codeOrRecovery}
            autocomplete="one-time-code"
            width="half"
            error={problems.code}
            required
          />
        )}
        <Button wide tone={danger ? 'danger' : 'primary'}>
          {submit}
        </Button>
      </Form>
      {props.children}
    </Page>
  );
}

/** The present password, asked again. */
export function CurrentField({ error }: { error?: string | undefined }) {
  const { security } = useMessages().signIn;
  return (
    <PasswordField
      name="current"
      label={security.current}
      hint={security.currentHint}
      autocomplete="current-password"
      error={error}
      required
    />
  );
}

export const securityCrumbs = (parent: string, label: string) => [{ label: parent, to: '/akun/keamanan' }, { label }];
