import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Area, isAreaCode, parentOf } from './area.ts';

const columns = ['code', 'level', 'name', 'parentCode'] as const;

/** One area, or null for a code that is none of the list's. */
export async function areaByCode(tx: Tx, code: string): Promise<Area | null> {
  if (!isAreaCode(code)) return null;
  return (await tx.selectFrom('areas').select(columns).where('code', '=', code).executeTakeFirst()) ?? null;
}

/** Districts of a regency, or regencies of a province, by code. */
export function districtsOf(tx: Tx, regency: string): Promise<Area[]> {
  return childrenOf(tx, regency);
}

/** Villages and wards of a district, by code. */
export function villagesOf(tx: Tx, district: string): Promise<Area[]> {
  return childrenOf(tx, district);
}

function childrenOf(tx: Tx, code: string): Promise<Area[]> {
  return tx.selectFrom('areas').select(columns).where('parentCode', '=', code).orderBy('code').execute();
}

/** Every district, village and ward inside a regency, by code: a district comes before its villages. */
export function areasWithin(tx: Tx, regency: string): Promise<Area[]> {
  return tx
    .selectFrom('areas')
    .select(columns)
    .where('code', '>=', `${regency}.`)
    .where('code', '<', `${regency}/`)
    .orderBy('code')
    .execute();
}

/** The area and everything around it, province first; empty for an unknown code. */
export async function areaChain(tx: Tx, code: string): Promise<Area[]> {
  const codes: string[] = [];
  for (let at: string | null = isAreaCode(code) ? code : null; at !== null; at = parentOf(at)) codes.push(at);
  if (codes.length === 0) return [];
  const found = await tx.selectFrom('areas').select(columns).where('code', 'in', codes).orderBy('level').execute();
  return found.length === codes.length ? found : [];
}

export interface AreaSearch {
  /** Only inside this area. */
  within?: string | undefined;
  /** Only this level: 3 districts, 4 villages and wards. */
  level?: number | undefined;
  limit?: number;
}

/** Share of a typed word's letter triples that must be found: "karwang" still finds Karawang. */
const likeness = 0.45;

/** Without "Kabupaten" or "Kota", which would make every regency look less like what was typed. */
const bareName = sql`regexp_replace(name, '^(Kabupaten|Kota) ', '')`;

/** Areas whose name resembles `text`, best first; capitals, spaces and single wrong letters do not matter. */
export async function searchAreas(
  tx: Tx,
  text: string,
  { within, level, limit = 20 }: AreaSearch = {},
): Promise<Area[]> {
  const wanted = text.trim().slice(0, 100);
  if (!/[\p{L}\p{N}]/u.test(wanted)) return [];
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(tx);
  const joined = wanted.replace(/\s+/g, '');
  return tx
    .selectFrom('areas')
    .select(columns)
    .where((eb) => eb.or([sql<boolean>`${wanted} <% name`, sql<boolean>`${joined} <% name`]))
    .$if(within !== undefined, (query) => query.where('code', '>=', `${within}.`).where('code', '<', `${within}/`))
    .$if(level !== undefined, (query) => query.where('level', '=', level ?? 0))
    .orderBy(
      sql`greatest(word_similarity(${wanted}, name), word_similarity(${joined}, name)) + similarity(${wanted}, ${bareName})`,
      'desc',
    )
    .orderBy('level')
    .orderBy('code')
    .limit(limit)
    .execute();
}
