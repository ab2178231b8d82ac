import { newId } from '../ids.ts';
import type { Actor, HeldOffice, Tenant } from '../tenancy.ts';
import { actorWith, type TestDatabase } from './database.ts';
import { testTenants } from './template.ts';

export interface TestJuror {
  id: string;
  actor: Actor;
}

export interface TestEntry {
  id: string;
  organizationId: string;
  innovationId: string;
  /** Operator of that village. */
  innovator: Actor;
}

/** An announced contest of villages in one tenant: entries found eligible, jurors who acknowledged, a rubric a stage. */
export interface TestContest {
  tenant: Tenant;
  competitionId: string;
  categoryId: string;
  /** By stage: the rubric and its three criteria of weights 50, 30 and 20, on a scale of 1 to 5. */
  rubrics: Record<'desk' | 'presentation', { id: string; criteria: string[] }>;
  entries: TestEntry[];
  /** The first one is the chair. */
  jurors: TestJuror[];
  committee: Actor;
  operatorId: string;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Stages lie around `now`: entry is over, desk scoring runs, the presentation and the plenary follow. Nothing is frozen.
 * With `taking` entries are still taken, and the check follows.
 */
export async function arrangeContest(
  db: Pick<TestDatabase, 'owner'>,
  options: { tenant?: Tenant; entries?: number; jurors?: number; now?: Date; taking?: boolean } = {},
): Promise<TestContest> {
  const { tenant = testTenants.bekasikab, entries: entryCount = 6, jurors: jurorCount = 3, now = new Date() } = options;
  const into = insertFor(db, tenant);
  const operatorId = newId();
  await into('organizations', { id: operatorId, kind: 'agency', name: `Badan Contoh ${operatorId.slice(-4)}` });
  const operator = { id: operatorId, name: 'Badan Contoh', kind: 'agency' };
  const committee = await seat(into, operator, 'committee', 'Panitia (contoh)');
  const [competitionId, categoryId] = [newId(), newId()];
  await announce(into, competitionId, now, options.taking ? { entry: [-30, 5], check: [5, 7] } : {});
  await into('competition_categories', {
    id: categoryId,
    competition_id: competitionId,
    name: 'Desa',
    organization_kinds: ['village'],
    form: 'official',
    shortlist_size: 3,
    winners: 2,
  });
  const rubrics = {
    desk: await addRubric(into, competitionId, categoryId, 'desk'),
    presentation: await addRubric(into, competitionId, categoryId, 'presentation'),
  };
  const entries = await enter(into, competitionId, categoryId, entryCount);
  const jurors = await appoint(into, operator, competitionId, categoryId, jurorCount);
  return { tenant, competitionId, categoryId, rubrics, entries, jurors, committee, operatorId };
}

/** First and last day of each stage, counted from now. */
const stages = {
  entry: [-30, -5],
  check: [-5, -3],
  desk: [-3, 7],
  presentation: [8, 9],
  plenary: [10, 11],
  award: [12, 13],
};

async function announce(into: Insert, id: string, now: Date, other: Record<string, number[]>): Promise<void> {
  const name = `Lomba ${id.slice(-4)}`;
  await into('competitions', { id, year: 2027, name, state: 'announced', announced_at: now, example: true });
  for (const [kind, [from = 0, to = 0]] of Object.entries({ ...stages, ...other })) {
    const at = (days: number) => new Date(now.getTime() + days * day);
    const reads = kind === 'desk' ? 2 : null;
    const times = { starts_at: at(from), ends_at: at(to), reviews_per_entry: reads };
    await into('competition_stages', { competition_id: id, kind, ...times });
  }
}

const criteriaOfRubric = [
  ['Manfaat', 50],
  ['Kebaruan', 30],
  ['Keberlanjutan', 20],
] as const;

async function addRubric(into: Insert, competitionId: string, categoryId: string, stage: string) {
  const id = newId();
  const scale = { scale_min: 1, scale_max: 5 };
  const whose = { competition_id: competitionId, category_id: categoryId };
  await into('rubrics', { id, ...whose, stage, name: `Rubrik ${stage}`, ...scale });
  const criteria: string[] = [];
  for (const [position, [name, weight]] of criteriaOfRubric.entries()) {
    const criterion = newId();
    const anchors = JSON.stringify([1, 3, 5].map((value) => ({ value, words: `${name} pada tingkat ${value}` })));
    await into('rubric_criteria', { id: criterion, rubric_id: id, position, name, weight, anchors });
    criteria.push(criterion);
  }
  return { id, criteria };
}

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

function insertFor(db: Pick<TestDatabase, 'owner'>, tenant: Tenant): Insert {
  return async (table, row) => {
    const all = { tenant_id: tenant.id, ...row };
    const places = Object.keys(all).map((_, index) => `$${index + 1}`);
    await db.owner.query(
      `insert into ${table} (${Object.keys(all).join(', ')}) values (${places.join(', ')})`,
      Object.values(all),
    );
  };
}

async function enter(into: Insert, competitionId: string, categoryId: string, count: number): Promise<TestEntry[]> {
  const entries: TestEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    const [id, organizationId, innovationId] = [newId(), newId(), newId()];
    const village = { id: organizationId, name: `Desa Contoh ${number}`, kind: 'village' };
    const title = `Inovasi Contoh ${number}`;
    await into('organizations', { id: organizationId, kind: 'village', name: village.name, fictional: true });
    await into('innovations', {
      id: innovationId,
      organization_id: organizationId,
      state: 'accepted',
      title,
      example: true,
    });
    const content = JSON.stringify({
      title,
      summary: `Ringkasan ${number}`,
      organization: village.name,
      levels: { 'SID-16': 2 },
    });
    await into('entries', {
      id,
      competition_id: competitionId,
      category_id: categoryId,
      organization_id: organizationId,
      innovation_id: innovationId,
      number,
      state: 'eligible',
      content,
      submitted_at: new Date(),
      checked_at: new Date(),
      example: true,
    });
    entries.push({
      id,
      organizationId,
      innovationId,
      innovator: await seat(into, village, 'innovator', `Operator ${number} (contoh)`),
    });
  }
  return entries;
}

async function appoint(
  into: Insert,
  operator: Organization,
  competitionId: string,
  categoryId: string,
  count: number,
): Promise<TestJuror[]> {
  const jurors: TestJuror[] = [];
  let office: string | undefined;
  for (let number = 1; number <= count; number += 1) {
    const actor = await seat(into, operator, 'juror', `Juri ${number} (contoh)`, office);
    office = actor.offices[0]?.id;
    const id = newId();
    await into('jurors', {
      id,
      competition_id: competitionId,
      user_id: actor.userId,
      institution: `Universitas Contoh ${number}`,
      category_ids: [categoryId],
      chair: number === 1,
      state: 'acknowledged',
      acknowledged_at: new Date(),
      declared_at: new Date(),
    });
    jurors.push({ id, actor });
  }
  return jurors;
}

interface Organization {
  id: string;
  name: string;
  kind: string;
}

/** A person who holds that office there; the office is made unless it is given. */
async function seat(into: Insert, at: Organization, role: string, name: string, known?: string): Promise<Actor> {
  const officeId = known ?? newId();
  if (!known) await into('offices', { id: officeId, organization_id: at.id, role });
  const office: HeldOffice = {
    id: officeId,
    role,
    kind: 'definitive',
    organizationId: at.id,
    organizationName: at.name,
    organizationKind: at.kind,
  };
  const actor = actorWith([office], { name });
  await into('people', { user_id: actor.userId, name, username: actor.username });
  await into('office_holders', {
    id: newId(),
    office_id: officeId,
    role,
    user_id: actor.userId,
    kind: 'definitive',
    valid_from: '2026-01-01',
  });
  return actor;
}
