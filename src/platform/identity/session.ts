import type { Identity } from './identity.ts';
import type { SessionState } from './session-state.ts';

export interface SignedIn extends SessionState {
  sessionId: string;
  userId: string;
  name: string;
  username: string;
  platformAdministrator: boolean;
  /** The password was given by somebody else and must be changed first. */
  passwordDue: boolean;
  /** A second factor exists: codes of an app, or a passkey. */
  hasFactor: boolean;
  /** An account of the demonstration, which only loopback reaches. */
  demonstration: boolean;
  viewing: Viewing | null;
}

/** Whom the signed-in person looks as. */
export interface Viewing {
  userId: string;
  name: string;
  username: string;
  tenantId: string;
  until: Date;
  /** Became an administrator of the platform meanwhile. */
  platformAdministrator: boolean;
}

interface Row extends SessionState {
  administrator: boolean;
  due: boolean;
  factor: boolean;
  demonstration: boolean;
  viewedId: string | null;
  viewedName: string;
  viewedUsername: string;
  viewedTenant: string;
  viewedUntil: Date;
  viewedAdministrator: boolean;
}

const readState = {
  name: 'session-state',
  text: `select exists (select from auth.platform_administrators where user_id = $1) as administrator,
            exists (select from auth.passwords_due where user_id = $1) as due,
            exists (select from auth.second_factors where user_id = $1)
              or exists (select from auth.passkey where "userId" = $1) as factor,
            exists (select from auth.demonstration_accounts where user_id = $1 and is_open) as demonstration,
            t.begun_by as "begunBy", t.second_factor as "secondFactor", t.waits_for_code as "waitsForCode",
            t.tenant_id as "tenantId", t.viewing_user as "viewedId", v.name as "viewedName",
            v.username as "viewedUsername", t.viewing_tenant as "viewedTenant", t.viewing_until as "viewedUntil",
            exists (select from auth.platform_administrators where user_id = t.viewing_user) as "viewedAdministrator"
     from auth.session_state t left join auth."user" v on v.id = t.viewing_user where t.session_id = $2`,
};

/** Who the request's session cookie belongs to; null for none, an ended or a forged one. */
export async function readSession(identity: Identity, cookie: string | undefined): Promise<SignedIn | null> {
  if (!cookie?.includes('gelar.session_token')) return null;
  const found = await askLibrary(identity, cookie);
  if (!found) return null;
  const { user, session } = found;
  const { rows } = await identity.pool.query<Row>({ ...readState, values: [user.id, session.id] });
  const [row] = rows;
  if (!row) return null; // made by the library but never opened by us
  return {
    sessionId: session.id,
    userId: user.id,
    name: user.name,
    username: user.username ?? user.email,
    begunBy: row.begunBy,
    secondFactor: row.secondFactor,
    waitsForCode: row.waitsForCode,
    tenantId: row.tenantId,
    // What one tenant's provider vouches for reaches that tenant, not the platform above it.
    platformAdministrator: row.administrator && row.tenantId === null,
    passwordDue: row.due,
    hasFactor: row.factor,
    demonstration: row.demonstration,
    viewing: viewingOf(row),
  };
}

function viewingOf(row: Row): Viewing | null {
  if (row.viewedId === null) return null;
  return {
    userId: row.viewedId,
    name: row.viewedName,
    username: row.viewedUsername,
    tenantId: row.viewedTenant,
    until: row.viewedUntil,
    platformAdministrator: row.viewedAdministrator,
  };
}

/** The library hides why it could not look; that its database was out of reach is the only reason it has. */
async function askLibrary(identity: Identity, cookie: string) {
  try {
    return await identity.auth.api.getSession({ headers: new Headers({ cookie }) });
  } catch (cause) {
    throw Object.assign(new Error('the sessions cannot be read', { cause }), { code: '08006' });
  }
}
