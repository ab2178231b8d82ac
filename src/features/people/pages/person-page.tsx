import { Button, Card, ConfirmBlock, DefinitionList, Form, Page, useMessages } from '#ui/index.ts';
import type { PersonPage as Person } from '../people.queries.ts';
import { TermList } from './account-page.tsx';

export interface PersonPageProps {
  person: Person;
  /** The number in full, just read. */
  phone: string | null;
  /** Id of the reset that the page's form would make. */
  resetId: string;
}

export function PersonPage({ person, phone, resetId }: PersonPageProps) {
  const { people, signIn } = useMessages();
  const { person: words, board } = people;
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
