import { newId } from '#platform/ids.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import type { TestRegion } from '../innovations/testing-region.ts';
import { currentEdition } from './editions.ts';
import type { Levels } from './maturity.ts';

export interface TestInnovation {
  id: string;
  organizationId: string;
  state: string;
  title: string;
  affair: string;
  stage: string;
  implementedOn: string | null;
  acceptedAt: Date | null;
}

/** An innovation straight in its table: accepted, counted in 2026, unless told otherwise. */
export async function insertInnovation(
  db: TestDatabase,
  region: TestRegion,
  over: Partial<TestInnovation> = {},
): Promise<TestInnovation> {
  const innovation: TestInnovation = {
    id: newId(),
    organizationId: region.village.id,
    state: 'accepted',
    title: 'Bank Sampah Sabtu (contoh)',
    affair: 'Lingkungan Hidup',
    stage: 'penerapan',
    implementedOn: '2024-06-01',
    acceptedAt: new Date('2026-05-01T02:00:00Z'),
    ...over,
  };
  const { id, organizationId, state, title, affair, stage, implementedOn, acceptedAt } = innovation;
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, state, title, main_affair, stage, implemented_on, accepted_at, example)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true)`,
    [region.tenant.id, id, organizationId, state, title, affair, stage, implementedOn, acceptedAt],
  );
  return innovation;
}

/** Levels straight in their table, by code. */
export async function insertLevels(
  db: TestDatabase,
  region: TestRegion,
  innovationId: string,
  levels: Levels,
  edition = currentEdition().edition,
): Promise<void> {
  await db.owner.query(
    `insert into innovation_levels (tenant_id, innovation_id, edition, code, claimed)
     select $1, $2, $3, code, claimed from unnest($4::text[], $5::int[]) as x (code, claimed)`,
    [region.tenant.id, innovationId, edition, Object.keys(levels), Object.values(levels)],
  );
}
