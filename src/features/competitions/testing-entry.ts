import { newId } from '#platform/ids.ts';
import { type Actor, type HeldOffice, tenantOf } from '#platform/tenancy.ts';
import type { TestContest } from '#platform/testing/contest.ts';
import { actorWith, type TestDatabase } from '#platform/testing/database.ts';

export interface TestEntrant {
  organizationId: string;
  innovationId: string;
  innovator: Actor;
  head: Actor;
}

/** An organisation with an accepted innovation that has not entered yet. */
export async function arrangeEntrant(
  db: TestDatabase,
  contest: TestContest,
  options: { kind?: string; title?: string; implementedOn?: string; parentId?: string } = {},
): Promise<TestEntrant> {
  const { kind = 'village', title = 'Bank Sampah Sabtu (contoh)', implementedOn = '2024-06-01' } = options;
  const [organizationId, innovationId, tenantId] = [newId(), newId(), contest.tenant.id];
  await db.owner.query(
    'insert into organizations (tenant_id, id, kind, name, fictional, parent_id) values ($1, $2, $3, $4, true, $5)',
    [tenantId, organizationId, kind, `Peserta ${organizationId.slice(-4)}`, options.parentId ?? null],
  );
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, state, title, implemented_on, design_problem, example)
     values ($1, $2, $3, 'accepted', $4, $5, 'Sampah menumpuk.', true)`,
    [tenantId, innovationId, organizationId, title, implementedOn],
  );
  const innovator = await personAt(db, contest, organizationId, kind, 'innovator');
  const head = await personAt(db, contest, organizationId, kind, 'organization_head');
  return { organizationId, innovationId, innovator, head };
}

/** Somebody who holds that office there, as real rows. */
export async function personAt(
  db: TestDatabase,
  contest: TestContest,
  organizationId: string,
  organizationKind: string,
  role: string,
): Promise<Actor> {
  const tenantId = tenantOf(db.ctx({ tenant: contest.tenant })).id;
  const { rows } = await db.owner.query<{ id: string }>(
    `insert into offices (tenant_id, id, organization_id, role) values ($1, $2, $3, $4)
     on conflict (tenant_id, organization_id, role) do update set role = excluded.role returning id`,
    [tenantId, newId(), organizationId, role],
  );
  const office: HeldOffice = {
    id: rows[0]?.id ?? '',
    role,
    kind: 'definitive',
    organizationId,
    organizationName: 'Peserta',
    organizationKind,
  };
  const actor = actorWith([office]);
  await db.owner.query('insert into people (tenant_id, user_id, name, username) values ($1, $2, $3, $4)', [
    tenantId,
    actor.userId,
    actor.name,
    actor.username,
  ]);
  return actor;
}

/** Moves a stage of the contest: days from now. */
export async function moveStage(db: TestDatabase, contest: TestContest, kind: string, from: number, to: number) {
  await db.owner.query(
    `update competition_stages set starts_at = now() + make_interval(days => $3), ends_at = now() + make_interval(days => $4)
     where competition_id = $1 and kind = $2`,
    [contest.competitionId, kind, from, to],
  );
}

/** What stands in the row of an entry. */
export async function entryRow(db: TestDatabase, id: string) {
  const { rows } = await db.owner.query<{
    state: string;
    number: number | null;
    version: number;
    content: Record<string, unknown>;
    reasons: string[];
    team_name: string;
  }>('select state, number, version, content, reasons, team_name from entries where id = $1', [id]);
  if (!rows[0]) throw new Error(`no entry ${id}`);
  return rows[0];
}
