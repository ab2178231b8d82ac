import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Figure } from './figure.ts';
import { loadEvenly } from './paced.ts';

export interface Load {
  connections: number;
  seconds: number;
  gzip?: boolean;
}

export interface Measured {
  perSecond: number;
  p99: number;
  bytes: number;
}

/** @throws Error when any answer was not a page */
export async function load(
  origin: string,
  paths: readonly string[],
  { connections, seconds, gzip = false }: Load,
): Promise<Measured> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: paths.map((path) => ({ path, headers: gzip ? { 'accept-encoding': 'gzip' } : {} })),
  });
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0)
    throw new Error(`${wrong} of ${result.requests.total} requests to ${origin} were not answered with a page`);
  const perSecond = result.requests.total / result.duration;
  return { perSecond, p99: result.latency.p99, bytes: result.throughput.total / result.requests.total };
}

/** Pages as browsers ask for them, compressed. */
export async function benchPages(
  origin: string,
  mix: readonly string[],
  pgbenchRate: number | null,
): Promise<Figure[]> {
  const paths = mix.map((query) => `/skala/inovasi${query}`);
  await load(origin, paths, { connections: 16, seconds: 5, gzip: true });
  const full = await load(origin, paths, { connections: 32, seconds: 15, gzip: true });
  await sleep(2000); // until the server is done with what the load before left unread
  const half = await loadEvenly(origin, paths, { connections: 32, seconds: 15, rate: full.perSecond / 2 });
  const share = pgbenchRate === null ? null : (full.perSecond / pgbenchRate) * 100;
  return [
    {
      name: 'Catalogue pages a second over the mix',
      value: `${full.perSecond.toFixed(0)}/s`,
      target: '≥ 200/s',
      against: '32 connections for 15 s, rare, middling, very common, misspelt and no word in turn, compressed',
      met: full.perSecond >= 200,
    },
    {
      name: 'The same beside pgbench',
      value: share === null ? 'not measured' : `${share.toFixed(0)} %`,
      target: '≥ 40 %',
      against:
        pgbenchRate === null
          ? 'pgbench is missing: apt-get install postgresql-contrib'
          : `pgbench with the same read transactions and connections: ${pgbenchRate.toFixed(0)}/s`,
      met: share !== null && share >= 40,
    },
    {
      name: 'Slowest page in a hundred at half load (p99)',
      value: `${half.p99.toFixed(0)} ms`,
      target: '≤ 25 ms',
      against: `the mix at ${half.perSecond.toFixed(0)} pages/s arriving evenly, from when each was due`,
      met: half.p99 <= 25,
    },
  ];
}
