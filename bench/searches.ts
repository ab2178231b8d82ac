import type { Pool } from 'pg';
import { scaleWords } from '#features/innovations/scale-words.ts';

/** What visitors of the measured catalogue ask for, by how often the words stand in it. */
export interface Searches {
  rare: string[];
  middling: string[];
  common: string[];
  misspelt: string[];
  none: string[];
}

const each = 8;

/** Words drawn from the catalogue itself, the same in every run. Misspelt: one letter of a known word left out. */
export async function drawSearches(owner: Pool, tenantId: string): Promise<Searches> {
  const words = async (from: number, to: number) => {
    const { rows } = await owner.query<{ word: string }>(
      `select word from published_words where tenant_id = $1 and uses between $2 and $3 and length(word) >= 7
       order by md5(word) limit $4`,
      [tenantId, from, to, each],
    );
    return rows.map((row) => row.word);
  };
  const [rare, middling] = [await words(2, 20), await words(700, 1500)];
  const common = [...scaleWords.common];
  const misspelt = [...rare.slice(0, 3), ...middling.slice(0, 3), ...common].map(
    (word) => word.slice(0, 4) + word.slice(5),
  );
  return {
    rare: rare.map((word) => `?q=${word}`),
    middling: [...middling, scaleWords.middling].map((word) => `?q=${word}`),
    common: common.map((word) => `?q=${word}`),
    misspelt: misspelt.map((word) => `?q=${word}`),
    none: Array.from({ length: each }, (_, page) => (page === 0 ? '' : `?hal=${page + 1}`)),
  };
}

/** All of them in turn, each kind as often as the others. */
export function mixOf(searches: Searches): string[] {
  return Array.from({ length: each }, (_, i) =>
    Object.values(searches).map((kind: string[]) => kind[i % kind.length] ?? ''),
  ).flat();
}
