import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { addDays, dayInWib } from '#platform/day.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { digestOf, requireKeys } from './key.queries.ts';
import { longestLife, type NewKey } from './key.ts';

/** Sent again within this time, the form answers with the same key; later it is shown to nobody. */
const shownMinutes = 10;

/**
 * Makes a key for one office.
 * @returns the key itself, which can be read nowhere afterwards
 * @throws Conflict when the form of an older key is sent again
 */
export async function makeKey(ctx: Ctx, input: NewKey): Promise<string> {
  const office = requireKeys(ctx);
  checkExpiry(ctx, input.expiresOn);
  // Made of the form's id and the installation's secret, so that a form sent twice makes one key and shows the same.
  const token = `gelar_${ctx.secrets.digest('api-key', `${tenantOf(ctx).id} ${input.id}`)}`;
  await inTenant(ctx, async (tx) => {
    await requireInnovatorOffice(tx, ctx, input.officeId);
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('apiKeys')
      .values({
        ...input,
        tenantId: tenantOf(ctx).id,
        digest: digestOf(token),
        beginning: token.slice(0, 12),
        createdBy: ctx.actor?.userId ?? '',
        createdAt: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) return recognise(tx, ctx, input);
    const { id, ...changes } = input;
    await recordEvent(tx, ctx, { act: 'api_key.made', subject: { kind: 'api_key', id }, officeId: office.id, changes });
  });
  return token;
}

function checkExpiry(ctx: Ctx, expiresOn: string): void {
  const today = dayInWib(ctx.now);
  const fault = (key: string) => new Invalid([{ field: 'expiresOn', message: `openData.errors.${key}` }]);
  if (expiresOn < today) throw fault('expiryPast');
  if (expiresOn > addDays(today, longestLife)) throw fault('expiryFar');
}

async function requireInnovatorOffice(tx: Tx, ctx: Ctx, officeId: string): Promise<void> {
  const found = await tx
    .selectFrom('offices')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', officeId)
    .where('role', '=', 'innovator')
    .executeTakeFirst();
  if (!found) throw new Invalid([{ field: 'officeId', message: 'openData.errors.office' }]);
}

async function recognise(tx: Tx, ctx: Ctx, input: NewKey): Promise<void> {
  const row = await tx
    .selectFrom('apiKeys')
    .selectAll()
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow();
  const fresh = ctx.now.getTime() - row.createdAt.getTime() < shownMinutes * 60_000;
  const own = row.createdBy === ctx.actor?.userId && row.revokedAt === null;
  const same = row.name === input.name && row.officeId === input.officeId && row.expiresOn === input.expiresOn;
  if (!fresh || !own || !same || row.scopes.join() !== input.scopes.join()) {
    throw new Conflict('openData.errors.alreadyMade');
  }
}

/** Ends a key at once. A repeat changes nothing. */
export async function revokeKey(ctx: Ctx, id: string): Promise<void> {
  const office = requireKeys(ctx);
  if (!isId(id)) throw new NotFound(`no key ${id}`);
  await inTenant(ctx, async (tx) => {
    const row = await tx
      .selectFrom('apiKeys')
      .select('revokedAt')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound(`no key ${id}`);
    if (row.revokedAt !== null) return;
    await tx
      .updateTable('apiKeys')
      .set({ revokedAt: ctx.now })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, { act: 'api_key.revoked', subject: { kind: 'api_key', id }, officeId: office.id });
  });
}

/** Remembers that a key was used, to the minute: a busy program does not write its row with every request. */
export async function markKeyUsed(ctx: Ctx, id: string): Promise<void> {
  await inTenant(ctx, (tx) =>
    tx
      .updateTable('apiKeys')
      .set({ lastUsedAt: ctx.now })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', new Date(ctx.now.getTime() - 60_000))]))
      .execute(),
  );
}
