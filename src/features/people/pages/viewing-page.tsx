import { Button, ErrorSummary, Form, Page, TextField, useMessages } from '#ui/index.ts';
import type { Problems } from './problems.ts';

/** The help desk names whom it looks as. */
export function ViewingPage({ username = '', problems = {} }: { username?: string; problems?: Problems }) {
  const { viewing: words } = useMessages().signIn;
  return (
    <Page title={words.title} lead={words.lead} width="form">
      <ErrorSummary errors={problems} />
      <Form action="/kerja/lihat-sebagai">
        <TextField
          name="username"
          label={words.username}
          hint={words.usernameHint}
          value={username}
          autocomplete="off"
          error={problems.username}
          required
        />
        <Button wide>{words.submit}</Button>
      </Form>
    </Page>
  );
}
