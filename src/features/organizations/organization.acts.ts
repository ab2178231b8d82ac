import { areaByCode, isWithin } from '#features/areas/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { organizationById } from './organization.queries.ts';
import type { NewOrganization, Organization, OrganizationChange } from './organization.ts';
import { type OrganizationAct, officeFor } from './policy.ts';

/**
 * Adds an organisation that no list brought, e.g. a Puskesmas that is not yet known by name.
 * Sending the same again answers like the first time.
 */
export async function registerOrganization(ctx: Ctx, input: NewOrganization): Promise<Organization> {
  const office = requireOffice(ctx, 'register');
  return inTenant(ctx, async (tx) => {
    await checkReferences(tx, ctx, input);
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('organizations')
      .values({ ...input, tenantId: tenantOf(ctx).id })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const stored = await organizationById(tx, input.id);
    if (!stored) throw new Invalid([{ field: 'reference', message: 'organizations.errors.referenceTaken' }]);
    if (added === 0n && !isSame(stored, input)) throw new Conflict('organizations.errors.idUsed');
    if (added !== 0n) {
      await recordEvent(tx, ctx, {
        act: 'organization.registered',
        subject: { kind: 'organization', id: input.id },
        officeId: office.id,
        changes: {
          kind: input.kind,
          name: input.name,
          parentId: input.parentId,
          areaCode: input.areaCode,
          reference: input.reference,
        },
      });
    }
    return stored;
  });
}

/** Corrects how an organisation is reached and called for short. */
export async function changeOrganization(ctx: Ctx, change: OrganizationChange): Promise<void> {
  const office = requireOffice(ctx, 'change');
  await inTenant(ctx, async (tx) => {
    const before = await lockOrganization(tx, change.id);
    if (isChanged(before, change) && before.version !== change.version)
      throw new Conflict('organizations.errors.changedMeanwhile');
    if (!isChanged(before, change)) return;
    const { id, version, ...contact } = change;
    await tx
      .updateTable('organizations')
      .set({ ...contact, version: version + 1 })
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'organization.changed',
      subject: { kind: 'organization', id },
      officeId: office.id,
      changes: contactChanges(ctx, before, change),
    });
  });
}

function requireOffice(ctx: Ctx, act: OrganizationAct): HeldOffice {
  const office = officeFor(ctx.actor, act);
  if (!office) throw new NotAllowed(ctx.actor ? 'organizations.errors.adminOnly' : 'common.errors.signInFirst');
  return office;
}

/** @throws Invalid when the area lies outside the tenant's, or the parent is none of its organisations */
async function checkReferences(tx: Tx, ctx: Ctx, input: NewOrganization): Promise<void> {
  const { areaCode, parentId } = input;
  const outer = tenantOf(ctx).areaCode;
  if (areaCode !== null) {
    if (!(await areaByCode(tx, areaCode))) throw new Invalid([{ field: 'areaCode', message: 'areas.errors.unknown' }]);
    if (outer === null || !isWithin(areaCode, outer))
      throw new Invalid([{ field: 'areaCode', message: 'areas.errors.outside' }]);
  }
  if (parentId !== null && !(await organizationById(tx, parentId))) {
    throw new Invalid([{ field: 'parentId', message: 'organizations.errors.parent' }]);
  }
}

const compared = [
  'kind',
  'name',
  'shortName',
  'parentId',
  'areaCode',
  'reference',
  'address',
  'phone',
  'email',
] as const;

function isSame(stored: Organization, input: NewOrganization): boolean {
  return compared.every((field) => stored[field] === input[field]);
}

const changeable = ['shortName', 'address', 'phone', 'email'] as const;

function isChanged(before: Organization, change: OrganizationChange): boolean {
  return changeable.some((field) => before[field] !== change[field]);
}

async function lockOrganization(tx: Tx, id: string): Promise<Organization> {
  await tx.selectFrom('organizations').select('id').where('id', '=', id).forUpdate().execute();
  const found = await organizationById(tx, id);
  if (!found) throw new NotFound('organization');
  return found;
}

/** A village's number is often its secretary's own: telephone and e-mail enter the audit as digests. */
function contactChanges(ctx: Ctx, before: Organization, change: OrganizationChange): Record<string, unknown> {
  const shown = (field: (typeof changeable)[number], value: string | null) =>
    value === null || field === 'shortName' || field === 'address'
      ? value
      : ctx.secrets.digest('organization-contact', value);
  const changed = changeable.filter((field) => before[field] !== change[field]);
  return Object.fromEntries(
    changed.map((field) => [field, { from: shown(field, before[field]), to: shown(field, change[field]) }]),
  );
}
