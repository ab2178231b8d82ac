import type { Context } from 'hono';
import type { Env } from './env.ts';

/** Whole address of the tenant's home ("https://host/slug"), for addresses that are read elsewhere. */
export function homeOf(c: Context<Env>): string {
  const { home, base } = c.get('frame');
  return home ?? `${c.get('identity').origin}${base}`;
}
