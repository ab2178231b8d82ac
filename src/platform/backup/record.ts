import pg from 'pg';
import type { DatabaseAddress } from '../database/pool.ts';
import { reservedTenantId } from '../tenancy.ts';

export interface BackupRecord {
  id: string;
  path: string;
  bytes: number;
  rows: number;
  files: number;
  takenAt: string;
  manifest: string;
}

/** Tells the installation that a backup was made; one statement with its event. */
export async function recordBackup(owner: DatabaseAddress, one: BackupRecord): Promise<void> {
  const client = new pg.Client({ ...owner, application_name: 'gelar-backup' });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('public.backups') is not null as known");
    if (!rows[0]?.known) return; // a release before this one's schema: the archive is whole all the same
    await client.query(
      `with made as (
         insert into backups (id, taken_at, archive, bytes, row_count, file_count, manifest_hash)
         values ($1, $2, $3, $4, $5, $6, $7) returning *
       )
       insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes)
       select $8, id, 'installation.backed_up', 'installation', 'backup',
         jsonb_build_object('takenAt', taken_at, 'bytes', bytes, 'rows', row_count, 'files', file_count, 'manifest', manifest_hash)
       from made`,
      [one.id, one.takenAt, one.path, one.bytes, one.rows, one.files, one.manifest, reservedTenantId],
    );
  } finally {
    await client.end();
  }
}
