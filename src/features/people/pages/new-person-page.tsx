import { Alert, Button, ButtonLink, ErrorSummary, Form, Page, StickyBar, TextField, useMessages } from '#ui/index.ts';
import type { OfficePage } from '../board.queries.ts';
import { officeTitle } from '../title.ts';
import type { Problems } from './problems.ts';
import { TermFields, type Typed } from './term-fields.tsx';

export interface NewPersonPageProps {
  /** Ids that the form makes: of the account and of the first term. */
  personId: string;
  termId: string;
  /** The office that the person enters at once; null for none. */
  office: OfficePage | null;
  typed: Typed;
  problems?: Problems;
}

export function NewPersonPage({ personId, termId, office, typed, problems = {} }: NewPersonPageProps) {
  const { people } = useMessages();
  const words = people.newPerson;
  const hidden = office && { organizationId: office.organizationId, role: office.role, termId };
  const breadcrumb = [{ label: people.board.title, to: '/kerja/orang' }, { label: words.title }];
  return (
    <Page title={words.title} lead={words.lead} width="form" breadcrumb={breadcrumb}>
      <ErrorSummary errors={problems} />
      <Form action="/kerja/orang/baru" hidden={{ id: personId, ...hidden }}>
        <PersonFields typed={typed} problems={problems} />
        <h2 class="text-xl">{words.office}</h2>
        {office ? (
          <>
            <p class="font-semibold">
              {officeTitle(office.role, 'definitive', office.organizationKind, office.organizationName, people.titles)}
            </p>
            <TermFields typed={typed} problems={problems} role={office.role} />
          </>
        ) : (
          <Alert>{words.noOffice}</Alert>
        )}
        <StickyBar>
          <ButtonLink to="/kerja/orang" tone="plain">
            {people.made.back}
          </ButtonLink>
          <Button>{words.submit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

function PersonFields({ typed, problems }: { typed: Typed; problems: Problems }) {
  const words = useMessages().people.newPerson;
  const field = (name: 'name' | 'username' | 'email' | 'phone') => ({
    name,
    label: words[name],
    hint: words[`${name}Hint`],
    value: typed[name],
    error: problems[name],
    autocomplete: 'off',
  });
  return (
    <>
      <TextField {...field('name')} maxlength={120} required />
      <TextField {...field('username')} maxlength={60} width="half" required={false} />
      <TextField {...field('email')} type="email" maxlength={254} required={false} />
      <TextField {...field('phone')} type="tel" maxlength={30} width="half" required={false} />
    </>
  );
}
