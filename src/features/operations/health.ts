import type { MachineState } from '#platform/machine.ts';

/** What is known of the installation now. null is unknown, never nought. */
export interface Health {
  at: Date;
  machine: MachineState;
  database: { bytes: number; connections: number; mostConnections: number; version: string };
  queues: QueueState[];
  seals: SealState[];
  /** The newest first. */
  backups: BackupState[];
  /** null where no mail is sent from here. */
  mail: MailState | null;
}

export interface QueueState {
  name: string;
  /** Due and not begun. */
  waiting: number;
  active: number;
  /** Given up within the last day. */
  failed: number;
  oldestWaiting: Date | null;
}

export interface SealState {
  tenant: string;
  batches: number;
  firstSealed: Date | null;
  lastSealed: Date | null;
  unsealed: number;
  oldestUnsealed: Date | null;
  check: { at: Date; events: number; brokenBatch: number | null } | null;
}

export interface BackupState {
  takenAt: Date;
  finishedAt: Date;
  archive: string;
  bytes: number;
  rows: number;
  files: number;
}

export interface MailState {
  waiting: number;
  failed: number;
}

/** What a tenant's administrator may know. */
export interface TenantHealth {
  at: Date;
  version: string;
  lastBackup: Date | null;
  seal: SealState;
}

export const findings = [
  'diskLow',
  'diskFull',
  'noBackup',
  'backupOld',
  'jobsFailed',
  'jobsWaiting',
  'sealBroken',
  'sealLate',
  'checkLate',
  'connectionsMany',
  'mailFailed',
] as const;
export type FindingKey = (typeof findings)[number];

export interface Finding {
  key: FindingKey;
  grave: boolean;
  /** Which queues, which tenants; '' where there is one only. */
  about: string;
}

const minutes = 60_000;
const hours = 60 * minutes;
const gigabyte = 1e9;

/**
 * From when on somebody has to look. A backup every day and a walk of the seals every night are what docs/operations.md
 * plans; one that is missed once is told.
 */
export const limits = {
  diskShare: 0.1,
  diskLow: 5 * gigabyte,
  diskFull: 1 * gigabyte,
  backupAge: 26 * hours,
  backupAgeGrave: 7 * 24 * hours,
  waiting: 15 * minutes,
  unsealed: 10 * minutes,
  checkAge: 26 * hours,
  connectionShare: 0.8,
};

/** What needs somebody, the grave first; the same of several tenants or queues is one finding. */
export function findingsOf(health: Health): Finding[] {
  const found = [
    ...diskFindings(health.machine),
    ...backupFindings(health),
    ...health.queues.flatMap((queue) => queueFindings(queue, health.at)),
    ...health.seals.flatMap((seal) => sealFindings(seal, health.at)),
    ...when(health.database.connections >= health.database.mostConnections * limits.connectionShare, 'connectionsMany'),
    ...when((health.mail?.failed ?? 0) > 0, 'mailFailed'),
  ];
  return together(found).toSorted((one, other) => Number(other.grave) - Number(one.grave));
}

function together(found: readonly Finding[]): Finding[] {
  const byKey = Map.groupBy(found, (finding) => finding.key);
  return [...byKey.values()].map((same) => ({
    key: (same[0] as Finding).key,
    grave: same.some((finding) => finding.grave),
    about: same.map((finding) => finding.about).join(', '),
  }));
}

const when = (holds: boolean, key: FindingKey, about = '', grave = false): Finding[] =>
  holds ? [{ key, grave, about }] : [];

const older = (one: Date, age: number, at: Date) => at.getTime() - one.getTime() > age;

function diskFindings({ disk }: MachineState): Finding[] {
  if (!disk) return [];
  if (disk.free < limits.diskFull) return when(true, 'diskFull', '', true);
  return when(disk.free < limits.diskLow || disk.free < disk.total * limits.diskShare, 'diskLow');
}

function backupFindings({ backups: [last], at }: Health): Finding[] {
  if (!last) return when(true, 'noBackup', '', true);
  const grave = older(last.takenAt, limits.backupAgeGrave, at);
  return when(older(last.takenAt, limits.backupAge, at), 'backupOld', '', grave);
}

function queueFindings(queue: QueueState, at: Date): Finding[] {
  // Behind a long run the next one waits its turn; a run that never ends fails when its time is over.
  const stuck = queue.active === 0 && queue.oldestWaiting !== null && older(queue.oldestWaiting, limits.waiting, at);
  return [...when(queue.failed > 0, 'jobsFailed', queue.name), ...when(stuck, 'jobsWaiting', queue.name)];
}

/** Also for one tenant alone. */
export function sealFindings(seal: SealState, at: Date): Finding[] {
  const { check, tenant } = seal;
  const late = seal.oldestUnsealed !== null && older(seal.oldestUnsealed, limits.unsealed, at);
  // The first night after the first seal is still to come.
  const walked = check?.at ?? seal.firstSealed;
  return [
    ...when(check?.brokenBatch != null, 'sealBroken', tenant, true),
    ...when(late, 'sealLate', tenant),
    ...when(walked !== null && older(walked, limits.checkAge, at), 'checkLate', tenant),
  ];
}
