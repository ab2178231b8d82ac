import { fieldId, Island, PasswordField, useMessages } from '#ui/index.ts';
import type { Problems } from './problems.ts';
import RevealPassword from './reveal-password.island.tsx';

/** A password of one's own, typed twice. */
export function NewPasswordFields({ problems }: { problems: Problems }) {
  const { invitations, people } = useMessages();
  const words = invitations.accept;
  const { show, hide } = people.signIn;
  return (
    <>
      <div>
        <PasswordField
          name="password"
          label={words.password}
          hint={words.passwordHint}
          autocomplete="new-password"
          error={problems.password}
          required
        />
        <div class="flex justify-end">
          <Island of={RevealPassword} props={{ field: fieldId('password'), show, hide }} />
        </div>
      </div>
      <PasswordField name="again" label={words.again} autocomplete="new-password" error={problems.again} required />
    </>
  );
}
