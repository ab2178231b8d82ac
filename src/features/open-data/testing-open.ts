import { createDraft } from '#features/innovations/innovation.acts.ts';
import { acceptInnovation, confirmInnovation, proposeInnovation } from '#features/innovations/life-cycle.acts.ts';
import { saveFields } from '#features/innovations/save.acts.ts';
import { completeProposal } from '#features/innovations/testing.ts';
import { arrangeRegion, type TestRegion, typed } from '#features/innovations/testing-region.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Tenant } from '#platform/tenancy.ts';
import { type AppSite, openAppSite } from '#platform/testing/app-site.fixture.ts';
import { makeKey } from './key.acts.ts';
import type { Scope } from './key.ts';

/** Words that no answer to a stranger may ever hold. */
export const secrets = {
  draft: 'RAHASIA draf kami',
  neighbourDraft: 'RAHASIA draf tetangga',
  initiator: 'RAHASIA Inisiator Budi',
  phone: '0812-7777-1234',
  email: 'rahasia@desa.example',
  meeting: 'RAHASIA rapat tertutup',
} as const;

export interface OpenSite extends AppSite {
  region: TestRegion;
  neighbour: TestRegion;
  /** Accepted in the village; open to all. */
  accepted: string;
  /** A draft of the village. */
  draft: string;
  /** A draft in the neighbouring tenant. */
  foreign: string;
  /** Makes a key of an organisation. */
  key(scopes: Scope[], organization?: keyof Pick<TestRegion, 'village' | 'other'>): Promise<string>;
  /** Asks the API with a key. */
  call(
    method: string,
    path: string,
    key: string | null,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Called>;
}

export interface Called {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** A region with what is open and what is not, and a neighbour with the same. */
export async function openOpenSite(): Promise<OpenSite> {
  const site = await openAppSite();
  const { db } = site;
  const region = await arrangeRegion(db);
  const neighbour = await arrangeRegion(db, db.tenants.tetangga);
  const [mine, theirs] = [
    await publish(site, region, 'Bank Sampah Sabtu (contoh)'),
    await publish(site, neighbour, 'Bank Sampah Tetangga (contoh)'),
  ];
  const draft = await write(site, region, secrets.draft);
  const foreign = await write(site, neighbour, secrets.neighbourDraft);
  await hide(site, region.tenant);
  const administrator = await region.person('tenant_admin', region.agency);
  const ctx = db.ctx({ actor: administrator });
  const call: OpenSite['call'] = async (method, path, key, body, headers = {}) => {
    const sent = new Headers(headers);
    if (key !== null) sent.set('authorization', `Bearer ${key}`);
    if (body !== undefined) sent.set('content-type', 'application/json');
    const response = await site.fetch(`/api/v1${path}`, {
      method,
      headers: sent,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    ...site,
    region,
    neighbour,
    accepted: mine,
    draft,
    foreign: theirs === mine ? expectNever() : foreign,
    call,
    key: (scopes, organization = 'village') =>
      makeKey(ctx, {
        id: newId(),
        name: `Aplikasi ${organization}`,
        officeId: region.office('innovator', region[organization]).id,
        scopes,
        expiresOn: nextMonth(),
      }),
  };
}

const nextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

function expectNever(): never {
  throw new Error('two innovations share an id');
}

async function write(site: AppSite, region: TestRegion, title: string, innovator?: Actor): Promise<string> {
  const actor = innovator ?? (await region.person('innovator', region.village));
  const ctx = site.db.ctx({ tenant: region.tenant, actor });
  const id = newId();
  await createDraft(ctx, { id, organizationId: region.village.id, title });
  await saveFields(ctx, { id, version: 1, patch: { ...completeProposal, title, initiatorName: secrets.initiator } });
  return id;
}

async function publish(site: AppSite, region: TestRegion, title: string): Promise<string> {
  const { tenant, village, agency } = region;
  const innovator = await region.person('innovator', village);
  const as = (actor: Actor) => site.db.ctx({ tenant, actor });
  const id = await write(site, region, title, innovator);
  await proposeInnovation(as(innovator), { id, key: newId(), version: 2 });
  await confirmInnovation(as(await region.person('organization_head', village)), { id, key: newId(), version: 3 });
  await acceptInnovation(as(await region.person('verifier', agency)), { id, key: newId(), version: 4 });
  return id;
}

/** How organisations are reached, and an event for the inside. */
async function hide(site: AppSite, tenant: Tenant): Promise<void> {
  await site.db.owner.query('update organizations set phone = $1, email = $2 where tenant_id = $3', [
    secrets.phone,
    secrets.email,
    tenant.id,
  ]);
  await site.db.owner.query(
    `insert into calendar_events (tenant_id, id, year, kind, name, first_day, last_day, open)
     values ($1, $2, 2026, 'other', $3, '2026-12-01', '2026-12-01', false),
            ($1, $4, 2026, 'expo', 'Pameran terbuka (contoh)', '2026-12-02', '2026-12-03', true)`,
    [tenant.id, newId(), secrets.meeting, newId()],
  );
}

export { completeProposal, typed };
