import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import { Button, ButtonLink, type Crumb, ErrorSummary, Form, Page, Steps, StickyBar, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { numberOf } from '../index-view.ts';
import type { GroupLine, LevelQuestion } from '../level-form.ts';
import { address } from './addresses.ts';
import { QuestionCard } from './question-card.tsx';

export interface LevelFormPageProps {
  edition: Edition;
  crumbs: readonly Crumb[];
  /** Of the overview; each group's form stands below it. */
  path: string;
  groups: readonly GroupLine[];
  current: string;
  questions: readonly LevelQuestion[];
  faults: readonly Fault[];
  /** Index points that one point of score is worth; null when it is not counted yet. */
  worthOfScore: number | null;
  /** Where the documents of the innovation stand; the region has none. */
  evidencePath?: string;
}

export function sayFault(messages: Messages, { message, values = {} }: Fault): string {
  return messageAt(messages, message, values) ?? messages.common.errors.wrongValue;
}

/** The questions of one group, of an innovation or of the region, with one button. */
export function LevelFormPage(props: LevelFormPageProps) {
  const messages = useMessages();
  const { indexPages } = messages;
  const { edition, crumbs, path, groups, current, questions, faults, worthOfScore, evidencePath } = props;
  const at = groups.findIndex(({ slug }) => slug === current);
  const action = address(`${path}/${current}`, edition);
  /** One sentence may stand beside several questions: the summary says which. */
  const sayWhere = (name: string, message: string) => {
    const of = questions.find(({ indicator }) => name.endsWith(indicator.code));
    return of ? indexPages.form.faultAt(numberOf(of.indicator.code), message) : message;
  };
  const errors = faults.map((fault) => ({ name: fault.field, message: sayFault(messages, fault) }));
  const overview = crumbs.length > 0 ? indexPages.form.title : indexPages.spd.title;
  return (
    <Page
      title={groups[at]?.name ?? ''}
      width="form"
      lead={indexPages.form.years(edition.edition)}
      breadcrumb={[
        ...crumbs,
        { label: overview, to: address(path, edition) },
        { label: indexPages.edition(edition.edition) },
      ]}
    >
      <Steps
        steps={groups.map(({ slug, name, stated, of }) => ({
          label: name,
          state: slug === current ? 'current' : stated === of ? 'done' : 'left',
          to: address(`${path}/${slug}`, edition),
        }))}
      />
      <ErrorSummary errors={errors.map(({ name, message }) => ({ name, message: sayWhere(name, message) }))} />
      <Form action={action} class="mt-6">
        {questions.map((question) => (
          <QuestionCard
            question={question}
            errors={errors}
            worthOfScore={worthOfScore}
            action={action}
            evidencePath={evidencePath}
          />
        ))}
        <StickyBar>
          <ButtonLink to={address(path, edition)} tone="plain">
            {indexPages.form.back}
          </ButtonLink>
          <Button>{at === groups.length - 1 ? indexPages.form.saveLast : indexPages.form.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
