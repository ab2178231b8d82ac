import {
  Button,
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Form,
  Page,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { OfficePage } from '../board.queries.ts';
import { officePath } from '../board.ts';
import { officeTitle } from '../title.ts';
import { ChannelField, type Mails } from './code-field.tsx';
import type { Problems } from './problems.ts';
import { TermFields, type Typed } from './term-fields.tsx';

export interface InvitePageProps {
  office: OfficePage;
  /** Of the invitation and of the term that it begins. */
  ids: { id: string; termId: string };
  typed: Typed;
  mails: Mails;
  problems?: Problems;
}

/** Somebody without an account is asked into an office. */
export function InvitePage({ office, ids, typed, mails, problems = {} }: InvitePageProps) {
  const { people, invitations } = useMessages();
  const words = invitations.form;
  const { organizationId, organizationKind, organizationName, role } = office;
  const title = officeTitle(role, 'definitive', organizationKind, organizationName, people.titles);
  const back = officePath(organizationId, role);
  const breadcrumb = [
    { label: people.board.title, to: '/kerja/orang' },
    { label: title, to: back },
    { label: words.title },
  ];
  return (
    <Page title={words.title} lead={words.lead} width="form" breadcrumb={breadcrumb}>
      <ErrorSummary errors={problems} />
      <Form action="/kerja/orang/undangan/baru" hidden={{ ...ids, organizationId, role }}>
        <p class="font-semibold">{title}</p>
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={typed.name}
          error={problems.name}
          autocomplete="off"
          maxlength={120}
          required
        />
        <TermFields typed={typed} problems={problems} role={role} fromLabel={words.from} />
        <ReplacesField office={office} typed={typed} problems={problems} />
        <ChannelField value={typed.channel} error={problems.channel} mails={mails} />
        <ContactFields typed={typed} problems={problems} mails={mails} />
        <StickyBar>
          <ButtonLink to={back} tone="plain">
            {people.made.back}
          </ButtonLink>
          <Button>{words.submit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

type FieldsProps = { typed: Typed; problems: Problems };

/** Only where somebody holds the office: the successor's letter ends that term. */
function ReplacesField({ office, typed, problems }: FieldsProps & { office: OfficePage }) {
  const { form } = useMessages().invitations;
  const held = office.terms.find(
    (term) => term.when === 'current' && (typed.replaces ? term.id === typed.replaces : term.kind !== 'plh'),
  );
  if (!held) return null;
  return (
    <Checkbox
      name="replaces"
      label={form.replaces(held.name)}
      hint={form.replacesHint(held.name)}
      value={held.id}
      checked={typed.replaces === held.id}
      error={problems.replaces}
    />
  );
}

function ContactFields({ typed, problems, mails }: FieldsProps & { mails: Mails }) {
  const { form } = useMessages().invitations;
  const field = (name: 'phone' | 'email') => ({
    name,
    label: form[name],
    hint: form[`${name}Hint`],
    value: typed[name],
    error: problems[name],
    autocomplete: 'off',
  });
  return (
    <>
      <TextField {...field('phone')} type="tel" maxlength={30} width="half" />
      {mails !== null && <TextField {...field('email')} type="email" maxlength={254} />}
    </>
  );
}
