import { sql } from 'kysely';
import { committeeOffice, type MentorRule } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { dayInWib } from '#platform/day.ts';
import { NotAllowed, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { isActive, type Juror } from './juror.ts';
import { barredRoles, type JurorSight, jurorSight, type OwnPart, officeToAppoint } from './juror-policy.ts';

/** What jurors' pages need of a contest. */
export interface JudgedContest {
  id: string;
  name: string;
  year: number;
  state: string;
  mentorRule: MentorRule;
  blind: boolean;
  acknowledgeDays: number;
  example: boolean;
}

/** @throws NotFound. `lock` lets changes of jurors and conflicts of one contest come one after the other. */
export async function readContest(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<JudgedContest> {
  if (!isId(id)) throw new NotFound(`no contest ${id}`);
  const query = tx
    .selectFrom('competitions')
    .select(['id', 'name', 'year', 'state', 'mentorRule', 'blind', 'acknowledgeDays', 'example'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', id);
  const row = await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound(`no contest ${id}`);
  return { ...row, mentorRule: row.mentorRule as MentorRule };
}

export const jurors = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom('jurors as j')
    .innerJoin('people as p', (join) => join.onRef('p.tenantId', '=', 'j.tenantId').onRef('p.userId', '=', 'j.userId'))
    .select(['j.id', 'j.competitionId', 'j.userId', 'p.name', 'j.title', 'j.institution', 'j.institutionId'])
    .select(['j.mailDomain', 'j.categoryIds', 'j.affairs', 'j.languages', 'j.chair', 'j.least', 'j.most', 'j.state'])
    .select(['j.appointedAt', 'j.acknowledgeBy', 'j.acknowledgedAt', 'j.paperId', 'j.leftReason', 'j.version'])
    .where('j.tenantId', '=', tenantOf(ctx).id)
    .$castTo<Juror>();

export async function readJuror(tx: Tx, ctx: Ctx, id: string, lock?: 'for update'): Promise<Juror> {
  if (!isId(id)) throw new NotFound(`no juror ${id}`);
  const query = jurors(tx, ctx).where('j.id', '=', id);
  const found = await (lock ? query.forUpdate('j') : query).executeTakeFirst();
  if (!found) throw new NotFound(`no juror ${id}`);
  return found;
}

/** What the acting person is in a contest: null for who is no juror of it now. */
export async function ownPart(tx: Tx, ctx: Ctx, competitionId: string): Promise<OwnPart | null> {
  const { userId } = actorOf(ctx);
  const found = await jurors(tx, ctx)
    .where('j.competitionId', '=', competitionId)
    .where('j.userId', '=', userId)
    .where('j.state', 'in', ['appointed', 'acknowledged'])
    .executeTakeFirst();
  return found ? { jurorId: found.id, chair: found.chair } : null;
}

export interface JurorLine extends Juror {
  /** Reviews given to them and not taken back, in any stage; and those of them that are submitted. */
  assigned: number;
  submitted: number;
  /** Entries that they may not score. */
  conflicts: number;
}

export interface JurorsPage {
  contest: JudgedContest;
  sight: Exclude<JurorSight, 'nothing'>;
  /** Who may appoint, change and end. */
  mayAppoint: boolean;
  jurors: JurorLine[];
}

/** Jurors of a contest, the chair first. @throws NotFound for who may not know them */
export async function jurorsPage(ctx: Ctx, competitionId: string): Promise<JurorsPage> {
  actorOf(ctx);
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId);
    const own = await ownPart(tx, ctx, competitionId);
    const sight = jurorSight(ctx.actor, own);
    if (sight === 'nothing') throw new NotFound(`no contest ${competitionId}`);
    const lines = await jurorLines(tx, ctx, competitionId);
    const shown = sight === 'all' ? lines : lines.filter(({ state }) => isActive(state));
    return { contest, sight, mayAppoint: officeToAppoint(ctx.actor, own) !== undefined, jurors: shown };
  });
}

async function jurorLines(tx: Tx, ctx: Ctx, competitionId: string): Promise<JurorLine[]> {
  const reviews = (states: string) => sql<number>`(select count(*)::int from reviews r
    where r.tenant_id = j.tenant_id and r.juror_id = j.id and r.state in (${sql.raw(states)}))`;
  return jurors(tx, ctx)
    .select([reviews(`'assigned', 'submitted'`).as('assigned'), reviews(`'submitted'`).as('submitted')])
    .select(
      sql<number>`(select count(distinct c.entry_id)::int from juror_conflicts c
        where c.tenant_id = j.tenant_id and c.juror_id = j.id and c.state <> 'dismissed')`.as('conflicts'),
    )
    .where('j.competitionId', '=', competitionId)
    .orderBy(sql`case when j.state in ('appointed', 'acknowledged') then 0 else 1 end`)
    .orderBy('j.chair', 'desc')
    .orderBy('p.name')
    .orderBy('j.id')
    .$castTo<JurorLine>()
    .execute();
}

export interface Choice {
  id: string;
  name: string;
}

export interface JurorForm {
  contest: JudgedContest;
  categories: Choice[];
  /** Persons with the office of a juror who are none of this contest yet. */
  people: (Choice & { mailDomain: string | null })[];
  institutions: Choice[];
}

/** What the form of a juror needs. @throws NotFound, NotAllowed for who does not appoint */
export async function jurorForm(ctx: Ctx, competitionId: string): Promise<JurorForm> {
  return inTenant(ctx, async (tx) => {
    const contest = await readContest(tx, ctx, competitionId);
    await requireAppointing(tx, ctx, competitionId);
    return {
      contest,
      categories: await categoriesOf(tx, ctx, competitionId),
      people: (await freeJurors(tx, ctx, competitionId)).map((one) => ({ ...one, mailDomain: null })),
      institutions: await institutions(tx, ctx),
    };
  });
}

/** @throws NotFound for who may not look at the jurors, NotAllowed for who may but does not appoint */
export async function requireAppointing(tx: Tx, ctx: Ctx, competitionId: string) {
  const own = await ownPart(tx, ctx, competitionId);
  const office = officeToAppoint(ctx.actor, own);
  if (office) return office;
  if (jurorSight(ctx.actor, own) === 'nothing') throw new NotFound(`no contest ${competitionId}`);
  throw new NotAllowed('jurors.errors.committeeOnly');
}

/** One juror as the committee changes them. */
export async function jurorToChange(ctx: Ctx, id: string): Promise<{ juror: Juror; form: JurorForm }> {
  if (!committeeOffice(actorOf(ctx))) throw new NotFound(`no juror ${id}`);
  const juror = await inTenant(ctx, (tx) => readJuror(tx, ctx, id));
  return { juror, form: await jurorForm(ctx, juror.competitionId) };
}

export function categoriesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<Choice[]> {
  return tx
    .selectFrom('competitionCategories')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .orderBy('position')
    .orderBy('name')
    .execute();
}

/** Organisations outside the villages and wards, where jurors come from: universities, agencies, schools. */
function institutions(tx: Tx, ctx: Ctx): Promise<Choice[]> {
  return tx
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('kind', 'in', ['university', 'agency', 'hospital', 'community', 'business'])
    .orderBy('name')
    .limit(300)
    .execute();
}

function freeJurors(tx: Tx, ctx: Ctx, competitionId: string): Promise<Choice[]> {
  return holders(tx, ctx, ['juror'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('jurors as j')
            .select('j.id')
            .whereRef('j.tenantId', '=', 'p.tenantId')
            .whereRef('j.userId', '=', 'p.userId')
            .where('j.competitionId', '=', competitionId)
            .where('j.state', 'in', ['appointed', 'acknowledged']),
        ),
      ),
    )
    .orderBy('p.name')
    .execute();
}

function holders(tx: Tx, ctx: Ctx, roles: readonly string[]) {
  const today = dayInWib(ctx.now);
  return tx
    .selectFrom('people as p')
    .select(['p.userId as id', 'p.name'])
    .where('p.tenantId', '=', tenantOf(ctx).id)
    .where((where) =>
      where.exists(
        where
          .selectFrom('officeHolders as h')
          .select('h.id')
          .whereRef('h.tenantId', '=', 'p.tenantId')
          .whereRef('h.userId', '=', 'p.userId')
          .where('h.role', 'in', [...roles])
          .where('h.validFrom', '<=', today)
          .where((or) => or.or([or('h.validTo', 'is', null), or('h.validTo', '>=', today)])),
      ),
    );
}

/** Why this person may not be a juror of the contest: a message of the catalogue; null where they may. */
export async function faultOfPerson(tx: Tx, ctx: Ctx, competitionId: string, userId: string): Promise<string | null> {
  const holds = async (roles: readonly string[]) =>
    (await holders(tx, ctx, roles).where('p.userId', '=', userId).executeTakeFirst()) !== undefined;
  if (!(await holds(['juror']))) return 'jurors.errors.noJuror';
  if (await holds(barredRoles)) return 'jurors.errors.committeeMember';
  const entered = await tx
    .selectFrom('entries')
    .select('id')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('competitionId', '=', competitionId)
    .where('state', '<>', 'withdrawn')
    .where((where) => where.or([where('createdBy', '=', userId), where('teacherId', '=', userId)]))
    .executeTakeFirst();
  return entered ? 'jurors.errors.entrant' : null;
}

/** An appointment that waits for this person's answer. */
export interface AppointmentTask {
  id: string;
  kind: 'appointment';
  title: string;
  /** Who runs contests here. */
  organizationName: string;
  example: boolean;
  since: Date;
  /** Path inside the tenant where it is done. */
  to: string;
}

/** Oldest first. */
export async function appointmentsFor(ctx: Ctx): Promise<AppointmentTask[]> {
  const { actor, tenant } = ctx;
  if (!tenant || !actor?.offices.some(({ role }) => role === 'juror')) return [];
  const rows = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('jurors as j')
      .innerJoin('competitions as c', (join) =>
        join.onRef('c.tenantId', '=', 'j.tenantId').onRef('c.id', '=', 'j.competitionId'),
      )
      .select(['j.id', 'c.name as title', 'c.example', 'j.appointedAt as since'])
      .where('j.tenantId', '=', tenant.id)
      .where('j.userId', '=', actor.userId)
      .where('j.state', '=', 'appointed')
      .where('c.state', 'in', ['draft', 'announced'])
      .orderBy('j.appointedAt')
      .execute(),
  );
  const organizationName = tenant.operatorName;
  return rows.map((row) => ({ ...row, kind: 'appointment', organizationName, to: `/kerja/penunjukan/${row.id}` }));
}
