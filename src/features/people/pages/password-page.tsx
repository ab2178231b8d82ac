import { Alert, Button, ErrorSummary, Form, fieldId, Island, Page, PasswordField, useMessages } from '#ui/index.ts';
import type { Problems } from './problems.ts';
import RevealPassword from './reveal-password.island.tsx';

export interface PasswordPageProps {
  /** Somebody else chose the present one: nothing else can be done before it is changed. */
  due: boolean;
  username: string;
  problems?: Problems;
  lockedFor?: number;
}

export function PasswordPage({ due, username, problems = {}, lockedFor }: PasswordPageProps) {
  const { passwordPage: words, signIn } = useMessages().people;
  return (
    <Page title={due ? words.dueTitle : words.title} lead={due ? words.dueLead : undefined} width="form">
      {lockedFor !== undefined && (
        <Alert tone="error" title={signIn.lockedTitle} live>
          {signIn.locked(String(lockedFor))}
        </Alert>
      )}
      <ErrorSummary errors={problems} />
      <Form action="/akun/sandi">
        {/* Password managers keep the new password under this name. */}
        <input type="text" name="username" value={username} autocomplete="username" hidden readonly />
        <PasswordField
          name="current"
          label={words.current}
          autocomplete="current-password"
          error={problems.current}
          required
        />
        <div>
          <PasswordField
            name="next"
            label={words.next}
            hint={words.nextHint}
            autocomplete="new-password"
            error={problems.next}
            required
          />
          <div class="flex justify-end">
            <Island of={RevealPassword} props={{ field: fieldId('next'), show: signIn.show, hide: signIn.hide }} />
          </div>
        </div>
        <PasswordField name="again" label={words.again} autocomplete="new-password" error={problems.again} required />
        <p class="text-sm text-tinta-2">{words.note}</p>
        <Button wide>{words.submit}</Button>
      </Form>
    </Page>
  );
}
