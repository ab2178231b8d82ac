import { sql } from 'kysely';
import type { Tx } from '#platform/database/bound.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Idea, type SimilarInnovation, similarShown } from './similar.ts';
import { type IdeaWord, ideaWords, planSearch, type SearchPlan, type Stem, tsqueryOf } from './similar-plan.ts';
import { meantBy } from './spelling.queries.ts';

export interface SimilarAsked extends Idea {
  /** Never offered: the idea's own record and the entry it claims. */
  not?: readonly string[];
  /** Stands first in the answer, like or not: what the person chose before typing on. */
  keep?: string | null;
}

/** What of the region's published innovations is most like an idea, most alike first; five at most. */
export function similarInnovations(ctx: Ctx, asked: SimilarAsked): Promise<SimilarInnovation[]> {
  return inTenant(ctx, async (tx) => {
    const tenantId = tenantOf(ctx).id;
    const found = await findSimilar(tx, tenantId, asked);
    const { keep } = asked;
    if (!keep || found.some((one) => one.id === keep)) return found;
    return [...(await readPublished(tx, tenantId, keep)), ...found].slice(0, similarShown);
  });
}

/** Reads the projection only, so it could be asked for any tenant, not just the one of the transaction. */
async function findSimilar(tx: Tx, tenantId: string, asked: SimilarAsked): Promise<SimilarInnovation[]> {
  const words = ideaWords(asked);
  if (words.length === 0) return [];
  const { stems, total } = await weigh(tx, tenantId, words);
  const plan = planSearch(stems, total);
  return plan.groups.length === 0 ? [] : mostAlike(tx, tenantId, plan, asked.not ?? []);
}

interface WordRow {
  word: string;
  stem: string | null;
  uses: number;
}

/** The stems of the words with their uses. A word of the title that nobody uses is read with typing errors forgiven. */
async function weigh(tx: Tx, tenantId: string, words: readonly IdeaWord[]): Promise<{ stems: Stem[]; total: number }> {
  const titled = new Set(words.filter((one) => one.inTitle).map((one) => one.word));
  const [rows, total] = await Promise.all([
    usesOf(
      tx,
      tenantId,
      words.map((one) => one.word),
    ),
    publishedTotal(tx, tenantId),
  ]);
  const meant = await meantWords(tx, tenantId, rows, titled);
  for (const word of meant) titled.add(word);
  const all = meant.length === 0 ? rows : [...rows, ...(await usesOf(tx, tenantId, meant))];
  const stems = new Map<string, Stem>();
  for (const { word, stem, uses } of all) {
    if (stem === null || !/^[\p{L}\p{N}]+$/u.test(stem)) continue;
    const before = stems.get(stem);
    stems.set(stem, { stem, uses, inTitle: titled.has(word) || (before?.inTitle ?? false) });
  }
  return { stems: [...stems.values()], total };
}

async function usesOf(tx: Tx, tenantId: string, words: readonly string[]): Promise<WordRow[]> {
  const { rows } = await sql<WordRow>`
    select w.word, (ts_lexize('indonesian_stem', w.word))[1] as stem,
      coalesce((select sum(p.uses) from published_words p where p.tenant_id = ${tenantId}
        and (ts_lexize('indonesian_stem', p.word))[1] = (ts_lexize('indonesian_stem', w.word))[1]), 0)::integer as uses
    from unnest(${[...words]}::text[]) as w (word)`.execute(tx);
  return rows;
}

async function publishedTotal(tx: Tx, tenantId: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select coalesce(sum(uses), 0)::integer as total from published_counts
    where tenant_id = ${tenantId} and facet in ('all', 'programs')`.execute(tx);
  return rows[0]?.total ?? 0;
}

/** Looking through the words is the dearest step: only for the longest unknown ones. */
const mostUnknown = 2;
const shortestUnknown = 6;

async function meantWords(tx: Tx, tenantId: string, rows: readonly WordRow[], titled: ReadonlySet<string>) {
  const unknown = rows
    .filter(({ word, uses }) => uses === 0 && titled.has(word) && word.length >= shortestUnknown)
    .map(({ word }) => word)
    .sort((a, b) => b.length - a.length)
    .slice(0, mostUnknown);
  const meant = await Promise.all(unknown.map((word) => meantBy(tx, tenantId, word)));
  return meant.filter((word, at) => word !== unknown[at]);
}

/** So many rows at most are weighed, should stems keep more company than expected. */
const mostRows = 2000;

const shownFields = sql`p.id, p.title, p.summary, p.organization_name, p.state, p.example`;

/** Words of title and summary count, an organisation's name does not. Two shared ones, or one that stands in both titles, make a likeness; the sum of their weights says how great. */
async function mostAlike(
  tx: Tx,
  tenantId: string,
  { terms, groups }: SearchPlan,
  not: readonly string[],
): Promise<SimilarInnovation[]> {
  const stems = terms.map((term) => term.stem);
  const { rows } = await sql<SimilarInnovation>`
    with terms as materialized (
      select format('%L:AC', t.stem)::tsquery as anywhere, format('%L:A', t.stem)::tsquery as titled, t.in_title, t.weight
      from unnest(${stems}::text[], ${terms.map((term) => term.inTitle)}::boolean[], ${terms.map((term) => term.weight)}::float8[])
        as t (stem, in_title, weight)),
    hits as materialized (
      select p.id, p.dated_at, p.document from published_innovations p
      where p.tenant_id = ${tenantId} and p.called_innovation and p.document @@ ${tsqueryOf(groups)}::tsquery
        and p.id <> all(${[...not]}::uuid[]) limit ${mostRows}),
    best as (
      select h.id, h.dated_at, s.score from hits h cross join lateral (
        select sum(t.weight * case when t.in_title and h.document @@ t.titled then 2 else 1 end) as score,
          count(*) > 1 or bool_or(t.in_title and h.document @@ t.titled) as alike
        from terms t where h.document @@ t.anywhere) s
      where s.alike order by s.score desc, h.dated_at desc, h.id desc limit ${similarShown})
    select ${shownFields},
      array(select distinct w.word from regexp_split_to_table(lower(plain_words(p.title || ' ' || p.summary)), ' ') as w (word)
        where w.word <> '' and (ts_lexize('indonesian_stem', w.word))[1] = any(${stems}::text[]) order by 1) as words
    from best b join published_innovations p on p.tenant_id = ${tenantId} and p.id = b.id
    order by b.score desc, b.dated_at desc, b.id desc`.execute(tx);
  return rows;
}

async function readPublished(tx: Tx, tenantId: string, id: string): Promise<SimilarInnovation[]> {
  const { rows } = await sql<SimilarInnovation>`
    select ${shownFields}, array[]::text[] as words from published_innovations p
    where p.tenant_id = ${tenantId} and p.id = ${id}`.execute(tx);
  return rows;
}
