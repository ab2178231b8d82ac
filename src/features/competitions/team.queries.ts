import { sql } from 'kysely';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { maskPupil } from './team.ts';

/** A pupil as lists show them. */
export interface TeamMember {
  id: string;
  /** Masked; null after consent was withdrawn. */
  name: string | null;
  guardian: string | null;
  consentKind: 'recorded' | 'scan';
  /** `YYYY-MM-DD` */
  consentOn: string;
  hasScan: boolean;
  nameAllowed: boolean;
  photoAllowed: boolean;
}

/** Pupils of an entry's team, names masked. Who may see the entry is asked by the caller. */
export async function teamOf(ctx: Ctx, entryId: string): Promise<TeamMember[]> {
  const { rows } = await inTenant(ctx, (tx) =>
    sql<Omit<TeamMember, 'name' | 'guardian'> & { nameSealed: string | null; guardianSealed: string | null }>`
      select id, name_sealed, guardian_sealed, consent_kind, consent_on::text as consent_on,
        consent_sha256 is not null as has_scan, name_allowed, photo_allowed
      from team_members where tenant_id = ${tenantOf(ctx).id} and entry_id = ${entryId}
      order by recorded_at, id`.execute(tx),
  );
  const masked = (sealed: string | null) => (sealed === null ? null : ctx.secrets.show(sealed, maskPupil));
  return rows.map(({ nameSealed, guardianSealed, ...row }) => ({
    ...row,
    name: masked(nameSealed),
    guardian: masked(guardianSealed),
  }));
}

/** Which of these contents are scanned consents that still stand: what tidies the store must leave them. */
export async function consentScansInUse(ctx: Ctx, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set();
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('teamMembers')
      .select('consentSha256')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('consentSha256', 'in', digests)
      .execute(),
  );
  return new Set(rows.map((row) => row.consentSha256).filter((one) => one !== null));
}
