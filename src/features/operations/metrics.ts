import { findingsOf, type Health, type SealState } from './health.ts';

interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
}

const text = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function family(name: string, help: string, samples: readonly Sample[]): string[] {
  const lines = samples.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([key, one]) => `${key}="${text(one)}"`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
  });
  return [`# TYPE ${name} gauge`, `# HELP ${name} ${help}`, ...lines];
}

const seconds = (date: Date) => date.getTime() / 1000;

/** The figures of the page for a monitoring system: OpenMetrics 1.0 text. What is unknown has no line. */
export function metricsOf(health: Health): string {
  return `${[...serverLines(health), ...jobLines(health), ...auditLines(health)].join('\n')}\n# EOF\n`;
}

function serverLines(health: Health): string[] {
  const { machine, database, backups, mail } = health;
  const all = findingsOf(health);
  const grave = all.filter((finding) => finding.grave).length;
  const one = (name: string, help: string, value: number | undefined) =>
    value === undefined ? [] : family(name, help, [{ value }]);
  const taken = backups[0]?.takenAt;
  return [
    ...family('gelar_findings', 'What needs somebody, by gravity.', [
      { labels: { grave: 'yes' }, value: grave },
      { labels: { grave: 'no' }, value: all.length - grave },
    ]),
    ...one('gelar_started_timestamp_seconds', 'Start of this process.', seconds(machine.startedAt)),
    ...one('gelar_memory_bytes', 'Resident memory of this process.', machine.memoryBytes),
    ...one('gelar_disk_free_bytes', 'Room on the disk of the data folder.', machine.disk?.free),
    ...one('gelar_database_bytes', 'Size of the database.', database.bytes),
    ...one('gelar_database_connections', 'Connections to the database.', database.connections),
    ...one('gelar_backup_taken_timestamp_seconds', 'When the last backup was taken.', taken && seconds(taken)),
    ...one('gelar_mail_failed', 'Mails that could not be sent.', mail?.failed),
  ];
}

function jobLines({ queues }: Health): string[] {
  const jobs = queues.flatMap(({ name, waiting, active, failed }) =>
    Object.entries({ waiting, active, failed }).map(([state, value]) => ({ labels: { queue: name, state }, value })),
  );
  return family('gelar_jobs', 'Background jobs by queue and state.', jobs);
}

function auditLines({ seals, at }: Health): string[] {
  const labels = (seal: SealState) => ({ tenant: seal.tenant });
  const ages = seals.flatMap((seal) =>
    seal.oldestUnsealed ? [{ labels: labels(seal), value: seconds(at) - seconds(seal.oldestUnsealed) }] : [],
  );
  const unsealed = seals.map((seal) => ({ labels: labels(seal), value: seal.unsealed }));
  const broken = seals.map((seal) => ({ labels: labels(seal), value: Number(seal.check?.brokenBatch != null) }));
  return [
    ...family('gelar_audit_unsealed', 'Audit events not sealed yet.', unsealed),
    ...family('gelar_audit_unsealed_age_seconds', 'Age of the oldest of them.', ages),
    ...family('gelar_audit_broken', '1 when the last walk found the chain broken.', broken),
  ];
}
