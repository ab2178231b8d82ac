import { A, Button, ButtonLink, Card, ErrorSummary, Form, Page, StickyBar, useMessages } from '#ui/index.ts';
import type { OfficePage } from '../board.queries.ts';
import { officePath } from '../board.ts';
import type { HolderTerm } from '../offices.queries.ts';
import { officeTitle } from '../title.ts';
import { TermDates } from './account-page.tsx';
import { HolderLine } from './board-page.tsx';
import type { Problems } from './problems.ts';
import { TermFields, type Typed, UsernameField } from './term-fields.tsx';

export interface HandOverPageProps {
  office: OfficePage;
  /** The term that ends. */
  term: HolderTerm;
  /** Id of the term that begins. */
  termId: string;
  typed: Typed;
  problems?: Problems;
}

export function HandOverPage({ office, term, termId, typed, problems = {} }: HandOverPageProps) {
  const { invitations, people } = useMessages();
  const words = people.handOver;
  const title = officeTitle(office.role, 'definitive', office.organizationKind, office.organizationName, people.titles);
  const back = officePath(office.organizationId, office.role);
  const breadcrumb = [
    { label: people.board.title, to: '/kerja/orang' },
    { label: title, to: back },
  ];
  return (
    <Page title={words.title} lead={words.lead} width="form" breadcrumb={breadcrumb}>
      <ErrorSummary errors={problems} />
      <Card title={words.from} tone="tint" class="mb-6">
        <HolderLine term={{ ...term, when: 'past' }} />
        <p class="text-sm text-tinta-2">
          {title}, <TermDates {...term} />
        </p>
      </Card>
      <h2 class="mb-3 text-xl">{words.to}</h2>
      <Form action={`/kerja/orang/serah-terima/${term.id}`} hidden={{ id: termId }}>
        <UsernameField typed={typed} problems={problems} />
        <p>
          <A
            to={`/kerja/orang/undangan/baru?organisasi=${office.organizationId}&peran=${office.role}&ganti=${term.id}`}
            class="link inline-flex min-h-11 items-center"
          >
            {invitations.form.inviteSuccessor}
          </A>
        </p>
        <TermFields
          typed={typed}
          problems={problems}
          role={office.role}
          fromLabel={words.firstDay}
          fromHint={words.firstDayHint}
        />
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
