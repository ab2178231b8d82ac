import type { Client } from 'pg';
import { newId } from '../ids.ts';
import { reservedTenantId } from '../tenancy.ts';

/** How many of each ended. */
export interface Forgotten {
  /** Authenticator apps, with their recovery codes. Passkeys are public keys: they stay. */
  secondFactors: number;
  /** Providers of sign-in whose client secret must be entered anew. */
  providers: number;
}

/**
 * Within the restore, after its last step: what needs a field that the installation's key does not open would lock people
 * out or send them to a provider that refuses us. The fields themselves stay, should the old key be found after all.
 */
export async function forgetSealed(client: Client): Promise<Forgotten> {
  const factors = await client.query('delete from auth.second_factors');
  const providers = await client.query(
    'update identity_providers set enabled = false where client_secret_sealed is not null and enabled',
  );
  const forgotten = { secondFactors: factors.rowCount ?? 0, providers: providers.rowCount ?? 0 };
  await client.query(
    `insert into audit_events (tenant_id, id, act, subject_kind, subject_id, changes)
     values ($1, $2, 'installation.key_changed', 'installation', 'backup', $3)`,
    [reservedTenantId, newId(), JSON.stringify(forgotten)],
  );
  return forgotten;
}
