import { officeTitle } from '#features/people/index.ts';
import type { Messages } from '#messages/id.ts';
import type { IconName } from '#ui/icons.ts';
import { Timeline, useMessages } from '#ui/index.ts';
import type { HistoryStep } from '../history.queries.ts';

const icons: Record<HistoryStep['event'], IconName> = {
  create: 'pencil',
  claim: 'hand',
  propose: 'send',
  confirm: 'circle-check',
  decline: 'undo-2',
  return: 'undo-2',
  accept: 'badge-check',
  archive: 'archive',
  list: 'book-open',
};

/** What happened, by whom and in which office, newest first. */
export function History({ steps }: { steps: readonly HistoryStep[] }) {
  const { innovations, people } = useMessages();
  return (
    <Timeline
      entries={steps.map(({ event, at, note, personName, office }) => ({
        icon: icons[event],
        title: innovations.steps[event],
        at,
        by: [personName, office && titleOf(office, people.titles)].filter(Boolean).join(', '),
        children: note && <p class="whitespace-pre-line text-tinta-2">{note}</p>,
      }))}
    />
  );
}

function titleOf(
  { role, kind, organization, organizationKind }: NonNullable<HistoryStep['office']>,
  titles: Messages['people']['titles'],
): string {
  return officeTitle(role, kind, organizationKind, organization, titles);
}
