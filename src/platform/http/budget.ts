import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Env } from './env.ts';

const seconds = 60;

export interface Budget {
  /**
   * Takes one request of a caller's minute and says in the answer's headers what is left
   * (draft-ietf-httpapi-ratelimit-headers).
   * @returns whether there was one
   */
  spend(c: Context<Env>, caller: string): Promise<boolean>;
}

/** So many requests a minute for each caller, counted in this process; 0 counts none. */
export function openBudget(name: string, perMinute: number): Budget {
  if (perMinute === 0) return { spend: async () => true };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: seconds });
  return {
    async spend(c, caller) {
      const { result, left } = await take(limiter, caller);
      const wait = Math.ceil(result.msBeforeNext / 1000);
      c.header('RateLimit-Policy', `"${name}";q=${perMinute};w=${seconds}`);
      c.header('RateLimit', `"${name}";r=${Math.max(0, result.remainingPoints)};t=${wait}`);
      if (!left) c.header('Retry-After', String(wait));
      return left;
    },
  };
}

async function take(limiter: RateLimiterMemory, caller: string): Promise<{ result: RateLimiterRes; left: boolean }> {
  try {
    return { result: await limiter.consume(caller), left: true };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { result: error, left: false };
  }
}
