import type { TestDatabase } from '#platform/testing/database.ts';
import type { Reader } from './canaries.fixture.ts';
import type { Region } from './walk-site.fixture.ts';

/** One thing of each kind in a tenant, of the state in which it can be changed. */
const things = {
  office: `select f.id from offices f join organizations o on o.id = f.organization_id
           where f.tenant_id = $1 and f.role = 'innovator' and o.reference like 'S-%'`,
  document: "select id from documents where tenant_id = $1 and title like '%acceptedFile9'",
  openDocument: "select id from documents where tenant_id = $1 and title like '%acceptedOpenFile9'",
  event: 'select id from calendar_events where tenant_id = $1 and not open',
  draftPaper: "select id from papers where tenant_id = $1 and state = 'draft'",
  issuedPaper: "select id from papers where tenant_id = $1 and about like '%issuedDecreeAbout9'",
  waitingPaper: "select id from papers where tenant_id = $1 and about like '%waitingDecreeAbout9'",
  validPaper: "select id from papers where tenant_id = $1 and state = 'valid'",
  import: "select id from imports where tenant_id = $1 and state = 'checked'",
  workbook: 'select id from index_workbooks where tenant_id = $1',
  provider: 'select id from identity_providers where tenant_id = $1 and enabled',
  key: 'select id from api_keys where tenant_id = $1',
  letter: "select id from invitations where tenant_id = $1 and channel = 'letter' and purpose = 'invitation'",
  reset: "select id from invitations where tenant_id = $1 and purpose = 'reset'",
  mail: "select id from mails where tenant_id = $1 and state = 'refused'",
  topic: 'select slug as id from topics where tenant_id = $1 and not retired',
} as const;

/** Every version that a form must name, by id. */
const versions = `
  select id, version from innovations union all select id, version from papers union all
  select id, version from calendar_events union all select id, version from organizations union all
  select tenant_id, version from letterheads`;

export interface Target {
  region: Region;
  ids: Readonly<Record<keyof typeof things | 'passkey' | 'session', string>>;
  version(id: string): string;
}

export async function targetIn(db: TestDatabase, region: Region): Promise<Target> {
  const first = async (query: string, of: string) => (await db.owner.query<{ id: string }>(query, [of])).rows[0]?.id;
  const found = Object.entries(things).map(async ([kind, query]) => [kind, await first(query, region.tenant.id)]);
  const { userId } = region.persons.villageInnovator;
  const passkey = await first('select id from auth.passkey where "userId" = $1', userId);
  const session = await first('select id from auth.session where "userId" = $1', userId);
  const ids = { ...Object.fromEntries(await Promise.all(found)), passkey, session };
  for (const [kind, id] of Object.entries(ids)) if (!id) throw new Error(`nothing of the kind ${kind}`);
  return { region, ids, version: await versionsIn(db) };
}

/** The versions at which everything stands now. */
export async function versionsIn(db: TestDatabase): Promise<Target['version']> {
  const { rows } = await db.owner.query<{ id: string; version: number }>(versions);
  const known = new Map(rows.map(({ id, version }) => [id, String(version)]));
  return (id) => known.get(id) ?? '0';
}

export type Fields = Readonly<Record<string, string>>;
export type Body = { fields: Fields } | { form: FormData } | { json: unknown; headers?: Fields } | { headers: Fields };

/** A change as the page sends it that leads to it. */
export interface Deed {
  /** As the app knows it: "POST /kerja/topik". */
  route: string;
  path(target: Target): string;
  body(target: Target): Body;
  /** Who may do it in the tenant; the first of them shows that the form is right. */
  may: readonly Reader[];
  /** Belongs to a person, who is that under every address. */
  personal?: true;
  /** Names nothing that another tenant could have. */
  local?: true;
  /** In another tenant there is no such thing, which is what was wanted, or it is made there anew. */
  elsewhere?: true;
  /** What it changes lies outside the tenant's tables. */
  outside?: true;
  /** Why it cannot be shown that the form is right. */
  unshown?: string;
}
