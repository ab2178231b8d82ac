import { Alert, ButtonLink, DefinitionList, Page, StickyBar, useMessages } from '#ui/index.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { isProposalField } from '../innovation.ts';
import type { Typed } from './section-field.tsx';

/** The form was closed while somebody typed: what they typed is shown to be copied, nothing of it is stored. */
export function ClosedPage({ work, typed }: { work: InnovationWork; typed: Typed }) {
  const { closed, form, list } = useMessages().innovations;
  const home = `/kerja/inovasi/${work.id}`;
  const answers = Object.entries(typed).flatMap(([field, value]) => {
    const text = textOf(value);
    if (!isProposalField(field) || text === '') return [];
    return [{ term: form[field].name, value: <span class="whitespace-pre-line">{text}</span> }];
  });
  return (
    <Page
      title={closed.title}
      width="form"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        { label: work.proposal.title || list.untitled, to: home },
        { label: closed.title },
      ]}
    >
      <div class="grid gap-5">
        <Alert tone="warning">{closed.help}</Alert>
        <DefinitionList items={answers} />
        <StickyBar>
          <ButtonLink to={home}>{closed.back}</ButtonLink>
        </StickyBar>
      </div>
    </Page>
  );
}

const textOf = (value: Typed[string]) => [value ?? []].flat().filter(Boolean).join('; ');
