import { Button, ConfirmBlock, ErrorSummary, Form, href, Island, Page, TextField, useFrame } from '#ui/index.ts';
import { CurrentField, securityCrumbs } from './confirm-page.tsx';
import PasskeyAdd from './passkey-add.island.tsx';
import type { Problems } from './problems.ts';

const form = 'passkey';

/** Adds a passkey: the name and the password are typed, the device does the rest. */
export function PasskeyNewPage({ origin }: { origin: string }) {
  const { base, messages } = useFrame();
  const { passkeys: words, security } = messages.signIn;
  const props = {
    form,
    start: href(base, '/akun/keamanan/kunci/mulai'),
    finish: href(base, '/akun/keamanan/kunci'),
    done: href(base, '/akun/keamanan?pesan=signIn.passkeyAdded'),
    host: new URL(origin).hostname,
    words: {
      submit: words.addSubmit,
      busy: words.adding,
      failed: words.failed,
      unsupported: words.unsupported.replace('{origin}', origin),
    },
  };
  return (
    <Page title={words.add} lead={words.help} width="form" breadcrumb={securityCrumbs(security.title, words.add)}>
      <Form id={form} action="/akun/keamanan/kunci">
        <TextField name="name" label={words.name} hint={words.nameHint} maxlength={60} width="half" required />
        <CurrentField />
        <Island of={PasskeyAdd} props={props} />
      </Form>
    </Page>
  );
}

export interface PasskeyPageProps {
  passkey: { id: string; name: string };
  /** What was typed into the form that came back. */
  typedName?: string;
  problems?: Problems;
}

/** One passkey: another name, or away with it. */
export function PasskeyPage({ passkey, typedName, problems = {} }: PasskeyPageProps) {
  const { messages } = useFrame();
  const { passkeys: words, security } = messages.signIn;
  const title = passkey.name || words.title;
  const action = `/akun/keamanan/kunci/${passkey.id}`;
  return (
    <Page title={title} width="form" breadcrumb={securityCrumbs(security.title, title)}>
      <ErrorSummary errors={problems} />
      <Form action={`${action}/nama`}>
        <TextField
          name="name"
          label={words.name}
          value={typedName ?? passkey.name}
          maxlength={60}
          width="half"
          error={problems.name}
          required
        />
        <Button tone="plain">{words.renameSubmit}</Button>
      </Form>
      <div class="mt-8">
        <ConfirmBlock open={words.remove} question={words.removeQuestion} expanded={problems.current !== undefined}>
          <Form action={`${action}/hapus`}>
            <CurrentField error={problems.current} />
            <Button tone="danger">{words.removeSubmit}</Button>
          </Form>
        </ConfirmBlock>
      </div>
    </Page>
  );
}
