import type { Tx } from '../database/bound.ts';
import { newId } from '../ids.ts';
import { type Ctx, tenantOf } from '../tenancy.ts';

export interface AuditEntry {
  /** Verb and object, e.g. `innovation.proposed`. */
  act: string;
  subject: { kind: string; id: string };
  /** The office in which it was done, null for acts without one. */
  officeId: string | null;
  /** What changed. Personal fields as digests (`ctx.secrets.digest`), never in clear. */
  changes?: Readonly<Record<string, unknown>>;
}

/** Writes the audit event of a changing act, in the act's own transaction. */
export async function recordEvent(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await recordEvents(tx, ctx, [entry]);
}

/** The same for an act that changes many things at once. */
export async function recordEvents(tx: Tx, ctx: Ctx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('auditEvents')
    .values(
      entries.map((entry) => ({
        tenantId: tenantOf(ctx).id,
        id: newId(),
        userId: ctx.actor?.userId ?? null,
        officeId: entry.officeId,
        act: entry.act,
        subjectKind: entry.subject.kind,
        subjectId: entry.subject.id,
        changes: JSON.stringify(entry.changes ?? {}),
        requestId: ctx.requestId,
      })),
    )
    .execute();
}
