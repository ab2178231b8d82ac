import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, tenantOf } from '#platform/tenancy.ts';

/** Until when an entry may be sent and mended, and whether that is now: by the database's clock. */
export interface Deadlines {
  /** The contest was announced and is neither sealed nor called off. */
  announced: boolean;
  /** Null where the contest has no such stage. */
  entryFrom: Date | null;
  /** The first instant that is too late, for everybody. */
  entryUntil: Date | null;
  /** The same for this entry, with what was granted to it. */
  ownEntryUntil: Date | null;
  mendingUntil: Date | null;
  takesEntries: boolean;
  mayMend: boolean;
}

const none: Deadlines = {
  announced: false,
  entryFrom: null,
  entryUntil: null,
  ownEntryUntil: null,
  mendingUntil: null,
  takesEntries: false,
  mayMend: false,
};

/** @param entryId null for an entry that begins: nothing can have been granted to it */
export async function deadlinesOf(tx: Tx, ctx: Ctx, competitionId: string, entryId: string | null): Promise<Deadlines> {
  const granted = (stage: string) => sql`(select max(x.ends_at) from competition_extensions x
    where x.tenant_id = c.tenant_id and x.competition_id = c.id and x.stage = ${stage} and x.entry_id = ${entryId}::uuid)`;
  const { rows } = await sql<Deadlines>`
    select d.*, d.announced and d.entry_from <= clock_timestamp() and clock_timestamp() < d.own_entry_until as takes_entries,
      d.announced and clock_timestamp() < d.mending_until as may_mend
    from (
      select c.state = 'announced' as announced, e.starts_at as entry_from, e.ends_at as entry_until,
        greatest(e.ends_at, ${granted('entry')}) as own_entry_until,
        greatest(coalesce(k.ends_at, e.ends_at), ${granted('check')}, ${granted('entry')}) as mending_until
      from competitions c
      left join competition_stages e on e.tenant_id = c.tenant_id and e.competition_id = c.id and e.kind = 'entry'
      left join competition_stages k on k.tenant_id = c.tenant_id and k.competition_id = c.id and k.kind = 'check'
      where c.tenant_id = ${tenantOf(ctx).id} and c.id = ${competitionId}) d`.execute(tx);
  const [row] = rows;
  return row ? { ...row, takesEntries: row.takesEntries ?? false, mayMend: row.mayMend ?? false } : none;
}
