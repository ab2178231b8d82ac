import type { ComponentChildren } from 'preact';
import { useMessages } from '#ui/index.ts';
import type { Basis } from '../basis.queries.ts';
import type { Difference } from '../difference.queries.ts';
import type { ProposalField } from '../innovation.ts';
import type { Topic } from '../topic.ts';
import type { VersionedField } from '../version.ts';
import { ProposalValue, topicNames } from './proposal-value.tsx';
import { WordDifference } from './word-difference.tsx';

export interface DifferenceViewProps {
  difference: Pick<Difference, 'fields' | 'before' | 'after' | 'bases'>;
  topics: readonly Topic[];
  /** Level of the headings: the page decides. */
  level?: 2 | 3;
}

/** Every field in which two versions differ, each in the way it reads best. */
export function DifferenceView({ difference, topics, level = 3 }: DifferenceViewProps) {
  const { history } = useMessages().innovations;
  const fieldName = useFieldName();
  const hasWords = difference.fields.some((field) => isText(field));
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="grid gap-6">
      {hasWords && <p class="text-sm text-tinta-2">{history.difference.legend}</p>}
      {difference.fields.map((field) => (
        <section class="min-w-0">
          <Heading class="mb-1 text-base">{fieldName(field)}</Heading>
          <FieldDifference field={field} difference={difference} topics={topics} />
        </section>
      ))}
    </div>
  );
}

export function useFieldName(): (field: VersionedField) => string {
  const { form, history } = useMessages().innovations;
  return (field) => (field === 'basedOn' ? history.basedOn : form[field].name);
}

const texts = ['title', 'summary', 'pkpnProgram', 'objective', 'benefit', 'result'] as const;

const isText = (field: VersionedField) => (texts as readonly string[]).includes(field) || field.startsWith('design');

interface FieldDifferenceProps extends Omit<DifferenceViewProps, 'level'> {
  field: VersionedField;
}

function FieldDifference({ field, difference, topics }: FieldDifferenceProps) {
  const { history } = useMessages().innovations;
  const { before, after, bases } = difference;
  if (field === 'basedOn') {
    return <BeforeAfter before={basisName(bases.before)} after={basisName(bases.after)} />;
  }
  if (isText(field)) return <WordDifference before={String(before[field] ?? '')} after={String(after[field] ?? '')} />;
  if (field === 'topics') {
    return <ListDifference before={topicNames(before.topics, topics)} after={topicNames(after.topics, topics)} />;
  }
  if (field === 'crossingAffairs') {
    return <ListDifference before={before.crossingAffairs} after={after.crossingAffairs} />;
  }
  const value = (proposal: Difference['before'], name: ProposalField) =>
    proposal[name] !== null &&
    proposal[name] !== '' && <ProposalValue field={name} proposal={proposal} topics={topics} />;
  return (
    <>
      {field === 'initiatorName' && <p class="mb-1 text-sm text-tinta-2">{history.difference.nameChanged}</p>}
      <BeforeAfter before={value(before, field)} after={value(after, field)} />
    </>
  );
}

const basisName = (basis: Basis | null) => basis && [basis.title, basis.organizationName].filter(Boolean).join(' · ');

function BeforeAfter({ before, after }: { before: ComponentChildren; after: ComponentChildren }) {
  const { difference } = useMessages().innovations.history;
  return (
    <dl class="difference grid gap-1">
      <Line term={difference.before}>{before ? <del>{before}</del> : <Nothing />}</Line>
      <Line term={difference.after}>{after ? <ins>{after}</ins> : <Nothing />}</Line>
    </dl>
  );
}

/** Nothing was removed where nothing stood. */
function Nothing() {
  const { difference } = useMessages().innovations.history;
  return <span class="text-tinta-3">{difference.nothing}</span>;
}

function Line({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt class="inline text-sm text-tinta-3">{`${term}: `}</dt>
      <dd class="inline">{children}</dd>
    </div>
  );
}

function ListDifference({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const { difference } = useMessages().innovations.history;
  const added = after.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !after.includes(one));
  const kept = after.filter((one) => before.includes(one));
  return (
    <dl class="difference grid gap-1">
      {removed.length > 0 && (
        <Line term={difference.removedItems}>
          <del>{removed.join('; ')}</del>
        </Line>
      )}
      {added.length > 0 && (
        <Line term={difference.addedItems}>
          <ins>{added.join('; ')}</ins>
        </Line>
      )}
      {kept.length > 0 && <Line term={difference.keptItems}>{kept.join('; ')}</Line>}
    </dl>
  );
}
