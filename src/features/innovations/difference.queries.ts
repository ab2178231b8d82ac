import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant } from '#platform/tenancy.ts';
import { type Basis, basisOf } from './basis.queries.ts';
import { organizationOf, visibleInnovation } from './innovation.queries.ts';
import { mayEdit } from './policy.ts';
import type { InnovationRow } from './stored.queries.ts';
import { headAt, lastReturned, masked, storedWhole, type VersionHead, wholeAt } from './version.queries.ts';
import { changedFields, type VersionedField, type Whole } from './version.ts';

/** What every page about versions says of their innovation. */
interface About {
  id: string;
  title: string;
  organizationName: string;
  /** The newest version. */
  current: number;
  mayRestore: boolean;
}

/** Two versions side by side. The initiator's name is masked in both; that it changed is known from `fields`. */
export interface Difference extends About {
  older: VersionHead;
  newer: VersionHead;
  fields: VersionedField[];
  before: Whole;
  after: Whole;
  /** What they build on. */
  bases: { before: Basis | null; after: Basis | null };
}

/**
 * What differs between two versions, from the first to the second, whichever is older.
 * @throws NotFound when the person may not see one of them
 */
export async function differenceOf(ctx: Ctx, id: string, from: number, to: number): Promise<Difference> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    return readDifference(tx, ctx, row, from, to);
  });
}

async function readDifference(tx: Tx, ctx: Ctx, row: InnovationRow, from: number, to: number): Promise<Difference> {
  const [older, newer] = [await headAt(tx, ctx, row, from), await headAt(tx, ctx, row, to)];
  const [before, after] = [await wholeAt(tx, ctx, row, from), await wholeAt(tx, ctx, row, to)];
  return { ...(await differenceBetween(tx, ctx, row, before, after)), older, newer };
}

/** @param before in clear, as `after`: they come back masked */
export async function differenceBetween(
  tx: Tx,
  ctx: Ctx,
  row: InnovationRow,
  before: Whole,
  after: Whole,
): Promise<Omit<Difference, 'older' | 'newer'>> {
  return {
    ...(await aboutOf(tx, ctx, row)),
    fields: changedFields(before, after),
    before: masked(before),
    after: masked(after),
    bases: { before: await basisOf(tx, ctx, before.basedOn), after: await basisOf(tx, ctx, after.basedOn) },
  };
}

async function aboutOf(tx: Tx, ctx: Ctx, row: InnovationRow): Promise<About> {
  const { name } = await organizationOf(tx, ctx, row);
  const mayRestore = mayEdit(ctx.actor, row);
  return { id: row.id, title: row.title, organizationName: name, current: row.version, mayRestore };
}

/**
 * What its organisation changed since a verifier gave it back.
 * @returns null when nobody gave it back, or nothing was sent again since
 */
export async function changesSinceReturn(ctx: Ctx, id: string): Promise<Difference | null> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    const returned = await lastReturned(tx, row);
    if (returned === undefined || row.state === 'returned') return null;
    return readDifference(tx, ctx, row, returned, row.version).catch((error) => {
      // Whoever may not see the returned version any more sees no difference either.
      if (error instanceof NotFound) return null;
      throw error;
    });
  });
}

/** Whether this person may send it again while its proposal is as it was when a verifier gave it back. */
export async function unchangedSinceReturn(ctx: Ctx, id: string): Promise<boolean> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    const returned = row.state === 'returned' && mayEdit(ctx.actor, row) ? await lastReturned(tx, row) : undefined;
    if (returned === undefined) return false;
    const [before, now] = [await wholeAt(tx, ctx, row, returned), await storedWhole(tx, ctx, row)];
    return changedFields(before, now).length === 0;
  });
}

/** One version as it was read then, the initiator's name masked. */
export interface VersionShown extends About {
  head: VersionHead;
  whole: Whole;
  basis: Basis | null;
}

/** @throws NotFound when the person may not see it */
export async function versionShown(ctx: Ctx, id: string, version: number): Promise<VersionShown> {
  return inTenant(ctx, async (tx) => {
    const row = await visibleInnovation(tx, ctx, id);
    const head = await headAt(tx, ctx, row, version);
    const whole = await wholeAt(tx, ctx, row, version);
    const basis = await basisOf(tx, ctx, whole.basedOn);
    return { ...(await aboutOf(tx, ctx, row)), head, whole: masked(whole), basis };
  });
}
