import fc from 'fast-check';
import { expect, test } from 'vitest';
import { id } from '#messages/id.ts';
import { findings, findingsOf, type Health, limits, type SealState } from './health.ts';
import { metricsOf } from './metrics.ts';

const at = new Date('2026-11-24T02:30:00Z');
const before = (milliseconds: number) => new Date(at.getTime() - milliseconds);
const hour = 3_600_000;

const seal: SealState = {
  tenant: 'bekasikab',
  batches: 12,
  firstSealed: before(900 * hour),
  lastSealed: before(30_000),
  unsealed: 2,
  oldestUnsealed: before(30_000),
  check: { at: before(5 * hour), events: 400, brokenBatch: null },
};
const well: Health = {
  at,
  machine: {
    version: '0.1.0',
    node: 'v26.10.0',
    startedAt: before(50 * hour),
    memoryBytes: 120e6,
    disk: { free: 60e9, total: 100e9 },
  },
  database: { bytes: 5e9, connections: 20, mostConnections: 60, version: '18.4' },
  queues: [{ name: 'audit-seal', waiting: 1, active: 1, failed: 0, oldestWaiting: before(3000) }],
  seals: [seal],
  backups: [
    { takenAt: before(8 * hour), finishedAt: before(8 * hour), archive: '/c/a.tar', bytes: 1e9, rows: 10, files: 2 },
  ],
  mail: { waiting: 1, failed: 0 },
};
const backup = well.backups[0] as Health['backups'][number];
const disk = (free: number, total = 100e9) => ({ machine: { ...well.machine, disk: { free, total } } });

test('an installation that is looked after has nothing to tell', () => {
  expect(findingsOf(well)).toEqual([]);
  expect(findingsOf({ ...well, mail: null, machine: { ...well.machine, disk: null } })).toEqual([]);
});

test.each<[string, Partial<Health>, [string, boolean, string][]]>([
  ['little room', disk(9e9), [['diskLow', false, '']]],
  ['little room on a small disk', disk(4e9, 10e9), [['diskLow', false, '']]],
  ['hardly any room', disk(0.9e9), [['diskFull', true, '']]],
  ['no backup', { backups: [] }, [['noBackup', true, '']]],
  ['a missed backup', { backups: [{ ...backup, takenAt: before(27 * hour) }] }, [['backupOld', false, '']]],
  ['a week without', { backups: [{ ...backup, takenAt: before(8 * 24 * hour) }] }, [['backupOld', true, '']]],
  [
    'a job behind one that takes long',
    { queues: [{ name: 'imports', waiting: 1, active: 1, failed: 0, oldestWaiting: before(hour) }] },
    [],
  ],
  [
    'jobs that fail and pile up',
    { queues: [{ name: 'surel', waiting: 9, active: 0, failed: 3, oldestWaiting: before(hour) }] },
    [
      ['jobsFailed', false, 'surel'],
      ['jobsWaiting', false, 'surel'],
    ],
  ],
  [
    'a broken chain comes first',
    {
      mail: { waiting: 0, failed: 2 },
      seals: [{ ...seal, check: { at: before(hour), events: 3, brokenBatch: 7 } }],
    },
    [
      ['sealBroken', true, 'bekasikab'],
      ['mailFailed', false, ''],
    ],
  ],
  ['late sealing', { seals: [{ ...seal, oldestUnsealed: before(hour) }] }, [['sealLate', false, 'bekasikab']]],
  ['no walk', { seals: [{ ...seal, check: null }] }, [['checkLate', false, 'bekasikab']]],
  ['nothing sealed, nothing to walk', { seals: [{ ...seal, batches: 0, firstSealed: null, check: null }] }, []],
  ['before the first night', { seals: [{ ...seal, firstSealed: before(9 * hour), check: null }] }, []],
  [
    'the same of two regions is one finding',
    {
      seals: [
        { ...seal, check: null },
        { ...seal, tenant: 'karawangkab', check: null },
      ],
    },
    [['checkLate', false, 'bekasikab, karawangkab']],
  ],
  ['many connections', { database: { ...well.database, connections: 48 } }, [['connectionsMany', false, '']]],
])('%s', (_, change, expected) => {
  const found = findingsOf({ ...well, ...change });
  expect(found.map(({ key, grave, about }) => [key, grave, about])).toEqual(expected);
});

test('a backup is told of from the limit on and never before, and grows graver', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 * 24 * hour }), (age) => {
      const found = findingsOf({ ...well, backups: [{ ...backup, takenAt: before(age) }] });
      const expected =
        age > limits.backupAge ? [{ key: 'backupOld', grave: age > limits.backupAgeGrave, about: '' }] : [];
      expect(found).toEqual(expected);
    }),
  );
});

test('every finding has its words', () => {
  expect(Object.keys(id.operations.findings).toSorted()).toEqual([...findings].toSorted());
});

test('the figures for monitoring, one line each', () => {
  expect(metricsOf({ ...well, queues: [], backups: [] })).toMatchInlineSnapshot(`
    "# TYPE gelar_findings gauge
    # HELP gelar_findings What needs somebody, by gravity.
    gelar_findings{grave="yes"} 1
    gelar_findings{grave="no"} 0
    # TYPE gelar_started_timestamp_seconds gauge
    # HELP gelar_started_timestamp_seconds Start of this process.
    gelar_started_timestamp_seconds 1795307400
    # TYPE gelar_memory_bytes gauge
    # HELP gelar_memory_bytes Resident memory of this process.
    gelar_memory_bytes 120000000
    # TYPE gelar_disk_free_bytes gauge
    # HELP gelar_disk_free_bytes Room on the disk of the data folder.
    gelar_disk_free_bytes 60000000000
    # TYPE gelar_database_bytes gauge
    # HELP gelar_database_bytes Size of the database.
    gelar_database_bytes 5000000000
    # TYPE gelar_database_connections gauge
    # HELP gelar_database_connections Connections to the database.
    gelar_database_connections 20
    # TYPE gelar_mail_failed gauge
    # HELP gelar_mail_failed Mails that could not be sent.
    gelar_mail_failed 0
    # TYPE gelar_jobs gauge
    # HELP gelar_jobs Background jobs by queue and state.
    # TYPE gelar_audit_unsealed gauge
    # HELP gelar_audit_unsealed Audit events not sealed yet.
    gelar_audit_unsealed{tenant="bekasikab"} 2
    # TYPE gelar_audit_unsealed_age_seconds gauge
    # HELP gelar_audit_unsealed_age_seconds Age of the oldest of them.
    gelar_audit_unsealed_age_seconds{tenant="bekasikab"} 30
    # TYPE gelar_audit_broken gauge
    # HELP gelar_audit_broken 1 when the last walk found the chain broken.
    gelar_audit_broken{tenant="bekasikab"} 0
    # EOF
    "
  `);
});

test('a name with quotes and line breaks stays one label', () => {
  const odd = metricsOf({
    ...well,
    queues: [{ name: 'a"b\\c\nd', waiting: 1, active: 0, failed: 0, oldestWaiting: null }],
  });
  expect(odd).toContain('gelar_jobs{queue="a\\"b\\\\c\\nd",state="waiting"} 1');
});
