import {
  Alert,
  Card,
  DefinitionList,
  formatDateTime,
  formatNumber,
  Page,
  StatusChip,
  Table,
  useMessages,
} from '#ui/index.ts';
import { type Finding, findingsOf, type Health, type QueueState, type SealState } from '../health.ts';

/** The installation on one page, what needs somebody on top. */
export function HealthPage({ health }: { health: Health }) {
  const { operations: words } = useMessages();
  return (
    <Page
      title={words.title}
      lead={words.lead(formatDateTime(health.at))}
      breadcrumb={[{ label: words.platform, to: '/platform' }]}
    >
      <Findings findings={findingsOf(health)} />
      <div class="mt-6 grid gap-5 lg:grid-cols-2">
        <MachineCard health={health} />
        <DatabaseCard health={health} />
      </div>
      <div class="mt-8 grid gap-8">
        <BackupTable health={health} />
        <SealTable seals={health.seals} />
        <QueueTable queues={health.queues} />
      </div>
    </Page>
  );
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { operations: words } = useMessages();
  if (findings.length === 0) return <Alert tone="success" title={words.allWell} />;
  return (
    <div class="grid gap-3">
      {findings.map(({ key, grave, about }) => (
        <Alert tone={grave ? 'error' : 'warning'} title={words.findings[key].title(about)}>
          {words.findings[key].help}
        </Alert>
      ))}
    </div>
  );
}

const gigabytes = (bytes: number) => formatNumber(bytes / 1e9, 1);

function MachineCard({ health }: { health: Health }) {
  const { operations: words } = useMessages();
  const { machine, mail } = health;
  const disk = machine.disk && words.of(gigabytes(machine.disk.free), gigabytes(machine.disk.total));
  return (
    <Card title={words.machine}>
      <DefinitionList
        items={[
          { term: words.version, value: `Gelar ${machine.version}, Node ${machine.node}` },
          { term: words.started, value: formatDateTime(machine.startedAt) },
          { term: words.memory, value: words.megabytes(formatNumber(Math.round(machine.memoryBytes / 1e6))) },
          { term: words.disk, value: disk },
          { term: words.mail, value: mail ? words.mailState(mail.waiting, mail.failed) : words.noMail },
        ]}
      />
    </Card>
  );
}

function DatabaseCard({ health }: { health: Health }) {
  const { operations: words } = useMessages();
  const { bytes, connections, mostConnections, version } = health.database;
  return (
    <Card title={words.database}>
      <DefinitionList
        items={[
          { term: words.version, value: `PostgreSQL ${version}` },
          { term: words.size, value: words.megabytes(formatNumber(bytes / 1e6, 1)) },
          { term: words.connections, value: words.ofConnections(connections, mostConnections) },
        ]}
      />
    </Card>
  );
}

function BackupTable({ health }: { health: Health }) {
  const { operations: words } = useMessages();
  if (health.backups.length === 0) return <Card title={words.backups}>{words.noBackups}</Card>;
  return (
    <Table
      caption={words.backups}
      showCaption
      rows={health.backups}
      rowKey={(backup) => backup.takenAt.toISOString()}
      columns={[
        { key: 'at', head: words.takenAt, main: true, cell: (backup) => formatDateTime(backup.takenAt) },
        { key: 'archive', head: words.archive, cell: (backup) => <span class="wrap-anywhere">{backup.archive}</span> },
        { key: 'size', head: words.size, cell: (backup) => words.megabytes(formatNumber(backup.bytes / 1e6, 1)) },
        { key: 'rows', head: words.rows, cell: (backup) => formatNumber(backup.rows) },
        { key: 'files', head: words.files, cell: (backup) => formatNumber(backup.files) },
      ]}
    />
  );
}

function SealTable({ seals }: { seals: readonly SealState[] }) {
  const { operations: words } = useMessages();
  return (
    <Table
      caption={words.seals}
      showCaption
      rows={seals}
      rowKey={(seal) => seal.tenant}
      columns={[
        { key: 'tenant', head: words.tenant, main: true, cell: (seal) => seal.tenant },
        { key: 'last', head: words.lastSeal, cell: (seal) => time(seal.lastSealed, words.never) },
        { key: 'tail', head: words.unsealed, cell: (seal) => formatNumber(seal.unsealed) },
        { key: 'check', head: words.check, cell: (seal) => <CheckState check={seal.check} /> },
      ]}
    />
  );
}

const time = (date: Date | null, never: string) => (date ? formatDateTime(date) : never);

export function CheckState({ check }: { check: SealState['check'] }) {
  const { operations: words } = useMessages();
  if (!check) return <span class="text-tinta-3">{words.notChecked}</span>;
  const broken = check.brokenBatch !== null;
  return (
    <span class="flex flex-wrap items-center gap-2">
      <StatusChip tone={broken ? 'bata' : 'tarum'} icon={broken ? 'circle-alert' : 'circle-check'}>
        {broken ? words.broken(check.brokenBatch ?? 0) : words.whole}
      </StatusChip>
      <span class="text-sm text-tinta-2">{formatDateTime(check.at)}</span>
    </span>
  );
}

function QueueTable({ queues }: { queues: readonly QueueState[] }) {
  const { operations: words } = useMessages();
  if (queues.length === 0) return <Card title={words.queues}>{words.noQueues}</Card>;
  return (
    <Table
      caption={words.queues}
      showCaption
      rows={queues}
      rowKey={(queue) => queue.name}
      columns={[
        { key: 'name', head: words.queue, main: true, cell: (queue) => queue.name },
        { key: 'waiting', head: words.waiting, cell: (queue) => formatNumber(queue.waiting) },
        { key: 'active', head: words.active, cell: (queue) => formatNumber(queue.active) },
        { key: 'failed', head: words.failed, cell: (queue) => formatNumber(queue.failed) },
        { key: 'oldest', head: words.oldest, cell: (queue) => time(queue.oldestWaiting, words.none) },
      ]}
    />
  );
}
