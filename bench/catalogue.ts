import type { Pool, PoolClient } from 'pg';
import { cataloguePage } from '#features/innovations/catalogue.queries.ts';
import { parseSearch } from '#features/innovations/search.ts';
import { similarInnovations } from '#features/innovations/similar.queries.ts';
import type { Ctx } from '#platform/tenancy.ts';
import type { Figure } from './figure.ts';
import type { Searches, TypedIdea } from './searches.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

/** The statements by which the app answers a search, as it sends them after `begin` and the tenant's scope. */
export async function statementsOf(ctx: Ctx, query: string): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listening = {
    async connect() {
      const client = await ctx.pool.connect();
      return {
        release: (error?: Error) => client.release(error),
        query(text: string | object, values?: unknown[]) {
          if (typeof text === 'string' && values) statements.push({ text, values });
          return client.query(text as string, values);
        },
      } as PoolClient;
    },
  } as Pool;
  const asked = new URLSearchParams(query);
  await cataloguePage(
    { ...ctx, pool: listening },
    parseSearch((name) => asked.get(name) ?? undefined),
  );
  // The counts of the filters are read once a version, not once a page.
  return statements.filter((statement) => !statement.text.includes('json_agg'));
}

const rounds = 30;

/** Milliseconds on one connection of the app's role, planning and the way there and back included: one a search. */
async function timesOf(client: PoolClient, ctx: Ctx, queries: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const statements = await statementsOf(ctx, query);
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      for (const { text, values } of statements) await client.query(text, values);
      taken.push(performance.now() - start);
    }
    times.push(median(taken));
  }
  return times;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function benchCatalogue(ctx: Ctx, searches: Searches): Promise<Figure[]> {
  const client = await ctx.pool.connect();
  try {
    await client.query("select set_config('app.tenant', $1, false)", [ctx.tenant?.id]);
    const figures: Figure[] = [];
    const kinds: [string, readonly string[], number][] = [
      ['a rare word', searches.rare, 5],
      ['a middling word (about 1 %)', searches.middling, 5],
      ['a very common word (40 %)', searches.common, 25],
      ['a misspelt word', searches.misspelt, 25],
      ['no word', searches.none, 5],
      ['page 500 of the plain list', ['?hal=500'], 20],
    ];
    for (const [name, queries, target] of kinds) {
      await timesOf(client, ctx, queries.slice(0, 2)); // a connection's first look at a page of memory is slow
      const times = await timesOf(client, ctx, queries);
      figures.push(figureOf(name, times, target));
    }
    return figures;
  } finally {
    client.release(true);
  }
}

function figureOf(name: string, times: readonly number[], target: number): Figure {
  const slowest = Math.max(...times);
  return {
    name: `Search over 100,000 innovations, SQL: ${name}`,
    value: `${median(times).toFixed(1)} ms`,
    target: `≤ ${target} ms`,
    against: `all statements of the page, median of ${times.length} searches; the slowest took ${slowest.toFixed(1)} ms`,
    met: median(times) <= target,
  };
}

const similarTarget = 50;

/** Whole answers as the app gives them, with the transaction and the plan of the search: one idea after the other. */
export async function benchSimilar(ctx: Ctx, ideas: readonly TypedIdea[]): Promise<Figure> {
  const times: number[] = [];
  for (const idea of ideas) {
    const taken: number[] = [];
    for (let round = 0; round < 7; round++) {
      const start = performance.now();
      await similarInnovations(ctx, idea);
      taken.push(performance.now() - start);
    }
    times.push(median(taken));
  }
  const slowest = Math.max(...times);
  return {
    name: 'Similar innovations among 100,000 while one is written',
    value: `${median(times).toFixed(1)} ms`,
    target: `≤ ${similarTarget} ms, the slowest too`,
    against: `title and some sentences, misspelt and very common words too; the slowest of ${times.length} took ${slowest.toFixed(1)} ms`,
    met: slowest <= similarTarget,
  };
}
