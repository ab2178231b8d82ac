import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import { Invalid, NotAllowed } from '#platform/errors.ts';
import type { SignedIn } from '#platform/identity/session.ts';
import { actorOf, administers, type Ctx, inTenant, outsideTenants, type Tenant, tenantOf } from '#platform/tenancy.ts';
import { personAlone } from './person.ts';
import { officeThatMay } from './policy.ts';

/** How long one may look at most. */
const minutes = 30;

/** @throws NotAllowed for anybody but an administrator of this tenant or of the platform */
export function requireViewer(ctx: Ctx): void {
  if (!administers(actorOf(ctx)) || ctx.actor?.viewedBy) throw new NotAllowed('signIn.errors.viewingNotAllowed');
}

/**
 * "Lihat sebagai": this session sees the tenant as that person does, and changes nothing, for half an hour at most.
 * @throws Invalid for a name that nobody here has, NotAllowed for an administrator
 */
export async function beginViewing(ctx: Ctx, session: SignedIn, username: string): Promise<void> {
  requireViewer(ctx);
  await inTenant(ctx, async (tx) => {
    const person = await tx
      .selectFrom('people')
      .select('userId')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('username', '=', username.trim().toLowerCase())
      .executeTakeFirst();
    if (!person) throw unknown();
    const until = new Date(ctx.now.getTime() + minutes * 60_000);
    const { rows } = await sql<{ outcome: 'begun' | 'unknown' | 'higher' }>`
      select auth.begin_viewing(${session.sessionId}::uuid, ${person.userId}::uuid, ${until}::timestamptz) as outcome`.execute(
      tx,
    );
    if (rows[0]?.outcome === 'higher') throw new NotAllowed('signIn.errors.viewingHigher');
    if (rows[0]?.outcome !== 'begun') throw unknown();
    await recordEvent(tx, ctx, {
      act: 'viewing.began',
      subject: { kind: 'person', id: person.userId },
      officeId: officeThatMay(ctx.actor, 'look')?.id ?? null,
      changes: { until: until.toISOString() },
    });
  });
}

const unknown = () => new Invalid([{ field: 'username', message: 'signIn.errors.viewingUnknown' }]);

/** Ends it, by hand or by signing out. When nobody is looked as, nothing happens. */
export async function endViewing(ctx: Ctx, session: SignedIn, how: 'left' | 'signed_out'): Promise<void> {
  const tenant = session.viewing && (await tenantById(ctx, session.viewing.tenantId));
  if (!tenant) return;
  const inside = { ...ctx, tenant, actor: personAlone(session.userId) };
  await inTenant(inside, async (tx) => {
    const { rows } = await sql<{ viewed: string | null }>`
      select auth.end_viewing(${session.sessionId}::uuid) as viewed`.execute(tx);
    const viewed = rows[0]?.viewed;
    if (!viewed) return;
    const subject = { kind: 'person', id: viewed };
    await recordEvent(tx, inside, { act: 'viewing.ended', subject, officeId: null, changes: { how } });
  });
}

function tenantById(ctx: Ctx, id: string): Promise<Tenant | undefined> {
  return outsideTenants({ ...ctx, actor: null }, (tx) =>
    tx
      .selectFrom('tenants')
      .select(['id', 'slug', 'name', 'shortName', 'areaCode', 'operatorName', 'helpLabel', 'helpHref', 'demonstration'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/**
 * Writes the end of those whose time is over, and of those whose session ended elsewhere: by the person's other devices,
 * a new password, an administrator or a provider. For a job, tenant by tenant. @returns how many
 */
export function endExpiredViewings(ctx: Ctx): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<{ viewer: string; viewed: string; how: 'expired' | 'session_ended' }>`
      select * from auth.end_expired_viewings()`.execute(tx);
    for (const { viewer, viewed, how } of rows) {
      const subject = { kind: 'person', id: viewed };
      const asViewer = { ...ctx, actor: personAlone(viewer) };
      await recordEvent(tx, asViewer, { act: 'viewing.ended', subject, officeId: null, changes: { how } });
    }
    return rows.length;
  });
}
