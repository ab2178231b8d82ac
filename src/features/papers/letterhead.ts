import type { FileStore } from '#platform/files/store.ts';
import type { Letterhead } from '#platform/papers/document.ts';
import type { Tenant } from '#platform/tenancy.ts';
import { readBytes } from './bytes.ts';

/** A region's letterhead as it is stored: the logo lies in the store of files. */
export interface StoredLetterhead {
  lines: readonly string[];
  logo: { sha256: string; mediaType: string } | null;
}

/** What a PDF can hold as it is. */
const drawable = ['image/png', 'image/jpeg'];

/** The letterhead with its logo at hand; without one that a PDF cannot hold. */
export async function printableLetterhead(
  { lines, logo }: StoredLetterhead,
  store: FileStore,
  tenant: Pick<Tenant, 'id'>,
): Promise<Letterhead> {
  if (!logo || !drawable.includes(logo.mediaType)) return { lines };
  const bytes = await readBytes(store, tenant.id, logo.sha256);
  return { lines, logo: `data:${logo.mediaType};base64,${Buffer.from(bytes).toString('base64')}` };
}
