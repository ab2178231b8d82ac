import { sql } from 'kysely';
import type { ScoringStage } from '#features/competitions/index.ts';
import type { Tx } from '#platform/database/bound.ts';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import type { Standing } from './aftermath.ts';
import { type ContestRow, readPublished } from './contest.queries.ts';

export interface EntryRow {
  id: string;
  categoryId: string;
  category: string;
  organizationId: string;
  innovationId: string;
  title: string;
  summary: string;
  /** The organisation; of a school its team too, never a pupil. */
  name: string;
  shortlisted: boolean;
  example: boolean;
}

/** Eligible entries of a contest, by category and number. */
export async function entriesOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.id, e.category_id, c.name as category, e.organization_id, e.innovation_id,
      coalesce(nullif(e.content ->> 'title', ''), i.title) as title, coalesce(e.content ->> 'summary', '') as summary,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name,
      e.shortlisted_at is not null as shortlisted, e.example
    from entries e
    join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
    where e.tenant_id = ${tenantOf(ctx).id} and e.competition_id = ${competitionId} and e.state = 'eligible'
    order by c.position, c.name, e.number`.execute(tx);
  return rows;
}

/** What everybody may know of a winner or a finalist. */
export interface ShownEntry {
  categoryId: string;
  category: string;
  place: number | null;
  standing: Standing;
  label: string;
  title: string;
  summary: string;
  name: string;
  innovationId: string;
  /** It has a page that everybody may open. */
  innovationShown: boolean;
  example: boolean;
}

export interface PublicPart {
  position: number;
  category: string;
  stage: ScoringStage;
  sha256: string;
  seed: number | string;
  draws: number;
}

export interface PublicVerdict {
  contest: ContestRow;
  /** By category in its order, winners by place, then finalists. */
  shown: ShownEntry[];
  /** Entries that were scored or shown. */
  entries: number;
  parts: PublicPart[];
  sha256: string;
}

/** @throws NotFound before the verdict is published */
export function publicVerdict(ctx: Ctx, id: string): Promise<PublicVerdict> {
  return inTenant(ctx, async (tx) => {
    const contest = await readPublished(tx, ctx, id);
    const shown = await shownEntries(tx, ctx, id);
    const whole = await tx
      .selectFrom('publishedDataSets')
      .select('sha256')
      .select((eb) =>
        eb
          .selectFrom('publishedEntries as p')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .whereRef('p.tenantId', '=', 'publishedDataSets.tenantId')
          .whereRef('p.competitionId', '=', 'publishedDataSets.competitionId')
          .as('entries'),
      )
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', id)
      .executeTakeFirstOrThrow();
    const parts = await partsOf(tx, ctx, id);
    return { contest, shown, parts, sha256: whole.sha256, entries: Number(whole.entries) };
  });
}

async function shownEntries(tx: Tx, ctx: Ctx, competitionId: string): Promise<ShownEntry[]> {
  const { rows } = await sql<ShownEntry>`
    select e.category_id, c.name as category, p.place, p.standing, p.label,
      coalesce(nullif(e.content ->> 'title', ''), i.title) as title, coalesce(e.content ->> 'summary', '') as summary,
      case when e.team_name = '' then o.name else e.team_name || ', ' || o.name end as name,
      e.innovation_id, i.state in ('accepted', 'listed') as innovation_shown, e.example
    from published_entries p
    join entries e on e.tenant_id = p.tenant_id and e.id = p.entry_id
    join competition_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
    join organizations o on o.tenant_id = e.tenant_id and o.id = e.organization_id
    join innovations i on i.tenant_id = e.tenant_id and i.id = e.innovation_id
    where p.tenant_id = ${tenantOf(ctx).id} and p.competition_id = ${competitionId} and p.shown
    order by c.position, c.name, p.place nulls last, o.name, title`.execute(tx);
  return rows;
}

async function partsOf(tx: Tx, ctx: Ctx, competitionId: string): Promise<PublicPart[]> {
  const { rows } = await sql<PublicPart>`
    select d.position, c.name as category, d.stage, d.sha256, d.input::json -> 'seed' as seed,
      (d.input::json ->> 'draws')::int as draws
    from published_data_parts d
    join competition_categories c on c.tenant_id = d.tenant_id and c.id = d.category_id
    where d.tenant_id = ${tenantOf(ctx).id} and d.competition_id = ${competitionId}
    order by d.position`.execute(tx);
  return rows;
}

export interface StoredText {
  text: string;
  sha256: string;
}

/** The published document, byte for byte. @throws NotFound before it is published */
export function publishedDocument(ctx: Ctx, competitionId: string): Promise<StoredText> {
  return inTenant(ctx, async (tx) => {
    await readPublished(tx, ctx, competitionId);
    return tx
      .selectFrom('publishedDataSets')
      .select(['document as text', 'sha256'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .executeTakeFirstOrThrow();
  });
}

/** One part of it, as `gelar jury rank` reads it. */
export function publishedPart(ctx: Ctx, competitionId: string, position: number): Promise<StoredText> {
  return inTenant(ctx, async (tx) => {
    await readPublished(tx, ctx, competitionId);
    const row = await tx
      .selectFrom('publishedDataParts')
      .select(['input as text', 'sha256'])
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('competitionId', '=', competitionId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (!row) throw new NotFound(`no part ${position}`);
    return row;
  });
}
