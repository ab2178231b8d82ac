import { officeTitle } from '#features/people/index.ts';
import { formatDateTime, formatTime, useMessages } from '#ui/index.ts';
import type { VersionHead } from '../version.queries.ts';

/** By what a version came to be, in words. */
export function useCauseName(): (cause: VersionHead['cause']) => string {
  const { history, steps } = useMessages().innovations;
  return (cause) => {
    switch (cause) {
      case 'known':
      case 'save':
      case 'restore':
      case 'build on':
        return history.causes[cause];
      default:
        return steps[cause];
    }
  };
}

/** When, by whom and in which office. */
export function WhenAndWho({ head, beganAt = head.at }: { head: VersionHead; beganAt?: Date }) {
  const { innovations, people } = useMessages();
  const { history } = innovations;
  const { office } = head;
  const title =
    office && officeTitle(office.role, office.kind, office.organizationKind, office.organization, people.titles);
  const [from, to] = [formatTime(beganAt), formatDateTime(head.at)];
  return (
    <p class="text-sm text-tinta-3">
      <time datetime={head.at.toISOString()}>
        {from === formatTime(head.at) ? to : `${history.between(formatDateTime(beganAt), formatTime(head.at))} WIB`}
      </time>
      {(head.personName || title) && ` · ${[head.personName, title].filter(Boolean).join(', ')}`}
    </p>
  );
}
