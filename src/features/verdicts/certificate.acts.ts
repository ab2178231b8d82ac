import { sql } from 'kysely';
import { committeeOffice } from '#features/competitions/index.ts';
import { codeFrom } from '#features/papers/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type CertificateKind, limits } from './aftermath.ts';
import { type CertificateRow, certificatesOf, printed } from './certificate.queries.ts';
import { ownsCertificate, type PrintedCertificate } from './certificate.ts';
import { readContest, requireCommittee } from './contest.queries.ts';

/**
 * Makes the certificates that are still missing: of winners, finalists, participants and jurors, and of pupils whose
 * guardians consented to the name. The same again makes none; what was made void is made anew as it stands now.
 * @throws Conflict before the verdict is published
 */
export async function makeCertificates(ctx: Ctx, competitionId: string): Promise<void> {
  const actor = actorOf(ctx);
  await inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId, 'for update');
    const office = requireCommittee(ctx, contest);
    if (contest.state !== 'published') throw new Conflict('aftermath.errors.notPublished');
    const missing = [
      ...(await entriesWithout(tx, ctx, competitionId)),
      ...(await pupilsWithout(tx, ctx, competitionId)),
      ...(await jurorsWithout(tx, ctx, competitionId)),
    ];
    if (missing.length === 0) return;
    const tenantId = tenantOf(ctx).id;
    const rows = missing.map(({ jurorName, ...row }) => {
      const id = newId();
      const code = codeFrom(Buffer.from(ctx.secrets.digest('certificate code', `${tenantId} ${id}`), 'base64url'));
      const nameSealed = jurorName === null ? null : ctx.secrets.seal(jurorName);
      return {
        ...row,
        tenantId,
        id,
        competitionId,
        code,
        nameSealed,
        issuedBy: actor.userId,
        issuedAt: sql<Date>`now()`,
      };
    });
    await tx.insertInto('certificates').values(rows).execute();
    await recordEvent(tx, ctx, {
      act: 'contest.certificates_made',
      subject: { kind: 'contest', id: competitionId },
      officeId: office.id,
      changes: { certificates: rows.map(({ id, kind }) => ({ id, kind })) },
    });
  });
}

interface NewCertificate {
  kind: CertificateKind;
  entryId: string | null;
  jurorId: string | null;
  memberId: string | null;
  name: string;
  jurorName: string | null;
  place: number | null;
}

const kindOfEntry = sql`case when p.place is not null then 'winner' when p.shown then 'finalist' else 'participant' end`;

async function entriesWithout(tx: Tx, ctx: Ctx, competitionId: string): Promise<NewCertificate[]> {
  const { rows } = await sql<NewCertificate>`
    select ${kindOfEntry} as kind, e.id as entry_id, null as juror_id, null as member_id, null as juror_name, p.place,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name
    from entries e
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    left join published_entries p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where e.tenant_id = ${tenantOf(ctx).id} and e.competition_id = ${competitionId} and e.state = 'eligible'
      and not exists (select 1 from certificates x where x.tenant_id = e.tenant_id and x.entry_id = e.id
        and x.member_id is null and x.voided_at is null)
    order by e.number`.execute(tx);
  return rows;
}

async function pupilsWithout(tx: Tx, ctx: Ctx, competitionId: string): Promise<NewCertificate[]> {
  const { rows } = await sql<NewCertificate>`
    select ${kindOfEntry} as kind, e.id as entry_id, null as juror_id, m.id as member_id, '' as name, null as juror_name,
      p.place
    from team_members m
    join entries e on e.tenant_id = m.tenant_id and e.id = m.entry_id
    left join published_entries p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where m.tenant_id = ${tenantOf(ctx).id} and e.competition_id = ${competitionId} and e.state = 'eligible'
      and m.name_allowed and m.withdrawn_at is null
      and not exists (select 1 from certificates x where x.tenant_id = m.tenant_id and x.member_id = m.id
        and x.voided_at is null)
    order by e.number, m.id`.execute(tx);
  return rows;
}

async function jurorsWithout(tx: Tx, ctx: Ctx, competitionId: string): Promise<NewCertificate[]> {
  const { rows } = await sql<NewCertificate>`
    select 'juror' as kind, null as entry_id, j.id as juror_id, null as member_id, '' as name, p.name as juror_name,
      null::int as place
    from jurors j join people p on p.tenant_id = j.tenant_id and p.user_id = j.user_id
    where j.tenant_id = ${tenantOf(ctx).id} and j.competition_id = ${competitionId} and j.state = 'acknowledged'
      and not exists (select 1 from certificates x where x.tenant_id = j.tenant_id and x.juror_id = j.id
        and x.voided_at is null)
    order by j.id`.execute(tx);
  return rows;
}

/** From now on the check page says that it is void. Void once more: nothing happens. @throws Invalid without a reason */
export async function voidCertificate(
  ctx: Ctx,
  { competitionId, id, reason: typed }: { competitionId: string; id: string; reason: string },
): Promise<void> {
  const actor = actorOf(ctx);
  const reason = typed.trim();
  await inTenant(ctx, async (tx) => {
    const office = requireCommittee(ctx, await readContest(tx, ctx, competitionId));
    const row = await tx
      .selectFrom('certificates')
      .select(['id', 'voidedAt'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound(`no certificate ${id}`);
    if (row.voidedAt) return;
    const fault = reason === '' ? 'reason' : reason.length > limits.reason ? 'tooLong' : null;
    if (fault) throw new Invalid([{ field: 'reason', message: `aftermath.errors.${fault}` }]);
    await tx
      .updateTable('certificates')
      .set({ voidedAt: sql<Date>`now()`, voidReason: reason, voidedBy: actor.userId })
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'certificate.voided',
      subject: { kind: 'certificate', id },
      officeId: office.id,
      changes: { reason },
    });
  });
}

/**
 * One certificate to print: the entrant's or the juror's own, or any for the committee; one that names a pupil for the
 * school alone, and reading that name is an event of its own.
 * @throws NotFound for everybody else, for one that is void, and for a pupil whose consent was withdrawn
 */
export async function readCertificate(
  ctx: Ctx,
  { competitionId, id }: { competitionId: string; id: string },
): Promise<PrintedCertificate> {
  const actor = actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const row = (await certificatesOf(tx, ctx, competitionId)).find((one) => one.id === id);
    if (!row || row.voidedAt || !mayPrint(ctx, row)) throw new NotFound(`no certificate ${id}`);
    const certificate = printed(ctx, row);
    if (!certificate) throw new NotFound('the name may not be printed any more');
    if (row.pupil) {
      await recordEvent(tx, ctx, {
        act: 'certificate.name_read',
        subject: { kind: 'certificate', id },
        officeId: actor.offices.find(({ organizationId }) => organizationId === row.organizationId)?.id ?? null,
      });
    }
    return certificate;
  });
}

function mayPrint(ctx: Ctx, row: CertificateRow): boolean {
  const actor = actorOf(ctx);
  if (ownsCertificate(actor, row)) return true;
  return !row.pupil && committeeOffice(actor) !== undefined;
}
