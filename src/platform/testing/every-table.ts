import type { Pool, PoolClient } from 'pg';

/** Every table of the schema that has a `tenant_id`, so that a new one is walked without being named. */
export async function tenantTables(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => row.name);
}

interface Column {
  name: string;
  type: string;
  required: boolean;
}

/** Values that satisfy the checks of columns whose type alone does not say what may stand in them. */
const fitting: Readonly<Record<string, unknown>> = {
  'api_keys.scopes': ['innovations:write'],
  'calendar_events.year': 2026,
  'calendar_events.kind': 'other',
  'organizations.kind': 'village',
  'offices.role': 'innovator',
  'office_holders.role': 'innovator',
  'office_holders.kind': 'definitive',
  'documents.kind': 'video',
  'documents.address': 'https://contoh.go.id/film',
  'evidence.indicator': '',
  'identity_providers.issuer': 'https://masuk.contoh.id',
  'imports.state': 'checked',
  'innovations.state': 'draft',
  'innovation_versions.state': 'draft',
  'innovation_versions.cause': 'save',
  'published_innovations.state': 'accepted',
  'papers.kind': 'innovation_decree',
  'papers.state': 'draft',
  'invitations.purpose': 'reset',
  'invitations.channel': 'letter',
  'invitations.user_id': '019a0000-0000-7000-8000-00000000000a',
  'mailed_codes.mails': 1,
  'competitions.year': 2026,
  'competitions.state': 'draft',
  'competition_stages.kind': 'desk',
  'competition_stages.ends_at': '2026-02-01T00:00:00Z',
  'competition_extensions.ends_at': '2026-02-01T00:00:00Z',
  'competition_categories.organization_kinds': ['village'],
  'competition_categories.form': 'official',
  'rubrics.stage': 'desk',
  'rubrics.scale_max': 5,
  'entries.state': 'draft',
  'team_members.consent_kind': 'recorded',
  'team_members.name_sealed': 'contoh',
  'team_members.guardian_sealed': 'contoh',
  'jurors.state': 'appointed',
  'juror_conflicts.kind': 'other',
  'juror_conflicts.source': 'juror',
  'juror_conflicts.state': 'confirmed',
  'assignment_plans.stage': 'desk',
  'assignment_plans.objective': 'total',
  'reviews.stage': 'desk',
  'reviews.state': 'assigned',
  'published_entries.label': 'E001',
  'published_entries.standing': 'clear',
  'published_data_sets.sha256': '0'.repeat(64),
  'published_data_parts.stage': 'desk',
  'published_data_parts.sha256': '0'.repeat(64),
  'certificates.kind': 'participant',
  'certificates.entry_id': '019a0000-0000-7000-8000-00000000000a',
  'certificates.code': '0123456789ab',
  'objections.state': 'open',
  'plenaries.state': 'open',
  'plenary_recusals.source': 'self',
  'plenary_recusals.reason': 'contoh',
  'plenary_questions.kind': 'vote',
  'plenary_questions.entry_ids': ['019a0000-0000-7000-8000-00000000000a'],
  'placements.settled_by': 'score',
  'plenary_corrections.entry_ids': ['019a0000-0000-7000-8000-00000000000a'],
  'plenary_seals.digest': '0'.repeat(64),
  'plenary_confirmations.digest': '0'.repeat(64),
  'mails.recipient_sealed': 'contoh',
  'mails.body_sealed': 'contoh',
};

/**
 * Puts one row into each table for one tenant, parents first, as the owner. Foreign keys are off while it runs:
 * what counts here is whose the rows are.
 */
export async function fillEveryTenantTable(owner: Pool, tables: readonly string[], tenantId: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'");
    for (const table of tables) await fillOne(client, table, tenantId);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function fillOne(client: PoolClient, table: string, tenantId: string): Promise<void> {
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull and not atthasdef as required
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const columns = rows.filter(
    ({ name, required }) => required || name === 'organization_id' || `${table}.${name}` in fitting,
  );
  const values = columns.map((column) => (column.name === 'tenant_id' ? tenantId : valueFor(table, column)));
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into ${table} (${columns.map((column) => column.name).join(', ')}) values (${places.join(', ')})`,
    values,
  );
}

function valueFor(table: string, { name, type }: Column): unknown {
  const known = fitting[`${table}.${name}`];
  if (known !== undefined) return known;
  if (type === 'uuid') return '019a0000-0000-7000-8000-00000000000a';
  if (type === 'text' || type.startsWith('character')) return 'contoh';
  if (/int|numeric/.test(type)) return 1;
  if (type === 'boolean') return false;
  if (type === 'date') return '2026-01-01';
  if (type.startsWith('timestamp')) return '2026-01-01T00:00:00Z';
  if (type === 'bytea') return Buffer.from('x');
  if (type === 'tsvector') return 'contoh';
  if (type === 'jsonb') return '{}';
  throw new Error(`no value for ${table}.${name} of type ${type}: add one here`);
}
