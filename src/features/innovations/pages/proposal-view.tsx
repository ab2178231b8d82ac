import type { ComponentChildren } from 'preact';
import { Card, DefinitionList, useMessages } from '#ui/index.ts';
import { countDesignWords, type DesignField, designFields, joinDesign } from '../design.ts';
import type { Proposal, ProposalField } from '../innovation.ts';
import { proposalEdition } from '../proposal.ts';
import { sections } from '../sections.ts';
import type { Topic } from '../topic.ts';
import { ProposalValue } from './proposal-value.tsx';

export interface ProposalViewProps {
  proposal: Proposal;
  topics: readonly Topic[];
  /** Under a field: a remark, a box for one. */
  beside?: (field: ProposalField) => ComponentChildren;
  /** Stands with the masked name of the initiator. */
  name?: ComponentChildren;
}

/** The whole proposal to be read, section by section. */
export function ProposalView({ proposal, topics, beside, name }: ProposalViewProps) {
  const { innovations } = useMessages();
  const count = countDesignWords(proposal);
  return (
    <div class="grid gap-5">
      {sections.map((section) => (
        <Card title={innovations.sections[section.key].name} id={section.key}>
          {section.key === 'masalah' && (
            <p class="mb-3 text-sm text-tinta-2">
              {innovations.work.designOf(String(count), String(proposalEdition.designMinWords))}
            </p>
          )}
          <DefinitionList
            items={section.fields.map((field) => ({
              term: innovations.form[field].name,
              value: (
                <>
                  <ProposalValue field={field} proposal={proposal} topics={topics} />
                  {field === 'initiatorName' && proposal.initiatorName && name}
                  {beside?.(field)}
                </>
              ),
            }))}
          />
          {section.key === 'cara-kerja' && count > 0 && <JoinedDesign proposal={proposal} />}
        </Card>
      ))}
    </div>
  );
}

/** The ministry's own form takes one text: here it stands to be copied. */
function JoinedDesign({ proposal }: { proposal: Proposal }) {
  const { form, work } = useMessages().innovations;
  const headings = Object.fromEntries(designFields.map((field) => [field, form[field].name])) as Record<
    DesignField,
    string
  >;
  return (
    <details class="good-example">
      <summary>{work.joined}</summary>
      <p class="px-4 pb-3 whitespace-pre-line">{joinDesign(proposal, headings)}</p>
    </details>
  );
}
