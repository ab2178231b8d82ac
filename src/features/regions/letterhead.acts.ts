import { sql } from 'kysely';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { FileStore } from '#platform/files/store.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { setUpOffice } from './policy.ts';
import type { LetterheadInput } from './region.ts';

/** @throws NotAllowed for everybody who does not make this region ready */
function requireSetUp(ctx: Ctx): string | null {
  const office = setUpOffice(ctx.actor);
  if (!office) throw new NotAllowed(ctx.actor ? 'regions.errors.notYours' : 'common.errors.signInFirst');
  return office.officeId;
}

/**
 * Who runs the region, whom to ask, and the lines on top of its letters. Sending again what stands there changes nothing.
 * @throws Conflict when somebody changed them since `version` was shown
 */
export async function changeLetterhead(ctx: Ctx, input: LetterheadInput): Promise<void> {
  const officeId = requireSetUp(ctx);
  await inTenant(ctx, async (tx) => {
    const before = await lockLetterhead(tx, ctx);
    const { operatorName, helpLabel, helpHref, lines } = input;
    if (before.version !== input.version) {
      if (await standsAlready(tx, ctx, before.lines, input)) return;
      throw new Conflict('regions.errors.changedMeanwhile');
    }
    const { rows } = await sql<{ changed: boolean }>`
      select change_operator(${operatorName}, ${helpLabel}, ${helpHref}) as changed`.execute(tx);
    if (!rows[0]?.changed) throw new NotAllowed('regions.errors.notYours');
    await write(tx, ctx, { lines });
    await record(tx, ctx, officeId, { operatorName, helpLabel, helpHref, lines });
  });
}

/** Whether the form is one that was pressed twice: everything stands as it says. Called while the letterhead is held. */
async function standsAlready(
  tx: Tx,
  ctx: Ctx,
  standing: readonly string[],
  { operatorName, helpLabel, helpHref, lines }: LetterheadInput,
): Promise<boolean> {
  const same = await tx
    .selectFrom('tenants')
    .select('id')
    .where('id', '=', tenantOf(ctx).id)
    .where('operatorName', '=', operatorName)
    .where('helpLabel', '=', helpLabel)
    .where(sql<boolean>`help_href is not distinct from ${helpHref}`)
    .executeTakeFirst();
  return same !== undefined && JSON.stringify(standing) === JSON.stringify(lines);
}

/** The logo on letters: a picture that was looked at. Sending the same again changes nothing that is seen. */
export async function changeLogo(ctx: Ctx, store: FileStore, logo: Accepted): Promise<void> {
  const officeId = requireSetUp(ctx);
  await store.keep(tenantOf(ctx).id, logo.content);
  await inTenant(ctx, async (tx) => {
    await lockLetterhead(tx, ctx);
    await write(tx, ctx, { logoSha256: logo.content.sha256, logoMediaType: logo.mediaType });
    await record(tx, ctx, officeId, { logo: logo.content.sha256 });
  });
}

export async function removeLogo(ctx: Ctx): Promise<void> {
  const officeId = requireSetUp(ctx);
  await inTenant(ctx, async (tx) => {
    const before = await lockLetterhead(tx, ctx);
    if (before.logoSha256 === null) return;
    await write(tx, ctx, { logoSha256: null, logoMediaType: null });
    await record(tx, ctx, officeId, { logo: null });
  });
}

async function lockLetterhead(tx: Tx, ctx: Ctx) {
  const tenantId = tenantOf(ctx).id;
  await tx
    .insertInto('letterheads')
    .values({ tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom('letterheads')
    .select(['version', 'lines', 'logoSha256'])
    .where('tenantId', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

interface Changed {
  lines?: string[];
  logoSha256?: string | null;
  logoMediaType?: string | null;
}

async function write(tx: Tx, ctx: Ctx, changed: Changed): Promise<void> {
  await tx
    .updateTable('letterheads')
    .set((eb) => ({
      ...changed,
      version: eb('version', '+', 1),
      updatedAt: ctx.now,
      updatedBy: ctx.actor?.userId ?? null,
    }))
    .where('tenantId', '=', tenantOf(ctx).id)
    .execute();
}

async function record(tx: Tx, ctx: Ctx, officeId: string | null, changes: Record<string, unknown>): Promise<void> {
  const subject = { kind: 'letterhead', id: tenantOf(ctx).id };
  await recordEvent(tx, ctx, { act: 'letterhead.changed', subject, officeId, changes });
}
