import { formatDate, formatNumber } from '#ui/format.ts';
import type { IconName } from '#ui/icons.ts';
import { A, Card, EmptyState, ExampleChip, Icon, Page, StatusChip, useFrame, useMessages } from '#ui/index.ts';
import { shortcutsFor } from '../shortcuts.ts';
import type { WaitingTask } from '../waiting.queries.ts';

interface Props {
  count: number;
  tasks: readonly WaitingTask[];
  hasOffice: boolean;
}

/** Where a signed-in person lands: what waits, oldest first, and the way to their work. */
export function WorkPage({ count, tasks, hasOffice }: Props) {
  const { person } = useFrame();
  const { work } = useMessages().portal;
  const lead = person ? work.lead(person.name, person.title) : undefined;
  return (
    <Page title={work.title} lead={lead}>
      <div class="grid gap-6 lg:grid-cols-[1fr_20rem]">
        <div>{tasks.length === 0 ? <Nothing hasOffice={hasOffice} /> : <TaskList count={count} tasks={tasks} />}</div>
        <Shortcuts roles={person?.roles ?? []} />
      </div>
    </Page>
  );
}

function Nothing({ hasOffice }: { hasOffice: boolean }) {
  const { work } = useMessages().portal;
  return (
    <EmptyState title={hasOffice ? work.noneTitle : work.noOfficeTitle}>
      {hasOffice ? work.noneText : work.noOfficeText}
    </EmptyState>
  );
}

const icons: Record<WaitingTask['kind'], IconName> = {
  draft: 'pencil',
  declined: 'circle-alert',
  returned: 'message-circle',
  proposed: 'hand',
  submitted: 'list-checks',
  scan: 'file-check',
  appointment: 'badge-check',
  scoring: 'list-checks',
};
const urgent: ReadonlySet<WaitingTask['kind']> = new Set(['declined', 'returned', 'appointment']);

function TaskList({ count, tasks }: Pick<Props, 'count' | 'tasks'>) {
  const { work } = useMessages().portal;
  return (
    <>
      <p class="mb-3 text-tinta-2">{work.count(formatNumber(count))}</p>
      <ol class="grid gap-3">
        {tasks.map((task) => (
          <li class="card card-link on-paper relative border-garis bg-white">
            <div class="flex flex-wrap items-center gap-1.5">
              <StatusChip tone={urgent.has(task.kind) ? 'kunyit' : 'tarum'} icon={icons[task.kind]}>
                {work.kinds[task.kind]}
              </StatusChip>
              {task.kind !== 'scan' && task.example && <ExampleChip />}
            </div>
            <h2 class="mt-2 text-lg">
              <A to={task.to} class="stretched">
                {task.title}
              </A>
            </h2>
            <p class="text-sm text-tinta-3">
              {detailOf(task, work)} · {work.since(formatDate(task.since))}
            </p>
          </li>
        ))}
      </ol>
      {count > tasks.length && <p class="mt-3 text-sm text-tinta-2">{work.more(formatNumber(count))}</p>}
    </>
  );
}

function detailOf(task: WaitingTask, { scoringLeft }: ReturnType<typeof useMessages>['portal']['work']): string {
  if (task.kind === 'scan') return task.number;
  return task.kind === 'scoring' ? scoringLeft(formatNumber(task.left)) : task.organizationName;
}

function Shortcuts({ roles }: { roles: readonly string[] }) {
  const { work } = useMessages().portal;
  return (
    <Card title={work.shortcuts}>
      <ul class="grid">
        {shortcutsFor(roles).map((entry) => (
          <li>
            <A to={entry.to} class="flex min-h-11 items-center gap-2.5">
              <Icon name={entry.icon} size={20} />
              <span>{work.links[entry.key]}</span>
            </A>
          </li>
        ))}
      </ul>
    </Card>
  );
}
