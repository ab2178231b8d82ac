import {
  A,
  Alert,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  fieldId,
  Island,
  Page,
  PasswordField,
  TextField,
  useFrame,
} from '#ui/index.ts';
import { PasskeySignIn } from './passkey-button.tsx';
import type { Problems } from './problems.ts';
import RevealPassword from './reveal-password.island.tsx';

export interface SignInPageProps {
  identifier?: string;
  remember?: boolean;
  /** Where to go afterwards, a path of the tenant. */
  returnTo: string | null;
  /** Where people sign in: passkeys belong to its host. */
  origin: string;
  providers: readonly { id: string; label: string }[];
  problems?: Problems;
  /** Locked for so many minutes. */
  lockedFor?: number;
}

export function SignInPage(props: SignInPageProps) {
  const { identifier = '', remember = false, returnTo, problems = {}, lockedFor } = props;
  const { messages, person, tenant } = useFrame();
  const words = messages.people.signIn;
  return (
    <Page title={words.title} lead={words.lead} width="form">
      {lockedFor !== undefined && (
        <Alert tone="error" title={words.lockedTitle} live>
          {words.locked(String(lockedFor))}
        </Alert>
      )}
      <ErrorSummary errors={problems} />
      {person && <Alert>{words.signedIn(person.name)}</Alert>}
      <Form action="/masuk" hidden={returnTo ? { ke: returnTo } : {}}>
        <TextField
          name="identifier"
          label={words.identifier}
          hint={words.identifierHint}
          value={identifier}
          autocomplete="username"
          maxlength={254}
          error={problems.identifier}
          required
        />
        <div>
          <PasswordField
            name="password"
            label={words.password}
            autocomplete="current-password"
            error={problems.password}
            required
          />
          <div class="flex justify-end">
            <Island of={RevealPassword} props={{ field: fieldId('password'), show: words.show, hide: words.hide }} />
          </div>
        </div>
        <Checkbox name="remember" label={words.remember} hint={words.rememberHint} checked={remember} />
        <Button wide>{words.submit}</Button>
      </Form>
      <OtherWays {...props} />
      <Card class="mt-8" title={words.forgot}>
        <p>{tenant ? words.forgotHelp(tenant.operator) : words.forgotHelpNoTenant}</p>
        {tenant && (
          <p class="mt-2 flex flex-wrap gap-x-6">
            <A to="/lupa-sandi" class="link inline-flex min-h-11 items-center">
              {messages.invitations.forgot.submit}
            </A>
            <A to="/undangan" class="link inline-flex min-h-11 items-center">
              {messages.invitations.forgot.haveCode}
            </A>
          </p>
        )}
      </Card>
    </Page>
  );
}

/** Passkeys and trusted providers. No provider is asked anything before its link is followed. */
function OtherWays({ origin, providers, returnTo }: SignInPageProps) {
  const { provider: words } = useFrame().messages.signIn;
  const query = returnTo ? `?ke=${encodeURIComponent(returnTo)}` : '';
  return (
    <>
      <PasskeySignIn origin={origin} returnTo={returnTo} />
      {providers.map(({ id, label }) => (
        <p class="mt-4">
          <ButtonLink to={`/masuk/penyedia/${id}${query}`} tone="plain" wide>
            {words.signInWith(label)}
          </ButtonLink>
        </p>
      ))}
    </>
  );
}
