import { Button, Card, ConfirmBlock, DefinitionList, ErrorSummary, Form, Page, useMessages } from '#ui/index.ts';
import type { PersonPage as Person } from '../people.queries.ts';
import { TermList } from './account-page.tsx';
import { ChannelField, type Mails } from './code-field.tsx';
import type { Problems } from './problems.ts';

export interface PersonPageProps {
  person: Person;
  /** The number in full, just read. */
  phone: string | null;
  /** Id of the reset that the page's form would make. */
  resetId: string;
  /** Id of the code that the page's form would make. */
  codeId: string;
  mails: Mails;
  problems?: Problems;
}

export function PersonPage({ person, phone, resetId, codeId, mails, problems = {} }: PersonPageProps) {
  const { people, signIn, invitations } = useMessages();
  const { person: words, board } = people;
  const { reset } = invitations;
  const items = [
    { term: words.username, value: person.username },
    { term: words.password, value: person.passwordDue ? words.passwordDue : words.passwordOwn },
  ];
  const { factorReset } = signIn;
  const administered = [
    ...items,
    { term: factorReset.term, value: person.hasSecondFactor ? factorReset.has : factorReset.hasNot },
    { term: words.phone, value: phone ?? person.maskedPhone },
  ];
  const breadcrumb = [{ label: board.title, to: '/kerja/orang' }, { label: person.name }];
  return (
    <Page title={person.name} width="text" breadcrumb={breadcrumb}>
      <ErrorSummary errors={problems} />
      <Card>
        <DefinitionList items={person.administers ? administered : items} />
        {person.administers && person.maskedPhone && phone === null && (
          <Form action={`/kerja/orang/${person.userId}/telepon`} class="mt-3">
            <div class="flex flex-wrap items-center gap-3">
              <Button tone="plain" icon="eye">
                {words.showPhone}
              </Button>
              <span class="text-sm text-tinta-3">{words.showPhoneNote}</span>
            </div>
          </Form>
        )}
      </Card>
      <Card class="mt-5" title={words.offices}>
        {person.terms.length === 0 ? (
          <p class="text-tinta-2">{words.noOffices}</p>
        ) : (
          <TermList terms={person.terms} linked />
        )}
        {person.administers && <p class="mt-4 text-sm text-tinta-2">{words.newOfficeHelp}</p>}
      </Card>
      {person.administers && (
        <div class="mt-5 grid gap-3">
          <ConfirmBlock open={reset.offer} question={reset.offerLead} expanded={problems.channel !== undefined}>
            <Form action={`/kerja/orang/${person.userId}/kode`} hidden={{ id: codeId }}>
              <ChannelField value={undefined} error={problems.channel} mails={mails} />
              <Button>{reset.offerSubmit}</Button>
            </Form>
          </ConfirmBlock>
          <ConfirmBlock open={signIn.viewing.button} question={signIn.viewing.question}>
            <Form action="/kerja/lihat-sebagai" hidden={{ username: person.username }}>
              <Button>{signIn.viewing.confirm}</Button>
            </Form>
          </ConfirmBlock>
          {person.hasSecondFactor && (
            <ConfirmBlock open={signIn.factorReset.open} question={signIn.factorReset.question}>
              <Form action={`/kerja/orang/${person.userId}/faktor-kedua`}>
                <Button tone="danger">{signIn.factorReset.submit}</Button>
              </Form>
            </ConfirmBlock>
          )}
          <ConfirmBlock open={words.reset} question={words.resetQuestion}>
            <Form action={`/kerja/orang/${person.userId}/sandi`} hidden={{ id: resetId }}>
              <Button tone="danger">{words.resetSubmit}</Button>
            </Form>
          </ConfirmBlock>
        </div>
      )}
    </Page>
  );
}
