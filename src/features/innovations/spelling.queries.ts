import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Candidate, nearestWord } from './spelling.ts';

/** The words with each unknown one replaced by what is most likely meant; null when nothing changes. */
export async function correctWords(tx: Tx, tenantId: string, words: readonly string[]): Promise<string[] | null> {
  const meant = await Promise.all(words.map((word) => meantBy(tx, tenantId, word)));
  const unique = [...new Set(meant)];
  return unique.join(' ') === words.join(' ') ? null : unique;
}

const shortWord = 8;

/** Of short words first what begins with the same letter: that is seldom mistyped, and far quicker to look through. */
export async function meantBy(tx: Tx, tenantId: string, word: string): Promise<string> {
  const [known, begun] = await Promise.all([
    isKnown(tx, tenantId, word),
    word.length < shortWord ? likeBegun(tx, tenantId, word) : [],
  ]);
  if (known) return word;
  return nearestWord(word, begun) ?? nearestWord(word, await alike(tx, tenantId, word)) ?? word;
}

/** Whether the catalogue has the word or its stem. */
async function isKnown(tx: Tx, tenantId: string, word: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from published_innovations p where p.tenant_id = ${tenantId} and p.called_innovation
      and p.document @@ plainto_tsquery('indonesian', ${word})) as known`.execute(tx);
  return rows[0]?.known ?? false;
}

/** The words most used of those with the same first letter and about the same length. */
async function likeBegun(tx: Tx, tenantId: string, word: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select word, uses from published_words where tenant_id = ${tenantId} and left(word, 1) = ${word.slice(0, 1)}
      and length(word) between ${word.length - 1} and ${word.length + 1} order by uses desc limit 300`.execute(tx);
  return rows;
}

/** What shares most groups of three letters with the word, or begins with it. */
async function alike(tx: Tx, tenantId: string, word: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    (select word, uses from published_words where tenant_id = ${tenantId} and word % ${word}
      order by similarity(word, ${word}) desc limit 40)
    union all
    (select word, uses from published_words where tenant_id = ${tenantId} and word ^@ ${word} order by uses desc limit 5)`.execute(
    tx,
  );
  return rows;
}
