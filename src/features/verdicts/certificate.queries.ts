import { sql } from 'kysely';
import { committeeOffice } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { CertificateKind } from './aftermath.ts';
import { type CertificateOwner, ownsCertificate, type PrintedCertificate } from './certificate.ts';
import { type ContestRow, readContest, requireCommittee } from './contest.queries.ts';

export interface CertificateRow extends CertificateOwner {
  id: string;
  code: string;
  kind: CertificateKind;
  name: string;
  nameSealed: string | null;
  place: number | null;
  contest: string;
  year: number;
  category: string;
  title: string;
  example: boolean;
  /** Of a school: its team. */
  teamAndSchool: string;
  /** Of a pupil: null where the consent does not reach to the name (any more). */
  memberName: string | null;
  issuedAt: Date;
  voidedAt: Date | null;
}

const columns = sql`
  x.id, x.code, x.kind, x.name, x.name_sealed, x.place, x.issued_at, x.voided_at, x.member_id is not null as pupil,
  k.name as contest, k.year, k.example, coalesce(c.name, '') as category,
  coalesce(nullif(e.content ->> 'title', ''), i.title, '') as title, j.user_id,
  e.organization_id, case when o.kind in ('village', 'ward') and d.kind = 'district_office' then d.id end as district_office_id,
  concat_ws(', ', nullif(e.team_name, ''), o.name) as team_and_school,
  case when m.name_allowed and m.withdrawn_at is null then m.name_sealed end as member_name`;

const joined = sql`certificates x
  join competitions k on k.tenant_id = x.tenant_id and k.id = x.competition_id
  left join entries e on e.tenant_id = x.tenant_id and e.id = x.entry_id
  left join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
  left join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
  left join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
  left join organizations d on d.tenant_id = o.tenant_id and d.id = o.parent_id
  left join team_members m on m.tenant_id = x.tenant_id and m.id = x.member_id
  left join jurors j on j.tenant_id = x.tenant_id and j.id = x.juror_id`;

/** Of one contest: winners first, then finalists, participants, jurors. */
export async function certificatesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<CertificateRow[]> {
  const { rows } = await sql<CertificateRow>`
    select ${columns} from ${joined}
    where x.tenant_id = ${tenantOf(ctx).id} and x.competition_id = ${competitionId}
    order by array_position(array['winner', 'finalist', 'participant', 'juror'], x.kind), c.position, x.place, e.number,
      x.member_id nulls first, x.issued_at, x.id`.execute(tx);
  return rows;
}

/** With its name in clear; null where a pupil's may not be printed. */
export function printed(ctx: Ctx, row: CertificateRow): PrintedCertificate | null {
  const sealed = row.kind === 'juror' ? row.nameSealed : row.memberName;
  if (row.pupil && sealed === null) return null;
  const { code, kind, place, contest, year, category, title, example } = row;
  const name = sealed === null ? row.name : ctx.secrets.show(sealed);
  return { code, kind, place, contest, year, category, title, example, name };
}

export interface CertificateLine {
  id: string;
  code: string;
  kind: CertificateKind;
  /** Of a pupil to the committee: school and team. */
  name: string;
  pupil: boolean;
  place: number | null;
  category: string;
  voided: boolean;
  /** This person may download it. */
  mayPrint: boolean;
}

export interface CertificateView {
  contest: ContestRow;
  /** Makes them and makes them void. */
  committee: boolean;
  lines: CertificateLine[];
}

/** All for the committee; their own for entrants and jurors. @throws NotFound for everybody else */
export function certificateView(ctx: Ctx, competitionId: string): Promise<CertificateView> {
  const actor = actorOf(ctx);
  const committee = committeeOffice(actor) !== undefined;
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId);
    const rows = await certificatesOf(tx, ctx, competitionId);
    const own = (row: CertificateRow) => ownsCertificate(actor, row);
    const seen = committee ? rows : rows.filter(own);
    if (!committee && seen.length === 0) throw new NotFound('no certificates for this person');
    const lines = seen.map((row): CertificateLine => {
      const { id, code, kind, pupil, place, category } = row;
      const name = row.kind === 'juror' ? ctx.secrets.show(row.nameSealed ?? '') : row.name || row.teamAndSchool;
      const usable = !row.voidedAt && (!pupil || row.memberName !== null);
      return {
        id,
        code,
        kind,
        pupil,
        place,
        category,
        name,
        voided: !usable,
        mayPrint: usable && (own(row) || !pupil),
      };
    });
    return { contest, committee, lines };
  });
}

/** All that count, for one file; those of pupils are for their schools alone. @throws NotAllowed, NotFound */
export function certificatesToPrint(ctx: Ctx, competitionId: string): Promise<PrintedCertificate[]> {
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId);
    requireCommittee(ctx, contest);
    const rows = await certificatesOf(tx, ctx, competitionId);
    const whole = rows.filter(({ pupil, voidedAt }) => !pupil && !voidedAt).flatMap((row) => printed(ctx, row) ?? []);
    if (whole.length === 0) throw new NotAllowed('aftermath.errors.noCertificates');
    return whole;
  });
}

/** What anybody may know who holds the code: of a pupil school and team, of a juror no name. */
export interface PublicCertificate {
  code: string;
  valid: boolean;
  kind: CertificateKind;
  /** null where a name is not shown. */
  name: string | null;
  pupil: boolean;
  place: number | null;
  contest: string;
  year: number;
  category: string;
  title: string;
  example: boolean;
  issuedAt: Date;
  voidedAt: Date | null;
}

/** null for a code that no certificate has. */
export function publicCertificate(ctx: Ctx, code: string): Promise<PublicCertificate | null> {
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<CertificateRow>`
      select ${columns} from ${joined} where x.tenant_id = ${tenantOf(ctx).id} and x.code = ${code}`.execute(tx);
    const [row] = rows;
    if (!row) return null;
    const { kind, pupil, place, contest, year, category, title, example, issuedAt, voidedAt } = row;
    const valid = voidedAt === null && (!pupil || row.memberName !== null);
    const name = kind === 'juror' ? null : pupil ? row.teamAndSchool : row.name;
    return { code, valid, kind, name, pupil, place, contest, year, category, title, example, issuedAt, voidedAt };
  });
}
