import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Candidate, nearestWord } from './spelling.ts';

/** The words with each unknown one replaced by what is most likely meant; null when nothing changes. */
export async function correctWords(tx: Tx, tenantId: string, words: readonly string[]): Promise<string[] | null> {
  const meant = await Promise.all(
    words.map(async (word) => nearestWord(word, await candidatesFor(tx, tenantId, word)) ?? word),
  );
  const unique = [...new Set(meant)];
  return unique.join(' ') === words.join(' ') ? null : unique;
}

/** The word itself when the catalogue has it or its stem; else what is spelt or begins like it. */
async function candidatesFor(tx: Tx, tenantId: string, word: string): Promise<Candidate[]> {
  const short = word.length < 8;
  const { rows } = await sql<Candidate>`
    with known as materialized (
      select ${word}::text as word, 1 as uses where exists (
        select from published_innovations p where p.tenant_id = ${tenantId} and p.called_innovation
        and p.document @@ plainto_tsquery('indonesian', ${word}))),
    alike as (
      (select w.word, w.uses from published_words w where w.tenant_id = ${tenantId} and w.word % ${word}
        order by similarity(w.word, ${word}) desc limit 40)
      union all
      (select w.word, w.uses from published_words w where w.tenant_id = ${tenantId} and w.word ^@ ${word} order by w.uses desc limit 5)
      union all
      (select w.word, w.uses from published_words w where w.tenant_id = ${tenantId} and ${short}
        and w.word ^@ ${word.slice(0, 1)} and length(w.word) between ${word.length - 1} and ${word.length + 1}
        order by w.uses desc limit 300))
    select word, uses from known union all select word, uses from alike where not exists (select from known)`.execute(
    tx,
  );
  return rows;
}
