import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import type { FileStore, Incoming } from '#platform/files/store.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, type HeldOffice, inTenant, tenantOf } from '#platform/tenancy.ts';
import { deadlinesOf } from './deadline.queries.ts';
import { type EntryRow, readCategory, readEntry, sightIn } from './entry-stored.queries.ts';
import { committeeOffice, enteringOffice } from './policy.ts';
import type { NewMember } from './team.ts';

export interface MemberPlace {
  entryId: string;
  /** Made by the caller: a repeat with the same id stores nothing twice. */
  id: string;
}

/**
 * Stores a pupil of the team, by the consent of a guardian: recorded by the teacher, or a scanned form.
 * @param scan the form, where it was scanned; kept by this act
 * @throws Invalid without a scan where one is needed, or for a day to come
 */
export async function addMember(
  ctx: Ctx,
  store: FileStore,
  place: MemberPlace,
  member: NewMember,
  scan: Incoming | null,
): Promise<void> {
  if (!isId(place.id)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  if (member.kind === 'scan' && !scan) throw new Invalid([{ field: 'file', message: 'entries.errors.scan' }]);
  if (member.consentOn > dayInWib(ctx.now))
    throw new Invalid([{ field: 'consentOn', message: 'entries.errors.consentDay' }]);
  const consentSha256 = member.kind === 'scan' && scan ? scan.sha256 : null;
  // Asked before the scan is kept, so that nobody else fills the store.
  await inTenant(ctx, (tx) => requireTeam(tx, ctx, place.entryId));
  if (consentSha256 && scan) await store.keep(tenantOf(ctx).id, scan);
  await inTenant(ctx, async (tx) => {
    const { row, office } = await requireTeam(tx, ctx, place.entryId);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('teamMembers')
      .values({
        tenantId: row.tenantId,
        id: place.id,
        entryId: row.id,
        nameSealed: ctx.secrets.seal(member.name),
        classSealed: ctx.secrets.seal(member.className),
        guardianSealed: ctx.secrets.seal(member.guardian),
        consentKind: member.kind,
        consentOn: member.consentOn,
        consentSha256,
        nameAllowed: member.nameAllowed,
        photoAllowed: member.photoAllowed,
        recordedBy: actorOf(ctx).userId,
        recordedAt: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) return recogniseMember(tx, row, place.id);
    await recordEvent(tx, ctx, {
      act: 'team_member.added',
      subject: { kind: 'entry', id: row.id },
      officeId: office.id,
      changes: {
        member: place.id,
        name: ctx.secrets.digest('audit', member.name),
        guardian: ctx.secrets.digest('audit', member.guardian),
        kind: member.kind,
        consentOn: member.consentOn,
        nameAllowed: member.nameAllowed,
        photoAllowed: member.photoAllowed,
      },
    });
  });
}

async function recogniseMember(tx: Tx, row: EntryRow, id: string): Promise<void> {
  const known = await tx
    .selectFrom('teamMembers')
    .select('entryId')
    .where('tenantId', '=', row.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (known?.entryId !== row.id) throw new Conflict('entries.errors.idTaken');
}

/** The entry whose team the person's office writes. @throws NotFound, Conflict when it is over */
async function requireTeam(tx: Tx, ctx: Ctx, entryId: string): Promise<{ row: EntryRow; office: HeldOffice }> {
  actorOf(ctx);
  const row = await readEntry(tx, ctx, entryId, 'for update');
  const sight = await sightIn(tx, ctx, row);
  const office = enteringOffice(ctx.actor, row);
  if (sight === 'nothing' || !office) throw new NotFound(`no team ${entryId}`);
  const { team } = await readCategory(tx, ctx, row.competitionId, row.categoryId);
  if (!team) throw new Conflict('entries.errors.noTeam');
  const { announced } = await deadlinesOf(tx, ctx, row.competitionId, entryId);
  if (!announced || row.state === 'withdrawn' || row.state === 'ineligible')
    throw new Conflict('entries.errors.notMendable');
  return { row, office };
}

/**
 * A guardian takes consent back: names, class and scan are erased at once; that there was a pupil stays. Whatever
 * becomes of the contest, this is never too late. The nightly sweep removes the content of the scan.
 */
export async function withdrawConsent(ctx: Ctx, { entryId, id }: MemberPlace): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const { member, office } = await seenMember(tx, ctx, { entryId, id }, 'for update');
    if (member.withdrawnAt !== null) return;
    await tx
      .updateTable('teamMembers')
      .set({
        nameSealed: null,
        classSealed: null,
        guardianSealed: null,
        consentSha256: null,
        nameAllowed: false,
        photoAllowed: false,
        withdrawnAt: ctx.now,
      })
      .where('tenantId', '=', member.tenantId)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'team_member.consent_withdrawn',
      subject: { kind: 'entry', id: entryId },
      officeId: office.id,
      changes: { member: id },
    });
  });
}

export interface RevealedMember {
  name: string;
  className: string;
  guardian: string;
}

/** Shows a pupil's name in clear to who may see the entry; that they looked is recorded. */
export async function revealMember(ctx: Ctx, place: MemberPlace): Promise<RevealedMember> {
  return inTenant(ctx, async (tx) => {
    const { member, office } = await seenMember(tx, ctx, place);
    await recordRead(tx, ctx, place, office, 'team_member.revealed');
    const shown = (sealed: string | null) => (sealed === null ? '' : ctx.secrets.show(sealed));
    const { nameSealed, classSealed, guardianSealed } = member;
    return { name: shown(nameSealed), className: shown(classSealed), guardian: shown(guardianSealed) };
  });
}

/** The scanned consent for the school's office and the committee; that they fetched it is recorded. @throws NotFound */
export async function consentScan(ctx: Ctx, place: MemberPlace): Promise<{ sha256: string }> {
  return inTenant(ctx, async (tx) => {
    const { member, office } = await seenMember(tx, ctx, place);
    if (member.consentSha256 === null) throw new NotFound(`no scan of ${place.id}`);
    await recordRead(tx, ctx, place, office, 'team_member.scan_read');
    return { sha256: member.consentSha256 };
  });
}

async function seenMember(tx: Tx, ctx: Ctx, { entryId, id }: MemberPlace, lock?: 'for update') {
  const actor = actorOf(ctx);
  const row = await readEntry(tx, ctx, entryId);
  const sight = await sightIn(tx, ctx, row);
  const office = sight === 'own' ? enteringOffice(actor, row) : committeeOffice(actor);
  if (!(sight === 'own' || sight === 'committee') || !office || !isId(id)) throw new NotFound(`no team ${entryId}`);
  const query = tx
    .selectFrom('teamMembers')
    .selectAll()
    .where('tenantId', '=', row.tenantId)
    .where('entryId', '=', row.id)
    .where('id', '=', id);
  const member = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!member) throw new NotFound(`no member ${id}`);
  return { member, office };
}

async function recordRead(tx: Tx, ctx: Ctx, { entryId, id }: MemberPlace, office: HeldOffice, act: string) {
  await recordEvent(tx, ctx, {
    act,
    subject: { kind: 'entry', id: entryId },
    officeId: office.id,
    changes: { member: id },
  });
}
