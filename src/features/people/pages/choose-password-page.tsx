import { Button, ErrorSummary, Form, Page, useMessages } from '#ui/index.ts';
import type { InvitationFace } from '../invitation.queries.ts';
import { NewPasswordFields } from './new-password-fields.tsx';
import type { Problems } from './problems.ts';

export interface ChoosePasswordPageProps {
  code: string;
  opened: InvitationFace;
  problems?: Problems;
}

/** What somebody opens who was given leave to choose a new password. */
export function ChoosePasswordPage({ code, opened, problems = {} }: ChoosePasswordPageProps) {
  const { reset: words } = useMessages().invitations;
  const username = opened.username ?? '';
  return (
    <Page title={words.title} lead={words.lead(opened.name, username)} width="form">
      <ErrorSummary errors={problems} />
      <Form action="/undangan/sandi" hidden={{ code }}>
        {/* Password managers keep the new password under this name. */}
        <input type="text" name="username" value={username} autocomplete="username" hidden readonly />
        <NewPasswordFields problems={problems} />
        <p class="text-sm text-tinta-2">{words.note}</p>
        <Button wide>{words.submit}</Button>
      </Form>
    </Page>
  );
}
