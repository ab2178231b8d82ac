import { ownerFinder, type WrittenOwner } from '#features/organizations/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { derivedId } from '#platform/ids.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { firstTopics } from './first-topics.ts';
import { affairCalled } from './proposal.ts';
import { republishTenant } from './published.acts.ts';
import { slugOf } from './topic.ts';

/** An entry of a public source: outside index and validation, shown with where it comes from. */
export interface ListedInnovation {
  title: string;
  summary: string;
  owner: WrittenOwner;
  /** Whether the source calls it an innovation; only then it is counted and can be claimed. */
  calledInnovation: boolean;
  year: number | null;
  /** In any capitalisation of the official list. */
  affair: string;
  form: string;
  awards: string | null;
  sources: readonly string[];
  topics: readonly string[];
  example: boolean;
}

/** Puts topics on the regency's list that it does not have yet, at its end. */
export function loadTopics(ctx: Ctx, names: readonly string[]): Promise<number> {
  return inTenant(ctx, (tx) => addTopics(tx, ctx, names));
}

/** Gives a region that has no topic, not even a retired one, the usual ones. A list that somebody made stays as it is. */
export function loadFirstTopics(ctx: Ctx): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const one = await tx
      .selectFrom('topics')
      .select('slug')
      .where('tenantId', '=', tenantOf(ctx).id)
      .limit(1)
      .executeTakeFirst();
    return one ? 0 : addTopics(tx, ctx, firstTopics);
  });
}

async function addTopics(tx: Tx, ctx: Ctx, names: readonly string[]): Promise<number> {
  const topics = names.map((name, at) => ({
    tenantId: tenantOf(ctx).id,
    slug: slugOf(name),
    name,
    position: at + 1,
  }));
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('topics')
    .values(topics)
    .onConflict((conflict) => conflict.columns(['tenantId', 'slug']).doNothing())
    .executeTakeFirstOrThrow();
  return recordLoad(tx, ctx, 'topics.loaded', 'topics', Number(numInsertedOrUpdatedRows ?? 0));
}

/**
 * Adds the entries of a public list that the tenant does not have yet. Their owner is the one organisation that the
 * source means, or none: then the entry cannot be claimed.
 * @returns how many were added
 * @throws when a row names an affair that the official list does not have
 */
export function loadListed(ctx: Ctx, list: string, entries: readonly ListedInnovation[]): Promise<number> {
  return inTenant(ctx, async (tx) => {
    const findOwner = await ownerFinder(tx);
    const rows = entries.map((entry) => rowOf(ctx, entry, findOwner(entry.owner)));
    const added = await tx
      .insertInto('innovations')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .returning('id')
      .execute();
    const ids = new Set(added.map((row) => row.id));
    const fresh = entries.filter((entry) => ids.has(listedId(ctx, entry.title)));
    await insertBegins(tx, ctx, fresh);
    await insertTopics(tx, ctx, fresh);
    if (added.length > 0) await republishTenant(tx, tenantOf(ctx).id);
    return recordLoad(tx, ctx, 'innovations.loaded', list, added.length);
  });
}

function listedId(ctx: Ctx, title: string): string {
  return derivedId('listed innovation', tenantOf(ctx).id, title);
}

function rowOf(ctx: Ctx, entry: ListedInnovation, organizationId: string | null) {
  const mainAffair = affairCalled(entry.affair);
  if (!mainAffair) throw new Error(`${entry.title}: no affair is called ${entry.affair}`);
  return {
    tenantId: tenantOf(ctx).id,
    id: listedId(ctx, entry.title),
    organizationId,
    state: 'listed',
    example: entry.example,
    title: entry.title,
    summary: entry.summary,
    form: entry.form,
    mainAffair,
    ownerInSource: entry.owner.name,
    awardsInSource: entry.awards,
    sources: [...entry.sources],
    calledInnovation: entry.calledInnovation,
    year: entry.year,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}

async function insertBegins(tx: Tx, ctx: Ctx, entries: readonly ListedInnovation[]): Promise<void> {
  if (entries.length === 0) return;
  const { id: tenantId } = tenantOf(ctx);
  const steps = entries.map(({ title }) => {
    const innovationId = listedId(ctx, title);
    return { tenantId, id: derivedId('transition', innovationId, '1'), innovationId, toState: 'listed', at: ctx.now };
  });
  await tx.insertInto('innovationTransitions').values(steps).execute();
}

async function insertTopics(tx: Tx, ctx: Ctx, entries: readonly ListedInnovation[]): Promise<void> {
  const rows = entries.flatMap(({ title, topics }) =>
    topics.map((topicSlug) => ({ tenantId: tenantOf(ctx).id, innovationId: listedId(ctx, title), topicSlug })),
  );
  if (rows.length > 0) await tx.insertInto('innovationTopics').values(rows).execute();
}

export async function recordLoad(tx: Tx, ctx: Ctx, act: string, list: string, added: number): Promise<number> {
  if (added > 0)
    await recordEvent(tx, ctx, { act, subject: { kind: 'list', id: list }, officeId: null, changes: { added } });
  return added;
}
