import { A, Card, Icon, useMessages } from '#ui/index.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { type Section, sections } from '../sections.ts';
import { isComplete, isOptional, missingIn, remarksIn } from './progress.ts';

/** The parts of the form, each with what is still missing. */
export function SectionList({ work }: { work: InnovationWork }) {
  const { innovations } = useMessages();
  return (
    <Card title={innovations.work.sections}>
      <ol class="grid">
        {sections.map((section) => (
          <li class="relative flex min-h-12 items-center gap-3 border-t border-garis py-2.5 first:border-t-0">
            <Mark work={work} section={section} />
            <span class="min-w-0 flex-1">
              <A to={`/kerja/inovasi/${work.id}/isi/${section.key}`} class="stretched font-semibold">
                {innovations.sections[section.key].name}
              </A>
              <span class="block text-sm text-tinta-2">
                <StateOf work={work} section={section} />
              </span>
            </span>
            <Icon name="chevron-right" class="text-tinta-3" />
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Remarks count while they can still be answered. */
const remarked = ({ state, history }: InnovationWork, section: Section) =>
  state === 'returned' ? remarksIn(history.remarks, section) : 0;

function Mark({ work, section }: { work: InnovationWork; section: Section }) {
  if (remarked(work, section) > 0) return <Icon name="message-circle" size={20} class="text-kunyit-700" />;
  const done = isComplete(work, section);
  return (
    <Icon name={done ? 'circle-check' : 'circle-dashed'} size={20} class={done ? 'text-tarum-600' : 'text-tinta-3'} />
  );
}

function StateOf({ work, section }: { work: InnovationWork; section: Section }) {
  const { work: words } = useMessages().innovations;
  const remarks = remarked(work, section);
  if (remarks > 0) return <span class="text-kunyit-700">{words.remarked(remarks)}</span>;
  if (isComplete(work, section)) return <>{words.complete}</>;
  if (isOptional(work, section)) return <>{words.optional}</>;
  return <>{words.missing(missingIn(work, section))}</>;
}
