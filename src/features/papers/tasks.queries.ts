import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeFor } from './policy.ts';

/** A scan that waits for this person to compare it. */
export interface ScanTask {
  id: string;
  kind: 'scan';
  title: string;
  number: string;
  since: Date;
  /** Path inside the tenant where it is done. */
  to: string;
}

const listed = 50;

/** Scans that this person may confirm, oldest first: all counted, the first fifty listed. Nobody confirms their own. */
export async function scansFor(ctx: Ctx): Promise<{ count: number; tasks: ScanTask[] }> {
  const { actor } = ctx;
  if (!actor || !ctx.tenant || !officeFor('confirm', actor)) return { count: 0, tasks: [] };
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('papers')
      .select(['id', 'about as title', 'number', 'scannedAt', 'createdAt'])
      .select((select) => select.fn.countAll<number>().over().as('total'))
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('state', '=', 'issued')
      .where('scanSha256', 'is not', null)
      .where('scannedBy', 'is distinct from', actor.userId)
      .orderBy('scannedAt')
      .orderBy('id')
      .limit(listed)
      .execute(),
  );
  return {
    count: Number(rows[0]?.total ?? 0),
    tasks: rows.map(({ id, title, number, scannedAt, createdAt }) => ({
      id,
      kind: 'scan',
      title,
      number,
      since: scannedAt ?? createdAt,
      to: `/kerja/naskah/${id}`,
    })),
  };
}
