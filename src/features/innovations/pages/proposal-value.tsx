import { formatDate, useMessages } from '#ui/index.ts';
import type { Proposal, ProposalField } from '../innovation.ts';
import { proposalEdition } from '../proposal.ts';
import type { Topic } from '../topic.ts';

const days: readonly ProposalField[] = ['trialOn', 'implementedOn', 'developedOn'];

/** One field of a proposal as it is read, not as it is typed. */
export function ProposalValue({
  field,
  proposal,
  topics,
}: {
  field: ProposalField;
  proposal: Proposal;
  topics: readonly Topic[];
}) {
  const { innovations } = useMessages();
  const value = proposal[field];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return <span class="text-tinta-3">{innovations.work.empty}</span>;
  }
  if (field === 'topics') return <>{topicNames(proposal.topics, topics).join(', ')}</>;
  if (field === 'stage' && proposal.stage) return <>{innovations.stages[proposal.stage]}</>;
  if (field === 'astaCita') return <>{`${value}. ${proposalEdition.astaCita[Number(value) - 1] ?? ''}`}</>;
  if (days.includes(field)) return <>{formatDate(String(value))}</>;
  if (field.endsWith('Link')) return <Outside to={String(value)} />;
  if (Array.isArray(value)) return <>{value.join('; ')}</>;
  return <span class="whitespace-pre-line">{value}</span>;
}

function Outside({ to }: { to: string }) {
  return (
    <a href={to} class="link" rel="noopener noreferrer nofollow">
      {to}
    </a>
  );
}

export function topicNames(slugs: readonly string[], topics: readonly Topic[]): string[] {
  return slugs.map((slug) => topics.find((topic) => topic.slug === slug)?.name ?? slug);
}
