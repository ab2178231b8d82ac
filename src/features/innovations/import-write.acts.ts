import { recordEvents } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { newId } from '#platform/ids.ts';
import { type Ctx, type HeldOffice, tenantOf } from '#platform/tenancy.ts';
import { titleKey, type Weighed } from './import-match.queries.ts';
import { type Owner, startOf } from './innovation.acts.ts';
import { columnsOf } from './stored.queries.ts';
import { writeChange } from './write.acts.ts';

type Added = Extract<Weighed, { outcome: 'added' }>;
type Changed = Extract<Weighed, { outcome: 'changed' }>;

/** Writes what was weighed, in the transaction in which it was. */
export async function writeRows(
  tx: Tx,
  ctx: Ctx,
  weighed: readonly Weighed[],
  by: { office: HeldOffice; importId: string },
): Promise<void> {
  await addDrafts(
    tx,
    ctx,
    weighed.filter((one) => one.outcome === 'added'),
    by,
  );
  for (const one of weighed) if (one.outcome === 'changed') await changeDraft(tx, ctx, one, by);
}

async function addDrafts(tx: Tx, ctx: Ctx, added: readonly Added[], by: { office: HeldOffice; importId: string }) {
  if (added.length === 0) return;
  const tenantId = tenantOf(ctx).id;
  const owners = await ownersOf(tx, ctx, added);
  const claims = await claimableEntries(tx, ctx, added);
  const drafts = added.map((one) => draftOf(ctx, one, owners, claims));
  await tx.insertInto('innovations').values(drafts).execute();
  await tx
    .insertInto('innovationTransitions')
    .values(added.map(({ id: innovationId }) => ({ ...beginOf(ctx, by.office), tenantId, id: newId(), innovationId })))
    .execute();
  await tx
    .insertInto('innovationVersions')
    .values(added.map(({ id }) => firstVersionOf(ctx, id, by.office)))
    .execute();
  const topics = added.flatMap(({ id: innovationId, row }) =>
    (row.patch.topics ?? []).map((topicSlug) => ({ tenantId, innovationId, topicSlug })),
  );
  if (topics.length > 0) await tx.insertInto('innovationTopics').values(topics).execute();
  await tx
    .insertInto('importedInnovations')
    .values(
      added.map(({ id: innovationId, row }) => ({ tenantId, innovationId, reference: row.reference, version: 1 })),
    )
    .execute();
  const events = added.map(({ id, organizationId, row }) => ({
    act: 'innovation.imported',
    subject: { kind: 'innovation', id },
    officeId: by.office.id,
    changes: { organizationId, title: row.title, importId: by.importId, claimsId: claims.get(id) ?? null },
  }));
  await recordEvents(tx, ctx, events);
}

function draftOf(ctx: Ctx, { id, organizationId, row }: Added, owners: Owners, claims: ReadonlyMap<string, string>) {
  const owner = owners.get(organizationId);
  if (!owner) throw new Error(`no organisation ${organizationId}`);
  return {
    ...startOf(ctx, owner),
    ...columnsOf(ctx, row.patch),
    tenantId: tenantOf(ctx).id,
    id,
    organizationId,
    state: 'draft',
    claimsId: claims.get(id) ?? null,
    createdBy: ctx.actor?.userId ?? null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}

function firstVersionOf(ctx: Ctx, innovationId: string, office: HeldOffice) {
  const { toState: state, ...who } = beginOf(ctx, office);
  const at = { tenantId: tenantOf(ctx).id, innovationId, version: 1 };
  return { ...at, ...who, state, cause: 'create', run: 1, runBeganAt: ctx.now };
}

function beginOf(ctx: Ctx, office: HeldOffice) {
  return {
    toState: 'draft',
    userId: ctx.actor?.userId ?? null,
    officeId: office.id,
    officeRole: office.role,
    officeKind: office.kind,
    officeOrganization: office.organizationName,
    at: ctx.now,
  };
}

type Owners = ReadonlyMap<string, Omit<Owner, 'districtOfficeId'>>;

async function ownersOf(tx: Tx, ctx: Ctx, added: readonly Added[]): Promise<Owners> {
  const rows = await tx
    .selectFrom('organizations')
    .select(['id', 'kind', 'fictional', 'latitude', 'longitude'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', 'in', [...new Set(added.map(({ organizationId }) => organizationId))])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** By draft, the listed entry of the same organisation and title that it takes over, where nobody does so yet. */
async function claimableEntries(tx: Tx, ctx: Ctx, added: readonly Added[]): Promise<Map<string, string>> {
  const entries = await tx
    .selectFrom('innovations as i')
    .select(['i.id', 'i.title', 'i.organizationId'])
    .where('i.tenantId', '=', tenantOf(ctx).id)
    .where('i.state', '=', 'listed')
    .where('i.calledInnovation', '=', true)
    .where('i.replacedBy', 'is', null)
    .where('i.organizationId', 'in', [...new Set(added.map(({ organizationId }) => organizationId))])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('innovations as claim')
            .select('claim.id')
            .whereRef('claim.tenantId', '=', 'i.tenantId')
            .whereRef('claim.claimsId', '=', 'i.id')
            .where('claim.state', '<>', 'archived'),
        ),
      ),
    )
    .execute();
  const byOwner = new Map(entries.map((one) => [`${one.organizationId} ${titleKey(one.title)}`, one.id]));
  const taken = added.flatMap(({ id, organizationId, row }): [string, string][] => {
    const entry = byOwner.get(`${organizationId} ${titleKey(row.title)}`);
    return entry ? [[id, entry]] : [];
  });
  return new Map(taken);
}

async function changeDraft(
  tx: Tx,
  ctx: Ctx,
  { row, stored, current, patch }: Changed,
  { office, importId }: { office: HeldOffice; importId: string },
): Promise<void> {
  const fields = Object.keys(patch);
  if (fields.length > 0) await writeChange(tx, ctx, stored, current, { patch }, { cause: 'save', office });
  const version = fields.length > 0 ? stored.version + 1 : null;
  await tx
    .insertInto('importedInnovations')
    // A reference alone leaves a draft that its organisation wrote theirs: no version of it is the sheet's.
    .values({ tenantId: stored.tenantId, innovationId: stored.id, reference: row.reference, version: version ?? 0 })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'innovationId']).doUpdateSet({
        ...(row.reference ? { reference: row.reference } : {}),
        ...(version ? { version } : {}),
      }),
    )
    .execute();
  const changes = { fields, importId, reference: row.reference };
  const subject = { kind: 'innovation', id: stored.id };
  await recordEvents(tx, ctx, [{ act: 'innovation.import_changed', subject, officeId: office.id, changes }]);
}
