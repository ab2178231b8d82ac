import {
  A,
  Button,
  Card,
  DefinitionList,
  ErrorSummary,
  Form,
  formatDate,
  Page,
  TextField,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { InvitationFace } from '../invitation.queries.ts';
import { proposeUsername } from '../person.ts';
import { NewPasswordFields } from './new-password-fields.tsx';
import type { Problems } from './problems.ts';
import type { Typed } from './term-fields.tsx';

export interface AcceptPageProps {
  code: string;
  opened: InvitationFace;
  /** Id of the account that the form makes. */
  personId: string;
  typed: Typed;
  problems?: Problems;
}

/** What an invited person opens: for which office, under which name, with which password. */
export function AcceptPage({ code, opened, personId, typed, problems = {} }: AcceptPageProps) {
  const { messages, tenant, person } = useFrame();
  const words = messages.invitations.accept;
  return (
    <Page title={words.title} lead={tenant && words.lead(tenant.operator)} width="form">
      <ErrorSummary errors={problems} />
      <Card tone="tint" class="mb-6">
        <DefinitionList items={facts(words, opened, tenant?.name ?? '')} />
      </Card>
      {person ? (
        <SignedIn code={code} name={person.name} />
      ) : (
        <>
          <Form action="/undangan/buat" hidden={{ code, id: personId }}>
            <PersonFields typed={typed} problems={problems} />
            <NewPasswordFields problems={problems} />
            <Button wide>{words.submit}</Button>
          </Form>
          <Card class="mt-8" title={words.haveAccount}>
            <p>
              {words.haveAccountHelp} <A to="/masuk">{words.signIn}</A>
            </p>
          </Card>
        </>
      )}
    </Page>
  );
}

type Words = ReturnType<typeof useMessages>['invitations']['accept'];

function facts(words: Words, { title, from, to, replaces }: InvitationFace, region: string) {
  return [
    { term: words.office, value: <b>{title}</b> },
    { term: words.region, value: region },
    ...(from ? [{ term: words.from, value: formatDate(from) }] : []),
    ...(to ? [{ term: words.until, value: formatDate(to) }] : []),
    ...(replaces ? [{ term: words.replaces, value: replaces }] : []),
  ];
}

function PersonFields({ typed, problems }: { typed: Typed; problems: Problems }) {
  const words = useMessages().invitations.accept;
  return (
    <>
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={typed.name}
        error={problems.name}
        autocomplete="name"
        maxlength={120}
        required
      />
      <TextField
        name="username"
        label={words.username}
        hint={words.usernameHint}
        value={typed.username ?? proposeUsername(typed.name ?? '')}
        error={problems.username}
        autocomplete="username"
        maxlength={60}
        required={false}
      />
      <TextField
        name="email"
        label={words.email}
        hint={words.emailHint}
        value={typed.email}
        error={problems.email}
        type="email"
        autocomplete="email"
        maxlength={254}
        required={false}
      />
    </>
  );
}

/** Somebody signed in opens it: the office becomes theirs, or another person signs in first. */
function SignedIn({ code, name }: { code: string; name: string }) {
  const words = useMessages().invitations.accept;
  return (
    <Card title={words.signedInAs(name)}>
      <p class="mb-4">{words.signedInHelp}</p>
      <div class="flex flex-wrap gap-3">
        <Form action="/undangan/terima" hidden={{ code }}>
          <Button>{words.signedInSubmit}</Button>
        </Form>
        <Form action="/keluar">
          <Button tone="plain">{words.signOut}</Button>
        </Form>
      </div>
    </Card>
  );
}
