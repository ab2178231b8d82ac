import { sql } from 'kysely';
import { innovationsForIndex } from '#features/innovations/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { keepByVersion } from '#platform/kept.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Edition } from './edition.ts';
import { currentEdition } from './editions.ts';
import { type GainLine, viewIndex } from './index-view.ts';
import { type Basis, editionOfLevels, type StoredLevel } from './level.ts';
import {
  type IndexSource,
  isStated,
  type NextPredicate,
  nextPredicate,
  pointsPerScore,
  type Standing,
  standingOf,
} from './standing.ts';

const keptSources = keepByVersion<IndexSource>(50);

/** Everything stored for one edition: accepted innovations with their levels, and the region's own. */
export async function indexSource(ctx: Ctx, edition: Edition): Promise<IndexSource> {
  const key = `${tenantOf(ctx).id} ${edition.edition}`;
  const version = await indexVersion(ctx);
  const known = keptSources.get(ctx.pool, key, version);
  if (known) return known;
  const source = await readSource(ctx, edition);
  keptSources.set(ctx.pool, key, version, source);
  return source;
}

/** Another one after every change of what the index is made of (triggers of migration 0007). */
async function indexVersion(ctx: Ctx): Promise<string> {
  const row = await inTenant(ctx, (tx) =>
    tx.selectFrom('indexVersions').select('version').where('tenantId', '=', tenantOf(ctx).id).executeTakeFirst(),
  );
  return String(row?.version ?? 0);
}

async function readSource(ctx: Ctx, edition: Edition): Promise<IndexSource> {
  const year = editionOfLevels(edition).edition;
  const [innovations, stored] = await Promise.all([
    innovationsForIndex(ctx),
    inTenant(ctx, async (tx) => {
      const [levels, spd, total] = await Promise.all([
        acceptedLevels(tx, ctx, year),
        regionLevels(tx, ctx, year),
        regionTotal(tx, ctx, year),
      ]);
      return { levels, spd, total };
    }),
  ]);
  const { levels, spd, total } = stored;
  return {
    edition,
    innovations: innovations.map((one) => ({ ...one, levels: levels.get(one.id) ?? [] })),
    spd,
    total,
  };
}

/** The region's index; null for a verified one while not all that is claimed has been verified. */
export async function regionIndex(ctx: Ctx, edition: Edition, basis: Basis): Promise<Standing | null> {
  return standingOf(await indexSource(ctx, edition), basis);
}

interface LevelRow {
  innovationId: string;
  levels: StoredLevel[];
}

async function acceptedLevels(tx: Tx, ctx: Ctx, edition: number): Promise<Map<string, StoredLevel[]>> {
  const { rows } = await sql<LevelRow>`
    select l.innovation_id, json_agg(json_build_object('code', l.code, 'claimed', l.claimed, 'verified', l.verified)) as levels
    from innovation_levels l join innovations i on i.tenant_id = l.tenant_id and i.id = l.innovation_id
    where l.tenant_id = ${tenantOf(ctx).id} and l.edition = ${edition} and i.state = 'accepted'
    group by l.innovation_id`.execute(tx);
  return new Map(rows.map((row) => [row.innovationId, row.levels]));
}

function regionLevels(tx: Tx, ctx: Ctx, edition: number): Promise<StoredLevel[]> {
  return tx
    .selectFrom('regionLevels')
    .select(['code', 'claimed', 'verified'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('edition', '=', edition)
    .execute();
}

async function regionTotal(tx: Tx, ctx: Ctx, edition: number): Promise<IndexSource['total']> {
  const row = await tx
    .selectFrom('regionTotals')
    .select(['claimed', 'verified'])
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row ? { claimed: Number(row.claimed), verified: row.verified === null ? null : Number(row.verified) } : null;
}

/** The region's index in a few figures, for pages that only mention it. All points are index points, of 100. */
export interface IndexSummary {
  edition: number;
  /** null while nothing has been stated: unknown, not 0. */
  index: number | null;
  /** null while not all that is claimed has been verified. */
  verified: number | null;
  predicate: string;
  /** What the region's own indicators, the innovations' maturity and their number give; they add up to the index. */
  parts: { spd: number; maturity: number; count: number };
  /** Points missing for the next predicate; null at the top. */
  next: NextPredicate | null;
  /** Innovations that are counted. */
  counted: number;
}

export async function indexSummary(ctx: Ctx): Promise<IndexSummary> {
  return summaryOf(await indexSource(ctx, currentEdition()));
}

/** Where the region stands, and what would raise it most, best first. */
export interface RegionOutlook {
  summary: IndexSummary;
  gains: GainLine[];
}

export async function regionOutlook(ctx: Ctx): Promise<RegionOutlook> {
  const source = await indexSource(ctx, currentEdition());
  return { summary: summaryOf(source), gains: viewIndex(source).gains };
}

function summaryOf(source: IndexSource): IndexSummary {
  const claimed = standingOf(source, 'claimed');
  if (!claimed) throw new Error('a claimed index is always known');
  const { score, edition } = claimed;
  const worth = pointsPerScore(edition);
  return {
    edition: edition.edition,
    index: isStated(claimed) ? score.index : null,
    verified: standingOf(source, 'verified')?.score.index ?? null,
    predicate: score.predicate,
    parts: { spd: score.spd * worth, maturity: score.meanMaturity * worth, count: score.countScore * worth },
    next: nextPredicate(claimed),
    counted: score.n,
  };
}

/** What the organisation stated for its innovation, whatever the innovation's state. Who may see it: `innovationForLevels`. */
export async function statedLevels(ctx: Ctx, innovationId: string, edition: Edition): Promise<StoredLevel[]> {
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('innovationLevels')
      .select(['code', 'claimed', 'verified'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('innovationId', '=', innovationId)
      .where('edition', '=', edition.edition)
      .execute(),
  );
}
