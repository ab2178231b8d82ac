import { inTenant } from '#platform/tenancy.ts';
import { plainMeans } from './standing.queries.ts';
import type { StandingOf } from './standing.ts';

/** Means of the reviews as they are, nobody tied: what stands where nothing calibrates. */
export const plainStanding: StandingOf = (ctx, _, categoryId) => inTenant(ctx, (tx) => plainMeans(tx, ctx, categoryId));
