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

/** What somebody types who writes an innovation: a title and a part of its design. */
export interface TypedIdea {
  title: string;
  text: string;
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

/** Titles and texts of the catalogue itself, each with the words of another: what is similar to them is known to exist. */
export async function drawIdeas(owner: Pool, tenantId: string): Promise<TypedIdea[]> {
  const { rows } = await owner.query<TypedIdea & { misspelt: string }>(
    `select title, string_agg(summary, ' ') over (order by md5(id::text) rows 9 preceding) as text,
       overlay(title placing '' from 4 for 1) as misspelt
     from published_innovations where tenant_id = $1 order by md5(id::text) limit 24`,
    [tenantId],
  );
  const common = scaleWords.common.map((word) => ({ title: `${word} warga desa`, text: '' }));
  return [
    ...rows.map(({ title, text }) => ({ title, text })),
    ...rows.slice(0, 8).map(({ misspelt, text }) => ({ title: misspelt, text })),
    ...common,
  ];
}
