import { Button, ButtonLink, DateField, ErrorSummary, Form, Page, StickyBar, useMessages } from '#ui/index.ts';
import type { OfficePage } from '../board.queries.ts';
import { officePath } from '../board.ts';
import type { HolderTerm } from '../offices.queries.ts';
import { officeTitle } from '../title.ts';
import type { Problems } from './problems.ts';

export interface EndPageProps {
  office: OfficePage;
  term: HolderTerm;
  lastDay: string;
  problems?: Problems;
}

/** The last day of a term; one that has not begun is called off. */
export function EndPage({ office, term, lastDay, problems = {} }: EndPageProps) {
  const { people } = useMessages();
  const words = people.office;
  const title = officeTitle(office.role, term.kind, office.organizationKind, office.organizationName, people.titles);
  const back = officePath(office.organizationId, office.role);
  const future = term.when === 'future';
  return (
    <Page
      title={future ? words.cancelTitle(term.name) : words.endTitle(term.name)}
      lead={title}
      width="form"
      breadcrumb={[
        { label: people.board.title, to: '/kerja/orang' },
        { label: title, to: back },
      ]}
    >
      <ErrorSummary errors={problems} />
      <p class="mb-4">{future ? words.cancelQuestion : words.endQuestion}</p>
      <Form action={`/kerja/orang/akhiri/${term.id}`}>
        {!future && (
          <DateField
            name="lastDay"
            label={words.lastDay}
            hint={words.lastDayHint}
            value={lastDay}
            error={problems.lastDay}
            required
          />
        )}
        <StickyBar>
          <ButtonLink to={back} tone="plain">
            {people.made.back}
          </ButtonLink>
          <Button tone="danger">{future ? words.cancelSubmit : words.endSubmit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
