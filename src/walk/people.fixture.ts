import { loadOrganizations } from '#features/organizations/load.acts.ts';
import { changeOrganization, registerOrganization } from '#features/organizations/organization.acts.ts';
import { chooseNotices } from '#features/people/notices.acts.ts';
import { heldOffices } from '#features/people/offices.queries.ts';
import { addPerson } from '#features/people/people.acts.ts';
import { hashPassword } from '#platform/identity/accounts.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx, Tenant } from '#platform/tenancy.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { canary, type Office, offices, type Side } from './canaries.fixture.ts';

export const walkPassword = 'kata-sandi-uji-1';
const anyHash = hashPassword(walkPassword);

export type Place = 'village' | 'other' | 'district' | 'agency' | 'operator';

export interface Person {
  userId: string;
  username: string;
  termId: string;
}

/** A tenant with its organisations and one person in each office. */
export interface People {
  side: Side;
  tenant: Tenant;
  places: Readonly<Record<Place, string>>;
  persons: Readonly<Record<Office, Person>>;
  /** What that person acts in. */
  as(office: Office): Promise<Ctx>;
}

const seats: Record<Office, { at: Place; role: 'innovator' | 'organization_head' | 'verifier' | 'tenant_admin' }> = {
  villageInnovator: { at: 'village', role: 'innovator' },
  villageHead: { at: 'village', role: 'organization_head' },
  districtInnovator: { at: 'district', role: 'innovator' },
  otherInnovator: { at: 'other', role: 'innovator' },
  agencyInnovator: { at: 'agency', role: 'innovator' },
  agencyHead: { at: 'agency', role: 'organization_head' },
  verifier: { at: 'operator', role: 'verifier' },
  administrator: { at: 'operator', role: 'tenant_admin' },
};

export const phoneOf = (side: Side) => (side === 'a' ? '+6281277001234' : '+6281288005678');
export const contactOf = (side: Side) => (side === 'a' ? '0218-9900-1101' : '0218-9900-2202');

export async function arrangePeople(db: TestDatabase, side: Side): Promise<People> {
  const tenant = side === 'a' ? db.tenants.bekasikab : db.tenants.tetangga;
  const bare = { ...db.ctx({ tenant }), mail: { way: 'smtp' as const, origin: 'http://127.0.0.1' } };
  const places = await arrangePlaces(db, bare, side);
  const persons = {} as Record<Office, Person>;
  for (const office of offices) persons[office] = await seat(bare, side, office, places[seats[office].at]);
  await db.owner.query('delete from auth.passwords_due');
  const as = async (office: Office): Promise<Ctx> => {
    const { userId, username } = persons[office];
    const actor: Actor = { userId, name: username, username, offices: [], platformAdministrator: false };
    return { ...bare, actor: { ...actor, offices: await heldOffices({ ...bare, actor }, userId) } };
  };
  await addContacts(await as('administrator'), side, places.village);
  await chooseNotices(await as('villageInnovator'), true);
  return { side, tenant, places, persons, as };
}

async function arrangePlaces(db: TestDatabase, ctx: Ctx, side: Side): Promise<Record<Place, string>> {
  const named = side === 'a' ? 'Contoh' : 'Seberang';
  const source = 'walk';
  const area = (code: string) => (side === 'a' ? { areaCode: code } : {});
  const district = { kind: 'district_office', name: `Kecamatan ${named}`, reference: `K-${side}` } as const;
  const under = { kind: 'village', parent: district, source } as const;
  await loadOrganizations(ctx, 'walk', [
    { ...district, ...area('32.16.02'), source },
    { ...under, name: `Desa ${named} Satu`, reference: `S-${side}`, ...area('32.16.02.2002') },
    { ...under, name: `Desa ${named} Dua`, reference: `D-${side}`, ...area('32.16.02.2003') },
    { kind: 'agency', name: `Dinas ${named}`, reference: `A-${side}`, source },
    { kind: 'agency', name: `Balitbangda ${named}`, reference: `O-${side}`, source },
  ]);
  const { rows } = await db.owner.query<{ id: string; reference: string }>(
    'select id, reference from organizations where tenant_id = $1',
    [ctx.tenant?.id],
  );
  const called = (letter: string) => rows.find(({ reference }) => reference.startsWith(letter))?.id ?? '';
  return {
    village: called('S'),
    other: called('D'),
    district: called('K'),
    agency: called('A'),
    operator: called('O'),
  };
}

async function seat(ctx: Ctx, side: Side, office: Office, organizationId: string): Promise<Person> {
  const word = canary(side, office).replace('9', '');
  const [id, termId] = [newId(), newId()];
  const mail = `${word}Email9@contoh.id`.toLowerCase();
  const person = { id, name: `${word}Name9`, username: `${word}Login9`.toLowerCase(), email: mail, phone: null };
  const told = office === 'villageHead' ? { ...person, phone: phoneOf(side) } : person;
  const { role } = seats[office];
  const term = { id: termId, organizationId, role, kind: 'definitive', from: '2026-01-01', to: null } as const;
  const { userId, username } = await addPerson(ctx, told, term, null, await anyHash);
  return { userId, username, termId };
}

/** How the village is reached, and an organisation that no list brought. */
async function addContacts(ctx: Ctx, side: Side, id: string): Promise<void> {
  const email = `${canary(side, 'villageMail')}@contoh.id`;
  await changeOrganization(ctx, { id, version: 1, shortName: null, address: null, phone: contactOf(side), email });
  const none = { parentId: null, areaCode: null, reference: null, shortName: null, address: null };
  await registerOrganization(ctx, {
    id: newId(),
    kind: 'community',
    name: `Paguyuban ${side}`,
    ...none,
    phone: null,
    email: null,
  });
}
