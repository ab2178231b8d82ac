import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { officeFor } from './policy.ts';
import { slugOf, type Topic, topicNameSchema } from './topic.ts';

/** Adds a topic at the end. Its address is made of its name and never changes; the same name again changes nothing. */
export async function addTopic(ctx: Ctx, typed: string): Promise<void> {
  const name = readName(typed);
  const slug = slugOf(name);
  await changeTopics(ctx, async (tx, topics) => {
    const known = topics.find((topic) => topic.slug === slug);
    if (known?.name === name && !known.retired) return null;
    if (known) throw taken();
    refuseSameName(topics, name);
    const position = Math.max(0, ...topics.map((topic) => topic.position)) + 1;
    await tx
      .insertInto('topics')
      .values({ tenantId: tenantOf(ctx).id, slug, name, position })
      .execute();
    return { slug, act: 'topic.added', changes: { name } };
  });
}

/**
 * @param seen the name that the form showed
 * @throws Conflict when somebody renamed it meanwhile
 */
export async function renameTopic(ctx: Ctx, slug: string, typed: string, seen: string): Promise<void> {
  const name = readName(typed);
  await changeTopics(ctx, async (tx, topics) => {
    const topic = topicCalled(topics, slug);
    if (topic.name === name) return null;
    if (topic.name !== seen) throw new Conflict('innovations.errors.topicChanged');
    refuseSameName(
      topics.filter((one) => one.slug !== slug),
      name,
    );
    await updateTopic(tx, ctx, slug, { name });
    return { slug, act: 'topic.renamed', changes: { from: topic.name, to: name } };
  });
}

/** A retired topic can no longer be chosen; innovations that bear it keep it. */
export async function retireTopic(ctx: Ctx, slug: string, retired: boolean): Promise<void> {
  await changeTopics(ctx, async (tx, topics) => {
    if (topicCalled(topics, slug).retired === retired) return null;
    await updateTopic(tx, ctx, slug, { retired });
    return { slug, act: retired ? 'topic.retired' : 'topic.revived', changes: {} };
  });
}

/** Puts a topic at a place in the list, counted from 0: said that way, a repeat changes nothing. */
export async function placeTopic(ctx: Ctx, slug: string, place: number): Promise<void> {
  await changeTopics(ctx, async (tx, topics) => {
    const topic = topicCalled(topics, slug);
    const before = topics.map((one) => one.slug).join();
    const order = topics.filter((one) => one !== topic);
    order.splice(Math.max(0, Math.min(place, order.length)), 0, topic);
    if (order.map((one) => one.slug).join() === before) return null;
    for (const [position, one] of order.entries()) {
      if (one.position !== position + 1) await updateTopic(tx, ctx, one.slug, { position: position + 1 });
    }
    return { slug, act: 'topic.moved', changes: { order: order.map((one) => one.slug) } };
  });
}

interface TopicChange {
  slug: string;
  act: string;
  changes: Record<string, unknown>;
}

/** One change of the list at a time in a tenant: two at once follow each other. */
async function changeTopics(ctx: Ctx, change: (tx: Tx, topics: Topic[]) => Promise<TopicChange | null>): Promise<void> {
  const office = officeFor('edit topics', actorOf(ctx), null);
  if (!office) throw new NotAllowed('innovations.errors.notYours');
  await inTenant(ctx, async (tx) => {
    // Locks the tenant's topics as a whole, an empty list too, which rows cannot.
    await tx.executeQuery(lockOf(tx, tenantOf(ctx).id));
    const made = await change(tx, await readTopics(tx, ctx));
    if (made) await record(tx, ctx, office, made);
  });
}

const lockOf = (tx: Tx, tenantId: string) =>
  tx
    .selectNoFrom((eb) =>
      eb.fn('pg_advisory_xact_lock', [eb.fn('hashtextextended', [eb.val(`topics ${tenantId}`), eb.lit(0)])]).as('held'),
    )
    .compile();

function readTopics(tx: Tx, ctx: Ctx): Promise<Topic[]> {
  return tx
    .selectFrom('topics')
    .select(['slug', 'name', 'position', 'retired'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .orderBy('position')
    .orderBy('name')
    .execute();
}

async function updateTopic(tx: Tx, ctx: Ctx, slug: string, set: Partial<Omit<Topic, 'slug'>>): Promise<void> {
  await tx.updateTable('topics').set(set).where('tenantId', '=', tenantOf(ctx).id).where('slug', '=', slug).execute();
}

async function record(tx: Tx, ctx: Ctx, office: HeldOffice, { slug, act, changes }: TopicChange): Promise<void> {
  await recordEvent(tx, ctx, { act, subject: { kind: 'topic', id: slug }, officeId: office.id, changes });
}

function topicCalled(topics: readonly Topic[], slug: string): Topic {
  const topic = topics.find((one) => one.slug === slug);
  if (!topic) throw new NotFound(`no topic ${slug}`);
  return topic;
}

function readName(typed: string): string {
  const outcome = topicNameSchema.safeParse(typed);
  if (!outcome.success || slugOf(outcome.data) === '')
    throw new Invalid([{ field: 'name', message: 'innovations.errors.topicName' }]);
  return outcome.data;
}

function refuseSameName(topics: readonly Topic[], name: string): void {
  if (topics.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw taken();
}

const taken = () => new Invalid([{ field: 'name', message: 'innovations.errors.topicTaken' }]);
